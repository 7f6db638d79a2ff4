import { charsetsOf, decodeText } from '../charset.ts';
import { readFault, type SoapFault } from './fault.ts';
import type { SecurityStep } from './security/refusal.ts';
import { parseXml, type XmlElement, type XmlMarkup, xml } from './xml.ts';
import { XML_LIMITS, XmlError, type XmlLimits } from './xml-limits.ts';

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
  /**
   * An envelope whose security does not hold: one answer to every reason, so that it tells an attacker nothing. The step is for the
   * gateway's own log alone.
   */
  | { readonly kind: 'insecure'; readonly step: SecurityStep };

export function writeEnvelope(version: SoapVersion, header: XmlMarkup | undefined, body: XmlMarkup): string {
  const envelope = xml`<soap:Envelope xmlns:soap="${SOAP_NAMESPACE[version]}"><soap:Header>${header}</soap:Header><soap:Body>${body}</soap:Body></soap:Envelope>`;
  return `<?xml version="1.0" encoding="UTF-8"?>${envelope.text}`;
}

/** Reads an envelope by namespaces, whatever its prefixes. Never throws on what a source sent. */
export function readEnvelope(
  version: SoapVersion,
  bytes: Buffer,
  contentType: string | undefined,
  limits: XmlLimits = XML_LIMITS,
): SoapContent {
  try {
    return readContent(version, parseXml(decodeXml(bytes, contentType), limits));
  } catch (error) {
    return nonsenseIn(error);
  }
}

/** The same, by a reader that may let others have their turn meanwhile. */
export async function readEnvelopeInSlices(
  version: SoapVersion,
  bytes: Buffer,
  contentType: string | undefined,
  read: (text: string) => Promise<XmlElement>,
): Promise<SoapContent> {
  try {
    return readContent(version, await read(decodeXml(bytes, contentType)));
  } catch (error) {
    return nonsenseIn(error);
  }
}

function nonsenseIn(error: unknown): SoapContent {
  if (error instanceof XmlError) return { kind: 'nonsense' };
  throw error;
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
 * Bytes to text by what the Content-Type and the XML declaration say, or XmlError where it is not certain what they mean.
 * The declaration is cut off, for it speaks of bytes that are text now.
 */
export function decodeXml(bytes: Buffer, contentType: string | undefined): string {
  const text = decodeText(bytes, [...charsetsOf(contentType), ...declaredEncoding(bytes)]);
  if (text === undefined) throw new XmlError('characters that are not certain');
  return withoutDeclaration(text);
}

/** The document without its XML declaration. */
export function withoutDeclaration(text: string): string {
  return text.replace(/^\uFEFF?\s*<\?xml\s[^>]*\?>\s*/, '');
}

function declaredEncoding(bytes: Buffer): string[] {
  const declaration = /^\s*<\?xml\s[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(bytes.toString('latin1', 0, 200));
  return declaration?.[1] ? [declaration[1]] : [];
}
