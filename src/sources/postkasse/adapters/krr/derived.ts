import { failed, found, type Outcome } from '../../../../domain/outcome.ts';
import type { Personidentifikator } from '../../../../domain/personidentifikator.ts';
import { kildeUtilgjengelig } from '../../../../domain/registerfeil.ts';
import type { KanVelge } from '../../postkasse.ts';
import { catalogue } from './codes.ts';
import type { KrrPerson } from './messages/personer.ts';
import { seesPostkasse } from './scopes.ts';

const OPERATION = 'KanVelgeSikkerDigitalPostkasse';

const UNSEEN =
  'The gateway’s access to this source does not show digital mailboxes, so that it cannot tell who may choose one.';
const UNSAID = 'The source does not say enough of the person to tell whether a digital mailbox may be chosen.';

/**
 * Whether a person may choose a mailbox, by what KRR shows of them: it has no answer of its own. A refusal needs one thing that is seen, and a
 * yes that everything is: `scopes` are those that the token of the answer was granted. The first that holds decides.
 */
export function deriveKanVelge(
  person: KrrPerson | undefined,
  personidentifikator: Personidentifikator,
  scopes: readonly string[],
): Outcome<KanVelge> {
  if (!person) return failed(kildeUtilgjengelig('KRR', 'UGYLDIG_SVAR'));
  const { status, reservasjon, hasPostkasse } = person;
  const no = (kode: string) => failed(catalogue.feil(OPERATION, kode));
  if (status === 'SLETTET' || status === 'IKKE_REGISTRERT') return no('BRUKER_IKKE_FUNNET');
  if (reservasjon === 'JA') return no('RESERVERT');
  if (hasPostkasse) return no('ALLEREDE_AKTIV');
  if (!seesPostkasse(scopes)) return failed(kildeUtilgjengelig('KRR', 'IKKE_KONFIGURERT', { melding: UNSEEN }));
  if (status !== 'AKTIV' || reservasjon !== 'NEI') {
    return failed(kildeUtilgjengelig('KRR', 'UGYLDIG_SVAR', { melding: UNSAID }));
  }
  return found({ kilde: 'KRR', avledet: true, personidentifikator });
}
