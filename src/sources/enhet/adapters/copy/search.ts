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

export type Search = (question: SearchQuestion) => Promise<SearchAnswer>;

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

/** Hits that are all ranked. Of more, those whose names begin with the question are, and some others. */
export const RANKED = 500;
/** Names that begin with the question which are looked at for such as fit the narrowing. */
const LOOKED_AT = 500;
/** Questions whose numbers of hits are remembered, until the database changes. */
const TOTALS = 10_000;

interface Candidate {
  readonly id: number;
  readonly words: string;
}

/** The search over one database. */
export function prepareSearch(database: DatabaseSync): (question: SearchQuestion) => SearchAnswer {
  const version = database.prepare('PRAGMA data_version');
  const count = database.prepare('SELECT count(*) AS total FROM names WHERE names MATCH ?');
  const match = database.prepare(
    'SELECT id, units.words AS words FROM names JOIN units ON id = names.rowid WHERE names MATCH ? LIMIT ?',
  );
  const beginning = database.prepare(`
    SELECT id, words, marks FROM units WHERE words >= ? AND words < ? AND state = ${STATE.live} ORDER BY words LIMIT ?
  `);
  const unit = database.prepare('SELECT number, kind, json FROM units JOIN documents USING (id) WHERE id = ?');
  const totals = new LRUCache<string, number>({ max: TOTALS });
  let known: unknown;

  function totalOf(expression: string): number {
    const now = version.get()?.data_version;
    if (now !== known) totals.clear();
    known = now;
    const before = totals.get(expression);
    if (before !== undefined) return before;
    const total = Number(count.get(expression)?.total ?? 0);
    totals.set(expression, total);
    return total;
  }

  return (question) => {
    const words = foldedWords(question.text.slice(0, MAX_CHARS)).slice(0, MAX_WORDS);
    const marks = marksFor(question);
    if (words.length === 0 || marks === undefined) return { total: 0, hits: [] };
    const expression = expressionOf(words, marks);
    const total = totalOf(expression);
    if (total === 0) return { total, hits: [] };
    const found = match.all(expression, total > RANKED ? question.limit : RANKED) as unknown as Candidate[];
    const candidates = new Map(found.map((candidate) => [candidate.id, candidate]));
    if (total > RANKED) {
      const text = words.join(' ');
      const first = beginning.all(text, `${text}\u{10ffff}`, LOOKED_AT) as unknown as (Candidate & { marks: string })[];
      const fitting = first.filter((one) => marks.every((mark) => one.marks.includes(mark)));
      for (const candidate of fitting) candidates.set(candidate.id, candidate);
    }
    const hits = [...candidates.values()]
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
