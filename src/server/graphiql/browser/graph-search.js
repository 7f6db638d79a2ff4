// What GraphiQL's search finds: names of the graph, by their words, what these mean in English, and what is said of them.

/**
 * @typedef {{ kind: string, name: string, on?: string, field?: string, of?: string, description: string, meaning: string, href?: string }} Entry
 */

/** Results that are shown. */
export const MAX_FOUND = 40;
/** Words of a search that are looked at. */
export const MAX_WORDS = 8;
/** Letters from which on a word may be the beginning of another, or have a slip. */
const LONG_ENOUGH = 3;

/** What is more often looked for stands before what only belongs to it. */
const WEIGHTS = new Map([
  ['field', 1.2],
  ['type', 1.1],
  ['argument', 0.6],
  ['input field', 0.7],
  ['value', 0.8],
  ['error', 0.6],
  ['code', 0.6],
]);
/** Where everybody begins. */
const ROOTS = new Set(['Query', 'Mutation', 'Borger', 'Innbygger', 'Enhet']);
const ROOT_WEIGHT = 1.5;
/** What can be asked at all comes before what can be asked of it. */
const QUERY_WEIGHT = 2.2;

/**
 * Searches in entries, with MiniSearch: by beginnings of words and despite a slip. All words must be there.
 * @param {new (options: any) => any} MiniSearch
 * @param {readonly Entry[]} entries
 * @returns {(words: string) => { readonly entries: readonly Entry[], readonly total: number }} The first results, and how many there are.
 */
export function createGraphSearch(MiniSearch, entries) {
  const index = new MiniSearch({
    fields: ['name', 'meaning', 'description', 'on'],
    tokenize,
    processTerm,
    searchOptions: {
      boost: { name: 4, meaning: 3, on: 0.5 },
      boostDocument: (/** @type {number} */ id) => weightOf(entries[id]),
      combineWith: 'AND',
      prefix: (/** @type {string} */ term) => term.length >= LONG_ENOUGH,
      // A code that differs by a digit is another code.
      fuzzy: (/** @type {string} */ term) => (term.length > LONG_ENOUGH && !/\d/.test(term) ? 0.2 : false),
    },
  });
  index.addAll(entries.map((entry, id) => ({ ...entry, id })));
  return (words) => {
    const found = index.search(words.split(/\s+/).slice(0, MAX_WORDS).join(' '), {
      tokenize: (/** @type {string} */ text) => text.split(SEAM),
    });
    const first = found.slice(0, MAX_FOUND);
    return {
      entries: first.flatMap((/** @type {{ id: number }} */ { id }) => entries[id] ?? []),
      total: found.length,
    };
  };
}

/** @param {Entry | undefined} entry */
function weightOf(entry) {
  if (!entry) return 1;
  const weight = WEIGHTS.get(entry.kind) ?? 1;
  const root = entry.on ?? entry.name;
  if (!ROOTS.has(root) || entry.kind === 'argument') return weight;
  return weight * (root === 'Query' ? QUERY_WEIGHT : ROOT_WEIGHT);
}

/** Between words of a text. */
const SEAM = /[\p{Z}\p{P}\s`]+/u;
/** A run of capitals, or letters of which at most the first is a capital. */
const PART = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+/gu;

/**
 * A name is a word, and each of its parts is one: `kontaktdataType` is found by `type`.
 * @param {string} text
 */
function tokenize(text) {
  return text.split(SEAM).flatMap((word) => {
    const parts = word.match(PART) ?? [];
    return parts.length > 1 ? [word, ...parts] : [word];
  });
}

/**
 * Without what makes an English word plural: "companies" finds "company".
 * @param {string} term
 */
function processTerm(term) {
  const word = term.toLowerCase();
  if (word.length <= LONG_ENOUGH) return word;
  return word.replace(/ies$/, 'y').replace(/([^s])s$/, '$1');
}
