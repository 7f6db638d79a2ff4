import { LRUCache } from 'lru-cache';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { foldedWords } from './fold.ts';
import { marksFor, type Narrowing } from './marks.ts';
import { bestOf } from './rank.ts';
import { digitsOf } from './rows.ts';
import { AFTER_ALL, FIRST_SUB_UNIT, KIND, STATE } from './schema.ts';

export interface SearchQuestion extends Narrowing {
  /** Words of a name, or their beginnings, in any order. */
  readonly text: string;
  readonly withSubUnits: boolean;
  readonly limit: number;
}

export interface SearchHit {
  readonly number: string;
  readonly kind: 'unit' | 'subUnit';
  /** The better, the more; see `SCORES` of rank.ts. */
  readonly score: number;
  /** The head of the register's own: see documents.ts. */
  readonly json: string;
}

export interface SearchAnswer {
  /** All hits, also those that are not told. */
  readonly total: number;
  readonly hits: readonly SearchHit[];
}

/** Undefined: the copy cannot be read, or cannot answer such a question. */
export type Search = (question: SearchQuestion) => Promise<SearchAnswer | undefined>;

/** Words of a question that the copy looks for. A question of more is the register's. */
export const MAX_WORDS = 30;
/** A word of one letter is looked for as a whole: every third unit has one that begins with it. */
const SHORTEST_BEGINNING = 2;

/** Names that are looked at one by one for the other words of a question, and all ranked: those with its rarest word. */
export const LOOKED_AT = 2_000;
/** Where each word has more: names that begin with the question, which are looked at for such as fit the narrowing. */
const BEGINNINGS = 500;
/** Words whose frequency is remembered, and questions whose number of hits is. */
const REMEMBERED = 10_000;
/** Milliseconds for which the number of hits of a question of frequent words alone is remembered: to count them takes long. */
const TOTAL_MS = 10 * 60_000;

/** The id of a name, and its words. */
type Candidate = readonly [id: number, words: string];

type HitRow = readonly [at: number, number: number, kind: number, json: string];

interface Narrowed {
  /** All hits have them. */
  readonly marks: readonly string[];
  /** All hits have lesser ids. */
  readonly before: number;
}

interface Found {
  readonly total: number;
  readonly candidates: readonly Candidate[];
}

