import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isOrganisasjonsnummer } from '../../src/domain/organisasjonsnummer.ts';
import { bestOf, type Measured } from './best.ts';
import { type GatewayProcess, startProcess } from './process.ts';

const HOSTILE_AT_ONCE = 16;
const SECONDS = 2;
const MIB = 1024 * 1024;

/** What one operation asks, and how a register answers it: the megabytes that it chooses, where its data should be. */
interface Attack {
  readonly claim: string;
  readonly query: (organisasjonsnummer: string) => string;
  readonly operation: string;
  /** The melding, unescaped, of about so many bytes once it is escaped. */
  readonly melding: (bytes: number) => string;
  readonly bytes: number;
}

const fill = (piece: string, bytes: number) => piece.repeat(Math.floor(bytes / escaped(piece).length));
const field = (name: string) => (organisasjonsnummer: string) =>
  `{ enhet(organisasjonsnummer: "${organisasjonsnummer}") { ${name} { __typename } } }`;
const BASISDATA = field('basisdata');
const BEDRIFTER = field('bedrifter');
const ROLLER = field('roller');
// One unit for each that is under way: equal questions would be one call.
const UNITS: readonly string[] = Array.from({ length: 1_000 }, (_, index) => String(700_000_000 + index))
  .filter((text) => isOrganisasjonsnummer(text))
  .slice(0, HOSTILE_AT_ONCE);

const ATTACKS: readonly Attack[] = [
  {
    claim: '18 MB of elements in 70 kB of gzip, where a name and an address should be',
    query: BASISDATA,
    operation: 'hentBasisdataMini',
    melding: (bytes) => fill('<a/>', bytes),
    bytes: 18 * MIB,
  },
  {
    claim: 'as many bytes as a name and an address may take, in as many elements',
    query: BASISDATA,
    operation: 'hentBasisdataMini',
    melding: (bytes) => fill('<navn9>x</navn9>', bytes),
    bytes: 250 * 1024,
  },
  {
    claim: 'as many bytes as the longest answer may take, in rows that can be read',
    query: BEDRIFTER,
    operation: 'hentBedrifterVirksomheter',
    melding: (bytes) => fill('<organisasjonsnummer>700115518</organisasjonsnummer>', bytes),
    bytes: 4 * MIB - 2_000,
  },
  {
    claim: 'the same in attributes of many namespaces, deep down',
    query: BEDRIFTER,
    operation: 'hentBedrifterVirksomheter',
    melding: (bytes) => nested(bytes),
    bytes: 4 * MIB - 2_000,
  },
  {
    claim: 'the same in references to characters',
    query: BEDRIFTER,
    operation: 'hentBedrifterVirksomheter',
    melding: (bytes) => fill('<a>&#x41;&#x42;&#x43;&#x44;&#x45;&#x46;&#x47;</a>', bytes),
    bytes: 4 * MIB - 2_000,
  },
  {
    claim: 'the same in one text, of line ends',
    query: BEDRIFTER,
    operation: 'hentBedrifterVirksomheter',
    melding: (bytes) => fill('\r', bytes),
    bytes: 4 * MIB - 2_000,
  },
  {
    claim: 'as many holders of roles as roles may take',
    query: ROLLER,
    operation: 'hentRoller',
    melding: (bytes) =>
      `<styre><samendring samendringstype="STYR"><rolle rolletype="MEDL">${fill('<person><fornavn>A</fornavn></person>', bytes)}</rolle></samendring></styre>`,
    bytes: MIB - 2_000,
  },
];

