import { found } from '../../../../domain/outcome.ts';
import type { EnhetAnswer, SokEnhet, SokEnhetTreffliste } from '../../enhet.ts';
import { KILDE } from '../enhetsregisteret/codes.ts';
import { readTreff } from '../enhetsregisteret/messages/index.ts';
import { type Json, objectOf } from '../enhetsregisteret/messages/json.ts';
import { parse } from './documents.ts';
import type { Knowledge } from './facts.ts';
import type { CopyStore } from './store.ts';

/** The best hits first. Undefined where the copy cannot be read. */
export async function searchCopy(
  store: CopyStore,
  { soekestreng, maksTreff, kommunenummer, fylkesnummer, organisasjonsform, medUnderenheter }: SokEnhet,
  { asOf }: Knowledge,
): Promise<EnhetAnswer<SokEnhetTreffliste> | undefined> {
  const answer = await store.search({
    text: soekestreng,
    limit: maksTreff,
    // What is empty narrows nothing, as in the register's own search.
    municipality: kommunenummer || undefined,
    county: fylkesnummer || undefined,
    form: organisasjonsform || undefined,
    withSubUnits: medUnderenheter,
  });
  if (!answer) return undefined;
  const rows = answer.hits.flatMap(({ json }): readonly Json[] => {
    const unit = objectOf(parse(json));
    return unit ? [unit] : [];
  });
  const treff = rows.length < answer.hits.length ? undefined : readTreff({ rows, totalElements: answer.total });
  const scores = new Map(answer.hits.map(({ number, score }) => [number, score]));
  const ranked = treff?.map((one) => ({ ...one, score: scores.get(one.organisasjonsnummer) ?? 0 }));
  return ranked && found({ kilde: KILDE, ferskhet: asOf, antall: answer.total, treff: ranked });
}
