/**
 * STAR prints no rules for phone and mail in this service; these are the ones of its other services. The gateway is never
 * stricter than they are, and does not guess from the series of a number whether it is a mobile or a landline.
 */
const TELEFON = /^\+?[0-9]{3,20}$/;
const EMAIL = /^[^>()[\]\\,;:@ \t\r\n]{0,191}@[^>()[\]\\,;:@ \t\r\n]{1,64}$/u;

export function isTelefonnummer(text: string): boolean {
  return TELEFON.test(text);
}

export function isEmail(text: string): boolean {
  // A half surrogate cannot stand in a URL.
  return EMAIL.test(text) && text.isWellFormed();
}
