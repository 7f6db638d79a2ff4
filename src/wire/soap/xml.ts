import { XML_LIMITS, XmlError, type XmlLimits } from './xml-limits.ts';
import { NO_ATTRIBUTES, type XmlElement } from './xml-node.ts';
import { XmlReader } from './xml-reader.ts';
import type { XmlNames } from './xml-syntax.ts';

export type { XmlElement } from './xml-node.ts';
export { isXmlText } from './xml-text.ts';
export { type XmlMarkup, xml } from './xml-writer.ts';

/**
 * Reads one document, or throws XmlError, by the rules of `xml-reader.ts`. What may be large is read by `readXml` of
 * `slices.ts`, which lets others have their turn. Who reads many documents of one kind keeps their `names`.
 */
export function parseXml(text: string, limits: XmlLimits = XML_LIMITS, names?: XmlNames): XmlElement {
  if (text.length > limits.maxCharacters) throw new XmlError('too large');
  const reader = new XmlReader(text, limits, names);
  reader.readTo(text.length);
  return reader.root();
}

/**
 * The first child with this local name. An element that is `xsi:nil` stands for a value that is not there, whatever it
 * holds, so it is none: here, and in the two below.
 */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  if (element === undefined) return undefined;
  for (const candidate of element.children) if (candidate.name === name && !isNil(candidate)) return candidate;
  return undefined;
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
  if (attributes === NO_ATTRIBUTES) return false;
  const nil = attributes[NIL];
  return nil !== undefined && /^\s*(?:true|1)\s*$/.test(nil);
}
