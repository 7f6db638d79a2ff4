import type { CallContext } from '../../domain/call.ts';
import { createLoader, type OutcomeLoader } from '../../domain/loader.ts';
import { failed, found } from '../../domain/outcome.ts';
import type { Catalogue } from '../../domain/catalogue.ts';
import type { Pace } from '../../domain/pace.ts';
import { type PersonidentifikatorRules, parsePersonidentifikator } from '../../domain/personidentifikator.ts';
import type { PostkasseOperation } from './codes.ts';
import type { KanVelge, Kontaktregisteroppfoering, PostkassePort } from './postkasse.ts';

export interface PostkasseLoaders {
  readonly kanVelgeSikkerDigitalPostkasse: OutcomeLoader<string, KanVelge>;
  readonly kontaktregister: OutcomeLoader<string, Kontaktregisteroppfoering>;
}

export function createPostkasseLoaders(
  port: PostkassePort,
  catalogue: Catalogue,
  rules: PersonidentifikatorRules,
  call: CallContext,
  pace: Pace,
): PostkasseLoaders {
  const parse = (operation: PostkasseOperation) => (text: string) => {
    const personidentifikator = parsePersonidentifikator(text, rules);
    if (personidentifikator) return found(personidentifikator);
    return failed(catalogue.feil(operation, 'UGYLDIG_PERSONNUMMER', { opphav: 'GATEWAY' }));
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
