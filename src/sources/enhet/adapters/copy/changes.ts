import { failed, found } from '../../../../domain/outcome.ts';
import type { Endringslogg, EnhetAnswer } from '../../enhet.ts';
import { catalogue, KILDE } from '../enhetsregisteret/codes.ts';
import { lastPeriod } from '../enhetsregisteret/feeds.ts';
import type { Knowledge } from './facts.ts';
import type { CopyStore } from './store.ts';

/**
 * The units that have changed in the last period that the copy knows. Undefined where it does not know all of it: of what happened
 * before a file was made, and of what the feeds have not been followed for, only the register can tell.
 */
export function readChanges(store: CopyStore, known: Knowledge | undefined): EnhetAnswer<Endringslogg> | undefined {
  if (!known?.changesTo) return undefined;
  const since = lastPeriod(new Date(known.changesTo));
  if (new Date(known.changesFrom) > since) return undefined;
  const enheter = store.changedSince(since);
  if (enheter?.length === 0) return failed(catalogue.feil('hentEndringslogg', '2000'));
  return enheter && found({ kilde: KILDE, ferskhet: known.changesTo, enheter });
}
