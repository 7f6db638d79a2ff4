import { XML_LIMITS } from '../xml-limits.ts';
import { refuse } from './refusal.ts';
import type { XmlNode } from '../xml-node.ts';
import { attributesOf, CanonicalOutput, escapeAttribute, type XmlAttribute } from './canonical-output.ts';
import { C14N, C14N_WITH_COMMENTS, EXC_C14N, EXC_C14N_WITH_COMMENTS } from './uris.ts';

/** A canonicalisation as a message names it. */
export interface Canonicalization {
  readonly algorithm: string;
  /** Prefixes that the exclusive form treats as the inclusive one does; `#default` is the default namespace. */
  readonly prefixList?: readonly string[];
}

export const EXCLUSIVE: Canonicalization = { algorithm: EXC_C14N };

/** A piece of a canonical form, in its order. */
type Sink = (piece: string) => void;

/**
 * The canonical form of an element where it stands: Canonical XML 1.0 or Exclusive XML Canonicalization 1.0 of the
 * element with all that is in it. Nodes hold no comments and no processing instructions, so the forms with and without
 * comments are the same here; whoever accepts comments decides that before. One longer than `maxCharacters` is refused: the
 * exclusive form can repeat a declaration on each of thousands of elements, and be thousands of times as long as the document.
 */
export function canonicalise(element: XmlNode, canonicalization: Canonicalization, maxCharacters?: number): string {
  let text = '';
  writeCanonical(
    element,
    canonicalization,
    (piece) => {
      text += piece;
    },
    maxCharacters,
  );
  return text;
}

/** The same in pieces, for who hashes it. */
export function writeCanonical(
  element: XmlNode,
  { algorithm, prefixList = [] }: Canonicalization,
  sink: Sink,
  maxCharacters: number = XML_LIMITS.maxCharacters,
): void {
  const output = new CanonicalOutput(element.scope.source, sink, maxCharacters);
  const listed = new Set(prefixList.map((prefix) => (prefix === '#default' ? '' : prefix)));
  switch (algorithm) {
    case EXC_C14N:
    case EXC_C14N_WITH_COMMENTS:
      new Rendering((prefix) => listed.has(prefix), output).apex(element, []);
      break;
    case C14N:
    case C14N_WITH_COMMENTS:
      new Rendering(() => true, output).apex(element, inheritedXmlAttributes(element));
      break;
    default:
      refuse();
  }
}

interface Declaration {
  readonly prefix: string;
  readonly uri: string;
  /** What the prefix meant in the output before. */
  readonly before: string;
}

/**
 * Both forms are one: a declaration is written where what it says is news to the output. The inclusive form looks at all
 * declarations that are in scope; the exclusive one at those of the listed prefixes, and of every prefix where it is used.
 */
class Rendering {
  readonly #isListed: (prefix: string) => boolean;
  /** What the elements of the output that are open have declared. '' is no declaration, and the default namespace's prefix. */
  readonly #declared = new Map<string, string>();
  readonly #order = new NamespaceOrder();
  readonly #output: CanonicalOutput;

  constructor(isListed: (prefix: string) => boolean, output: CanonicalOutput) {
    this.#isListed = isListed;
    this.#output = output;
  }

  apex(element: XmlNode, inherited: readonly XmlAttribute[]): void {
    const all = [...inherited, ...attributesOf(element)];
    this.#written(element, nearest(element, isDeclaration), all);
    this.#output.end();
  }

