import { afterAll, beforeAll, beforeEach } from 'vitest';
import {
  createPostkasseSandbox,
  type SettingsInput,
  innbyggere,
  type PostkasseSimulator,
} from '../../../src/sandbox/postkasse/index.ts';
import type { LookupName } from '../../../src/sandbox/postkasse/schema/oppslagstjenesten.ts';
import type { Operation } from '../../../src/sandbox/postkasse/schema/postkasseleverandoer.ts';
import { listen, type SandboxServer } from '../../../src/sandbox/common/server.ts';
import { child, parseXml, textOf, type XmlElement, xml } from '../../../src/wire/soap/xml.ts';

export const NOW = new Date('2026-06-15T12:00:00Z');
export const L1 = '311000012';
export const L2 = '312000016';
export const L3 = '314000013';
export const PK = 'http://kontaktinfo.difi.no/xsd/postkasseleverandoer/v1';
export const OT = 'http://kontaktinfo.difi.no/xsd/oppslagstjeneste/16-02';
export const SOAP11 = 'http://schemas.xmlsoap.org/soap/envelope/';
export const SOAP12 = 'http://www.w3.org/2003/05/soap-envelope';

export interface Svar {
  readonly status: number;
  readonly contentType: string | null;
  readonly text: string;
  /** The one child of Body; undefined when no envelope came. */
  readonly melding: XmlElement | undefined;
}

export interface Post {
  readonly contentType?: string;
  readonly orgnr?: string;
  readonly path?: string;
}

/** The simulator behind two real sockets, in its first state before every test. */
export function startSandbox(settings: SettingsInput = {}) {
  const sandbox: PostkasseSimulator = createPostkasseSandbox(settings, () => NOW);
  let register: SandboxServer;
  let hooks: SandboxServer;
  beforeAll(async () => {
    register = await listen(sandbox.handle);
    hooks = await listen(sandbox.hooks);
  });
  afterAll(() => Promise.all([register.close(), hooks.close()]));
  beforeEach(() => sandbox.reset());

  const send = async (path: string, contentType: string, body: string | Buffer, { orgnr }: Post = {}) => {
    const headers = { 'content-type': contentType, ...(orgnr === undefined ? {} : { 'x-sandkasse-orgnr': orgnr }) };
    return read(await fetch(register.url + path, { method: 'POST', headers, body: new Uint8Array(Buffer.from(body)) }));
  };
  return {
    sandbox,
    get url() {
      return register.url;
    },
    /** Whatever is written, to postkasseleverandoer-v1. */
    sendB: (body: string | Buffer, post: Post = {}) =>
      send(
        post.path ?? '/kontaktinfo-external/ws-postkasseleverandoer-v1',
        post.contentType ?? 'text/xml; charset=utf-8',
        body,
        post,
      ),
    /** Whatever is written, to Oppslagstjenesten. */
    sendA: (body: string | Buffer, post: Post = {}) =>
      send(
        post.path ?? '/kontaktinfo-external/ws-v5',
        post.contentType ?? 'application/soap+xml; charset=utf-8',
        body,
        post,
      ),
    ask(operation: Operation, questions: Questions) {
      return this.sendB(
        envelope11(forespoerselB(operation, questions)),
        questions.orgnr ? { orgnr: questions.orgnr } : {},
      );
    },
    lookup(entries: LookupName, content: string, { attributes = '', header = '', ...post }: Lookup = {}) {
      const body = `<ot:${entries}Forespoersel${attributes}>${content}</ot:${entries}Forespoersel>`;
      return this.sendA(envelope12(body, header), post);
    },
    /** HentPersoner of these people, one element of each. */
    async hentPersoner(personer: readonly string[], needs: readonly string[], post: Lookup = {}) {
      const svar = await this.lookup('HentPersoner', wants(needs) + persons(personer.map(nummerTil)), post);
      return svar.melding?.children ?? [];
    },
    hook: (method: string, name: string, body?: unknown) =>
      fetch(`${hooks.url}/_sandbox/${name}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }),
  };
}

export interface Lookup extends Post {
  readonly attributes?: string;
  readonly header?: string;
}

export interface Questions {
  /** S01..S16, or a number of one's own. */
  readonly person: string;
  readonly orgnr?: string;
  readonly supplier?: string;
  readonly postkasseadresse?: string;
  readonly sertifikat?: string | undefined;
}

export function nummerTil(person: string): string {
  return innbyggere.find(({ id }) => id === person)?.personidentifikator ?? person;
}

export function forespoerselB(operation: Operation, questions: Questions): string {
  const { supplier = L1, postkasseadresse = 'test.person#NY01', sertifikat } = questions;
  const felter = [
    xml`<pk:personidentifikator>${nummerTil(questions.person)}</pk:personidentifikator>`,
    xml`<pk:postkasseleverandoerOrgNummer>${supplier}</pk:postkasseleverandoerOrgNummer>`,
    xml`<pk:postkasseadresse>${postkasseadresse}</pk:postkasseadresse>`,
    ...(sertifikat === undefined ? [] : [xml`<pk:x509Sertifikat>${sertifikat}</pk:x509Sertifikat>`]),
  ];
  const taken = { KanVelgeSikkerDigitalPostkasse: 1, VelgSikkerDigitalPostkasse: 2, SlettPostkasse: 2 } as const;
  const count = operation in taken ? taken[operation as keyof typeof taken] : felter.length;
  return xml`<pk:${operation}Forespoersel>${felter.slice(0, count)}</pk:${operation}Forespoersel>`.text;
}

export function envelope11(body: string, header = ''): string {
  return `<soapenv:Envelope xmlns:soapenv="${SOAP11}" xmlns:pk="${PK}"><soapenv:Header>${header}</soapenv:Header><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;
}

export function envelope12(body: string, header = ''): string {
  return `<env:Envelope xmlns:env="${SOAP12}" xmlns:ot="${OT}"><env:Header>${header}</env:Header><env:Body>${body}</env:Body></env:Envelope>`;
}

export function wants(needs: readonly string[]): string {
  return needs.map((one) => `<ot:informasjonsbehov>${one}</ot:informasjonsbehov>`).join('');
}

export function persons(numbers: readonly string[]): string {
  return numbers.map((nummer) => `<ot:personidentifikator>${nummer}</ot:personidentifikator>`).join('');
}

/** `JA`, `NEI RESERVERT`, `FEILET`: a business answer in one string. */
export function verdict({ status, melding }: Svar): string {
  if (status !== 200) return `HTTP ${status} ${faultOf(melding)}`;
  return [textOf(melding, 'status'), textOf(melding, 'beskrivelse')].filter(Boolean).join(' ');
}

/** `Client: Validation error`: a fault of either SOAP version in one string. */
export function faultOf(melding: XmlElement | undefined): string | undefined {
  if (melding?.name !== 'Fault') return undefined;
  const kode = textOf(melding, 'faultcode') ?? textOf(child(melding, 'Code'), 'Value');
  const tekst = textOf(melding, 'faultstring') ?? textOf(child(melding, 'Reason'), 'Text');
  return `${kode?.split(':')[1]}: ${tekst}`;
}

async function read(response: globalThis.Response): Promise<Svar> {
  const text = await response.text();
  const isXml = /xml/.test(response.headers.get('content-type') ?? '');
  const melding = isXml && text !== '' ? child(parseXml(text), 'Body')?.children[0] : undefined;
  return { status: response.status, contentType: response.headers.get('content-type'), text, melding };
}
