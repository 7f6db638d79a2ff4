/**
 * Takes identifiers, phone numbers and mail addresses out of a text that we did not write ourselves:
 * six digits or more, also when they are grouped (010150-5006, 67 00 00 01), and anything@host.tld, in any alphabet.
 */
export function mask(text: string): string {
  return text.replace(/\d(?:[ _-]?\d){5,}/g, '******').replace(WORD, (word, host) => (host ? '***@***' : word));
}

/**
 * Each word is read once, whether a host follows it or not: clients choose the text, and one long word must not be read
 * again from each of its letters.
 */
const WORD = /[\p{L}\p{M}\p{N}_.+-]+(@[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)+)?/gu;