  #element(element: XmlNode): void {
    const { form, written, start, contentStart, end } = element;
    if (form === 'free') {
      const attributes = attributesOf(element);
      this.#written(element, attributes, attributes);
      return;
    }
    const news: Declaration[] = [];
    this.#declare(written.prefix, element.namespace, news);
    const afterName = start + written.startTag.length;
    if (news.length > 0) {
      this.#output.copy(start, afterName);
      this.#output.write(writeDeclarations(news));
    }
    const from = news.length > 0 ? afterName : start;
    if (form === 'canonical') this.#output.copy(from, end);
    else {
      this.#output.copy(from, contentStart);
      this.#rest(element);
    }
    this.#forget(news);
  }

  /** `declared` is what may have changed since the element around this one. */
  #written(element: XmlNode, declared: readonly XmlAttribute[], all: readonly XmlAttribute[]): void {
    const news: Declaration[] = [];
    this.#declare(element.written.prefix, element.namespace, news);
    for (const attribute of all) {
      if (attribute.prefix !== '' && !isDeclaration(attribute)) {
        this.#declare(attribute.prefix, attribute.namespace, news);
      }
    }
    for (const attribute of declared) {
      if (!isDeclaration(attribute)) continue;
      const declares = declaredPrefix(attribute);
      if (this.#isListed(declares)) this.#declare(declares, attribute.value, news);
    }
    this.#output.write(`<${element.tagName}${writeDeclarations(news)}${writeAttributes(all, this.#order)}>`);
    this.#rest(element);
    this.#forget(news);
  }

  /** What stands behind the start tag. */
  #rest(element: XmlNode): void {
    const { children, contentEnd, end } = element;
    let at = element.contentStart;
    if (children.length === 0 && at !== contentEnd) this.#output.writeLeaf(element);
    else {
      for (const child of children) {
        this.#output.writeCharacters(at, child.start);
        this.#element(child);
        at = child.end;
      }
      this.#output.writeCharacters(at, contentEnd);
    }
    const { endTag } = element.written;
    if (end - contentEnd === endTag.length) this.#output.copy(contentEnd, end);
    else this.#output.write(endTag);
  }

  #forget(news: readonly Declaration[]): void {
    for (const { prefix, before } of news) this.#declared.set(prefix, before);
  }

  #declare(prefix: string, uri: string, news: Declaration[]): void {
    const before = this.#declared.get(prefix) ?? '';
    // `xml` means what it means without a word.
    if (before === uri || prefix === 'xml') return;
    news.push({ prefix, uri, before });
    this.#declared.set(prefix, uri);
  }
}

function writeDeclarations(news: Declaration[]): string {
  if (news.length > 1) news.sort((one, other) => compareCodePoints(one.prefix, other.prefix));
  let text = '';
  for (const { prefix, uri } of news) text += ` xmlns${prefix && `:${prefix}`}="${escapeAttribute(uri)}"`;
  return text;
}

/** Names of namespaces can be as long as the document, and attributes of two of them stand on thousands of elements: each pair is compared once. */
class NamespaceOrder {
  readonly #known = new Map<string, Map<string, number>>();

  compare(one: string, other: string): number {
    // Not `===`, which reads both: a map goes by the hash, which a string keeps.
    const ofOne = this.#known.get(one) ?? new Map<string, number>();
    this.#known.set(one, ofOne);
    const order = ofOne.get(other) ?? compareCodePoints(one, other);
    ofOne.set(other, order);
    return order;
  }
}

/** By namespace, and in it by local name: attributes of none come first. */
function writeAttributes(all: readonly XmlAttribute[], order: NamespaceOrder): string {
  if (all.length === 0) return '';
  const attributes = all.filter((attribute) => !isDeclaration(attribute));
  if (attributes.length > 1) {
    attributes.sort(
      (one, other) =>
        order.compare(one.namespace, other.namespace) || compareCodePoints(one.localName, other.localName),
    );
  }
  let text = '';
  for (const { name, value } of attributes) text += ` ${name}="${escapeAttribute(value)}"`;
  return text;
}

/** `xml:lang` and its kind on the elements around, where the element does not say otherwise: the inclusive form repeats them. */
function inheritedXmlAttributes(element: XmlNode): XmlAttribute[] {
  const all = nearest(element, ({ prefix }) => prefix === 'xml');
  const own = attributesOf(element);
  return all.filter((attribute) => !own.some(({ name }) => name === attribute.name));
}

/** Of the element and those around it, the nearest attribute of each name. */
function nearest(element: XmlNode, isWanted: (attribute: XmlAttribute) => boolean): XmlAttribute[] {
  const found = new Map<string, XmlAttribute>();
  for (let holder: XmlNode | undefined = element; holder; holder = holder.parent) {
    for (const attribute of attributesOf(holder)) {
      if (isWanted(attribute) && !found.has(attribute.name)) found.set(attribute.name, attribute);
    }
  }
  return [...found.values()];
}

function isDeclaration({ name, prefix }: XmlAttribute): boolean {
  return prefix === 'xmlns' || name === 'xmlns';
}

/** '' for the default namespace. */
function declaredPrefix({ name, localName }: XmlAttribute): string {
  return name === 'xmlns' ? '' : localName;
}

/** The order of Unicode's code points. Strings compare by UTF-16 units, in which what is past U+FFFF stands before U+E000. */
function compareCodePoints(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let index = 0; index < length; index += 1) {
    const difference = rank(one.charCodeAt(index)) - rank(other.charCodeAt(index));
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

/** Surrogates after all other units. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
