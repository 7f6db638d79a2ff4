import { onTestFinished } from 'vitest';
import {
  ACTORS,
  type OperationName,
  createKontaktinformationSandbox,
  type SettingsInput,
  AUTHORITIES,
  PERSONAS,
} from '../../../src/sandbox/kontaktinformation/index.ts';
import { listen } from '../../../src/sandbox/common/server.ts';

/** The two ways to number the code lists that every test of data passes: nothing may be hard-coded. */
export const NUMBERINGS = [
  { navn: '1/2/3 and 1/2', mobil: 1, fastnet: 2, mail: 3, ikkeVerificeret: 1, verificeret: 2 },
  { navn: '17/23/42 and 71/72', mobil: 17, fastnet: 23, mail: 42, ikkeVerificeret: 71, verificeret: 72 },
] as const;
export type Numbering = (typeof NUMBERINGS)[number];

export function kodelister(tal: Numbering) {
  const { mobil, fastnet, mail, ikkeVerificeret, verificeret } = tal;
  return {
    kontaktdata: { mobiltelefon: mobil, fastnetTelefon: fastnet, mailadresse: mail },
    kontaktdatastatus: { ikkeVerificeret, verificeret },
  };
}

/** The number of the test person with this handle; those that are never seeded are here too. */
export function cprOf(navn: string): string {
  const cpr =
    PERSONAS.find((persona) => persona.navn === navn)?.cpr ?? { leap: '2902415015', ukendt: '1503515016' }[navn];
  if (cpr === undefined) throw new Error(`No test person is called ${navn}.`);
  return cpr;
}

const TYPES = { aKasse: 2, andenAktoer: 4, kommune: 7, jobcenter: 8, star: 99 } as const;

function organisation(navn: string): { organisationTypeIdentifier: number; organisationCode: string } {
  const found = [...AUTHORITIES, ...ACTORS].find((candidate) => candidate.navn === navn);
  if (found) return { organisationTypeIdentifier: TYPES[found.type], organisationCode: found.kode };
  const [type, kode] = navn.split('/');
  return { organisationTypeIdentifier: Number(type), organisationCode: kode ?? '' };
}

/** `jobcenter-1`, `aktoer-1 for jobcenter-1`, `system for kommune-1`, `fuld for akasse-1`, `borger for star`, or a type and a code: `8/99999`. */
export function caller(text: string) {
  const [user, authority] = text.includes(' for ') ? text.split(' for ') : [undefined, text];
  const active = organisation(authority ?? '');
  const citizen = PERSONAS.find(({ navn }) => navn === user)?.cpr;
  return {
    active,
    user: {
      requestUserStructure: {
        // A number as somebody writes it by hand may stand in a name too.
        userFullName: citizen === undefined ? 'Test Sagsbehandler' : `Test ${citizen.replace(/^\d{6}/, '$&-')}`,
        requestUserTypeIdentifier: citizen === undefined ? ({ borger: 1, system: 3 }[user ?? ''] ?? 2) : 1,
        userIdentifier: citizen ?? 'CVR:00000000-UUID:00000000-0000-0000-0000-000000000000',
      },
      requestOrganisationStructure: user?.startsWith('aktoer-') ? organisation(user) : active,
      registrationDateTime: '2025-06-02T09:00:00+02:00',
    },
  };
}

const PATHS = {
  CreateKontaktinformation: ['POST', '/v1/kontaktinformation'],
  VerificerKontaktinformation: ['POST', '/v1/kontaktinformation/verificering'],
  GetVerifikationskode: ['GET', '/v1/kontaktinformation/verifikationskode/'],
  GetKontaktinformationMobilNr: ['GET', '/v1/kontaktinformation/mobiltelefon/'],
  GetKontaktinformationEmail: ['GET', '/v1/kontaktinformation/emailaddresse/'],
  UpdateKontaktinformation: ['POST', '/v1/kontaktinformation/status'],
  GetKontaktinformation: ['GET', '/v1/kontaktinformation'],
} as const satisfies Record<OperationName, [string, string]>;

export interface Call {
  /** Handle or number; null sends no header. */
  readonly borger?: string | null;
  readonly caller?: string;
  readonly client?: string;
  /** The last segment of GetVerifikationskode, GetKontaktinformationMobilNr and GetKontaktinformationEmail. */
  readonly parameter?: string | number;
  readonly content?: unknown;
  readonly requestId?: string;
  /** Milliseconds to wait for an answer. */
  readonly timeout?: number;
  readonly method?: string | undefined;
  readonly path?: string | undefined;
  /** Laid over the headers that the rest makes; null takes one away. */
  readonly headers?: Readonly<Record<string, string | null>>;
}

export interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
  /** Undefined when the body is not JSON. */
  readonly json: unknown;
  /** The code of the default errorForm; null when it holds none, undefined when there is no such body. */
  readonly kode: number | null | undefined;
}

