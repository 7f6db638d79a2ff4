import { XmlError } from './xml-limits.ts';

/** Whether XML 1.0 can hold every character of the text: no control characters, no half surrogates. */
export function isXmlText(text: string): boolean {
  return !CONTROL.test(text) && !text.includes('\ufffe') && !text.includes('\uffff') && text.isWellFormed();
}

// Of this pattern V8 looks at sixteen characters at once; written by what is allowed instead, it takes twice as long.
// biome-ignore lint/suspicious/noControlCharactersInRegex: They are what is looked for.
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f]/;

/** Character data as it is meant: line ends as line feeds, references resolved. Throws XmlError on any that XML does not know. */
export function decodeCharacters(written: string): string {
  return resolveReferences(withLineFeeds(written));
}

/** An attribute's value as it is meant: each line end and tab that is no reference is a space. */
export function decodeAttribute(written: string): string {
  return resolveReferences(written.replace(/\r\n|[\t\n\r]/g, ' '));
}

export function withLineFeeds(written: string): string {
  return written.includes('\r') ? written.replace(/\r\n?/g, '\n') : written;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

function resolveReferences(text: string): string {
  if (!text.includes('&')) return text;
  if (text.includes('&#')) return resolveOneByOne(text);
  // A document within a document is full of these. A replacement of one text by another is copied by V8 without a call for each;
  // `&amp;` comes last, so that what it makes is no reference.
  const rest = text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'");
  if (/&(?!amp;)/.test(rest)) throw new XmlError('not well-formed');
  return rest.replace(/&amp;/g, '&');
}

function resolveOneByOne(text: string): string {
  let resolved = '';
  let from = 0;
  for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', from)) {
    const end = text.indexOf(';', at);
    if (end === -1) throw new XmlError('not well-formed');
    resolved += text.slice(from, at) + resolveReference(text.slice(at + 1, end));
    from = end + 1;
  }
  return resolved + text.slice(from);
}

function resolveReference(name: string): string {
  const [, hexadecimal, decimal] = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/.exec(name) ?? [];
  const code = hexadecimal === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hexadecimal, 16);
  const character = code <= 0x10ffff ? String.fromCodePoint(code) : ENTITIES.get(name);
  if (character === undefined || !isXmlText(character)) throw new XmlError('not well-formed');
  return character;
}

/** The same of what stands between two tags of a document that has been read: CDATA is text, and a comment is nothing. */
export function decodeContent(written: string): string {
  return written.replace(/<!--.*?-->|<!\[CDATA\[(.*?)\]\]>|[^<]+/gs, (piece, cdata?: string) => {
    if (cdata !== undefined) return withLineFeeds(cdata);
    return piece.startsWith('<') ? '' : decodeCharacters(piece);
  });
}

// Resolving the references of megabytes is not to be one step.
const PIECE = 16 * 1024;

/** The end of a text, or of a piece of it that ends within no reference and no line end. */
export function endOfPiece(text: string, start: number, end: number): number {
  const wished = start + PIECE;
  if (end <= wished) return end;
  const reference = text.lastIndexOf('&', wished);
  if (reference > start && text.indexOf(';', reference) >= wished) return reference;
  if (reference === start) return end;
  return text.charCodeAt(wished) === 0x0a ? wished + 1 : wished;
}

/** The same text, as one of its own: a part that has been cut out of a document holds all of the document in memory. */
export function ownText(text: string): string {
  return [' ', text].join('').slice(1);
}

/** The length of the text where it is not there. */
export function indexOrEnd(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from);
  return at === -1 ? text.length : at;
}
