/**
 * Takes identifiers, phone numbers and addresses out of a text that we did not write ourselves:
 * six digits or more, also when they are grouped (010150-5006, 67 00 00 01), anything@host.tld in any alphabet,
 * and the address of a digital mailbox (test.person#S02A).
 */
export function mask(text: string): string {
  return text
    .replace(WORD, (word, rest?: string) => (rest ? `***${rest[0]}***` : word))
    .replace(/\d(?:[ _-]?\d){5,}/g, '******');
}

/**
 * Each word is read once, whether the rest of an address follows it or not: clients choose the text, and one long word
 * must not be read again from each of its letters.
 */
const WORD =
  /[\p{L}\p{M}\p{N}_.+-]+(@[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)+|(?<=[\p{L}\p{N}])#[\p{L}\p{N}]+)?/gu;
