import { parseTree } from '../../../../src/wire/soap/security/tree.ts';
import type { XmlNode } from '../../../../src/wire/soap/xml-node.ts';

/** All elements of a document, in their order. */
export function elementsOf(document: string): readonly XmlNode[] {
  return [...within(parseTree(document).root)];
}

function* within(element: XmlNode): Generator<XmlNode> {
  yield element;
  for (const child of element.children) yield* within(child);
}
