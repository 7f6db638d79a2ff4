import { below, listOf, nummerOf, objectOf, objectsOf, wholeNumberOf } from './json.ts';
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
  const page = json && objectOf(json.page);
  if (!page) return undefined;
  const embedded = below(json, '_embedded');
  const rows = listOf(embedded, LISTS[resource]);
  const isMissing = rows.length === 0 && (wholeNumberOf(page, 'totalElements') ?? 0) > 0;
  // An entry that is left out is a change that nobody is told of.
  if (isMissing || rows.length !== objectsOf(embedded, LISTS[resource]).length) return undefined;
  const entries = objectsOf(embedded, LISTS[resource]).map((entry) => ({
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
