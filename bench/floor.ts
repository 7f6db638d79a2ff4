import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Dispatcher, Pool } from 'undici';
import { answerParent } from './answer-parent.ts';

/**
 * The least that gives the same bytes: a message from a template, undici's dispatcher, and what is looked for in the answer's text without
 * parsing it. It checks nothing but the status, repeats nothing and has no limit or time: nobody should ask a register so. It shows what a call
 * costs when nothing is done with it.
 */
const { GRUNNDATA_URL = '', GRUNNDATA_USER = '', GRUNNDATA_PASSWORD = '', PORT = '0' } = process.env;
const { origin, pathname } = new URL(GRUNNDATA_URL);
/** As many as the gateway has under way at once at one address. */
const CONNECTIONS = 8;
const pool = new Pool(origin, { connections: CONNECTIONS, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });

const BEFORE = `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Header></soap:Header><soap:Body><ws:hentBasisdataMini xmlns:ws="http://no/brreg/saksys/grunndata/ws"><ws:userid>${GRUNNDATA_USER}</ws:userid><ws:password>${GRUNNDATA_PASSWORD}</ws:password><ws:orgnr>`;
const AFTER = '</ws:orgnr></ws:hentBasisdataMini></soap:Body></soap:Envelope>';
const HEADERS = { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' };

/** The JSON of one unit. */
function fetchEnhet(organisasjonsnummer: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let text = '';
  const handler: Dispatcher.DispatchHandler = {
    onRequestStart: () => {},
    onResponseStart: (_, status) => {
      if (status !== 200) throw new Error(`answered ${status}`);
    },
    onResponseData: (_, chunk) => {
      text += chunk.toString('utf8');
    },
    onResponseEnd: () => resolve(writeEnhet(organisasjonsnummer, text)),
    onResponseError: (_, error) => reject(error),
  };
  const body = BEFORE + organisasjonsnummer + AFTER;
  pool.dispatch({ method: 'POST', path: pathname, headers: HEADERS, body }, handler);
  return promise;
}

function writeEnhet(organisasjonsnummer: string, text: string): string {
  if (!text.includes('&lt;hovedStatus>0&lt;')) throw new Error('no data');
  let navn = '';
  for (let line = 1; line <= 5; line += 1) {
    const part = between(text, `&lt;navn${line}>`);
    if (part === undefined) break;
    navn += navn && part ? ` ${part}` : part;
  }
  const kode = between(text, '&lt;orgform>') ?? '';
  const beskrivelse = between(text, '&lt;orgformBeskrivelse>') ?? '';
  return `{"organisasjonsnummer":"${organisasjonsnummer}","basisdata":{"__typename":"Basisdata","navn":${JSON.stringify(navn)},"organisasjonsform":{"kode":"${kode}","beskrivelse":${JSON.stringify(beskrivelse)}}}}`;
}

function between(text: string, tag: string): string | undefined {
  const at = text.indexOf(tag);
  if (at < 0) return undefined;
  const value = text.slice(at + tag.length, text.indexOf('&lt;/', at + tag.length));
  return value.includes('&') ? unescaped(unescaped(value)) : value;
}

const NAMES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** A document inside a document is escaped twice. */
function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|([a-z]+));/gi, (_, code: string | undefined, name: string) =>
    code === undefined ? (NAMES[name] ?? '') : String.fromCodePoint(Number.parseInt(code, 16)),
  );
}

interface Asked {
  readonly variables: { readonly organisasjonsnummer?: string; readonly organisasjonsnumre?: readonly string[] };
}

async function answer(text: string): Promise<string> {
  const { organisasjonsnummer, organisasjonsnumre } = (JSON.parse(text) as Asked).variables;
  if (organisasjonsnummer !== undefined) return `{"data":{"enhet":${await fetchEnhet(organisasjonsnummer)}}}`;
  const asked = new Map<string, Promise<string>>();
  for (const number of organisasjonsnumre ?? []) if (!asked.has(number)) asked.set(number, fetchEnhet(number));
  const enheter = await Promise.all((organisasjonsnumre ?? []).map((number) => asked.get(number)));
  return `{"data":{"enheter":[${enheter.join(',')}]}}`;
}

const server = createServer((request, response) => {
  let text = '';
  request.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
  });
  request.on('end', () => {
    answer(text).then(
      (json) => {
        const bytes = Buffer.from(json);
        response.writeHead(200, {
          'content-type': 'application/json; charset=utf-8',
          'content-length': bytes.length,
        });
        response.end(bytes);
      },
      () => response.writeHead(500).end(),
    );
  });
});
server.listen(Number(PORT), '127.0.0.1', () =>
  answerParent(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
);
