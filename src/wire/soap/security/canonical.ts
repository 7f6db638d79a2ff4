import { XML_LIMITS } from '../xml-limits.ts';
import { demand, refuse } from './refusal.ts';
import type { ElementNode, TextNode, XmlAttribute } from './tree.ts';
import { C14N, C14N_WITH_COMMENTS, EXC_C14N, EXC_C14N_WITH_COMMENTS } from './uris.ts';

/** A canonicalisation as a message names it. */
export interface Canonicalization {
  readonly algorithm: string;
  /** Prefixes that the exclusive form treats as the inclusive one does; `#default` is the default namespace. */
  readonly prefixList?: readonly string[];
}

export const EXCLUSIVE: Canonicalization = { algorithm: EXC_C14N };

/**
 * The canonical form of an element where it stands: Canonical XML 1.0 or Exclusive XML Canonicalization 1.0 of the
 * element with all that is in it. Trees hold no comments and no processing instructions, so the forms with and without
 * comments are the same here; whoever accepts comments decides that before. One longer than `maxCharacters` is refused: the
 * exclusive form can repeat a declaration on each of thousands of elements, and be thousands of times as long as the document.
 */
export function canonicalise(
  element: ElementNode,
  { algorithm, prefixList = [] }: Canonicalization,
  maxCharacters: number = XML_LIMITS.maxCharacters,
): string {
  switch (algorithm) {
    case EXC_C14N:
    case EXC_C14N_WITH_COMMENTS: {
      const listed = new Set(prefixList.map((prefix) => (prefix === '#default' ? '' : prefix)));
      return new Rendering((prefix) => listed.has(prefix), maxCharacters).apex(element, []);
    }
    case C14N:
    case C14N_WITH_COMMENTS:
      return new Rendering(() => true, maxCharacters).apex(element, inheritedXmlAttributes(element));
    default:
      return refuse();
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
  readonly #output = new Map<string, string>();
  readonly #maxCharacters: number;
  readonly #order = new NamespaceOrder();
  #text = '';

  constructor(isListed: (prefix: string) => boolean, maxCharacters: number) {
    this.#isListed = isListed;
    this.#maxCharacters = maxCharacters;
  }

  apex(element: ElementNode, inherited: readonly XmlAttribute[]): string {
    this.#element(element, nearest(element, isDeclaration), [...inherited, ...element.attributes]);
    return this.#text;
  }

  /** `declared` is what may have changed since the element around this one. */
  #element(
    { tagName, prefix, namespaceURI, childNodes }: ElementNode,
    declared: readonly XmlAttribute[],
    all: readonly XmlAttribute[],
  ): void {
    const news: Declaration[] = [];
    this.#declare(prefix, namespaceURI, news);
    for (const attribute of all) {
      if (attribute.prefix !== '' && !isDeclaration(attribute)) {
        this.#declare(attribute.prefix, attribute.namespaceURI, news);
      }
    }
    for (const attribute of declared) {
      if (!isDeclaration(attribute)) continue;
      const declares = declaredPrefix(attribute);
      if (this.#isListed(declares)) this.#declare(declares, attribute.value, news);
    }
    this.#text += `<${tagName}${writeDeclarations(news)}${writeAttributes(all, this.#order)}>`;
    demand(this.#text.length <= this.#maxCharacters);
    for (const child of childNodes) this.#node(child);
    this.#text += `</${tagName}>`;
    demand(this.#text.length <= this.#maxCharacters);
    for (const { prefix: name, before } of news) this.#output.set(name, before);
  }

  #node(node: ElementNode | TextNode): void {
    if (node.nodeType === 3) this.#text += escapeText(node.data);
    else this.#element(node, node.attributes, node.attributes);
  }

  #declare(prefix: string, uri: string, news: Declaration[]): void {
    const before = this.#output.get(prefix) ?? '';
    // `xml` means what it means without a word.
    if (before === uri || prefix === 'xml') return;
    news.push({ prefix, uri, before });
    this.#output.set(prefix, uri);
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
        order.compare(one.namespaceURI, other.namespaceURI) || compareCodePoints(one.localName, other.localName),
    );
  }
  let text = '';
  for (const { name, value } of attributes) text += ` ${name}="${escapeAttribute(value)}"`;
  return text;
}

/** `xml:lang` and its kind on the elements around, where the element does not say otherwise: the inclusive form repeats them. */
function inheritedXmlAttributes(element: ElementNode): XmlAttribute[] {
  const all = nearest(element, ({ prefix }) => prefix === 'xml');
  return all.filter((attribute) => !element.attributes.includes(attribute));
}

/** Of the element and those around it, the nearest attribute of each name. */
function nearest(element: ElementNode, isWanted: (attribute: XmlAttribute) => boolean): XmlAttribute[] {
  const found = new Map<string, XmlAttribute>();
  for (let holder: ElementNode | undefined = element; holder; holder = holder.parent) {
    for (const attribute of holder.attributes) {
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

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};
const toReference = (character: string) => ESCAPES[character] ?? character;

function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, toReference);
}

function escapeAttribute(value: string): string {
  return value.replace(/[&<"\t\n\r]/g, toReference);
}