/** The search over one database. */
export function prepareSearch(database: DatabaseSync): (question: SearchQuestion) => SearchAnswer | undefined {
  const count = database.prepare('SELECT count(*) AS total FROM names WHERE names MATCH ? AND rowid < ?');
  const countSome = database.prepare('SELECT count(*) AS total FROM (SELECT 1 FROM names WHERE names MATCH ? LIMIT ?)');
  const found = database.prepare(`
    SELECT asked.key, number, documents.kind, head FROM json_each(?) AS asked
    JOIN units ON units.id = asked.value JOIN documents ON documents.id = asked.value ORDER BY asked.key
  `);
  found.setReturnArrays(true);
  const match = prepareByMarks(
    database,
    (fits) => `
      SELECT id, units.words FROM names JOIN units ON id = names.rowid WHERE names MATCH ? AND names.rowid < ? ${fits} LIMIT ?`,
  );
  const beginning = prepareByMarks(
    database,
    (fits) => `
      SELECT id, words FROM (
        SELECT id, words, marks FROM units WHERE words >= ? AND words < ? AND state = ${STATE.live} ORDER BY words LIMIT ${BEGINNINGS}
      ) AS units WHERE id < ? ${fits} LIMIT ?`,
  );
  const frequencies = new LRUCache<string, number>({ max: REMEMBERED, ttl: TOTAL_MS });
  const totals = new LRUCache<string, number>({ max: REMEMBERED, ttl: TOTAL_MS });

  /** How many names have the word; what is above the limit is not counted. */
  function frequencyOf(word: string): number {
    const known = frequencies.get(word);
    if (known !== undefined) return known;
    const total = Number(countSome.get(expressionOf([word], []), LOOKED_AT + 1)?.total ?? 0);
    frequencies.set(word, total);
    return total;
  }

  function totalOf(expression: string, before: number): number {
    const key = `${before} ${expression}`;
    const known = totals.get(key);
    if (known !== undefined) return known;
    const total = Number(count.get(expression, before)?.total ?? 0);
    totals.set(key, total);
    return total;
  }

  /** By the rarest word: to cross its list with those of frequent words takes longer than to look at the names. */
  function byRarest(rarest: string, words: readonly string[], { marks, before }: Narrowed): Found {
    const others = words.filter((word) => word !== rarest).map(sought);
    const all = match(marks, [expressionOf([rarest], []), before], -1);
    const candidates = others.length === 0 ? all : all.filter(([, own]) => hasAll(own, others));
    return { total: candidates.length, candidates };
  }

  /** Where all words are frequent. */
  function byAll(words: readonly string[], { marks, before }: Narrowed, limit: number): Found {
    const expression = expressionOf(words, marks);
    const total = totalOf(expression, before);
    if (total === 0) return { total, candidates: [] };
    const text = words.join(' ');
    const first = beginning(marks, [text, `${text}\u{10ffff}`, before], BEGINNINGS);
    const some = [...match([], [expression, before], limit), ...first];
    return { total, candidates: [...new Map(some.map((one) => [one[0], one])).values()] };
  }

  return (question) => {
    const words = [...new Set(foldedWords(question.text))];
    if (words.length > MAX_WORDS) return undefined;
    const marks = marksFor(question);
    if (words.length === 0 || marks === undefined) return { total: 0, hits: [] };
    const [rarest] = words
      .map((word) => ({ word, frequency: frequencyOf(word) }))
      .toSorted((one, other) => one.frequency - other.frequency);
    if (!rarest || rarest.frequency === 0) return { total: 0, hits: [] };
    const narrowed = { marks, before: question.withSubUnits ? AFTER_ALL : FIRST_SUB_UNIT };
    const { total, candidates } =
      rarest.frequency <= LOOKED_AT ? byRarest(rarest.word, words, narrowed) : byAll(words, narrowed, question.limit);
    const best = bestOf(candidates, words, question.limit);
    // One question for all: each has its lock, which takes as long as three units.
    const rows = found.all(JSON.stringify(best.map(({ id }) => id))) as unknown as HitRow[];
    const hits = rows.map(([at, number, kind, json]): SearchHit => {
      return {
        number: digitsOf(number),
        kind: kind === KIND.unit ? 'unit' : 'subUnit',
        score: best[at]?.score ?? 0,
        json,
      };
    });
    return { total, hits };
  };
}

/**
 * Reads ids and words of names that have some marks, by a statement for each number of marks. SQLite looks at the marks: to hand over
 * a row takes longer. Rows are lists, since objects take twice the time.
 */
function prepareByMarks(database: DatabaseSync, selecting: (fits: string) => string) {
  const statements = new Map<number, StatementSync>();
  return (marks: readonly string[], values: readonly (string | number)[], limit: number): Candidate[] => {
    let statement = statements.get(marks.length);
    if (!statement) {
      statement = database.prepare(selecting('AND instr(units.marks, ?) '.repeat(marks.length)));
      statement.setReturnArrays(true);
      statements.set(marks.length, statement);
    }
    return statement.all(...values, ...marks, limit) as unknown as Candidate[];
  };
}

/** What a word is looked for as in a name whose words stand between spaces. */
function sought(word: string): string {
  return word.length >= SHORTEST_BEGINNING ? ` ${word}` : ` ${word} `;
}

function hasAll(own: string, parts: readonly string[]): boolean {
  const text = ` ${own} `;
  return parts.every((part) => text.includes(part));
}

/** In FTS5's language. Words are letters and digits, and marks characters that mean nothing to it: nothing can be smuggled in. */
function expressionOf(words: readonly string[], marks: readonly string[]): string {
  const named = words.map((word) => `"${word}"${word.length >= SHORTEST_BEGINNING ? '*' : ''}`);
  const narrowed = marks.length === 0 ? '' : ` AND marks : (${marks.map((mark) => `"${mark}"`).join(' AND ')})`;
  return `words : (${named.join(' AND ')})${narrowed}`;
}
