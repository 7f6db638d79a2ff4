import type { Random } from '../../differential/random.ts';

const PIECES = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '!',
  '$',
  '@',
  '...',
  ':',
  '|',
  '&',
  '"',
  '"""',
  '#',
  ',',
  '\\u',
  '-',
  '.',
  '0',
  'on',
  'null',
  'fragment',
  '{a',
  '[[',
  'a:',
  '\uFEFF',
  '\uD800',
  '\u0000',
  'æ',
  '\u{1F600}',
  '"\\u{110000}"',
  '"\\ud83d"',
  '@skip(if:true)',
  '...F0 ',
];

/** Changes a document as text, here or there, or by one piece again and again. */
export function mutateText(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const end = Math.min(text.length, at + 1 + random.below(10));
  switch (random.below(5)) {
    case 0:
      return text.slice(0, at) + random.pick(PIECES) + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(end);
    case 2:
      return text.slice(0, end) + text.slice(at);
    case 3:
      return text.slice(0, at);
    default:
      return text.slice(0, at) + random.pick(PIECES).repeat(2 ** random.below(15)) + text.slice(at);
  }
}
