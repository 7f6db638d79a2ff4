import { readdirSync, readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { afterAll, describe, expect, test } from 'vitest';
import { GRAPH_REFUSALS, type Refusal } from '../../src/domain/refusals.ts';
import { dokumenterteFeil } from '../../src/graph/dokumenterte-feil.ts';
import { UNAVAILABLE_CODES } from '../../src/graph/feilkoder.ts';
import { layOutTables } from '../../src/graph/generated.ts';
import { requireToken } from '../../src/server/callers/identify.ts';
import { ALL_ERRORS, LIBRARY_ERRORS } from '../../src/server/catalogue.ts';
import { documentId } from '../../src/server/documents/documents.ts';
import { ERRORS } from '../../src/server/errors.ts';
import { printErrors, statusOf } from '../../src/server/errors-document.ts';
import { PROFILES } from '../../src/server/profile.ts';
import { PATIENCE } from '../support/patience.ts';
import { startGateway as startRealGateway } from '../support/gateway.ts';
import { startGateway } from './gateway-under-test.ts';

const ROOT = new URL('../../', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, ROOT), 'utf8');

const HELD = 'query Held($nr: ID!) { enhet(organisasjonsnummer: $nr) { navn } }';
const documents = new Map([[documentId(HELD), HELD]]);
const UNHELD = `sha256:${'0'.repeat(64)}`;

const limits = {
  bodyBytes: 200_000,
  tokens: 90_000,
  depth: 4,
  aliases: 3,
  calls: 5,
  fields: 1_000,
  answerBytes: 2_000,
};
const resolvers = {
  'Query.costly': () => {
    throw new Error('inner workings');
  },
};
const open = await startGateway({ limits, resolvers });
const quick = await startGateway({ options: { deadlineMs: 100 } });
const production = await startGateway({ options: { profile: PROFILES.production, documents } });
const holding = await startGateway({ options: { documents } });
const limited = await startGateway({
  options: { rates: { callsPerMinute: 2, quotas: {} } },
  resolvers: {
    'Query.costly': (_, { calls }, { tally }) => {
      for (let call = 0; call < Number(calls); call++) tally.call('STAR');
    },
  },
});
const asked = await startGateway({
  options: {
    reason: { purposeRequired: true, caseReferenceRequired: true, purposes: new Set(['BOSTED']) },
  },
});
const ends: (() => void)[] = [];
const busy = await startGateway({
  options: { load: { requests: 1, eventLoopDelayMs: 60_000 } },
  resolvers: { 'Query.costly': () => new Promise<void>((resolve) => void ends.push(resolve)) },
});
const router = await startGateway({ options: { profile: PROFILES.subgraph } });
const proven = await startGateway({ options: { profile: PROFILES.subgraph, checkRouter: () => 'ROUTER_WRONG' } });
const locked = await startGateway({
  options: {
    tokenRequired: true,
    identify: requireToken(async () => ({ ok: false, problem: 'keys', why: 'KEYS_UNAVAILABLE' })),
  },
});
const sandbox = await startRealGateway({ limits: { fields: 1_000 } });
afterAll(async () => {
  await Promise.all(
    [open, quick, production, holding, limited, busy, router, proven, locked, asked].map((gateway) =>
      gateway[Symbol.asyncDispose](),
    ),
  );
  await sandbox.close();
});

type Asked = Pick<Response, 'status' | 'text'>;
type Send = () => Promise<Asked>;
const ask = (query: string, variables?: object) => () => open.post({ query, variables });
const askWhy = (headers: Record<string, string>) => () =>
  asked.post({ query: '{ borgere(cprs: []) { cpr } }' }, headers);
const keys = (count: number) => Array.from({ length: count }, (_, index) => `"${index}"`).join(' ');
const enheter = (count: number) => `enheter(organisasjonsnumre: [${keys(count)}])`;
const aliases = (count: number, field: string) => Array.from({ length: count }, (_, n) => `a${n}: ${field}`).join(' ');

