import { GraphQLError } from 'graphql';
import { NOEGLE_GJENBRUKT, type WriteOutcome } from '../domain/idempotens.ts';
import type { Registerfeil } from '../domain/registerfeil.ts';

/**
 * The member of the union that a write came to: what leads back to the noun, or its failure. A key that has been used
 * for something else is the client's mistake and no register's answer, so it stands in no union.
 */
export function written<Member>(outcome: WriteOutcome, success: Member): Member | Registerfeil {
  if (outcome === NOEGLE_GJENBRUKT) {
    throw new GraphQLError(
      'This Idempotency-Key has been used for another input. Nothing was sent: use a new key for a new write.',
      { extensions: { code: 'IDEMPOTENSNOEGLE_GJENBRUKT' } },
    );
  }
  return outcome.ok ? success : outcome.feil;
}
