import { isTooLong } from './key.ts';

/**
 * The normal form of a number that people write in several ways: the one that registers take, and that keys are compared by. What is no
 * such number comes back as it was given, for whoever checks it to refuse. No digit is added, left out or moved.
 */
export type Normalise = (text: string) => string;

/** What does not show, and comes along when a number is copied: soft hyphens, zero-width spaces, marks of direction. */
const HIDDEN = String.raw`\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff`;

/** Spaces of any width. Tabs and line breaks divide values, not digits. */
export const BLANKS = String.raw`[\p{Zs}${HIDDEN}]*`;

/** What may stand between two digits: spaces, one hyphen or dash of any length, or both. */
export const BETWEEN = String.raw`${BLANKS}(?:[\-\u2010-\u2015\u2212]${BLANKS})?`;

const AROUND = String.raw`[\s${HIDDEN}]*`;

/** The pattern of so many digits (0 to 9 of ASCII), however they are grouped. */
export function digits(from: number, to = from): string {
  return String.raw`\d(?:${BETWEEN}\d){${from - 1},${to - 1}}`;
}

/**
 * `normal` matches the normal form: a number that has it costs this one check. `written` are patterns of what people write, each with
 * one group: what is left of that without spaces and dashes is the normal form.
 */
export function normaliseBy(normal: RegExp, ...written: readonly string[]): Normalise {
  const forms = new RegExp(`^${AROUND}(?:${written.join('|')})${AROUND}$`, 'iu');
  return (text) => {
    if (normal.test(text) || isTooLong(text)) return text;
    const [, ...groups] = forms.exec(text) ?? [];
    return groups.find((group) => group !== undefined)?.replace(/[^\d+]/g, '') ?? text;
  };
}
