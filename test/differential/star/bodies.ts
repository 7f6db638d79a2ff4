import { LosslessNumber, type OnDuplicateKey, parse } from 'lossless-json';
import { type Answer, charsetOf, readings } from '../answer.ts';

// What stands in a body by a second parser, which keeps numbers as they are written and says where a key stands twice.

/** A key stands there twice, with two values. */
export class Contradiction extends Error {}

export const NOT_JSON = Symbol('not JSON');

/** The body as every reading that its label leaves open. */
export function readBodies({ body, contentType }: Answer): unknown[] {
  // By itself the parser refuses a key that stands there twice with two values.
  return readings(body, [charsetOf(contentType)]).map((text) => parseOr(text, undefined));
}

/**
 * An error's code may be read where nothing else could be: of a key that stands there twice either value, and whatever
 * bytes stand beside it.
 */
export function readLeniently({ body, contentType }: Answer): unknown[] {
  const texts = [...readings(body, [charsetOf(contentType)]), body.toString('utf8'), body.toString('latin1')];
  return [...new Set(texts)].flatMap((text) => [
    parseOr(text, ({ oldValue }) => oldValue),
    parseOr(text, ({ newValue }) => newValue),
  ]);
}

function parseOr(text: string, onDuplicateKey: OnDuplicateKey | undefined): unknown {
  try {
    return parse(text.replace(/^\uFEFF/, ''), null, onDuplicateKey && { onDuplicateKey });
  } catch {
    return NOT_JSON;
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof LosslessNumber);

/** The value under a key, without regard to case. */
export function member(value: unknown, key: string): unknown {
  if (!isObject(value)) return undefined;
  const found = Object.entries(value).filter(([name]) => name.toLowerCase() === key.toLowerCase());
  if (found.some(([, one]) => JSON.stringify(one) !== JSON.stringify(found[0]?.[1]))) throw new Contradiction();
  return found[0]?.[1];
}

/** Whether some object has a key twice, in whatever case, and be it with one value, of which the parser says nothing. */
export function saysTwice({ body, contentType }: Answer): boolean {
  return [...readings(body, [charsetOf(contentType)]), body.toString('latin1')].some((text) => {
    const json = parseOr(text, ({ newValue }) => newValue);
    const keys = text.replace(/"(?:\\.|[^"\\])*"/g, '""').match(/""\s*:/g) ?? [];
    return json === NOT_JSON || keys.length !== keysIn(json);
  });
}

function keysIn(json: unknown): number {
  const own = isObject(json) ? new Set(Object.keys(json).map((key) => key.toLowerCase())).size : 0;
  const below = isObject(json) || Array.isArray(json) ? Object.values(json) : [];
  return below.reduce((sum: number, value) => sum + keysIn(value), own);
}

/** A value of a code list: a whole number, or its digits. */
export function codeOf(value: unknown): number | undefined {
  const code = wholeNumber(value, /^\d{1,9}$/);
  return code !== undefined && Math.abs(code) < 2 ** 31 ? code : undefined;
}

function wholeNumber(value: unknown, digits: RegExp): number | undefined {
  const text =
    value instanceof LosslessNumber ? value.value : typeof value === 'string' && digits.test(value) ? value : '';
  const number = Number(text || Number.NaN);
  return Number.isInteger(number) ? number : undefined;
}

const CODE_KEYS = ['fejlkode', 'errorcode', 'code', 'kode', 'faultcode'];
const LISTS = ['kontaktinformationer', 'kontaktinformation', 'borgerer'];

/**
 * The first code of an error, breadth first, six levels down. The contract has codes from 1000, for lower numbers are HTTP's
 * statuses. `low`: those too, under a key that is an error's and no status's. `beside`: not what stands in the rows of a list.
 */
export function fejlkodeIn(json: unknown, { low = false, beside = false } = {}): string | undefined {
  let level: unknown[] = [json];
  for (let depth = 0; depth < 6; depth += 1) {
    const entries = level.flatMap((value) => (isObject(value) || Array.isArray(value) ? Object.entries(value) : []));
    for (const [name, value] of entries) {
      const code = CODE_KEYS.includes(name.toLowerCase()) ? wholeNumber(value, /^\d+$/) : undefined;
      const least = low && /^(?:fejl|error)/i.test(name) ? 1 : 1000;
      if (code !== undefined && code >= least && code <= 99_999) return String(code);
    }
    level = entries.flatMap(([name, value]) =>
      beside && LISTS.includes(name.toLowerCase()) && Array.isArray(value) ? [] : [value],
    );
  }
  return undefined;
}