/** Declarations on sixty levels, and elements with attributes whose prefixes are all found at the outermost. */
function nested(bytes: number): string {
  const declarations = Array.from({ length: 60 }, (_, prefix) => `xmlns:p${prefix}="urn:${prefix}"`).join(' ');
  const attributes = Array.from({ length: 60 }, (_, prefix) => `p${prefix}:a=""`).join(' ');
  const open = Array.from({ length: 55 }, (_, level) => `<e ${level === 0 ? declarations : ''}>`).join('');
  return `${open}${fill(`<e ${attributes}/>`, bytes - 5_000)}${'</e>'.repeat(55)}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\r', '&#13;');
}

/** The answer to each unit. */
function writeAnswers({ operation, melding, bytes }: Attack): ReadonlyMap<string, Buffer> {
  const filling = escaped(melding(bytes));
  const write = (unit: string) => {
    const head = `<grunndata><responseHeader prossessDato="2026-01-15" tjeneste="${operation}"><orgnr>${unit}</orgnr><hovedStatus>0</hovedStatus><underStatus><underStatusMelding kode="0">Data returnert</underStatusMelding></underStatus></responseHeader><melding tjeneste="${operation}"><organisasjonsnummer>${unit}</organisasjonsnummer>`;
    return gzipSync(
      `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><${operation}Response xmlns="http://no/brreg/saksys/grunndata/ws"><return>${escaped(head)}${filling}${escaped('</melding></grunndata>')}</return></${operation}Response></S:Body></S:Envelope>`,
      { level: 1 },
    );
  };
  return new Map(UNITS.map((unit) => [unit, write(unit)]));
}

describe('A hostile register', () => {
  let hostile: Server;
  let healthy: Server;
  let gateway: GatewayProcess;
  let answers: ReturnType<typeof writeAnswers>;

  beforeAll(async () => {
    hostile = await serve((asked, response) => {
      const unit = />(\d{9})</.exec(asked)?.[1] ?? '';
      response.writeHead(200, { 'content-type': 'text/xml', 'content-encoding': 'gzip' }).end(answers.get(unit));
    });
    const entry = '{"kontaktinformation":[{"kontaktdataType":1,"kontaktdata":"00000000","kontaktdatastatus":1}]}';
    healthy = await serve((_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(`{"kontaktinformationer":${entry}}`),
    );
    gateway = await startProcess({
      AUTHENTICATION: 'off',
      SYNTHETIC_PERSONS: 'allow',
      AUDIT_FILE: '/dev/null',
      AUDIT_KEY: 'replace-this-by-44-random-characters-or-more',
      NODE_OPTIONS: '--import=./test/hostile/turns.ts',
      GRUNNDATA_URL: urlOf(hostile),
      GRUNNDATA_USER: 'b',
      GRUNNDATA_PASSWORD: 'p',
      STAR_URL: urlOf(healthy),
      STAR_ORGANISATIONSTYPE: '99',
      STAR_ORGANISATIONSKODE: '1',
      STAR_KODELISTER:
        '{"bekraeftet":false,"kontaktdata":{"mobiltelefon":1,"fastnetTelefon":2,"mailadresse":3},"kontaktdatastatus":{"ikkeVerificeret":1,"verificeret":2}}',
    });
    await askOthers(gateway, 1);
  });
  afterAll(async () => {
    await gateway?.stop();
    for (const server of [hostile, healthy]) server?.close().closeAllConnections();
  });

  it.each(ATTACKS)(`costs the others nothing, ${HOSTILE_AT_ONCE} at once: $claim`, async (attack) => {
    answers = writeAnswers(attack);
    await bestOf(() => measure(attack));
  });

  async function measure(attack: Attack): Promise<Measured<void>> {
    // What this machine makes of the others alone, with whoever else is on it.
    const before = p99(await askOthers(gateway, SECONDS / 2));
    await longestTurn(gateway);

    const end = new AbortController();
    let answered = 0;
    const attacks = UNITS.map(async (unit) => {
      while (!end.signal.aborted) {
        await ask(gateway, attack.query(unit), end.signal).then(
          () => {
            answered += 1;
          },
          () => {},
        );
      }
    });
    const times = await askOthers(gateway, SECONDS);
    const turn = await longestTurn(gateway);
    end.abort();
    await Promise.all(attacks);
    const quiet = Math.max(before, p99(await askOthers(gateway, SECONDS / 2)));

    expect(answered).toBeGreaterThan(0);
    return { result: undefined, times: { othersMs: [p99(times), Math.max(100, 6 * quiet)], turnMs: [turn, 100] } };
  }
});

/** Asks a healthy register for some seconds, now and again: how many milliseconds each answer took. */
async function askOthers(gateway: GatewayProcess, seconds: number): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + seconds * 1_000;
  while (performance.now() < end) {
    const begin = performance.now();
    const answer = await ask(gateway, '{ borger(cpr: "0101505006") { kontaktinformation { __typename } } }');
    times.push(performance.now() - begin);
    expect(answer).toBe('{"data":{"borger":{"kontaktinformation":{"__typename":"Kontaktinformationer"}}}}');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return times;
}

function p99(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.99)] ?? Number.POSITIVE_INFINITY;
}

/** Milliseconds of processor time of the longest turn of its event loop, since this was asked last. */
async function longestTurn({ child }: GatewayProcess): Promise<number> {
  const answer = once(child, 'message');
  child.send('turns');
  return (await answer)[0] as number;
}

async function ask({ url }: GatewayProcess, query: string, signal: AbortSignal | null = null): Promise<string> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    signal,
  });
  return answer.text();
}

async function serve(answer: (asked: string, response: ServerResponse) => void): Promise<Server> {
  const server = createServer(async (request, response) => answer(await text(request), response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/ErFr`;
}
