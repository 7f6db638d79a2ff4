import { buildTree } from '../xml-builder.ts';
import { XML_LIMITS, type XmlLimits } from '../xml-limits.ts';
import { demand, present } from './refusal.ts';
import { WSU, XML } from './uris.ts';

export interface XmlAttribute {
  /** As written, prefix and all. */
  readonly name: string;
  readonly prefix: string;
  readonly localName: string;
  readonly namespaceURI: string;
  readonly value: string;
}

/**
 * An element with all that a canonical form needs (prefixes and declarations, which `XmlElement` forgets), its parent,
 * and where it stands in the text, by the DOM's names. Nobody changes a tree: what it says has been, or will be, hashed.
 * A whole DOM would cost a second, more lenient parser.
 */
export class ElementNode {
  readonly nodeType = 1;
  readonly tagName: string;
  readonly prefix: string;
  readonly localName: string;
  readonly namespaceURI: string;
  readonly attributes: readonly XmlAttribute[];
  readonly childNodes: (ElementNode | TextNode)[] = [];
  readonly parent: ElementNode | undefined;
  /** Offsets in the text: the element's first character, its content, and the character after its last. */
  readonly start: number;
  readonly contentStart: number;
  contentEnd = 0;
  end = 0;

  constructor(
    tag: Pick<ElementNode, 'tagName' | 'prefix' | 'localName' | 'namespaceURI' | 'attributes' | 'parent'>,
    start: number,
    contentStart: number,
  ) {
    this.tagName = tag.tagName;
    this.prefix = tag.prefix;
    this.localName = tag.localName;
    this.namespaceURI = tag.namespaceURI;
    this.attributes = tag.attributes;
    this.parent = tag.parent;
    this.start = start;
    this.contentStart = contentStart;
  }

  getAttribute(name: string): string | null {
    return this.attributes.find((attribute) => attribute.name === name)?.value ?? null;
  }
}

export interface TextNode {
  readonly nodeType: 3;
  data: string;
}

export interface XmlTree {
  readonly root: ElementNode;
  /** All of them, in their order. */
  readonly elements: readonly ElementNode[];
  /** Whether a comment stands anywhere. No canonical form that we accept sees one, so a value could hide behind it. */
  readonly hasComments: boolean;
}

/** Reads one document as its signer saw it, or throws XmlError, on what `parseXml` does. */
export function parseTree(text: string, limits: XmlLimits = XML_LIMITS): XmlTree {
  const elements: ElementNode[] = [];
  let hasComments = false;
  const root = buildTree<ElementNode>(text, limits, {
    open(tag, parent, position) {
      const attributes = Object.values(tag.attributes).map(toAttribute);
      const { name: tagName, prefix, local: localName, uri: namespaceURI } = tag;
      // No attribute holds a bare `<`: the last one before here opened this tag.
      const start = text.lastIndexOf('<', position - 1);
      const element = new ElementNode(
        { tagName, prefix, localName, namespaceURI, attributes, parent },
        start,
        position,
      );
      parent?.childNodes.push(element);
      elements.push(element);
      return element;
    },
    text({ childNodes }, data) {
      if (data === '') return;
      const last = childNodes.at(-1);
      if (last?.nodeType === 3) last.data += data;
      else childNodes.push({ nodeType: 3, data });
    },
    close(element, { isSelfClosing }, position) {
      element.end = position;
      element.contentEnd = isSelfClosing ? element.contentStart : text.lastIndexOf('<', position - 1);
    },
    comment() {
      hasComments = true;
    },
  });
  return { root, elements, hasComments };
}

function toAttribute(attribute: { name: string; prefix: string; local: string; uri: string; value: string }) {
  const { name, prefix, local: localName, uri: namespaceURI, value } = attribute;
  // `xmlns="…"` has no prefix in the DOM's words.
  return { name, prefix: name === 'xmlns' ? '' : prefix, localName, namespaceURI, value };
}

export function elementsOf(element: ElementNode): readonly ElementNode[] {
  return element.childNodes.filter((node) => node.nodeType === 1);
}

export function isNamed(element: ElementNode | undefined, namespace: string, name: string): boolean {
  return element?.namespaceURI === namespace && element.localName === name;
}

/** The one child of this name: a second one is refused, and so is none. */
export function only(parent: ElementNode, namespace: string, name: string): ElementNode {
  const [element, ...others] = elementsOf(parent).filter((child) => isNamed(child, namespace, name));
  demand(others.length === 0);
  return present(element);
}

/** All text directly inside; elements inside are refused. */
export function textOf(element: ElementNode): string {
  let text = '';
  for (const node of element.childNodes) {
    demand(node.nodeType === 3);
    text += node.data;
  }
  return text;
}

export function attributeOf(element: ElementNode, namespace: string, name: string): string | undefined {
  return element.attributes.find(
    (attribute) => attribute.localName === name && attribute.namespaceURI === namespace && attribute.name !== 'xmlns',
  )?.value;
}

/** Refuses a document in which two elements have one id, so that an id and an element are the same thing. */
export function demandUniqueIds({ elements }: XmlTree): void {
  const seen = new Set<string>();
  for (const element of elements) {
    for (const { localName, namespaceURI, value } of element.attributes) {
      const isId =
        (localName === 'Id' && (namespaceURI === WSU || namespaceURI === '')) ||
        (localName === 'id' && namespaceURI === XML);
      if (!isId) continue;
      demand(!seen.has(value));
      seen.add(value);
    }
  }
}
