import { isTooLong } from './key.ts';
import { BETWEEN, BLANKS, normaliseBy, digits } from './written-number.ts';

/** A Norwegian business register number: nine digits, the last a modulus 11 check digit. */
export type Organisasjonsnummer = string & { readonly __brand: 'Organisasjonsnummer' };

const WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2] as const;

export type OrganisasjonsnummerFeil = 'EMPTY' | 'FORMAT' | 'CHECK_DIGIT';

/** The scheme of Norwegian organisasjonsnumre in ISO 6523, as it stands before a number in Peppol and Maskinporten. */
const ISO_6523 = `0192:${BLANKS}`;

/** What stands around the number on the invoices of a unit that is registered for VAT: `NO 700 102 009 MVA`. */
const COUNTRY = `NO${BETWEEN}`;
const VAT = `${BETWEEN}MVA`;

/** Nine digits, of an organisasjonsnummer as people write it: `700 102 009`, `NO 700 102 009 MVA`, `0192:700102009`. */
export const normaliseOrganisasjonsnummer = normaliseBy(
  /^\d{9}$/,
  `${ISO_6523}(${digits(9)})`,
  `(?:${COUNTRY})?(${digits(9)})(?:${VAT})?`,
);

/**
 * The number, however it is written, or which of the business register's own three rules it breaks.
 * The first digit is not tested: real numbers begin with 8 or 9 today, but nobody promises it.
 */
export function parseOrganisasjonsnummer(
  text: string,
): Organisasjonsnummer | { readonly breach: OrganisasjonsnummerFeil } {
  if (isTooLong(text)) return { breach: 'FORMAT' };
  const number = normaliseOrganisasjonsnummer(text);
  if (number.trim() === '') return { breach: 'EMPTY' };
  if (!/^[0-9]{9}$/.test(number)) return { breach: 'FORMAT' };
  return isOrganisasjonsnummer(number) ? number : { breach: 'CHECK_DIGIT' };
}

export function isOrganisasjonsnummer(text: string): text is Organisasjonsnummer {
  if (isTooLong(text) || !/^[0-9]{9}$/.test(text) || text === '000000000') return false;
  const remainder = WEIGHTS.reduce((sum, weight, index) => sum + weight * Number(text[index]), 0) % 11;
  return remainder !== 1 && (remainder === 0 ? 0 : 11 - remainder) === Number(text[8]);
}
