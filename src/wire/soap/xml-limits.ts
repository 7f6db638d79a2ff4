export interface XmlLimits {
  readonly maxCharacters: number;
  readonly maxDepth: number;
  /** In one start tag. */
  readonly maxAttributes: number;
  readonly maxElements: number;
  /** In the whole document, declarations of namespaces counted. */
  readonly maxAttributesInAll: number;
  /** Characters of the text right inside one element, and of an attribute's value. */
  readonly maxText: number;
}

// An element with its tags, or an attribute with its name, takes more than this; what is full of smaller ones is no answer.
const CHARACTERS_EACH = 24;

/**
 * Characters of a namespace's name. A document writes it once, and its readers write, hash and compare it for every element
 * and attribute in it: with one of 64 KiB, 10,000 attributes took 17 s.
 */
const MAX_NAMESPACE = 1024;

/** The limits of a document of so many characters: of HentPersoner's 1000 persons, some fifteen thousand elements. */
export function xmlLimits(maxCharacters: number, maxText: number = maxCharacters): XmlLimits {
  const most = Math.floor(maxCharacters / CHARACTERS_EACH);
  return { maxCharacters, maxDepth: 64, maxAttributes: 64, maxElements: most, maxAttributesInAll: most, maxText };
}

export const XML_LIMITS: XmlLimits = xmlLimits(4 * 1024 * 1024);

/** Why a text is not XML that we read. Its message never repeats the input. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
}

/** Of an element and all that is in it. */
export interface XmlSize {
  readonly elements: number;
  readonly attributes: number;
  readonly depth: number;
}

export type XmlCounter = ReturnType<typeof createXmlCounter>;

/** Counts what a document consists of while it is read, and throws XmlError past a limit. */
export function createXmlCounter(limits: XmlLimits) {
  let elements = 0;
  let attributesInTag = 0;
  let attributes = 0;
  return {
    /** A start tag begins, inside so many open elements. */
    element(depth: number): void {
      attributesInTag = 0;
      elements += 1;
      if (elements > limits.maxElements) throw new XmlError('too many elements');
      if (depth >= limits.maxDepth) throw new XmlError('too deep');
    },
    /** Counts what is read in one, below so many open elements, if all of it is allowed; nothing of it else. */
    takes({ elements: more, attributes: moreAttributes, depth }: XmlSize, open: number): boolean {
      const isAllowed =
        elements + more <= limits.maxElements &&
        attributes + moreAttributes <= limits.maxAttributesInAll &&
        moreAttributes <= limits.maxAttributes &&
        open + depth <= limits.maxDepth;
      if (isAllowed) {
        elements += more;
        attributes += moreAttributes;
      }
      return isAllowed;
    },
    attribute(name: string, value: string): void {
      attributesInTag += 1;
      attributes += 1;
      if (attributesInTag > limits.maxAttributes || attributes > limits.maxAttributesInAll)
        throw new XmlError('too many attributes');
      if (value.length > limits.maxText) throw new XmlError('too long a text');
      if (value.length > MAX_NAMESPACE && /^xmlns(?::|$)/.test(name)) throw new XmlError('too long a namespace');
    },
  };
}