export type Register = Awaited<ReturnType<typeof open>>;

/** A sandbox on two sockets of its own, closed after the test: the register's wire, and the hooks. */
export async function open(settings: SettingsInput = {}) {
  const simulator = createKontaktinformationSandbox(settings);
  const [wire, hooks] = await Promise.all([listen(simulator.handle), listen(simulator.hooks)]);
  onTestFinished(async () => {
    await Promise.all([wire.close(), hooks.close()]);
  });

  async function call(operation: OperationName, options: Call = {}): Promise<Answer> {
    const [method, path] = PATHS[operation];
    const { active, user } = caller(options.caller ?? 'jobcenter-1');
    const borger = options.borger === undefined ? 'fuld' : options.borger;
    const headers: Record<string, string | null> = {
      activeorganisation: JSON.stringify(active),
      requestusermetadata: JSON.stringify(user),
      'x-civilregistrationidentifier':
        operation === 'GetKontaktinformationMobilNr' || operation === 'GetKontaktinformationEmail'
          ? null
          : borger && toHeader(borger),
      'x-requestid': options.requestId ?? null,
      'x-sandbox-client': options.client ?? null,
      'content-type': options.content === undefined ? null : 'application/json; charset=utf-8',
      ...options.headers,
    };
    const { content } = options;
    const response = await fetch(wire.url + (options.path ?? path + encodeURIComponent(options.parameter ?? '')), {
      method: options.method ?? method,
      headers: Object.entries(headers).filter((header): header is [string, string] => header[1] !== null),
      redirect: 'manual',
      signal: AbortSignal.timeout(options.timeout ?? 10_000),
      ...(content === undefined ? {} : { body: writeBody(content) }),
    });
    return readAnswer(response);
  }

  async function hook(method: string, path: string, body?: unknown, borger?: string): Promise<Answer> {
    const response = await fetch(`${hooks.url}/_sandbox/${path}`, {
      method,
      headers: borger === undefined ? {} : { 'x-civilregistrationidentifier': toHeader(borger) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return readAnswer(response);
  }

  return {
    call,
    hook,
    /** What GetKontaktinformation shows of a borger: type to text and status. */
    async kontaktdata(borger: string, caller = 'star'): Promise<Record<number, [string, number]>> {
      const { json } = await call('GetKontaktinformation', { borger, caller });
      const { kontaktinformationer } = json as { kontaktinformationer: Wrapped | readonly Entry[] };
      const entries =
        'kontaktinformation' in kontaktinformationer ? kontaktinformationer.kontaktinformation : kontaktinformationer;
      return Object.fromEntries(entries.map((e) => [e.kontaktdataType, [e.kontaktdata, e.kontaktdatastatus]]));
    },
    /** The code that GetVerifikationskode had sent, from the hook. */
    async verifikationskode(borger: string, kontaktdataType: number): Promise<string> {
      const { json } = await hook('GET', `verifikationskode?kontaktdataType=${kontaktdataType}`, undefined, borger);
      return (json as { verifikationskode: string }).verifikationskode;
    },
  };
}

interface Entry {
  readonly kontaktdata: string;
  readonly kontaktdataType: number;
  readonly kontaktdatastatus: number;
}
interface Wrapped {
  readonly kontaktinformation: readonly Entry[];
}

/** A body for CreateKontaktinformation, each entry a type and a text; `undefined` leaves the key out. */
export function wrapped(...entries: readonly (readonly [type: unknown, kontaktdata?: unknown])[]) {
  return { kontaktinformationer: { kontaktinformation: entries.map(toEntry) } };
}

export function flat(...entries: readonly (readonly [type: unknown, kontaktdata?: unknown])[]) {
  return { kontaktinformationer: entries.map(toEntry) };
}

function toEntry([kontaktdataType, kontaktdata]: readonly [unknown, unknown?]) {
  return { kontaktdata, kontaktdataType };
}

/** A text or bytes go as they are, for bodies that are not JSON. */
function writeBody(content: unknown): string | Uint8Array<ArrayBuffer> {
  if (typeof content === 'string') return content;
  return content instanceof Uint8Array ? new Uint8Array(content) : JSON.stringify(content);
}

// A header is bytes: what lies beyond ASCII goes as UTF-8.
function toHeader(borger: string): string {
  return Buffer.from(/^[a-z]+$/.test(borger) ? cprOf(borger) : borger).toString('latin1');
}

async function readAnswer(response: Response): Promise<Answer> {
  const body = await response.text();
  const json = tryJson(body);
  const kode =
    typeof json === 'object' && json !== null && 'fejlkode' in json ? (json.fejlkode as number | null) : undefined;
  return { status: response.status, type: response.headers.get('content-type'), body, json, kode };
}

function tryJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
