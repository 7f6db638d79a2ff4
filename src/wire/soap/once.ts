import { isDeepStrictEqual } from 'node:util';
import { isNil, type XmlElement } from './xml.ts';
import { XmlError } from './xml-limits.ts';

// For answers whose schema has an element once: where it stands there twice and says two things, neither is the answer.

/** The one child with this local name. Throws XmlError where two of them say different things. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  if (element === undefined) return undefined;
  let first: XmlElement | undefined;
  for (const candidate of element.children) {
    if (candidate.name !== name || isNil(candidate)) continue;
    if (first && !isDeepStrictEqual(candidate, first)) throw new XmlError('said twice, in two ways');
    first ??= candidate;
  }
  return first;
}

/** The trimmed text of the one child with this local name; undefined when it is absent or blank. */
export function textOf(element: XmlElement | undefined, name: string): string | undefined {
  return textIn(child(element, name));
}

/** The trimmed text of an element; undefined when there is none, or it is blank. */
export function textIn(element: XmlElement | undefined): string | undefined {
  return element?.text.trim() || undefined;
}

/** In the place of a child that is said twice, in two ways. */
const CONTRADICTION: XmlElement = { name: '', namespace: '', attributes: {}, children: [], text: '' };

/**
 * The one child of each name, in the order of the names, of those of the namespace: all in one pass, for an answer about a thousand people.
 * Each is to be asked for by `said`.
 */
export function eachOnce(element: XmlElement | undefined, namespace: string, names: readonly string[]): Said[] {
  const found = new Array<Said>(names.length).fill(undefined);
  if (element === undefined) return found;
  for (const candidate of element.children) {
    if (candidate.namespace !== namespace || isNil(candidate)) continue;
    for (let place = 0; place < names.length; place += 1) {
      if (names[place] !== candidate.name) continue;
      const first = found[place];
      if (first === undefined) found[place] = candidate;
      else if (!isDeepStrictEqual(candidate, first)) found[place] = CONTRADICTION;
      break;
    }
  }
  return found;
}

/** What stands in a child's place. */
export type Said = XmlElement | undefined;

/** Throws XmlError where two of them say different things. */
export function said(element: Said): XmlElement | undefined {
  if (element === CONTRADICTION) throw new XmlError('said twice, in two ways');
  return element;
}

/** What is read of an answer; undefined where the answer contradicts itself. */
export function unlessContradictory<Data>(read: () => Data): Data | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
}
