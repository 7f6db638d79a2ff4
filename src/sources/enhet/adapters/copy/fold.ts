// How names and questions are made alike for the search: without case, marks and the letters that keyboards abroad lack.

/** Letters that Unicode does not take apart. */
const LETTERS: Readonly<Record<string, string>> = {
  æ: 'ae',
  ø: 'o',
  œ: 'oe',
  ß: 'ss',
  ð: 'd',
  đ: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
};

/** Characters of a word that are looked at: no name has longer ones. */
export const MAX_WORD_CHARS = 40;

/** Lower case, å as a, ø as o, æ as ae, and no other marks either. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // ASCII has nothing more to fold.
  if (!/[^ -~]/.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[æøœßðđþłı]/g, (letter) => LETTERS[letter] ?? letter);
}

/** The words of a text: runs of letters and digits, folded. Nothing of them means anything to a query language. */
export function foldedWords(text: string): string[] {
  return (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, MAX_WORD_CHARS));
}
