import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { createEnhetSandbox } from '../../../src/sandbox/enhet/index.ts';
import { isOperation, type Operation, parameterOf, tjenesteOf } from '../../../src/sandbox/enhet/operations/names.ts';
import { listen } from '../../../src/sandbox/common/server.ts';
import { child, childrenOf, parseXml, textOf, type XmlElement, xml } from '../../../src/wire/soap/xml.ts';

export interface Bruker {
  readonly userid: string;
  readonly password: string;
}
export const FULL: Bruker = { userid: 'sandbox-full', password: 'hemmelig' };
export const BEGRENSET: Bruker = { userid: 'sandbox-begrenset', password: 'hemmelig' };

/** An answer, taken apart by two parses as a client must. */
export interface Answered {
  readonly status: number;
  readonly contentType: string | null;
  /** The envelope as sent, byte for byte. */
  readonly wire: string;
  /** The inner document's text, after the first parse. */
  readonly inner: string;
  readonly header: XmlElement | undefined;
  readonly hovedStatus: string | undefined;
  readonly codes: readonly string[];
  readonly texts: readonly string[];
  readonly melding: XmlElement | undefined;
}

interface Asked {
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal | null;
}

/** A sandbox on real sockets: the wire on one port, the hooks on another. */
export async function startSandbox(settings: Parameters<typeof createEnhetSandbox>[0] = {}) {
  const simulator = createEnhetSandbox(settings);
  const wire = await listen(simulator.handle);
  const hooks = await listen(simulator.hooks);

  const post = async (
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    { signal = null, headers = {} }: Asked = {},
  ) => {
    const response = await fetch(wire.url + path, {
      method: 'POST',
      body,
      headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""', ...headers },
      signal,
    });
    return { status: response.status, contentType: response.headers.get('content-type'), wire: await response.text() };
  };
  return {
    url: wire.url,
    simulator,
    post,
    ask: async (operation: Operation, input = '', bruker = FULL): Promise<Answered> =>
      read(await post(`/grunndata/${tjenesteOf(operation)}`, writeRequest(operation, input, bruker))),
    hook: (method: string, name: string, body?: unknown) =>
      fetch(`${hooks.url}/_sandbox/${name}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }),
    close: () => Promise.all([wire.close(), hooks.close()]),
  };
}

export function writeRequest(operation: string, input: string, { userid, password }: Bruker): string {
  const parameter = isOperation(operation) ? parameterOf(operation) : 'orgnr';
  const asked = parameter === undefined ? xml`` : xml`<ws:${parameter}>${input}</ws:${parameter}>`;
  return xml`<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ws="http://no/brreg/saksys/grunndata/ws"><soapenv:Header/><soapenv:Body>
<ws:${operation}><ws:userid>${userid}</ws:userid><ws:password>${password}</ws:password>${asked}</ws:${operation}></soapenv:Body></soapenv:Envelope>`
    .text;
}

function read(answer: { status: number; contentType: string | null; wire: string }): Answered {
  expect(answer.status).toBe(200);
  const inner = child(parseXml(answer.wire).children[0]?.children[0], 'return')?.text ?? '';
  // What every client has to do with sokEnhet's declaration: cut it, not believe it.
  const grunndata = parseXml(inner.replace(/^<\?xml[^>]*\?>\s*/, ''));
  const header = child(grunndata, 'responseHeader');
  const messages = childrenOf(child(header, 'underStatus'), 'underStatusMelding');
  return {
    ...answer,
    inner,
    header,
    hovedStatus: textOf(header, 'hovedStatus'),
    codes: messages.map(({ attributes }) => attributes.kode ?? ''),
    texts: messages.map(({ text }) => text),
    melding: child(grunndata, 'melding'),
  };
}

/** hovedStatus and the codes: `0: 0 1020`. */
export function statusOf({ hovedStatus, codes }: Answered): string {
  return `${hovedStatus}: ${codes.join(' ')}`;
}

/** The unit that the data are about; `-` when there is no melding. */
export function aboutOf({ melding }: Answered): string | undefined {
  return melding === undefined ? '-' : textOf(melding, 'organisasjonsnummer');
}

/** Names of the elements under a path, in order: what the melding consists of. */
export function namesIn(element: XmlElement | undefined, ...path: readonly string[]): string {
  const found = path.reduce<XmlElement | undefined>((parent, name) => child(parent, name), element);
  return found?.children.map(({ name }) => name).join(' ') ?? '';
}

/** A sample as the register would write it: on one line. The files break lines between elements, for the reader. */
export function sample(name: string): string {
  return readFileSync(new URL(`samples/${name}.xml`, import.meta.url), 'utf8').replaceAll('\n', '');
}

export function searchDocument(sokeStreng: string, more: Record<string, string> = {}): string {
  const fields = {
    BrSokeStreng: sokeStreng,
    MaxTreffReturneres: '100',
    ReturnerIngenHvisMax: 'false',
    RequestingIPAddr: '010.001.052.011',
    RequestingTjeneste: 'SOAP',
    ...more,
  };
  const elements = Object.entries(fields).map(([name, value]) => xml`<${name}>${value}</${name}>`);
  return xml`<?xml version='1.0' encoding='ISO-8859-1'?><BrAixXmlRequest RequestName="BrErfrSok"><BrErfrSok>${elements}</BrErfrSok></BrAixXmlRequest>`
    .text;
}
