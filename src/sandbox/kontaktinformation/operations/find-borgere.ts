import { checkRelation } from '../checks/access.ts';
import type { Metadata } from '../checks/metadata.ts';
import type { StarSandbox } from '../state.ts';
import type { Answer } from './operation.ts';

/**
 * The borgere with exactly this phone or mail. The texts are compared as they stand.
 * Where a setting lets others than STAR ask, they see the borgere that the matrix gives them.
 */
export function findBorgere(
  operation: 'GetKontaktinformationMobilNr' | 'GetKontaktinformationEmail',
  kontaktdata: string,
  metadata: Metadata,
  { settings, state }: StarSandbox,
): Answer {
  const borgerer = state
    .findByKontaktdata(operation === 'GetKontaktinformationMobilNr' ? 'mobiltelefon' : 'mailadresse', kontaktdata)
    .filter(({ persona }) => checkRelation(operation, metadata, persona, settings) === undefined)
    .map(({ persona }) => ({ civilregistrationIdentifier: persona.cpr }));
  return { status: 200, json: { borgerer } };
}
