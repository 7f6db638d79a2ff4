import { decodeBase64 } from '../../../wire/base64.ts';
import type { XmlElement } from '../../../wire/soap/xml.ts';

/** The simple types that the two schemas use; lengths are in characters, white space counts. */
export type SimpleType =
  | { readonly type: 'string'; readonly minLength?: number; readonly maxLength?: number }
  | { readonly type: 'enumeration'; readonly values: readonly string[] }
  | { readonly type: 'base64Binary' }
  | { readonly type: 'long' }
  | { readonly type: 'dateTime' };

/** One element of a schema: its name, how often it stands there, and what it holds. */
export interface ElementSchema {
  readonly namespace: string;
  readonly name: string;
  /** Default 1. */
  readonly minOccurs?: number;
  /** Default 1. */
  readonly maxOccurs?: number;
  /** A simple type, or the children in their order. */
  readonly content: SimpleType | readonly ElementSchema[];
  readonly attributes?: readonly AttributeSchema[];
}

export interface AttributeSchema {
  readonly name: string;
  readonly required: boolean;
  readonly content: SimpleType;
}

const NIL = '{http://www.w3.org/2001/XMLSchema-instance}nil';

/** The first thing that breaks the schema, by place and rule and never by value; undefined when nothing does. */
export function validate(element: XmlElement, schema: ElementSchema): string | undefined {
  if (!isNamed(element, schema)) return `${schema.name} expected`;
  const { content } = schema;
  if (element.attributes[NIL] !== undefined) return `${schema.name} is not nillable`;
  const wrongAttribute = validateAttributes(element, schema);
  if (wrongAttribute) return wrongAttribute;
  if (isSequence(content)) return validateSequence(element, content);
  if (element.children.length > 0) return `${schema.name} holds text only`;
  return isOfType(element.text, content) ? undefined : `${schema.name} is no ${content.type}`;
}

export function isSequence(content: ElementSchema['content']): content is readonly ElementSchema[] {
  return Array.isArray(content);
}

function isNamed(element: XmlElement, { namespace, name }: ElementSchema): boolean {
  return element.namespace === namespace && element.name === name;
}

function validateSequence(element: XmlElement, parts: readonly ElementSchema[]): string | undefined {
  if (!/^[ \t\r\n]*$/.test(element.text)) return `${element.name} holds elements only`;
  let next = 0;
  for (const part of parts) {
    const from = next;
    for (let child = element.children[next]; child && isNamed(child, part); child = element.children[next]) {
      if (next - from >= (part.maxOccurs ?? 1)) return `too many ${part.name}`;
      const wrong = validate(child, part);
      if (wrong) return wrong;
      next += 1;
    }
    if (next - from < (part.minOccurs ?? 1)) return `${part.name} expected`;
  }
  return next < element.children.length ? `${element.name} ends with an element that is not allowed there` : undefined;
}

function validateAttributes(element: XmlElement, { name, attributes = [] }: ElementSchema): string | undefined {
  for (const attribute of attributes) {
    const value = element.attributes[attribute.name];
    if (value === undefined ? attribute.required : !isOfType(value, attribute.content))
      return `${name}/@${attribute.name} is missing or wrong`;
  }
  // Attributes in a namespace (wsu:Id, env:role, xsi:type) belong to the envelope and its security, not to the schema.
  const known = (written: string) => written.startsWith('{') || attributes.some((one) => one.name === written);
  return Object.keys(element.attributes).every(known) ? undefined : `${name} has an attribute that is not allowed`;
}

function isOfType(text: string, content: SimpleType): boolean {
  switch (content.type) {
    case 'string': {
      const length = [...text].length;
      return length >= (content.minLength ?? 0) && length <= (content.maxLength ?? Number.POSITIVE_INFINITY);
    }
    case 'enumeration':
      return content.values.includes(text);
    case 'base64Binary':
      return decodeBase64(text) !== undefined;
    case 'long':
      return readLong(text) !== undefined;
    case 'dateTime':
      return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/.test(text);
  }
}

export function readLong(text: string): bigint | undefined {
  const bare = text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
  if (!/^[+-]?\d{1,40}$/.test(bare)) return undefined;
  const number = BigInt(bare.replace(/^\+/, ''));
  return BigInt.asIntN(64, number) === number ? number : undefined;
}
