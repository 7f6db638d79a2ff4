import { notDone } from '../../../../domain/outcome.ts';
import { kildeUtilgjengelig } from '../../../../domain/registerfeil.ts';
import type { PostkassePort } from '../../postkasse.ts';

const NONE =
  'KRR’s REST service writes no mailboxes: this gateway has not been configured with the service of their suppliers.';

const notOffered = () => Promise.resolve(notDone(kildeUtilgjengelig('KRR', 'IKKE_TILBUDT', { melding: NONE })));

/** The writes, where only KRR is asked: there is no public REST form of them. */
export const NO_WRITES: Omit<PostkassePort, 'kanVelgeSikkerDigitalPostkasse' | 'hentPersoner'> = {
  oppdaterPostkasse: notOffered,
  opprettOgVelgSikkerDigitalPostkasse: notOffered,
  slettPostkasse: notOffered,
};
