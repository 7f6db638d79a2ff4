import { XML_LIMITS, XmlError, type XmlLimits } from '../xml-limits.ts';
import type { XmlNode } from '../xml-node.ts';
import { XmlReader } from '../xml-reader.ts';
import type { XmlNames } from '../xml-syntax.ts';
import { demand, present } from './refusal.ts';
import { WSU, XML } from './uris.ts';

/** A document as its signer saw it. */
export interface XmlTree {
  readonly root: XmlNode;
  /** Whether a comment stands anywhere. No canonical form that we accept sees one, so a value could hide behind it. */
  readonly hasComments: boolean;
  /** The elements that may have an id, in their order. */
  readonly withId: readonly XmlNode[];
}

/** Reads one document, or throws XmlError, on what `parseXml` does. */
export function parseTree(text: string, limits: XmlLimits = XML_LIMITS, names?: XmlNames): XmlTree {
  if (text.length > limits.maxCharacters) throw new XmlError('too large');
  const reader = new XmlReader(text, limits, names, true);
  reader.readTo(text.length);
  return { root: reader.root(), hasComments: reader.hasComments, withId: reader.withId };
}

/** Whether an element of this name stands anywhere. */
export function holds({ root }: XmlTree, namespace: string, name: string): boolean {
  return isWithin(root, namespace, name);
}

function isWithin(element: XmlNode, namespace: string, name: string): boolean {
  if (isNamed(element, namespace, name)) return true;
  for (const child of element.children) if (isWithin(child, namespace, name)) return true;
  return false;
}

export function isNamed(element: XmlNode | undefined, namespace: string, name: string): boolean {
  return element !== undefined && element.name === name && element.namespace === namespace;
}

/** The one child of this name: a second one is refused, and so is none. */
export function only(parent: XmlNode, namespace: string, name: string): XmlNode {
  const [element, ...others] = parent.children.filter((child) => isNamed(child, namespace, name));
  demand(others.length === 0);
  return present(element);
}

/** All text directly inside; elements inside are refused. */
export function textOf(element: XmlNode): string {
  demand(element.children.length === 0);
  return element.text;
}

/** An attribute of this namespace, or of none. */
export function attributeOf(element: XmlNode, namespace: string, name: string): string | undefined {
  return element.attributes[namespace === '' ? name : `{${namespace}}${name}`];
}

const IDS = ['Id', `{${WSU}}Id`, `{${XML}}id`];

/** Refuses a document in which two elements have one id, so that an id and an element are the same thing. */
export function demandUniqueIds({ withId }: XmlTree): void {
  const seen = new Set<string>();
  for (const { attributes } of withId) {
    for (const name of IDS) {
      const id = attributes[name];
      if (id === undefined) continue;
      demand(!seen.has(id));
      seen.add(id);
    }
  }
}
