import { SaxesParser } from 'saxes';
import { createXmlCounter, XML_LIMITS, XmlError, type XmlLimits } from './xml-limits.ts';

/** One element as read: names by namespace and local name, prefixes forgotten, everything a string. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  /** By local name; namespaced attributes as `{namespace}name`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text directly inside, CDATA and character references resolved, comments left out. */
  readonly text: string;
}

interface Open {
  name: string;
  namespace: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly XmlElement[];
  text: string;
}

// Most elements have neither, and need not have two objects to say so.
const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze(Object.create(null));
const NO_CHILDREN: readonly XmlElement[] = Object.freeze([]);

const OPTIONS = { xmlns: true, defaultXMLVersion: '1.0', forceXMLVersion: true } as const;

/**
 * Only here for V8's sake: an object that gets more properties than its class foresaw becomes a hash table, and a bare
 * SaxesParser does so at its seventh handler. Parsing costs three times as much then. A subclass has room for more.
 */
export class Parser extends SaxesParser<typeof OPTIONS> {
  constructor() {
    super(OPTIONS);
  }
}

/**
 * Reads one document, or throws XmlError: DTDs, custom entities and anything past the limits are refused, and so are
 * processing instructions, which SOAP forbids. Always by the rules of XML 1.0: 1.1 would let control characters in.
 * What may be large is read by `readXml` of `slices.ts`, which lets others have their turn.
 */
export function parseXml(text: string, limits: XmlLimits = XML_LIMITS): XmlElement {
  if (text.length > limits.maxCharacters) throw new XmlError('too large');
  const reader = createXmlReader(limits);
  reader.write(text);
  return reader.close();
}

/** Reads a document in pieces. Both throw XmlError. */
export interface XmlReader {
  write(piece: string): void;
  close(): XmlElement;
}

export function createXmlReader(limits: XmlLimits): XmlReader {
  const parser = new Parser();
  const counter = createXmlCounter(limits);
  const open: Open[] = [];
  let root: XmlElement | undefined;

  parser.on('error', () => {
    throw new XmlError('not well-formed');
  });
  parser.on('doctype', () => {
    throw new XmlError('document type declaration');
  });
  parser.on('processinginstruction', () => {
    throw new XmlError('processing instruction');
  });
  parser.on('opentagstart', () => counter.element(open.length));
  // Counted one by one: a start tag of megabytes is not read to its end first.
  parser.on('attribute', ({ name, value }) => counter.attribute(name, value));
  parser.on('opentag', (tag) => {
    const element: Open = {
      name: tag.local,
      namespace: tag.uri,
      attributes: readAttributes(Object.values(tag.attributes)),
      children: NO_CHILDREN,
      text: '',
    };
    const parent = open.at(-1);
    if (parent?.children === NO_CHILDREN) parent.children = [element];
    else (parent?.children as XmlElement[] | undefined)?.push(element);
    open.push(element);
  });
  const addText = (piece: string) => {
    const element = open.at(-1);
    if (!element) return;
    element.text += piece;
    counter.text(element.text.length);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    root = open.pop();
  });

  return {
    write: (piece) => {
      parser.write(piece);
    },
    close() {
      parser.close();
      if (!root) throw new XmlError('no element');
      return root;
    },
  };
}

function readAttributes(
  attributes: readonly { uri: string; prefix: string; local: string; value: string }[],
): Readonly<Record<string, string>> {
  if (attributes.length === 0) return NO_ATTRIBUTES;
  const read: Record<string, string> = Object.create(null);
  for (const { uri, prefix, local, value } of attributes) {
    if (prefix === 'xmlns' || (prefix === '' && local === 'xmlns')) continue;
    read[uri === '' ? local : `{${uri}}${local}`] = value;
  }
  return read;
}

/**
 * The first child with this local name. An element that is `xsi:nil` stands for a value that is not there, whatever it
 * holds, so it is none: here, and in the two below.
 */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((candidate) => candidate.name === name && !isNil(candidate));
}

/** All children with this local name: always a list, also of one. */
export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((candidate) => candidate.name === name && !isNil(candidate)) ?? [];
}

/** The trimmed text of the first child with this local name; undefined when it is absent or blank. */
export function textOf(element: XmlElement | undefined, name: string): string | undefined {
  return child(element, name)?.text.trim() || undefined;
}

const NIL = '{http://www.w3.org/2001/XMLSchema-instance}nil';

export function isNil({ attributes }: XmlElement): boolean {
  const nil = attributes[NIL];
  return nil !== undefined && /^\s*(?:true|1)\s*$/.test(nil);
}

/** Markup that is already XML. Only `xml` makes one, so a plain string can never slip in unescaped. */
export class XmlMarkup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

type XmlValue = string | number | boolean | XmlMarkup | undefined | readonly XmlMarkup[];

/** Writes XML: what stands in the template is markup, every value put into it is escaped text. */
export function xml(strings: TemplateStringsArray, ...values: readonly XmlValue[]): XmlMarkup {
  let text = strings[0] ?? '';
  for (const [index, value] of values.entries()) text += write(value) + (strings[index + 1] ?? '');
  return new XmlMarkup(text);
}

function write(value: XmlValue): string {
  if (value === undefined) return '';
  if (value instanceof XmlMarkup) return value.text;
  if (typeof value === 'object') return value.map(write).join('');
  return escapeXml(String(value));
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
};

function escapeXml(text: string): string {
  if (!isXmlText(text)) throw new XmlError('character that XML cannot hold');
  return text.replace(/[&<>"'\r]/g, (character) => ESCAPES[character] ?? character);
}

// The characters of XML 1.0: no control characters, no half surrogates.
const XML_TEXT = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

/** Whether XML 1.0 can carry the text at all. */
export function isXmlText(text: string): boolean {
  return XML_TEXT.test(text);
}
