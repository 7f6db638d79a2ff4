/**
 * Takes identifiers, phone numbers and mail addresses out of a text that we did not write ourselves:
 * six digits or more, also when they are grouped (010150-5006, 67 00 00 01), and anything@host.tld.
 */
export function mask(text: string): string {
  return text.replace(/\d(?:[ _-]?\d){5,}/g, '******').replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '***@***');
}
