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
  return child(element, name)?.text.trim() || undefined;
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
