import {
  type XmlElement as LibElement,
  ParseOption,
  XmlComment,
  XmlDocument,
  XmlElement,
  XmlParseError,
  XmlSimpleNode,
} from 'libxml2-wasm';
import { type Element, XSI } from './tree.ts';

/** An element as libxml2 reads it, which shares no line with our reader. */
export interface Raw {
  readonly name: string;
  readonly namespace: string;
  /** By local name, or `{namespace}name`. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Raw[];
  /** The text directly inside. */
  readonly text: string;
}

/** The document's element; undefined when it is no XML with namespaces by libxml2's rules, or has a document type. */
export function readRaw(document: string | Uint8Array): Raw | undefined {
  try {
    return readWith(document, ParseOption.XML_PARSE_NOCDATA);
  } catch (error) {
    // A namespace's name is compared and never looked up: that it is no URI means nothing.
    const details = error instanceof XmlParseError ? error.details : [];
    if (details.length === 0 || details.some(({ message }) => !/not a valid URI|not absolute/.test(message)))
      return undefined;
    return readWith(document, ParseOption.XML_PARSE_NOCDATA | ParseOption.XML_PARSE_NOERROR);
  }
}

/** Without it libxml2 reads no name that is longer than 50,000 characters; what is too much is for our own limits to say. */
const OF_ANY_LENGTH = ParseOption.XML_PARSE_HUGE;

function readWith(document: string | Uint8Array, kind: ParseOption): Raw | undefined {
  const option = kind | OF_ANY_LENGTH;
  // What is text already is in no encoding, whatever its declaration says.
  using parsed =
    typeof document === 'string'
      ? XmlDocument.fromString(document, { option: option | ParseOption.XML_PARSE_IGNORE_ENC })
      : XmlDocument.fromBuffer(document, { option });
  return parsed.dtd ? undefined : readElement(parsed.root);
}

function readElement(element: LibElement): Raw {
  const children: Raw[] = [];
  let text = '';
  for (let node = element.firstChild; node; node = node.next) {
    if (node instanceof XmlElement) children.push(readElement(node));
    else if (node instanceof XmlSimpleNode && !(node instanceof XmlComment)) text += node.content;
  }
  const attributes = new Map<string, string>();
  for (const attribute of element.attrs) {
    const namespace = attribute.namespaceUri;
    attributes.set(namespace === '' ? attribute.name : `{${namespace}}${attribute.name}`, attribute.value);
  }
  // Blanks around a namespace's name make it no other's: the gateway's parser cuts them off.
  return { name: element.name, namespace: element.namespaceUri.trim(), attributes, children, text };
}

/** An element contradicts itself: what the schema allows once stands there twice, with two contents. */
export class Contradiction extends Error {}

/** The one child of this name. */
export function kid(raw: Raw | undefined, name: string, namespace?: string): Raw | undefined {
  const found = kids(raw, name, namespace);
  if (found.length > 1 && found.some((other) => !isSame(other, found[0] as Raw))) throw new Contradiction(name);
  return found[0];
}

/** The children of this name; one that is nil stands for a value that is not there. */
export function kids(raw: Raw | undefined, name: string, namespace?: string): Raw[] {
  return (raw?.children ?? []).filter(
    (child) => child.name === name && !isNil(child) && (namespace === undefined || child.namespace === namespace),
  );
}

/** The text of the one child of this name, null when there is none or a blank one. */
export function textIn(raw: Raw | undefined, name: string, namespace?: string): string | null {
  return kid(raw, name, namespace)?.text.trim() || null;
}

export function isSame(one: Raw, other: Raw): boolean {
  return JSON.stringify(comparable(one)) === JSON.stringify(comparable(other));
}

function comparable({ name, namespace, attributes, children, text }: Raw): unknown {
  return [name, namespace, [...attributes].sort(), children.map(comparable), text];
}

/** As an element that can be changed and printed again. */
export function toElement({ name, namespace, attributes, children, text }: Raw): Element {
  return {
    name,
    namespace,
    attributes: [...attributes].map(([key, value]) => {
      const [, uri = '', local = key] = /^\{(.*)\}(.*)$/.exec(key) ?? [];
      return { name: local, namespace: uri, value };
    }),
    content: children.length > 0 ? children.map(toElement) : text === '' ? [] : [text],
  };
}

export const isNil = ({ attributes }: Raw): boolean => /^\s*(?:true|1)\s*$/.test(attributes.get(`{${XSI}}nil`) ?? '');
