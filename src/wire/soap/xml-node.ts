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
export const NO_CHILDREN: readonly XmlNode[] = Object.freeze([]);

/** How an element is written: otherwise than a canonical form writes it, its start tag as one does, or all of it. */
export type XmlForm = 'free' | 'plain' | 'canonical';

/**
 * An element as it is read and, for signatures, as it was written. The second is no property: two elements that say the same are equal,
 * wherever they stand. Nobody changes a tree once it is read: what it says has been, or will be, hashed.
 */
export class XmlNode implements XmlElement {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  children = NO_CHILDREN;
  text = '';
  readonly #written: XmlName;
  readonly #parent: XmlNode | undefined;
  readonly #scope: XmlScope;
  readonly #start: number;
  readonly #contentStart: number;
  #end = 0;
  #form: XmlForm;

  constructor(
    written: XmlName,
    parent: XmlNode | undefined,
    scope: XmlScope,
    attributes: Readonly<Record<string, string>>,
    start: number,
    contentStart: number,
    form: XmlForm,
  ) {
    this.name = written.local;
    this.namespace = written.namespaceIn(scope);
    this.attributes = attributes;
    this.#written = written;
    this.#parent = parent;
    this.#scope = scope;
    this.#start = start;
    this.#contentStart = contentStart;
    this.#form = form;
  }

  /** For the reader alone: where its end tag ends. */
  endAt(end: number): void {
    this.#end = end;
  }

  /** For the reader alone: something in it is written otherwise than a canonical form writes it. */
  isWrittenFreely(): void {
    if (this.#form === 'canonical') this.#form = 'plain';
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
    // What is nothing but a start tag has no other `<`.
    if (this.#end === this.#contentStart) return this.#end;
    return this.#scope.source.lastIndexOf('<', this.#end - 1);
  }
  get end(): number {
    return this.#end;
  }
  /**
   * `plain`: its start tag is written as a canonical form writes it, but for declarations of namespaces: there are none in it, no prefixed
   * attributes, and the others stand in their order, in double quotes, a space before each. `canonical`: so is everything in it, and no
   * element in it has another prefix.
   */
  get form(): XmlForm {
    return this.#form;
  }
}