/** By node’s own client, which sends what fetch would not. */
function raw(url: string, headers: Record<string, string>, body?: string): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method: body === undefined ? 'GET' : 'POST', headers }, async (response) => {
      const text = Buffer.concat(await response.toArray()).toString();
      request.destroy();
      resolve({ status: response.statusCode ?? 0, text: async () => text });
    }).on('error', reject);
    // The rest of the body never comes.
    if (body !== undefined) request.write(body);
    else request.end();
  });
}

const JSON_TYPE = { 'content-type': 'application/json' };
const posted = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>) =>
  fetch(`${open.url}/graphql`, { method: 'POST', headers, body });

/** A request for each row of the catalogue, which the gateway answers with it. The compiler tells of a row that has none. */
const SENT: Record<keyof typeof ERRORS, Send | Unreached> = {
  overloaded: async () => {
    const first = busy.post({ query: '{ costly(calls: 1) }' });
    await expect.poll(() => ends.length, PATIENCE).toBe(1);
    const answer = await busy.post({ query: '{ __typename }' });
    ends[0]?.();
    await (await first).text();
    return answer;
  },
  routerNotProven: () => proven.post({ query: '{ __typename }' }),
  hostNotAllowed: () => raw(`${open.url}/graphql`, { host: 'elsewhere.example' }),
  originNotAllowed: () => open.post({ query: '{ __typename }' }, { origin: 'https://elsewhere.example' }),
  notFound: () => fetch(`${open.url}/nowhere`),
  noSuchFile: () => fetch(`${open.url}/graphql/graphiql/other.js`),
  methodNotAllowed: () => fetch(`${open.url}/graphql`, { method: 'PUT' }),
  notJson: () => posted('{}', { 'content-type': 'text/plain' }),
  encodedBody: () => posted('{}', { ...JSON_TYPE, 'content-encoding': 'br' }),
  preflightRequired: () => router.get('{ __typename }'),
  notAcceptable: () => open.post({ query: '{ __typename }' }, { accept: 'image/png' }),
  unauthenticated: () => locked.post({ query: '{ __typename }' }),
  authenticationUnavailable: () => locked.post({ query: '{ __typename }' }, { authorization: 'Bearer a.b.c' }),
  onlySandboxCaller: () => open.post({ query: '{ __typename }' }, { 'x-sandbox-caller': 'star' }),
  unknownSandboxCaller: () => sandbox.post({ query: '{ __typename }' }, { 'x-sandbox-caller': 'nobody' }),
  invalidPurpose: askWhy({ 'x-purpose': '0101505006' }),
  unknownPurpose: askWhy({ 'x-purpose': 'NYSGJERRIG' }),
  invalidCaseReference: askWhy({ 'x-purpose': 'BOSTED', 'x-case-reference': ' ' }),
  purposeRequired: askWhy({}),
  caseReferenceRequired: askWhy({ 'x-purpose': 'BOSTED' }),
  invalidIdempotencyKey: () => open.post({ query: '{ __typename }' }, { 'idempotency-key': 'a b' }),
  bodyTooLarge: () => open.post({ query: `{ __typename } #${' '.repeat(limits.bodyBytes)}` }),
  bodyTooSlow: () => raw(`${quick.url}/graphql`, { ...JSON_TYPE, 'content-length': '100' }, '{'),
  notGzip: () => posted('{}', { ...JSON_TYPE, 'content-encoding': 'gzip' }),
  notUtf8: () => posted(new Uint8Array([0xff]), JSON_TYPE),
  unreadable: {
    unreached: 'what Yoga answers without a body; its headers are made by this gateway, and it takes them',
  },
  invalidJson: () => posted('{', JSON_TYPE),
  noJsonObject: () => posted('1', JSON_TYPE),
  wrongType: () => open.post({ query: '{ __typename }', operationName: 1 }),
  noQuery: () => open.post({ query: '' }),
  documentNotHeld: () => production.post({ documentId: UNHELD }),
  noDocumentsHeld: () => open.post({ documentId: UNHELD }),
  persistedQueryNotFound: () => holding.post({ extensions: { persistedQuery: { sha256Hash: UNHELD } } }),
  persistedQueryNotSupported: () => open.post({ extensions: { persistedQuery: { sha256Hash: UNHELD } } }),
  persistedDocumentsOnly: () => production.post({ query: HELD }),
  wrongDocumentId: () => production.post({ query: HELD, documentId: UNHELD }),
  documentIdNoString: () => production.post({ documentId: 1 }),
  twoDocumentIds: () => production.post({ documentId: UNHELD, extensions: { persistedQuery: { sha256Hash: '1' } } }),
  tooManyTokens: ask(`{ ${'a '.repeat(95_000)} }`),
  tooDeep: ask('{ enhet(organisasjonsnummer: "1") { morenhet { morenhet { morenhet { navn } } } } }'),
  nestedTooDeeply: ask(`{ borgere(cprs: ${'['.repeat(40_000)}${']'.repeat(40_000)}) { cpr } }`),
  tooManyAliases: ask(`{ ${aliases(4, '__typename')} }`),
  tooManyRepetitions: ask(`{ ${'__typename '.repeat(101)} }`),
  introspectionDisabled: () => router.post({ query: '{ __schema { description } }' }),
  subscriptionNotSupported: ask('subscription { enhet }'),
  reservedVariable: ask('query ($__proto__: ID!) { enhet(organisasjonsnummer: $__proto__) { navn } }'),
  postOnly: () => open.get('{ borger(cpr: "1") { cpr } }'),
  writeByQuery: () =>
    fetch(`${open.url}/graphql`, {
      method: 'QUERY',
      headers: JSON_TYPE,
      body: JSON.stringify({ query: 'mutation { sletKontaktinformation(cpr: "1") }' }),
    }),
  invalidVariable: ask('query ($calls: Int!) { costly(calls: $calls) }', { calls: 'many' }),
  nullForArgument: ask('query ($nr: ID = "1") { enhet(organisasjonsnummer: $nr) { navn } }', { nr: null }),
  tooManyCalls: ask('{ costly(calls: 6) }'),
  tooManyFields: () => sandbox.post({ query: `{ ${enheter(200)} { ${aliases(10, 'organisasjonsnummer')} } }` }),
  rateLimited: async () => {
    const two = { query: '{ costly(calls: 2) }' };
    await (await limited.post(two)).text();
    return limited.post(two);
  },
  answerTooLarge: ask(`{ ${'a'.repeat(limits.answerBytes)}: __typename }`),
  unexpected: ask('{ costly(calls: 1) }'),
};

