import { checkRelation } from './adgang.ts';
import type { Metadata } from './metadata.ts';
import type { Sandkasse, Svar } from './operation.ts';

/**
 * M and E: the borgere with exactly this phone or mail. The texts are compared as they stand.
 * Where a setting lets others than STAR ask, they see the borgere that the matrix gives them.
 */
export function findBorgere(
  bogstav: 'M' | 'E',
  kontaktdata: string,
  metadata: Metadata,
  { indstillinger, tilstand }: Sandkasse,
): Svar {
  const borgerer = tilstand
    .findByKontaktdata(bogstav === 'M' ? 'mobiltelefon' : 'mailadresse', kontaktdata)
    .filter(({ persona }) => checkRelation(bogstav, metadata, persona, indstillinger) === undefined)
    .map(({ persona }) => ({ civilregistrationIdentifier: persona.cpr }));
  return { status: 200, json: { borgerer } };
}
