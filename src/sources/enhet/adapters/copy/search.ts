import { LRUCache } from 'lru-cache';
import type { DatabaseSync } from 'node:sqlite';
import { foldedWords } from './fold.ts';
import { marksFor, type Narrowing } from './marks.ts';
import { digitsOf } from './rows.ts';
import { KIND, STATE } from './schema.ts';

export interface SearchQuestion extends Narrowing {
  /** Words of a name, or their beginnings, in any order. */
  readonly text: string;
  readonly limit: number;
}

export interface SearchHit {
  readonly number: string;
  readonly kind: 'unit' | 'subUnit';
  /** The better, the more; see `SCORES`. */
  readonly score: number;
  /** The register's own, but for links. */
  readonly json: string;
}

export interface SearchAnswer {
  /** All hits, also those that are not told. */
  readonly total: number;
  readonly hits: readonly SearchHit[];
}

/** Undefined: the copy cannot be read. */
export type Search = (question: SearchQuestion) => Promise<SearchAnswer | undefined>;

/** Words of a question that are looked for; what comes after them is not. */
export const MAX_WORDS = 10;
/** Characters of a question that are looked at: the register's own search takes as many. */
export const MAX_CHARS = 180;
/** A word of one letter is looked for as a whole: every third unit has one that begins with it. */
const SHORTEST_BEGINNING = 2;

/**
 * What a hit is worth: its name is the question, begins with it, has its words as whole words, or has words that begin with them.
 * Among those that are worth the same, fewer other words are better. That is what bm25 would tell apart, where every hit
 * has all words of the question, and nearly every name has each once.
 */
export const SCORES = { same: 100, begins: 80, words: 60, beginnings: 40 } as const;
const MOST_OTHER_WORDS = 19;

/** Names that are looked at one by one for the other words of a question, and all ranked: those with its rarest word. */
export const LOOKED_AT = 2_000;
/** Where each word has more: names that begin with the question, which are looked at for such as fit the narrowing. */
const BEGINNINGS = 500;
/** Words whose frequency is remembered, and questions whose number of hits is. */
const REMEMBERED = 10_000;
/** Milliseconds for which the number of hits of a question of frequent words alone is remembered: to count them takes long. */
const TOTAL_MS = 10 * 60_000;

interface Candidate {
  readonly id: number;
  readonly words: string;
  readonly marks: string;
}

interface Found {
  readonly total: number;
  readonly candidates: readonly Candidate[];
}

/** The search over one database. */
export function prepareSearch(database: DatabaseSync): (question: SearchQuestion) => SearchAnswer {
  const matching = 'FROM names WHERE names MATCH ?';
  const count = database.prepare(`SELECT count(*) AS total ${matching}`);
  const countSome = database.prepare(`SELECT count(*) AS total FROM (SELECT 1 ${matching} LIMIT ?)`);
  const match = database.prepare(
    'SELECT id, units.words AS words, units.marks AS marks FROM names JOIN units ON id = names.rowid WHERE names MATCH ? LIMIT ?',
  );
  const beginning = database.prepare(`
    SELECT id, words, marks FROM units WHERE words >= ? AND words < ? AND state = ${STATE.live} ORDER BY words LIMIT ?
  `);
  const unit = database.prepare('SELECT number, kind, json FROM units JOIN documents USING (id) WHERE id = ?');
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

  function totalOf(expression: string): number {
    const known = totals.get(expression);
    if (known !== undefined) return known;
    const total = Number(count.get(expression)?.total ?? 0);
    totals.set(expression, total);
    return total;
  }

  const all = (expression: string, limit: number) => match.all(expression, limit) as unknown as Candidate[];

  /** By the rarest word: to cross its list with those of frequent words takes longer than to look at the names. */
  function byRarest(rarest: string, words: readonly string[], marks: readonly string[]): Found {
    const others = words.filter((word) => word !== rarest);
    const candidates = all(expressionOf([rarest], []), -1).filter((one) => fits(one, others, marks));
    return { total: candidates.length, candidates };
  }

  /** Where all words are frequent. */
  function byAll(words: readonly string[], marks: readonly string[], limit: number): Found {
    const expression = expressionOf(words, marks);
    const total = totalOf(expression);
    if (total === 0) return { total, candidates: [] };
    const text = words.join(' ');
    const first = beginning.all(text, `${text}\u{10ffff}`, BEGINNINGS) as unknown as Candidate[];
    const some = [...all(expression, limit), ...first.filter((one) => fits(one, [], marks))];
    return { total, candidates: [...new Map(some.map((one) => [one.id, one])).values()] };
  }

  return (question) => {
    const words = [...new Set(foldedWords(question.text.slice(0, MAX_CHARS)).slice(0, MAX_WORDS))];
    const marks = marksFor(question);
    if (words.length === 0 || marks === undefined) return { total: 0, hits: [] };
    const [rarest] = words
      .map((word) => ({ word, frequency: frequencyOf(word) }))
      .toSorted((one, other) => one.frequency - other.frequency);
    if (!rarest || rarest.frequency === 0) return { total: 0, hits: [] };
    const { total, candidates } =
      rarest.frequency <= LOOKED_AT ? byRarest(rarest.word, words, marks) : byAll(words, marks, question.limit);
    const hits = candidates
      .map(({ id, words: own }) => ({ id, own, score: scoreOf(own, words) }))
      .sort((one, other) => other.score - one.score || (one.own < other.own ? -1 : Number(one.own > other.own)))
      .slice(0, question.limit)
      .flatMap(({ id, score }): SearchHit[] => {
        const row = unit.get(id);
        if (!row) return [];
        const kind = row.kind === KIND.unit ? 'unit' : 'subUnit';
        return [{ number: digitsOf(row.number), kind, score, json: String(row.json) }];
      });
    return { total, hits };
  };
}

/** Whether a name has words that begin with all of these, and all of the marks. */
function fits(one: Candidate, words: readonly string[], marks: readonly string[]): boolean {
  if (!marks.every((mark) => one.marks.includes(mark))) return false;
  // Words stand between spaces.
  const text = ` ${one.words} `;
  return words.every((word) => text.includes(word.length >= SHORTEST_BEGINNING ? ` ${word}` : ` ${word} `));
}

/** In FTS5's language. Words are letters and digits, and marks characters that mean nothing to it: nothing can be smuggled in. */
function expressionOf(words: readonly string[], marks: readonly string[]): string {
  const named = words.map((word) => `"${word}"${word.length >= SHORTEST_BEGINNING ? '*' : ''}`);
  const narrowed = marks.length === 0 ? '' : ` AND marks : (${marks.map((mark) => `"${mark}"`).join(' AND ')})`;
  return `words : (${named.join(' AND ')})${narrowed}`;
}

function scoreOf(own: string, words: readonly string[]): number {
  const asked = words.join(' ');
  if (own === asked) return SCORES.same;
  const all = own.split(' ');
  const others = Math.min(MOST_OTHER_WORDS, Math.max(0, all.length - words.length));
  const worth = own.startsWith(asked)
    ? SCORES.begins
    : words.every((word) => all.includes(word))
      ? SCORES.words
      : SCORES.beginnings;
  return worth - others;
}
