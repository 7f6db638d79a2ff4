import { parseXml, type XmlElement } from '../../wire/soap/xml.ts';
import { FAULTS } from './answers/fault.ts';
import type { SoapVersion } from './soap-version.ts';

/** An envelope as received: its parts, and the text that a signature would cover. */
export interface Envelope {
  readonly tekst: string;
  readonly headers: readonly XmlElement[];
  readonly body: XmlElement | undefined;
}

/** Checks 2 and 3: the bytes are well-formed XML without surprises, and an envelope of this SOAP version. */
export function readEnvelope(bytes: Buffer, version: SoapVersion): Envelope {
  const tekst = readText(bytes);
  const envelope = readRoot(tekst);
  if (envelope.name !== 'Envelope') throw FAULTS.malformed();
  if (envelope.namespace !== version.namespace) throw FAULTS.version();
  const [first, ...rest] = envelope.children;
  const isPart = (element: XmlElement | undefined, name: string) =>
    element?.namespace === version.namespace && element.name === name;
  const header = isPart(first, 'Header') ? first : undefined;
  const afterHeader = header ? rest : envelope.children;
  const [body, ...afterBody] = afterHeader;
  if (afterBody.length > 0 || (body && !isPart(body, 'Body'))) throw FAULTS.malformed();
  return { tekst, headers: header?.children ?? [], body };
}

/** Check 4: a header block that must be understood is. */
export function checkHeaders(
  { headers }: Envelope,
  version: SoapVersion,
  understands: (header: XmlElement) => boolean,
): void {
  const mustUnderstand = (header: XmlElement) =>
    ['1', 'true'].includes(header.attributes[`{${version.namespace}}mustUnderstand`]?.trim() ?? '');
  if (headers.some((header) => mustUnderstand(header) && !understands(header))) throw FAULTS.header();
}

function readText(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw FAULTS.malformed();
  }
}

function readRoot(tekst: string): XmlElement {
  if (hasProcessingInstruction(tekst)) throw FAULTS.malformed();
  try {
    return parseXml(tekst);
  } catch {
    throw FAULTS.malformed();
  }
}

/** Whether a `<?` stands outside comments and CDATA; the XML declaration at the very start is not one. */
function hasProcessingInstruction(tekst: string): boolean {
  const withoutDeclaration = tekst.replace(/^<\?xml[ \t\r\n]/, '');
  const pieces = withoutDeclaration.match(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?/g);
  return pieces?.includes('<?') ?? false;
}
