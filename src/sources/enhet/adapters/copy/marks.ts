// What a search may be narrowed by stands in the full text index beside the words of a name, so that one list is crossed with
// another and no unit needs to be looked at. A mark is one character of those that Unicode leaves to private use: no name has them,
// and the index makes no beginnings of a word of one character. Main units have no mark of their own: their ids tell (schema.ts).

const FIRST = 0xf0000;
const MUNICIPALITIES = FIRST + 10_000;
const COUNTIES = FIRST + 30_000;
const PAIRS = FIRST + 40_000;

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
}

/** The marks of a unit. */
export function marksOf(municipalities: readonly string[], form: string | undefined): string {
  const marks = new Set<string>();
  for (const digits of municipalities) {
    const number = numberIn(digits, 4);
    if (number === undefined) continue;
    marks.add(character(MUNICIPALITIES + number)).add(character(COUNTIES + Math.floor(number / 100)));
  }
  for (const mark of formMarks(form ?? '') ?? []) marks.add(mark);
  return [...marks].join(' ');
}

/** The marks that all hits have; undefined where no unit can have them. */
export function marksFor({ municipality, county, form }: Narrowing): string[] | undefined {
  const marks: (readonly string[] | undefined)[] = [];
  if (municipality !== undefined) marks.push(placeMark(municipality, 4, MUNICIPALITIES));
  if (county !== undefined) marks.push(placeMark(county, 2, COUNTIES));
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
