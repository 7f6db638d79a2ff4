import { KIND, type Kind } from './schema.ts';

// What a search may be narrowed by stands in the full text index beside the words of a name, so that one list is crossed with
// another and no unit needs to be looked at. A mark is one character of those that Unicode leaves to private use: no name has them,
// and the index makes no beginnings of a word of one character.

const FIRST = 0xf0000;
const MAIN = FIRST;
const MUNICIPALITIES = FIRST + 10_000;
const COUNTIES = FIRST + 30_000;
const PAIRS = FIRST + 40_000;

/** Behind the marks of all units stand those of main units alone. */
const MAIN_MUNICIPALITIES = MUNICIPALITIES + 10_000;
const MAIN_COUNTIES = COUNTIES + 100;

const LETTERS = 36;
/** A form's code is told by pairs of its letters, each with a mark of its own place. */
const MAX_FORM_LETTERS = 8;

/** What a search is narrowed by. What is undefined does not narrow it. */
export interface Narrowing {
  /** Four digits. */
  readonly municipality?: string | undefined;
  /** The two first digits of those. */
  readonly county?: string | undefined;
  /** A form's code: AS, ENK. */
  readonly form?: string | undefined;
  readonly withSubUnits: boolean;
}

/** The marks of a unit. */
export function marksOf(kind: Kind, municipalities: readonly string[], form: string | undefined): string {
  const isMain = kind === KIND.unit;
  const marks = new Set(isMain ? [character(MAIN)] : []);
  for (const digits of municipalities) {
    const number = numberIn(digits, 4);
    if (number === undefined) continue;
    const county = Math.floor(number / 100);
    marks.add(character(MUNICIPALITIES + number)).add(character(COUNTIES + county));
    if (isMain) marks.add(character(MAIN_MUNICIPALITIES + number)).add(character(MAIN_COUNTIES + county));
  }
  for (const mark of formMarks(form ?? '') ?? []) marks.add(mark);
  return [...marks].join(' ');
}

/** The marks that all hits have; undefined where no unit can have them. */
export function marksFor({ municipality, county, form, withSubUnits }: Narrowing): string[] | undefined {
  const marks: (readonly string[] | undefined)[] = [];
  if (municipality !== undefined) {
    marks.push(placeMark(municipality, 4, withSubUnits ? MUNICIPALITIES : MAIN_MUNICIPALITIES));
  }
  if (county !== undefined) marks.push(placeMark(county, 2, withSubUnits ? COUNTIES : MAIN_COUNTIES));
  if (marks.length === 0 && !withSubUnits) marks.push([character(MAIN)]);
  if (form !== undefined) marks.push(formMarks(form));
  return marks.includes(undefined) ? undefined : marks.flatMap((some) => some ?? []);
}

function placeMark(digits: string, length: number, first: number): string[] | undefined {
  const number = numberIn(digits, length);
  return number === undefined ? undefined : [character(first + number)];
}

function numberIn(digits: string, length: number): number | undefined {
  return digits.length === length && /^\d+$/.test(digits) ? Number(digits) : undefined;
}

/** One mark a pair of letters: those of "AS" are not those of "ASA". Undefined where it is no form's code. */
function formMarks(form: string): string[] | undefined {
  const code = form.trim().toUpperCase();
  if (code.length > MAX_FORM_LETTERS || !/^[A-Z0-9]+$/.test(code)) return undefined;
  // The end is a letter, too.
  const digits = Array.from(code, (letter) => Number.parseInt(letter, LETTERS));
  const pairs = LETTERS * (LETTERS + 1);
  return Array.from({ length: Math.floor(digits.length / 2) + 1 }, (_, place) => {
    const [first, second] = [digits[2 * place], digits[2 * place + 1]];
    const value = first === undefined ? LETTERS * LETTERS : first * (LETTERS + 1) + (second ?? LETTERS);
    return character(PAIRS + place * pairs + value);
  });
}

function character(codePoint: number): string {
  return String.fromCodePoint(codePoint);
}