const OF_LIBRARIES: Record<keyof typeof LIBRARY_ERRORS, Send> = {
  mutationByGet: () => open.get('mutation { __typename }'),
  parseFailed: ask('{'),
  noSuchOperation: () => open.post({ query: 'query A { __typename }', operationName: 'B' }),
  validationFailed: ask('{ nothing }'),
};

interface Unreached {
  readonly unreached: string;
}

const entity = (representation: unknown) => () =>
  sandbox.post({
    query: 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
    variables: { r: [representation] },
  });

const OF_GRAPH: Record<keyof typeof GRAPH_REFUSALS, Send | Elsewhere> = {
  tooManyValues: () => sandbox.post({ query: `{ ${enheter(1001)} { __typename } }` }),
  tooManyValuesInAll: () => sandbox.post({ query: `{ ${aliases(4, `${enheter(1000)} { __typename }`)} }` }),
  listTooLongForFields: { elsewhere: 'test/graph/budget.test.ts' },
  listTooLongForCalls: { elsewhere: 'test/graph/budget.test.ts' },
  idempotencyKeyReused: async () => {
    const write = (cpr: string) =>
      sandbox.post(
        {
          query: 'mutation ($i: SletKontaktinformationInput!) { sletKontaktinformation(input: $i) { __typename } }',
          variables: { i: { cpr, kontaktdataType: 'MAILADRESSE' } },
        },
        { 'idempotency-key': 'one-key' },
      );
    await (await write('0101505006')).text();
    return write('0202505004');
  },
  representationNoObject: entity(1),
  representationNoEntity: entity({ __typename: 'Nothing' }),
  representationNoKey: entity({ __typename: 'Enhet' }),
};

interface Elsewhere {
  readonly elsewhere: string;
}

