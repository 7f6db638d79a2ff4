import { parseMediaType } from '../../../domain/media-type.ts';
import { PREFIX } from '../answers/write.ts';

/** The newest version of each answer, as the caller may ask for it by name. */
export const TYPES = {
  enheter: `${PREFIX}enhet.v2+json`,
  underenheter: `${PREFIX}underenhet.v2+json`,
  roller: `${PREFIX}rolle.v1+json`,
  feedOfEnheter: `${PREFIX}oppdatering.enhet.v1+json`,
  feedOfUnderenheter: `${PREFIX}oppdatering.underenhet.v1+json`,
} as const;

export const JSON_TYPE = 'application/json';

/** The first type of `offered` that the header asks for, which is the first of all where it asks for anything; undefined: 406. */
export function negotiate(accept: string | undefined, offered: readonly string[]): string | undefined {
  const ranges = (accept ?? '').split(',').flatMap((range) => parseMediaType(range.trim())?.essence ?? []);
  if (ranges.length === 0 && (accept ?? '').trim() === '') return offered[0];
  for (const range of ranges) {
    const found = offered.find((type) => type === range || range === '*/*' || range === `${type.split('/')[0]}/*`);
    if (found) return found;
  }
  return undefined;
}
