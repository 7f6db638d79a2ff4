import type { XmlName, XmlScope } from './xml-names.ts';
import { Attributes, NO_ATTRIBUTES, XmlNode } from './xml-node.ts';

/** Of a shape: its elements and attributes, and the characters of its tags. What is larger comes in no list of hundreds. */
const MAX_PARTS = 100;
const MAX_WRITTEN = 4 * 1024;

// What is not meant as it stands is no part of a shape: a reference, a carriage return, and `>`, which canonical forms escape.
const TEXT = '([^<&>\\r]*)';
const VALUE = '([^<&"\\t\\n\\r]*)';

// So many elements of a name are read tag by tag before one of them is taken for a shape: making its expression takes as long.
const LEARN_AFTER = 16;
/** Of one name, the one that has been met last first; and how many are made in all, for a register that repeats nothing. */
const MAX_SHAPES = 6;
const MAX_LEARNED = 100;

/** The shapes that are known of the elements of documents of one kind. */
export class XmlShapes {
  readonly #known = new Map<XmlName, XmlShape[]>();
  #learned = 0;

  of(name: XmlName): readonly XmlShape[] {
    return this.#known.get(name) ?? [];
  }

  /** Another element has come that is of this shape: the next is looked for by it first. */
  prefer(name: XmlName, shape: XmlShape): void {
    const shapes = this.#known.get(name) ?? [];
    if (shapes[0] !== shape) this.#known.set(name, [shape, ...shapes.filter((other) => other !== shape)]);
  }

  /** An element has been read tag by tag. */
  learn(node: XmlNode, attributeNamed: (written: string) => XmlName | undefined): void {
    const name = node.written;
    name.repetitions += 1;
    if (name.repetitions % LEARN_AFTER !== 0 || this.#learned >= MAX_LEARNED) return;
    this.#learned += 1;
    const shape = XmlShape.of(node, attributeNamed);
    const shapes = this.#known.get(name) ?? [];
    if (!shape || shapes.some(({ written }) => written === shape.written)) return;
    this.#known.set(name, [shape, ...shapes.slice(0, MAX_SHAPES - 1)]);
    name.hasShapes = true;
  }

  clear(): void {
    this.#known.clear();
  }
}

/** One element of a shape. */
interface Part {
  readonly name: XmlName;
  readonly attributes: readonly XmlName[];
  /** None where it holds text alone. */
  readonly children: readonly Part[];
  /** The blanks before each child, and behind the last. */
  readonly blanks: readonly string[];
  /** All blanks in one. */
  readonly text: string;
  /** Whether it, with all in it, is written in canonical form once its prefix is declared. */
  readonly isCanonical: boolean;
}

/**
 * How an element is written that others are like: the same elements and attributes in the same writing, and only the texts and values
 * differ. A list of persons is a thousand times one of a few shapes. What a shape is like is found out by one regular expression, which V8
 * runs several times as fast as our reader goes from tag to tag. It matches nothing but what the reader would read to the same tree.
 */
export class XmlShape {
  readonly elements: number;
  readonly attributes: number;
  readonly depth: number;
  readonly #root: Part;
  readonly #pattern: RegExp;
  /** While an element is made: what has been matched, the next of it, and where it stands. */
  #texts: readonly string[] = [];
  #next = 0;
  #position = 0;

  private constructor(root: Part, written: string) {
    this.#root = root;
    this.#pattern = new RegExp(written, 'y');
    this.elements = count(root, () => 1);
    this.attributes = count(root, (part) => part.attributes.length);
    this.depth = depthOf(root);
  }

  /** The shape of an element that has been read, if it is one of several elements in a plain writing. */
  static of(node: XmlNode, attributeNamed: (written: string) => XmlName | undefined): XmlShape | undefined {
    const root = node.children.length > 0 ? partOf(node, node.scope, attributeNamed) : undefined;
    if (!root || count(root, (part) => 1 + part.attributes.length) > MAX_PARTS) return undefined;
    const written = write(root);
    return written.length <= MAX_WRITTEN ? new XmlShape(root, written) : undefined;
  }

  /** The same for equal shapes. */
  get written(): string {
    return this.#pattern.source;
  }