describe('every row of the catalogue', () => {
  const tables: readonly (readonly [Record<string, Refusal>, Record<string, Send | Unreached | Elsewhere>])[] = [
    [ERRORS, SENT],
    [LIBRARY_ERRORS, OF_LIBRARIES],
    [GRAPH_REFUSALS, OF_GRAPH],
  ];
  const cases = tables.flatMap(([rows, requests]) =>
    Object.entries(rows).map(([name, row]) => ({ name, row, request: requests[name] })),
  );
  const sent = cases.flatMap(({ name, row, request }) =>
    typeof request === 'function' ? [{ name, row, request }] : [],
  );

  test.each(sent)('is answered as it says: $name, $row.code', async ({ row, request }) => {
    const response = await request();
    const { errors } = JSON.parse(await response.text()) as { errors: { message: string; extensions: object }[] };
    const text = new RegExp(`^${row.text.replace(/[.*+?^$()[\]\\|]/g, '\\$&').replace(/\{\w+\}/g, '.+')}$`, 's');
    expect(errors[0]).toMatchObject({ message: expect.stringMatching(text), extensions: { code: row.code } });
    // A bug in the place of a field, and not of the whole request.
    expect(response.status).toBe(row === ERRORS.unexpected ? 200 : row.status);
  });

  test('is answered, but for one that cannot be and two that another test has', () => {
    expect(sent.length).toBe(ALL_ERRORS.length - 3);
    for (const { request, row } of cases) {
      if (request && 'elsewhere' in request) expect(read(request.elsewhere)).toContain(`'${row.code}'`);
    }
  });
});

describe('the code', () => {
  const isOfCatalogue = (file: string) =>
    /^(?:server\/(?:errors|catalogue|errors\/\w+)|domain\/refusals)\.ts$/.test(file);
  const files = readdirSync(new URL('src/', ROOT), { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !isOfCatalogue(file));
  // The command line foretells what a gateway would refuse, in the same words.
  const ofGateway = files.filter((file) => !file.startsWith('cli/'));
  const code = ofGateway.map((file) => read(`src/${file}`)).join('\n');

  test.each([
    ...Object.keys(ERRORS).map((name) => `ERRORS.${name}`),
    ...Object.keys(GRAPH_REFUSALS).map((name) => `GRAPH_REFUSALS.${name}`),
  ])('uses %s in one place', (name) => {
    expect(code.match(new RegExp(`\\b${name.replace('.', '\\.')}\\b`, 'g'))).toHaveLength(1);
  });

  test('names no code beside the catalogue', () => {
    expect(files.length).toBeGreaterThan(100);
    const named = files.filter((file) => {
      const text = read(`src/${file}`);
      return ALL_ERRORS.some((row) => new RegExp(`['"\`]${row.code}['"\`]`).test(text));
    });
    expect(named).toEqual([]);
  });

  test('makes no error of GraphQL’s with a code of its own', () => {
    expect(files.filter((file) => /extensions: \{ code: ['"`]/.test(read(`src/${file}`)))).toEqual([]);
  });
});

describe('docs/errors.md', () => {
  const paper = read('docs/errors.md');

  test('is what the catalogues print', () => {
    expect(layOutTables(paper)).toBe(layOutTables(printErrors()));
  });

  test('has every code that the gateway sends, with its status, and no other', () => {
    const own = ALL_ERRORS.map((row) => `${row.code} ${statusOf(row)}`);
    const unavailable = UNAVAILABLE_CODES.map(([kode]) => kode);
    const ofRegisters = dokumenterteFeil().map(({ kode, type }) => `${kode} ${type}`);
    const start = paper.indexOf('## A register that did not answer');
    const first = paper.indexOf(`## ${dokumenterteFeil()[0]?.kilde}`);
    expect(start).toBeGreaterThan(0);
    expect(first).toBeGreaterThan(start);
    const written = (from: number, to: number) =>
      [...paper.slice(from, to).matchAll(/^\| `([^`]+)` +\| `?([^`|]+?)`? +\|/gm)].map(
        ([, code, next]) => `${code} ${next}`,
      );
    expect(written(0, start).toSorted()).toEqual(own.toSorted());
    expect(written(start, first).map((line) => line.split(' ')[0])).toEqual(unavailable);
    expect(written(first, paper.length)).toEqual(ofRegisters);
  });
});
