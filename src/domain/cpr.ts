import { isTooLong } from './key.ts';
import { normaliseBy, digits } from './written-number.ts';

/** A Danish personal number that STAR accepts as well formed: ten digits, day and month possible. */
export type Cpr = string & { readonly __brand: 'Cpr' };

// STAR's own pattern. No modulus 11: numbers that fail it are issued. No century, no trimming.
const PATTERN =
  /^(?:((((0[1-9]|1[0-9]|2[0-9]|3[0-1])(01|03|05|07|08|10|12))|((0[1-9]|1[0-9]|2[0-9]|30)(04|06|09|11))|((0[1-9]|1[0-9]|2[0-9])(02)))[0-9]{6})|0000000000)$/;

/** Ten digits, of a cpr as people write it: `010150-5006`. */
export const normaliseCpr = normaliseBy(/^\d{10}$/, `(${digits(10)})`);

/** The number, or null when STAR would refuse it as malformed (1001). */
export function parseCpr(text: string): Cpr | null {
  return !isTooLong(text) && PATTERN.test(text) ? (text as Cpr) : null;
}
