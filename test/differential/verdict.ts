/** What may be made of one answer, for one key. */
export interface Verdict {
  /** One of these the outcome must be, or a refusal. Empty: nothing may be made of it. */
  readonly outcomes: readonly Expected[];
  /** The answer is as the contract wants it: a refusal is wrong too. */
  readonly mustBeRead: boolean;
}

export type Expected =
  | { readonly kind: 'data'; readonly data: unknown }
  /** A code of the register's. `more` are further fields of the error: the other unit, its data. */
  | { readonly kind: 'code'; readonly kode: string; readonly more?: Readonly<Record<string, unknown>> };

/** A list in which each row costs itself: a row that lacks something may be left out, a whole one may not. */
export class Rows {
  readonly rows: readonly Row[];
  constructor(rows: readonly Row[]) {
    this.rows = rows;
  }
}

export interface Row {
  readonly value: unknown;
  /** `never`: it contradicts itself, and there is nothing right to show. */
  readonly shown: 'always' | 'maybe' | 'never';
}

/** Either value is right: two readings that the contract leaves open. */
export class Either {
  readonly values: readonly unknown[];
  constructor(...values: readonly unknown[]) {
    this.values = values;
  }
}

/** A list whose order nobody knows. */
export const ANY_LIST = Symbol('any list');

/** A text, of which what could be a person's number may be replaced by asterisks. */
export class Masked {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What one outcome disagrees with, as the path of the first difference; undefined when it agrees. */
export function disagreement(expected: unknown, actual: unknown, path = ''): string | undefined {
  if (expected instanceof Either) {
    const complaints = expected.values.map((value) => disagreement(value, actual, path));
    return complaints.includes(undefined) ? undefined : complaints[0];
  }
  if (expected === ANY_LIST) return Array.isArray(actual) ? undefined : `${path}: no list`;
  if (expected instanceof Masked) return isMasked(expected.text, actual) ? undefined : `${path}: another text`;
  if (expected instanceof Rows) return disagreementOfRows(expected.rows, actual, path);
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return `${path}: no list`;
    if (actual.length !== expected.length) return `${path}: ${actual.length} for ${expected.length}`;
    return first(expected, (value, index) => disagreement(value, actual[index], `${path}[${index}]`));
  }
  if (isObject(expected)) {
    if (!isObject(actual)) return `${path}: ${show(actual)}, but the register says something`;
    const unjudged = Object.keys(actual).find((key) => !(key in expected) && actual[key] !== undefined);
    if (unjudged) return `${path}.${unjudged}: nobody judges this field`;
    return first(Object.entries(expected), ([key, value]) => disagreement(value, actual[key], `${path}.${key}`));
  }
  return same(expected, actual) ? undefined : `${path}: ${show(actual)}, not ${show(expected)}`;
}

function disagreementOfRows(rows: readonly Row[], actual: unknown, path: string): string | undefined {
  if (!Array.isArray(actual)) return `${path}: no list`;
  let furthest = -1;
  let complaint = `${path}: a row that nobody sent`;
  const fits = (index: number, next: number): boolean => {
    const row = rows[index];
    if (!row) return next === actual.length;
    if (row.shown !== 'never' && next < actual.length) {
      const difference = disagreement(row.value, actual[next], `${path}[${next}]`);
      if (difference === undefined && fits(index + 1, next + 1)) return true;
      if (difference !== undefined && next > furthest) [furthest, complaint] = [next, difference];
    } else if (row.shown === 'always') complaint = `${path}: a row is missing`;
    return row.shown !== 'always' && fits(index + 1, next);
  };
  return fits(0, 0) ? undefined : complaint;
}

function isMasked(text: string, actual: unknown): boolean {
  if (typeof actual !== 'string') return false;
  if (actual === text) return true;
  let from = 0;
  for (const piece of actual.split(/\*+/)) {
    const at = text.indexOf(piece, from);
    if (at < 0 || /[^\d\s*.-]/.test(text.slice(from, at))) return false;
    from = at + piece.length;
  }
  return actual.includes('*') && !/[^\d\s*.-]/.test(text.slice(from));
}

/** Nothing, null and an empty text say the same: nothing is registered. */
function same(one: unknown, other: unknown): boolean {
  return (one ?? '') === (other ?? '');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function first<Item>(
  items: readonly Item[],
  complain: (item: Item, index: number) => string | undefined,
): string | undefined {
  for (const [index, item] of items.entries()) {
    const complaint = complain(item, index);
    if (complaint !== undefined) return complaint;
  }
  return undefined;
}

function show(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 200) ?? 'undefined';
}
