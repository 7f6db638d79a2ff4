import { isUtf8 } from 'node:buffer';
import { child, parseXml, xml } from '../../wire/soap/xml.ts';
import { XmlError } from '../../wire/soap/xml-limits.ts';
import type { Response } from '../common/server.ts';
import type { Settings } from './settings.ts';
import { isOperation, type Operation, parameterOf, type Tjeneste, tjenesteOf } from './operations/names.ts';

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
/** The namespace of the wrappers and of what is in them. */
export const GRUNNDATA = 'http://no/brreg/saksys/grunndata/ws';

const DECLARATION = `<?xml version='1.0' encoding='UTF-8'?>`;

/** A request as read: what is absent is empty, as the register's own binding reads it. */
export interface Call {
  readonly operation: Operation;
  readonly userid: string;
  readonly password: string;
  /** orgnr, requestId or searchRequest. */
  readonly input: string;
}

/** Reads the body element, whatever the SOAPAction, the headers and the order of its children; or says what is wrong. */
export function readCall(body: Buffer, tjeneste: Tjeneste): Call | { readonly faultstring: string } {
  if (!isUtf8(body)) return { faultstring: 'Invalid UTF-8' };
  try {
    const envelope = parseXml(body.toString('utf8'));
    if (envelope.name !== 'Envelope' || envelope.namespace !== SOAP) return { faultstring: 'Not a SOAP 1.1 Envelope' };
    const soapBody = envelope.children.find(({ name, namespace }) => name === 'Body' && namespace === SOAP);
    const wrapper = soapBody?.children[0];
    if (!wrapper) return { faultstring: 'No operation in the Body' };
    const { name, namespace } = wrapper;
    if (namespace !== GRUNNDATA || !isOperation(name) || tjenesteOf(name) !== tjeneste) {
      return { faultstring: 'Cannot find dispatch method' };
    }
    const readText = (parameter: string | undefined) => {
      const value = parameter === undefined ? undefined : child(wrapper, parameter);
      return value?.namespace === GRUNNDATA ? value.text : '';
    };
    const input = readText(parameterOf(name));
    return { operation: name, userid: readText('userid'), password: readText('password'), input };
  } catch (error) {
    if (error instanceof XmlError) return { faultstring: "Couldn't create SOAP message" };
    throw error;
  }
}

/** The inner document as the text of `return`: on the wire it is escaped a second time. */
export function writeResponse(operation: Operation, inner: string, { contentType }: Settings): Response {
  const response = `${operation}Response`;
  return answer(
    200,
    `<${response} xmlns="${GRUNNDATA}"><return>${escapeAsMetro(inner)}</return></${response}>`,
    contentType,
  );
}

export function writeFault(code: 'Client' | 'Server', text: string, settings: Settings): Response {
  const namespace = settings.faultNamespace ? ' xmlns:ns4="http://www.w3.org/2003/05/soap-envelope"' : '';
  const fault = `<S:Fault${namespace}><faultcode>S:${code}</faultcode>${xml`<faultstring>${text}</faultstring>`}</S:Fault>`;
  return answer(500, fault, settings.contentType);
}

function answer(status: number, body: string, contentType: string): Response {
  const envelope = `${DECLARATION}<S:Envelope xmlns:S="${SOAP}"><S:Body>${body}</S:Body></S:Envelope>`;
  return { status, headers: { 'content-type': contentType }, body: envelope };
}

/** The register's server escapes no more than it must: `>` and quotes stay as they are. */
function escapeAsMetro(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
