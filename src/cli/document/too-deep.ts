import { ERRORS } from '../../server/errors.ts';
import { findingAt } from './findings.ts';
import type { Finding } from './report.ts';
import type { Place } from './written.ts';

/**
 * What is found of a document that is nested deeper than the call stack allows, as it was told by what was thrown; undefined where that is a
 * bug. A gateway refuses such a document by the same words.
 */
export function findingOfDepth(thrown: unknown, place: Place, operation?: string): Finding | undefined {
  if (!(thrown instanceof RangeError && thrown.message.includes('call stack'))) return undefined;
  const { code, text } = ERRORS.nestedTooDeeply;
  return findingAt(place, 'error', 'refused', text, { code, operation });
}
