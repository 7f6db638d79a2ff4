import type { CallContext } from '../../domain/call.ts';
import { createLoader, type OutcomeLoader } from '../../domain/loader.ts';
import { failed, found } from '../../domain/outcome.ts';
import type { Pace } from '../../domain/pace.ts';
import { type PersonidentifikatorRegler, parsePersonidentifikator } from '../../domain/personidentifikator.ts';
import { katalog, type PostkasseOperasjon } from './codes.ts';
import type { KanVelge, Kontaktregisteroppfoering, PostkassePort } from './postkasse.ts';

export interface PostkasseLoaders {
  readonly kanVelgeSikkerDigitalPostkasse: OutcomeLoader<string, KanVelge>;
  readonly kontaktregister: OutcomeLoader<string, Kontaktregisteroppfoering>;
}

export function createPostkasseLoaders(
  port: PostkassePort,
  regler: PersonidentifikatorRegler,
  call: CallContext,
  pace: Pace,
): PostkasseLoaders {
  const parse = (operasjon: PostkasseOperasjon) => (text: string) => {
    const personidentifikator = parsePersonidentifikator(text, regler);
    if (personidentifikator) return found(personidentifikator);
    return failed(katalog.feil(operasjon, 'UGYLDIG_PERSONNUMMER', { opphav: 'GATEWAY' }));
  };
  const cacheKey = (person: string) => person;
  return {
    kanVelgeSikkerDigitalPostkasse: createLoader({
      parse: parse('KanVelgeSikkerDigitalPostkasse'),
      cacheKey,
      ask: (personer) => port.kanVelgeSikkerDigitalPostkasse(personer, call),
      pace,
    }),
    kontaktregister: createLoader({
      parse: parse('HentPersoner'),
      cacheKey,
      ask: (personer) => port.hentPersoner(personer, call),
      pace,
    }),
  };
}
