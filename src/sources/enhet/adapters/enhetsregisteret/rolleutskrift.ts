import type { CallContext } from '../../../../domain/call.ts';
import { failed, found } from '../../../../domain/outcome.ts';
import { isBornOn, type Personidentifikator } from '../../../../domain/personidentifikator.ts';
import type { EnhetAnswer, Rolleutskrift } from '../../enhet.ts';
import type { Ask } from './ask.ts';
import { ANSWERED, catalogue } from './codes.ts';
import { readRolleutskrift } from './messages/index.ts';
import type { RestServices } from './service.ts';

/** A list of a person's roles takes some hundred bytes a role. */
const MAX_BYTES = 1024 * 1024;

const NO_CLIENT =
  'The gateway has no Maskinporten client configured, and a person’s roles are told to holders of its tokens only.';

/** The units in business in which a person holds a role. The number goes in the body, and the answer must be of one born that day. */
export async function askRolleutskrift(
  ask: Ask,
  { open, authorized }: RestServices,
  person: Personidentifikator,
  call: CallContext,
  rest: () => void,
): Promise<EnhetAnswer<Rolleutskrift>> {
  // Nobody is asked: without a token the register would refuse.
  if (open && !authorized) {
    return failed(catalogue.feil('hentRolleutskrift', '-100', { opphav: 'GATEWAY', melding: NO_CLIENT }));
  }
  return ask<Rolleutskrift>(
    {
      service: authorized,
      operation: 'hentRolleutskrift',
      name: 'autorisert personer/rolleutskrift',
      path: '/personer/rolleutskrift',
      body: person,
      key: person,
      maxResponseBytes: MAX_BYTES,
      read({ status, json }) {
        // Nobody of that number, or nobody with a role in business: which, is not told.
        if (status === 404) return found({ ...ANSWERED, roller: [] });
        const read = status === 200 ? readRolleutskrift(json) : undefined;
        if (!read?.foedselsdato || !isBornOn(person, read.foedselsdato)) return undefined;
        return found({ ...ANSWERED, roller: read.roller });
      },
    },
    call,
    rest,
  );
}
