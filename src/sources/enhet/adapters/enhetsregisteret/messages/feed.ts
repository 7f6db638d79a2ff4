import { below, nummerOf, objectOf, objectsOf, wholeNumberOf } from './json.ts';
import type { Resource } from './unit.ts';

export interface FeedEntry {
  readonly oppdateringsid: number;
  readonly organisasjonsnummer: string;
}

const LISTS: Readonly<Record<Resource, string>> = {
  enheter: 'oppdaterteEnheter',
  underenheter: 'oppdaterteUnderenheter',
};

/** The entries of a change feed's page, in its order: ids rise. Undefined when it is no page; without an entry there is no list. */
export function readFeed(value: unknown, resource: Resource): FeedEntry[] | undefined {
  const json = objectOf(value);
  if (!json || !objectOf(json.page)) return undefined;
  const entries = objectsOf(below(json, '_embedded'), LISTS[resource]).map((entry) => ({
    oppdateringsid: wholeNumberOf(entry, 'oppdateringsid'),
    organisasjonsnummer: nummerOf(entry, 'organisasjonsnummer'),
  }));
  const isWhole = entries.every(({ oppdateringsid }, index) => {
    const before = entries[index - 1]?.oppdateringsid ?? 0;
    return oppdateringsid !== null && oppdateringsid > before;
  });
  const isKnown = entries.every(({ organisasjonsnummer }) => organisasjonsnummer !== undefined);
  return isWhole && isKnown ? (entries as FeedEntry[]) : undefined;
}
