import type { CallContext } from '../../domain/call.ts';
import { type Cpr, parseCpr } from '../../domain/cpr.ts';
import { createLoader, type OutcomeLoader } from '../../domain/loader.ts';
import { failed, found } from '../../domain/outcome.ts';
import type { Pace } from '../../domain/pace.ts';
import { catalogue } from './codes.ts';
import type { Kontaktinformation, KontaktinformationPort } from './kontaktinformation.ts';
import { isEmail, isTelefonnummer } from './rules.ts';

export interface KontaktinformationLoaders {
  readonly kontaktinformation: OutcomeLoader<string, readonly Kontaktinformation[]>;
  readonly borgereMedMobiltelefon: OutcomeLoader<string, readonly Cpr[]>;
  readonly borgereMedEmail: OutcomeLoader<string, readonly Cpr[]>;
}

const asIs = (key: string) => key;
const gateway = { opphav: 'GATEWAY' } as const;

export function createKontaktinformationLoaders(
  port: KontaktinformationPort,
  call: CallContext,
  pace: Pace,
): KontaktinformationLoaders {
  return {
    kontaktinformation: createLoader({
      parse: (text) => {
        const cpr = parseCpr(text);
        return cpr ? found(cpr) : failed(catalogue.feil('GetKontaktinformation', '1001', gateway));
      },
      cacheKey: asIs,
      ask: (cprs) => port.getKontaktinformation(cprs, call),
      pace,
    }),
    borgereMedMobiltelefon: createLoader({
      parse: (text) =>
        isTelefonnummer(text) ? found(text) : failed(catalogue.feil('GetKontaktinformationMobilNr', '9156', gateway)),
      cacheKey: asIs,
      ask: (numbers) => port.getKontaktinformationMobilNr(numbers, call),
      pace,
    }),
    borgereMedEmail: createLoader({
      parse: (text) =>
        isEmail(text) ? found(text) : failed(catalogue.feil('GetKontaktinformationEmail', '9158', gateway)),
      cacheKey: asIs,
      ask: (addresses) => port.getKontaktinformationEmail(addresses, call),
      pace,
    }),
  };
}
