import { BLANKS, normaliseBy, digits } from '../../domain/written-number.ts';

/**
 * STAR prints no rules for phone and mail in this service; these are the ones of its other services. The gateway is never
 * stricter than they are, and does not guess from the series of a number whether it is a mobile or a landline.
 */
const TELEFON = /^\+?[0-9]{3,20}$/;
const EMAIL = /^[^>()[\]\\,;:@ \t\r\n]{0,191}@[^>()[\]\\,;:@ \t\r\n]{1,64}$/u;

const MAX_TELEFON = 21;
// 256 characters, each of which JavaScript may count twice.
const MAX_EMAIL = 512;

/** Characters of a value that is stored: as many as the longest mail address. STAR prints no number. */
export const MAX_KONTAKTDATA = MAX_EMAIL;

/** Characters of a verifikationskode. STAR prints no number; those that it sends have a few digits. */
export const MAX_VERIFIKATIONSKODE = 64;

/** Digits, with a + before them where one is given, of a phone number as people write it: `+45 67 00 00 01`. No country code is added. */
export const normaliseTelefonnummer = normaliseBy(TELEFON, String.raw`(\+?${BLANKS}${digits(3, 20)})`);

export function isTelefonnummer(text: string): boolean {
  return text.length <= MAX_TELEFON && TELEFON.test(text);
}

export function isEmail(text: string): boolean {
  // A half surrogate cannot stand in a URL.
  return text.length <= MAX_EMAIL && EMAIL.test(text) && text.isWellFormed();
}
