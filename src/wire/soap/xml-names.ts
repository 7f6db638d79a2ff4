import { XmlError } from './xml-limits.ts';

const MAX_LENGTH = 64;

export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
export const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';

// A QName of Namespaces in XML 1.0: one or two names without a colon.
const START =
  'A-Z_a-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d\\u2070-\\u218f' +
  '\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd\\u{10000}-\\u{effff}';
const NC_NAME = `[${START}][${START}\\-.0-9\\u00b7\\u0300-\\u036f\\u203f\\u2040]*`;
const NAME = new RegExp(`^${NC_NAME}(?::${NC_NAME})?$`, 'u');

/** Whether it can name an element or an attribute, with a prefix or without. */
export function isXmlName(text: string): boolean {
  return NAME.test(text);
}

/** The declarations of namespaces of one start tag, within those of the elements around it. */
export class XmlScope {
  readonly parent: XmlScope | undefined;
  /** The namespace of each prefix as it is written, with spaces around it that are none of its own; '' is the default one's. */
  readonly declared: ReadonlyMap<string, string>;
  /** The document. */
  readonly source: string;
  #last: string | undefined;
  #lastNamespace: string | undefined;
  #before: string | undefined;
  #beforeNamespace: string | undefined;

  constructor(parent: XmlScope | undefined, declared: ReadonlyMap<string, string>, source: string) {
    this.parent = parent;
    this.declared = declared;
    this.source = source;
  }

  /** What the prefix stands for, if it is declared. */
  resolve(prefix: string): string | undefined {
    // Kept here and not with the name, which is known longer than the document.
    if (prefix === this.#last) return this.#lastNamespace;
    if (prefix === this.#before) return this.#beforeNamespace;
    let namespace: string | undefined;
    for (let scope: XmlScope | undefined = this; scope && namespace === undefined; scope = scope.parent) {
      namespace = scope.declared.get(prefix)?.trim();
    }
    this.#before = this.#last;
    this.#beforeNamespace = this.#lastNamespace;
    this.#last = prefix;
    this.#lastNamespace = namespace === undefined ? undefined : internalized(namespace);
    return this.#lastNamespace;
  }
}

/**
 * The same text as V8 keeps names of properties, and the texts that stand in code: each once. To compare it with one of those is to compare
 * two addresses, and readers compare every element's name, and its namespace, with several.
 */
function internalized(text: string): string {
  const named = new Named();
  named[text] = true;
  return Object.keys(named)[0] as string;
}

// Made by a constructor, and given its property then: a literal with a computed name takes V8 three times as long, which every document
// would pay for. Without a prototype of Object's, which would take `__proto__` for its own.
const Named = function Named() {} as unknown as new () => Record<string, true>;
Named.prototype = Object.freeze(Object.create(null));

const OUTERMOST: ReadonlyMap<string, string> = new Map([['xml', XML_NAMESPACE]]);

/** What is declared in a document without a word. */
export function outermostScope(source: string): XmlScope {
  return new XmlScope(undefined, OUTERMOST, source);
}

/**
 * A name as one document writes it. It is checked and taken apart once, however often it stands there, and knows what came after it
 * the last time: an answer repeats itself, and comparing with what is expected is cheaper than reading.
 */
export class XmlName {
  readonly written: string;
  readonly prefix: string;
  readonly local: string;
  /** How the tags of an element of this name begin and end, and an attribute of it, in the usual way to write them. */
  readonly startTag: string;
  readonly endTag: string;
  readonly assignment: string;
  readonly isAscii: boolean;
  /** The names that came last as first child and next sibling of such an element; as its first attribute, and the one after this one. */
  child: XmlName | undefined;
  sibling: XmlName | undefined;
  attribute: XmlName | undefined;
  nextAttribute: XmlName | undefined;
  /** Whether it may be known longer than its document: not if it could hold anybody's number. */
  readonly isKept: boolean;
  /** How many elements of this name with others in them have been read tag by tag; whether there are shapes of some. */
  repetitions = 0;
  hasShapes = false;

  /** Throws XmlError where it is no name. */
  constructor(written: string) {
    if (!isXmlName(written)) throw new XmlError('not well-formed');
    const colon = written.indexOf(':');
    // Joined, so that each is a text of its own, in one piece: not a part of the document, which it would hold in memory, nor one that
    // V8 has to put together whenever it compares.
    this.startTag = ['<', written].join('');
    this.endTag = ['</', written, '>'].join('');
    this.assignment = [' ', written, '="'].join('');
    this.written = this.startTag.slice(1);
    this.prefix = colon === -1 ? '' : this.startTag.slice(1, colon + 1);
    this.local = internalized(this.startTag.slice(colon + 2));
    this.isKept = written.length <= MAX_LENGTH && !/\d{3}/.test(written);
    this.isAscii = /^[\x21-\x7e]+$/.test(written);
  }

  /** The namespace of an element of this name, or of an attribute where there is a prefix, which must be declared. */
  namespaceIn(scope: XmlScope): string {
    const namespace = scope.resolve(this.prefix);
    if (namespace === undefined && this.prefix !== '') throw new XmlError('not well-formed');
    return namespace ?? '';
  }

  /** An attribute's name, by its namespace: `{namespace}local`, or the local name alone where there is no prefix. */
  expandedIn(scope: XmlScope): string {
    return this.prefix === '' ? this.local : `{${this.namespaceIn(scope)}}${this.local}`;
  }
}

/** Throws XmlError where Namespaces in XML 1.0 does not allow the declaration; `prefix` is '' for the default namespace. */
export function demandDeclarable(prefix: string, written: string): void {
  const namespace = written.trim();
  const isAllowed =
    prefix === 'xml'
      ? namespace === XML_NAMESPACE
      : prefix !== 'xmlns' &&
        (prefix === '' || namespace !== '') &&
        namespace !== XML_NAMESPACE &&
        namespace !== XMLNS_NAMESPACE;
  if (!isAllowed) throw new XmlError('not well-formed');
}
