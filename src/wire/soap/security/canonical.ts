import { C14nCanonicalization, ExclusiveCanonicalization } from 'xml-crypto';
import { refuse } from './refusal.ts';
import { ElementNode, type XmlAttribute } from './tree.ts';
import { C14N, C14N_WITH_COMMENTS, EXC_C14N, EXC_C14N_WITH_COMMENTS } from './uris.ts';

/** A canonicalisation as a message names it. */
export interface Canonicalization {
  readonly algorithm: string;
  /** Prefixes that the exclusive form treats as the inclusive one does. */
  readonly prefixList?: readonly string[];
}

export const EXCLUSIVE: Canonicalization = { algorithm: EXC_C14N };

const exclusive = new ExclusiveCanonicalization();
const inclusive = new C14nCanonicalization();

/**
 * The canonical form of an element where it stands. Trees hold no comments, so the forms with and without them are the
 * same here; whoever accepts comments decides that before.
 */
export function canonicalise(element: ElementNode, { algorithm, prefixList = [] }: Canonicalization): string {
  switch (algorithm) {
    case EXC_C14N:
    case EXC_C14N_WITH_COMMENTS:
      return exclusive.process(withDeclarations(element, prefixList), {
        inclusiveNamespacesPrefixList: [...prefixList],
      });
    case C14N:
    case C14N_WITH_COMMENTS:
      return inclusive.process(element, { ancestorNamespaces: inherited(element) });
    default:
      return refuse();
  }
}

interface Namespace {
  readonly prefix: string;
  readonly namespaceURI: string;
}

/** What is declared on the ancestors and still holds at the element, the nearest declaration of each prefix. */
function inherited(element: ElementNode): Namespace[] {
  const found = new Map<string, string>();
  for (let ancestor = element.parent; ancestor; ancestor = ancestor.parent) {
    for (const attribute of ancestor.attributes) {
      const prefix = declaredPrefix(attribute);
      if (prefix !== undefined && !found.has(prefix)) found.set(prefix, attribute.value);
    }
  }
  return [...found].flatMap(([prefix, namespaceURI]) => (namespaceURI === '' ? [] : [{ prefix, namespaceURI }]));
}

/** '' for the default namespace, undefined for an attribute that declares nothing. */
function declaredPrefix({ name, prefix, localName }: XmlAttribute): string | undefined {
  if (name === 'xmlns') return '';
  return prefix === 'xmlns' ? localName : undefined;
}

/** The element as if it declared the listed prefixes itself, which is how its canonical form must read. */
function withDeclarations(element: ElementNode, prefixList: readonly string[]): ElementNode {
  if (prefixList.length === 0) return element;
  const own = new Set(element.attributes.map(declaredPrefix));
  const missing = inherited(element).filter(({ prefix }) => prefixList.includes(prefix) && !own.has(prefix));
  const declarations = missing.map(({ prefix, namespaceURI }) => ({
    name: `xmlns:${prefix}`,
    prefix: 'xmlns',
    localName: prefix,
    namespaceURI: 'http://www.w3.org/2000/xmlns/',
    value: namespaceURI,
  }));
  return withAttributes(element, declarations);
}

/** A copy with more attributes and the same children. */
export function withAttributes(element: ElementNode, more: readonly XmlAttribute[]): ElementNode {
  const attributes = [...element.attributes, ...more];
  const { tagName, prefix, localName, namespaceURI, parent } = element;
  const copy = new ElementNode(
    { tagName, prefix, localName, namespaceURI, attributes, parent },
    element.start,
    element.contentStart,
  );
  copy.childNodes.push(...element.childNodes);
  return copy;
}
