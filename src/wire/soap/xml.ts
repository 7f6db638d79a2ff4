import { buildTree, createTreeBuilder, type TreeBuilder, type TreeShape } from './xml-builder.ts';
import { XML_LIMITS, type XmlLimits } from './xml-limits.ts';

export { isXmlText, type XmlMarkup, xml } from './xml-writer.ts';

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

/** Elements as `XmlElement` has them. Stateless: one serves every document. */
const SHAPE: TreeShape<Open> = {
  open(tag, parent) {
    const element: Open = {
      name: tag.local,
      namespace: tag.uri,
      attributes: readAttributes(Object.values(tag.attributes)),
      children: NO_CHILDREN,
      text: '',
    };
    if (parent?.children === NO_CHILDREN) parent.children = [element];
    else (parent?.children as XmlElement[] | undefined)?.push(element);
    return element;
  },
  text(element, piece) {
    element.text += piece;
  },
};

/**
 * Reads one document, or throws XmlError, by the rules of `xml-builder.ts`. What may be large is read by `readXml` of
 * `slices.ts`, which lets others have their turn.
 */
export function parseXml(text: string, limits: XmlLimits = XML_LIMITS): XmlElement {
  return buildTree(text, limits, SHAPE);
}

/** Reads a document in pieces. */
export function createXmlReader(limits: XmlLimits): TreeBuilder<XmlElement> {
  return createTreeBuilder(limits, SHAPE);
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
