import { readFault, type SoapFault } from './fault.ts';
import { parseXml, type XmlElement, XmlError, type XmlMarkup, xml } from './xml.ts';

export type SoapVersion = '1.1' | '1.2';

export const SOAP_NAMESPACE: Record<SoapVersion, string> = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
};

export const SOAP_MEDIA_TYPE: Record<SoapVersion, string> = {
  '1.1': 'text/xml; charset=utf-8',
  '1.2': 'application/soap+xml; charset=utf-8',
};

export type SoapContent =
  | { readonly kind: 'body'; readonly element: XmlElement }
  | { readonly kind: 'fault'; readonly fault: SoapFault }
  /** No envelope of this version with exactly one element, or a Fault, in its one Body. */
  | { readonly kind: 'nonsense' }
  /** An envelope whose security does not hold: one answer to every reason, so that it tells an attacker nothing. */
  | { readonly kind: 'insecure' };

export function writeEnvelope(version: SoapVersion, header: XmlMarkup | undefined, body: XmlMarkup): string {
  const envelope = xml`<soap:Envelope xmlns:soap="${SOAP_NAMESPACE[version]}"><soap:Header>${header}</soap:Header><soap:Body>${body}</soap:Body></soap:Envelope>`;
  return `<?xml version="1.0" encoding="UTF-8"?>${envelope.text}`;
}

/** Reads an envelope by namespaces, whatever its prefixes. Never throws on what a source sent. */
export function readEnvelope(version: SoapVersion, bytes: Buffer, contentType: string | undefined): SoapContent {
  try {
    return readContent(version, parseXml(decodeXml(bytes, contentType)));
  } catch (error) {
    if (error instanceof XmlError || error instanceof RangeError || error instanceof TypeError)
      return { kind: 'nonsense' };
    throw error;
  }
}

function readContent(version: SoapVersion, envelope: XmlElement): SoapContent {
  const namespace = SOAP_NAMESPACE[version];
  if (envelope.name !== 'Envelope' || !Object.values(SOAP_NAMESPACE).includes(envelope.namespace))
    return { kind: 'nonsense' };
  const bodies = envelope.children.filter(
    (element) => element.name === 'Body' && element.namespace === envelope.namespace,
  );
  const [element, ...others] = bodies.length === 1 ? (bodies[0]?.children ?? []) : [];
  if (!element || others.length > 0) return { kind: 'nonsense' };
  // A server that does not speak our version says so with a fault in its own.
  if (element.name === 'Fault' && element.namespace === envelope.namespace)
    return { kind: 'fault', fault: readFault(element) };
  return envelope.namespace === namespace ? { kind: 'body', element } : { kind: 'nonsense' };
}

/**
 * Bytes to text: a byte order mark beats the Content-Type's charset, which beats the XML declaration; else UTF-8.
 * The declaration is cut off, for it speaks of bytes that are text now.
 */
export function decodeXml(bytes: Buffer, contentType: string | undefined): string {
  const encoding = byteOrderMark(bytes) ?? charsetOf(contentType) ?? declaredEncoding(bytes) ?? 'utf-8';
  const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  return withoutDeclaration(text);
}

/** The document without its XML declaration. */
export function withoutDeclaration(text: string): string {
  return text.replace(/^\uFEFF?\s*<\?xml\s[^>]*\?>\s*/, '');
}

function byteOrderMark(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return undefined;
}

function charsetOf(contentType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(contentType ?? '')?.[1];
}

function declaredEncoding(bytes: Buffer): string | undefined {
  const declared = /^\s*<\?xml\s[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(bytes.toString('latin1', 0, 200))?.[1];
  // A declaration that can be read byte for byte is not in UTF-16, whatever it says: .NET writes such ones.
  return /^utf-?16/i.test(declared ?? '') ? undefined : declared;
}
