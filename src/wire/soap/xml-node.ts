import type { XmlName, XmlScope } from './xml-names.ts';

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

/**
 * Attributes by name. Without a prototype of Object's, so that no name is there by itself; made by a constructor, so that V8 keeps those
 * of equal names as it keeps objects of one class, and not each as a table.
 */
export const Attributes = function Attributes() {} as unknown as new () => Record<string, string>;
Attributes.prototype = Object.freeze(Object.create(null));

// Most elements have neither, and need not have two objects to say so.
export const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze(new Attributes());
const NO_CHILDREN: readonly XmlNode[] = Object.freeze([]);

/**
 * An element as it is read and, for signatures, as it was written. The second is no property: two elements that say the same are equal,
 * wherever they stand. Nobody changes a tree once it is read: what it says has been, or will be, hashed.
 */
export class XmlNode implements XmlElement {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  children: readonly XmlNode[] = NO_CHILDREN;
  text = '';
  readonly #source: string;
  readonly #written: XmlName;
  readonly #parent: XmlNode | undefined;
  readonly #scope: XmlScope;
  readonly #start: number;
  readonly #contentStart: number;
  readonly #isPlain: boolean;
  #contentEnd = 0;
  #end = 0;

  constructor(
    source: string,
    written: XmlName,
    parent: XmlNode | undefined,
    scope: XmlScope,
    attributes: Readonly<Record<string, string>>,
    start: number,
    contentStart: number,
    isPlain: boolean,
  ) {
    this.name = written.local;
    this.namespace = written.namespaceIn(scope);
    this.attributes = attributes;
    this.#source = source;
    this.#written = written;
    this.#parent = parent;
    this.#scope = scope;
    this.#start = start;
    this.#contentStart = contentStart;
    this.#isPlain = isPlain;
    if (parent === undefined) return;
    if (parent.children === NO_CHILDREN) parent.children = [this];
    else (parent.children as XmlNode[]).push(this);
  }

  /** For the reader alone, which meets the end tag at `contentEnd`, and nothing where the start tag was the whole element. */
  endAt(contentEnd: number, end: number): void {
    this.#contentEnd = contentEnd;
    this.#end = end;
  }

  /** The document. */
  get source(): string {
    return this.#source;
  }
  /** Its name with the prefix. */
  get written(): XmlName {
    return this.#written;
  }
  get tagName(): string {
    return this.#written.written;
  }
  get parent(): XmlNode | undefined {
    return this.#parent;
  }
  /** The declarations of namespaces that hold in it. */
  get scope(): XmlScope {
    return this.#scope;
  }
  /** Offsets in the text: the element's first character, its content, and the character after its last. */
  get start(): number {
    return this.#start;
  }
  get contentStart(): number {
    return this.#contentStart;
  }
  get contentEnd(): number {
    return this.#contentEnd;
  }
  get end(): number {
    return this.#end;
  }
  /**
   * Whether its start tag is written as a canonical form writes it where no namespace need be declared: there are no declarations in it,
   * no prefixed attributes, and the others stand in their order, in double quotes, a space before each.
   */
  get isPlain(): boolean {
    return this.#isPlain;
  }
}
