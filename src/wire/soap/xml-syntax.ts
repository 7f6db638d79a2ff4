import { XmlError } from './xml-limits.ts';
import { XmlName } from './xml-names.ts';
import { XmlShapes } from './xml-shape.ts';

export const QUOTE = 0x22;
export const APOSTROPHE = 0x27;
export const SLASH = 0x2f;
export const LESS = 0x3c;
export const EQUALS = 0x3d;
export const GREATER = 0x3e;

export function notWellFormed(): never {
  throw new XmlError('not well-formed');
}

/** XML's four, of which most texts have only the first. Past the end of the text `unit` is NaN, which is none. */
export function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x09 || unit === 0x0d;
}

/** Where the first character stands that is no space. */
export function skipSpaces(text: string, from: number): number {
  let position = from;
  while (isSpace(text.charCodeAt(position))) position += 1;
  return position;
}

// A byte order mark, and a declaration, of which nothing but its form is looked at: what it says of bytes is past.
const PROLOGUE =
  /^\uFEFF?(?:<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.[0-9]+"|'1\.[0-9]+')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>)?/;

export function endOfPrologue(text: string): number {
  return PROLOGUE.exec(text)?.[0].length ?? 0;
}

/** A declaration elsewhere than in the prologue looks like an instruction, and is none. */
export function refuseInstruction(text: string, at: number): never {
  if (/^xml(?=[ \t\r\n?])/i.test(text.slice(at + 2, at + 6))) notWellFormed();
  throw new XmlError('processing instruction');
}

// Of a register's messages, there are a hundred or two.
const MAX_NAMES = 1_000;

/** The names that have been read, kept for who reads many documents of one kind: each is looked at once. */
export class XmlNames {
  readonly shapes = new XmlShapes();
  readonly #known = new Map<string, XmlName>();

  /** The name, if it has been read. */
  readonly named = (written: string): XmlName | undefined => this.#known.get(written);

  /** The name that stands there, which ends where something begins that cannot be one's part. Throws XmlError where there is none. */
  read(text: string, from: number): XmlName {
    let end = from;
    while (mayBeInName(text.charCodeAt(end))) end += 1;
    const written = text.slice(from, end);
    const known = this.#known.get(written);
    if (known) return known;
    const name = new XmlName(written);
    if (name.isKept) {
      if (this.#known.size >= MAX_NAMES) {
        this.#known.clear();
        this.shapes.clear();
      }
      this.#known.set(name.written, name);
    }
    return name;
  }
}

/** What is no name in the end is found out when the name is looked at, once. */
function mayBeInName(unit: number): boolean {
  return unit > GREATER || (unit > 0x20 && unit !== SLASH && unit !== LESS && unit !== EQUALS && unit !== GREATER);
}
