import { parseCpr } from './cpr.ts';
import { parsePersonidentifikator } from './personidentifikator.ts';

/** Why the caller asks about somebody, in the caller's own words or codes: told to whoever reads the audit records. */
export interface Reason {
  readonly purpose?: string | undefined;
  /** Of the case, as the caller's own system knows it. */
  readonly caseReference?: string | undefined;
}

/** Characters of a purpose or a reference: what fits into a line of a list. */
export const MAX_REASON_CHARS = 100;

/** Letters, signs, spaces, and the ten digits: nothing that does not show, and no other script's digits, which could write a number. */
const PRINTABLE = /^[\p{L}\p{M}\p{P}\p{S}0-9 ]+$/u;

/** What people put between groups of digits: a sign, a hyphen or dash of any length, spaces, or a sign among spaces. */
const BETWEEN = String.raw`\s*[./:,_+\p{Pd}\u2212]?\s*`;

/** Six digits and four or five more, as people write and group them, each group divided from the next or not. */
const NATIONAL_NUMBER = new RegExp(
  String.raw`(?<!\d)(\d{2})(${BETWEEN})(\d{2})\2(\d{2})${BETWEEN}(\d{3})${BETWEEN}(\d{1,2})(?!\d)`,
  'gu',
);

/** The text without spaces around it; null where it is empty, too long, does not show, or holds somebody's number. */
export function parseReason(text: string): string | null {
  const trimmed = text.normalize('NFC').trim();
  if (trimmed.length > MAX_REASON_CHARS || !PRINTABLE.test(trimmed)) return null;
  return findNationalNumber(trimmed) === undefined ? trimmed : null;
}

/** The digits of the first fødselsnummer, D-number, synthetic number or cpr in the text, however they are grouped. */
export function findNationalNumber(text: string): string | undefined {
  // What looks like a digit is one.
  for (const [, day = '', , month = '', year = '', three = '', rest = ''] of text
    .normalize('NFKC')
    .matchAll(NATIONAL_NUMBER)) {
    const digits = day + month + year + three + rest;
    const isOne =
      digits.length === 10
        ? parseCpr(digits) !== null
        : parsePersonidentifikator(digits, { synthetic: true, accept2032: true }) !== null;
    if (isOne) return digits;
  }
  return undefined;
}