  /** The element that begins there, if it is of this shape and no text is longer than `maxText`. */
  read(source: string, at: number, parent: XmlNode, isSigned: boolean, maxText: number): XmlNode | undefined {
    this.#pattern.lastIndex = at;
    const texts = this.#pattern.exec(source);
    if (!texts || texts[0].length > maxText) return undefined;
    this.#texts = texts;
    this.#next = 1;
    this.#position = at;
    try {
      return this.#make(this.#root, parent, parent.scope, isSigned);
    } finally {
      // The shape outlives the document.
      this.#texts = [];
    }
  }

  #make(part: Part, parent: XmlNode, scope: XmlScope, isSigned: boolean): XmlNode {
    const { name, children } = part;
    const start = this.#position;
    this.#position += name.startTag.length;
    const attributes = part.attributes.length === 0 ? NO_ATTRIBUTES : this.#readAttributes(part.attributes);
    this.#position += 1;
    const form = isSigned && part.isCanonical ? 'canonical' : 'plain';
    const node = new XmlNode(name, parent, scope, attributes, start, this.#position, form);
    if (children.length === 0) {
      node.text = this.#take();
    } else {
      const made = new Array<XmlNode>(children.length);
      for (let index = 0; index < children.length; index += 1) {
        this.#position += (part.blanks[index] as string).length;
        made[index] = this.#make(children[index] as Part, node, scope, isSigned);
      }
      this.#position += (part.blanks[children.length] as string).length;
      node.children = made;
      node.text = part.text;
    }
    this.#position += name.endTag.length;
    node.endAt(this.#position);
    return node;
  }

  #readAttributes(names: readonly XmlName[]): Readonly<Record<string, string>> {
    const attributes = new Attributes();
    for (const name of names) {
      this.#position += name.assignment.length + 1;
      attributes[name.local] = this.#take();
    }
    return attributes;
  }

  #take(): string {
    const text = this.#texts[this.#next] as string;
    this.#next += 1;
    this.#position += text.length;
    return text;
  }
}

function partOf(
  node: XmlNode,
  scope: XmlScope,
  attributeNamed: (written: string) => XmlName | undefined,
): Part | undefined {
  const { source } = scope;
  const { written: name, contentStart, contentEnd, end } = node;
  // What declares namespaces is free: all in it has its scope.
  if (node.form === 'free' || end - contentEnd !== name.endTag.length) return undefined;
  const attributes = Object.keys(node.attributes).flatMap((written) => attributeNamed(written) ?? []);
  // Ids are collected where a tag is read.
  const isKept = name.isKept && attributes.every((one) => one.isKept && !/^id$/i.test(one.local));
  if (!isKept || attributes.length !== Object.keys(node.attributes).length) return undefined;
  const children: Part[] = [];
  const blanks: string[] = [];
  let at = contentStart;
  for (const child of node.children) {
    const part = partOf(child, scope, attributeNamed);
    if (!part) return undefined;
    children.push(part);
    blanks.push(copyOf(source.slice(at, child.start)));
    at = child.end;
  }
  blanks.push(copyOf(source.slice(at, contentEnd)));
  const text = children.length === 0 ? '' : blanks.join('');
  if (!/^[ \t\n]*$/.test(text)) return undefined;
  const isCanonical = children.every((child) => child.isCanonical && child.name.prefix === name.prefix);
  return { name, attributes, children, blanks, text, isCanonical };
}

/** A part of a text holds all of it in memory; a copy does not. */
function copyOf(text: string): string {
  return Buffer.from(text).toString();
}

function write({ name, attributes, children, blanks }: Part): string {
  const start = `${literally(name.startTag)}${attributes.map((one) => `${literally(one.assignment)}${VALUE}"`).join('')}>`;
  const content = children.length === 0 ? TEXT : children.map((child, index) => blanks[index] + write(child)).join('');
  return `${start}${content}${children.length === 0 ? '' : blanks.at(-1)}${literally(name.endTag)}`;
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function count(part: Part, of: (part: Part) => number): number {
  return part.children.reduce((sum, child) => sum + count(child, of), of(part));
}

function depthOf({ children }: Part): number {
  return 1 + Math.max(0, ...children.map(depthOf));
}
