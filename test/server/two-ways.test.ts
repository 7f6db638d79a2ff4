import { parse } from 'graphql';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { schema } from '../../src/graph/schema.ts';
import { configuredCaller, requireToken } from '../../src/server/callers/identify.ts';
import { documentId } from '../../src/server/documents/documents.ts';
import { readTabs } from '../../src/server/graphiql/tabs.ts';
import { PROFILES } from '../../src/server/profile.ts';
import { createRandom } from '../differential/random.ts';
import { documentOf } from '../fuzz/documents/grammar.ts';
import { filesOf, textOf, VARIABLES, variablesOf } from '../support/examples.ts';
import { PATIENCE } from '../support/patience.ts';
import { type GatewaySettings, type RunningGateway, startGateway } from '../support/gateway.ts';

// Every request is sent to a gateway on which it goes Yoga's way, and to one on which it takes the short way when it may: as often as it
// takes to be kept, and to come again. Both must answer the same bytes each time.

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Times that a request is sent: it is kept, executed by the short way, and executed so again. */
const TIMES = 3;

/** What differs between any two answers. */
const OWN_HEADERS = new Set(['date', 'x-request-id']);
/** Seconds until a window ends: one may pass between two answers. */
const SECONDS = /t=\d+/;

/** Each sandbox tells moments so many days before it was started, to the millisecond. */
const SINCE_START = /T\d\d:\d\d:\d\d\.\d{3}(?=[+-Z])/g;

interface Answered {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

function send(url: string, { method = 'POST', path = '/graphql', headers, body }: Sent): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(`${url}${path}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    });
    sent.once('error', reject).once('response', (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece)).once('error', reject);
      response.once('end', () => {
        const others = Object.entries(response.headers)
          .filter(([name]) => !OWN_HEADERS.has(name))
          .map(([name, value]) => [name, name === 'retry-after' ? 's' : String(value).replace(SECONDS, 't=s')]);
        const bytes = Buffer.concat(pieces)
          .toString('latin1')
          .replace(SINCE_START, 'T')
          .replace(/in \d+ seconds/, 'in s seconds');
        resolve({ status: response.statusCode, headers: Object.fromEntries(others), body: bytes });
      });
    });
    sent.end(body);
  });
}

const post = (body: unknown, headers?: Record<string, string>): Sent => ({
  body: JSON.stringify(body),
  ...(headers && { headers }),
});

/** The two gateways of a setting, and how often the second has gone which way. */
async function startBoth(settings: GatewaySettings = {}) {
  const yoga = await startGateway({ ...settings, shortWay: false });
  const both = await startGateway(settings);
  const waysOf = (gateway: RunningGateway) =>
    gateway.logged().flatMap(({ msg, way }) => (msg === 'sizes' && way !== undefined ? [way] : []));
  return {
    yoga,
    both,
    shortOnes: () => waysOf(both).filter((way) => way === 'short').length,
    reset() {
      for (const { sandbox } of [yoga, both]) sandbox.reset();
    },
    /** Sends it to both, and holds the answers against each other. */
    async compare(sent: Sent): Promise<Answered[]> {
      const answers: Answered[] = [];
      for (let time = 1; time <= TIMES; time += 1) {
        const expected = await send(yoga.url, sent);
        const answered = await send(both.url, sent);
        expect(answered, `time ${time} of ${JSON.stringify(sent)}`).toEqual(expected);
        answers.push(answered);
      }
      return answers;
    },
    /** What is logged and audited of all requests so far is the same, too. */
    async compareLines() {
      await expect.poll(() => operationsOf(both).length, PATIENCE).toBe(operationsOf(yoga).length);
      expect(operationsOf(both)).toEqual(operationsOf(yoga));
      expect(recordsOf(both)).toEqual(recordsOf(yoga));
    },
    close: async () => {
      await yoga.close();
      await both.close();
      expect(waysOf(yoga)).not.toContain('short');
    },
  };
}

/** Of each request what its line says, but for what is measured. */
const operationsOf = (gateway: RunningGateway) =>
  gateway
    .logged()
    .flatMap(({ msg, time, requestId, durationMs, wireMs, waitedMs, ...line }) => (msg === 'operation' ? [line] : []));
/** Two registers that are asked at once may answer in either order. */
const recordsOf = (gateway: RunningGateway) =>
  gateway
    .audit()
    .map(({ time, requestId, ...record }) => JSON.stringify(record))
    .toSorted();

const UNIT =
  'query Unit($nr: ID!) { enhet(organisasjonsnummer: $nr) { basisdata { __typename ... on Basisdata { navn } ... on Registerfeil { kode melding } } } }';
const PERSON =
  'query Person($cpr: ID!) { borger(cpr: $cpr) { kontaktinformation { __typename ... on Registerfeil { kode melding } } } }';
const DELETE = 'mutation Delete($i: SletKontaktinformationInput!) { sletKontaktinformation(input: $i) { __typename } }';
const variables = { nr: '700102009', cpr: '0101505006', i: { cpr: '0101505006', kontaktdataType: 'MAILADRESSE' } };
const byQuery = (sent: Sent): Sent => ({ ...sent, method: 'QUERY' });
const unit = post({ query: UNIT, variables });
const person = post({ query: PERSON, variables });

type Both = Awaited<ReturnType<typeof startBoth>>;

describe('both ways answer the same', () => {
  let gateways: Both;
  beforeAll(async () => {
    gateways = await startBoth();
  });
  beforeEach(() => gateways.reset());
  afterAll(() => gateways.close());

  test.each(filesOf('operations').map((file) => file.replace('.graphql', '')))('to the example %s', async (name) => {
    const before = gateways.shortOnes();
    const variables = await variablesOf(name, gateways.both, async (other, given) => {
      for (const { url } of [gateways.yoga, gateways.both])
        await send(url, post({ query: textOf('operations', `${other}.graphql`), variables: given }));
    });
    expect(VARIABLES).toHaveProperty(name);
    await gateways.compare(post({ query: textOf('operations', `${name}.graphql`), variables }));
    expect(gateways.shortOnes() - before).toBeGreaterThanOrEqual(TIMES - 1);
  });

  test('to every tab of GraphiQL', async () => {
    for (const { query, variables, headers } of await readTabs({ sandbox: true, tokenRequired: false })) {
      gateways.reset();
      const given = headers === undefined ? {} : JSON.parse(headers.replace(/^\s*\/\/.*$/gm, '').replace(/,\s*}/, '}'));
      await gateways.compare(post({ query, variables: variables && JSON.parse(variables) }, given));
    }
  });

  test('to generated documents, most of which are answered and some of which are wrong', async () => {
    const random = createRandom('two ways');
    const generated = Array.from({ length: 25 }, () => documentOf(schema, random));
    // Most hold numbers, and are kept only where they are held. What cannot be parsed no manifest may hold.
    const held = new Map(generated.filter(({ query }) => parses(query)).map(({ query }) => [documentId(query), query]));
    const own = await startBoth({ documents: held });
    try {
      for (const { query, operationName, variables: given, caller } of generated) {
        const members = [
          `"query":${JSON.stringify(query)}`,
          ...(operationName === undefined ? [] : [`"operationName":${JSON.stringify(operationName)}`]),
          ...(given === undefined ? [] : [`"variables":${given}`]),
        ];
        const headers = caller === undefined ? {} : { 'x-sandbox-caller': caller };
        await own.compare({ body: `{${members.join(',')}}`, headers });
      }
      expect(own.shortOnes()).toBeGreaterThan(generated.length / 4);
      await own.compareLines();
    } finally {
      await own.close();
    }
  });

  test.each<[string, Sent]>([
    ['a body that is no JSON', { body: '{' }],
    ['a list', post([{ query: UNIT, variables }])],
    ['no object', post(7)],
    ['no query', post({ variables })],
    ['another parameter', post({ query: UNIT, variables, more: 1 })],
    ['another parameter that is null', post({ query: UNIT, variables, more: null })],
    ['a parameter __proto__', { body: `{"query":${JSON.stringify(UNIT)},"variables":{"nr":"1"},"__proto__":{}}` }],
    ['an empty operationName', post({ query: UNIT, variables, operationName: '' })],
    ['an operationName that is null', post({ query: UNIT, variables, operationName: null })],
    ['its operationName', post({ query: UNIT, variables, operationName: 'Unit' })],
    ['another operationName', post({ query: UNIT, variables, operationName: 'Units' })],
    ['an operationName that is no string', post({ query: UNIT, variables, operationName: 7 })],
    ['variables that are a list', post({ query: UNIT, variables: [] })],
    ['variables that are a string', post({ query: UNIT, variables: '{}' })],
    ['no variables', post({ query: UNIT })],
    ['a variable of a wrong type', post({ query: UNIT, variables: { nr: {} } })],
    ['extensions', post({ query: UNIT, variables, extensions: {} })],
    ['extensions that are a list', post({ query: UNIT, variables, extensions: [] })],
    ['an id that is not the text’s', post({ query: UNIT, variables, documentId: documentId('{ a }') })],
    ['the text’s id', post({ query: UNIT, variables, documentId: documentId(UNIT) })],
    ['an id of Relay’s', post({ query: UNIT, variables, id: 'x' })],
    ['application/json accepted', post({ query: UNIT, variables }, { accept: 'application/json' })],
    [
      'both media types',
      post({ query: UNIT, variables }, { accept: 'application/json, application/graphql-response+json' }),
    ],
    [
      'the newer media type',
      post({ query: UNIT, variables }, { accept: 'application/graphql-response+json;q=0.9, */*' }),
    ],
    [
      'both media types, the second liked better',
      post({ query: UNIT, variables }, { accept: 'application/json;q=0.5, application/graphql-response+json' }),
    ],
    [
      'a partial success, to a client that is told so',
      post(
        { query: 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }', variables: { r: [7] } },
        { accept: 'application/graphql-response+json' },
      ),
    ],
    [
      'a variable of a wrong type, to a client that accepts application/json',
      post({ query: UNIT, variables: { nr: {} } }, { accept: 'application/json' }),
    ],
    ['anything of application', post({ query: UNIT, variables }, { accept: 'application/*' })],
    ['a media type that is not answered', post({ query: UNIT, variables }, { accept: 'text/html' })],
    ['an invalid key of idempotency', post({ query: UNIT, variables }, { 'idempotency-key': 'a b' })],
    ['an unknown caller', post({ query: UNIT, variables }, { 'x-sandbox-caller': 'nobody' })],
    ['too few scopes', post({ query: UNIT, variables }, { 'x-sandbox-scopes': 'none' })],
    [
      'a GET',
      { method: 'GET', path: `/graphql?${new URLSearchParams({ query: UNIT, variables: JSON.stringify(variables) })}` },
    ],
    ['another method', { method: 'PUT', body: '{}' }],
    ['OPTIONS', { method: 'OPTIONS' }],
    ['a QUERY', byQuery(unit)],
    ['a QUERY about a person', byQuery(person)],
    ['a QUERY with a mutation', byQuery(post({ query: DELETE, variables }))],
    [
      'a QUERY of one of two operations',
      byQuery(post({ query: `${DELETE} ${UNIT}`, operationName: 'Unit', variables })),
    ],
    ['a QUERY that is wrong', byQuery(post({ query: '{ nothing }' }))],
    ['a QUERY without JSON', { ...byQuery(unit), headers: { 'content-type': 'text/plain' } }],
    [
      'an operation that costs too much',
      post({
        query: UNIT.replace('enhet(organisasjonsnummer: $nr)', 'enheter(organisasjonsnumre: $nr)').replace(
          'ID!',
          '[ID!]!',
        ),
        variables: { nr: Array.from({ length: 1001 }, String) },
      }),
    ],
    [
      'a long answer zipped',
      post({ query: '{ dokumenterteFeil { kode kilde tekst betydning felter } }' }, { 'accept-encoding': 'gzip' }),
    ],
    [
      'introspection',
      post({
        query: 'query ($d: Boolean!) { __type(name: "Enhet") { fields(includeDeprecated: $d) { name } } }',
        variables: { d: true },
      }),
    ],
    [
      'an alias `then`',
      post({ query: '{ then: __typename enhet(organisasjonsnummer: "1") { then: organisasjonsnummer } }' }),
    ],
    [
      'an alias __proto__',
      post({ query: '{ __proto__: __typename enhet(organisasjonsnummer: "1") { __proto__: organisasjonsnummer } }' }),
    ],
    [
      '@skip and @include',
      post({
        query:
          'query ($a: Boolean!, $b: Boolean = false) { a: __typename @skip(if: $a) b: __typename @include(if: $b) ... @include(if: $a) { c: __typename } }',
        variables: { a: true },
      }),
    ],
    [
      'an answer in parts',
      post(
        { query: '{ __typename ... @defer { enhet(organisasjonsnummer: "1") { organisasjonsnummer } } }' },
        { accept: 'multipart/mixed, application/json' },
      ),
    ],
    [
      '@defer to a client that reads no parts',
      post({ query: '{ __typename ... @defer { enhet(organisasjonsnummer: "1") { organisasjonsnummer } } }' }),
    ],
  ])('to %s', async (_, sent) => {
    await gateways.compare(sent);
  });

  test('and log and record all that the same', () => gateways.compareLines());
});

function parses(text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}

const byId = (query: string) => ({ documentId: documentId(query), variables });
const getOf = (parameters: Record<string, string>, headers: Record<string, string> = {}): Sent => ({
  method: 'GET',
  path: `/graphql?${new URLSearchParams({ ...parameters, variables: JSON.stringify(variables) })}`,
  headers,
});
const PREFLIGHT = { 'graphql-require-preflight': '1' };

const documents = new Map([UNIT, PERSON, DELETE].map((text) => [documentId(text), text]));
const identify = requireToken(async (token) =>
  token.startsWith('scopes:')
    ? {
        ok: true,
        caller: { ...configuredCaller(undefined), scopes: new Set(token.slice(7).split(',')) },
        confirmation: undefined,
        dpopRequired: false,
      }
    : { ok: false, problem: 'token', why: 'SIGNATURE' },
);
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** What is sent to the gateways of a setting, and how many of all those take the short way. */
const SETTINGS: readonly [string, GatewaySettings, number, readonly Sent[]][] = [
  [
    'the profile production',
    { profile: PROFILES.production, documents },
    10,
    [
      post(byId(UNIT)),
      post(byId(PERSON)),
      byQuery(post(byId(PERSON))),
      byQuery(post(byId(DELETE))),
      post({ extensions: { persistedQuery: { version: 1, sha256Hash: documentId(UNIT).slice(7) } }, variables }),
      post({ doc_id: documentId(UNIT).slice(7), variables }),
      post({ ...byId(UNIT), query: UNIT }),
      post({ ...byId(UNIT), query: PERSON }),
      post({ ...byId(UNIT), extensions: { persistedQuery: { sha256Hash: documentId(PERSON).slice(7) } } }),
      post({ documentId: 7 }),
      post({ documentId: `sha256:${'0'.repeat(64)}` }),
      unit,
      getOf({ documentId: documentId(UNIT) }),
      getOf({ documentId: documentId(UNIT) }, PREFLIGHT),
      getOf({ documentId: documentId(PERSON) }, PREFLIGHT),
      post({ ...byId(UNIT), variables: {} }),
    ],
  ],
  [
    'the profile subgraph',
    { profile: PROFILES.subgraph, documents },
    6,
    [
      unit,
      post(byId(PERSON)),
      post({ query: '{ enhett }' }),
      post({ query: '{' }),
      post({ query: UNIT, variables: { nr: [] } }),
      post({
        query: 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Enhet { organisasjonsnummer } } }',
        variables: { r: [{ __typename: 'Enhet', organisasjonsnummer: '1' }, { __typename: 'Enhet' }, 7] },
      }),
    ],
  ],
  [
    'tokens',
    { identify },
    8,
    [
      unit,
      { ...unit, headers: bearer('forged') },
      { ...unit, headers: bearer('scopes:registergraf:enhet.read') },
      { ...unit, headers: bearer('scopes:nothing') },
      { ...person, headers: bearer('scopes:nothing') },
      { ...person, headers: bearer('scopes:Borgerkommunikation.BorgersKontaktinformationService.read') },
    ],
  ],
  [
    'a limit of calls',
    { rates: { callsPerMinute: 4, quotas: {} } },
    5,
    [unit, person, post({ query: '{ __typename }' })],
  ],
  [
    'pages of other origins',
    { corsOrigins: new Set(['https://page.example']) },
    6,
    [
      unit,
      { ...unit, headers: { origin: 'https://page.example' } },
      { ...byQuery(person), headers: { origin: 'https://page.example' } },
      { ...post({ query: '{ nothing }' }), headers: { origin: 'https://page.example' } },
      { ...unit, headers: { origin: 'https://other.example' } },
      { method: 'OPTIONS', headers: { origin: 'https://page.example' } },
    ],
  ],
  ['a short answer', { limits: { answerBytes: 40 } }, 2, [unit, post({ query: '{ __typename }' })]],
  [
    'little that may be asked',
    { limits: { calls: 1, fields: 20 } },
    4,
    [
      unit,
      post({
        query: UNIT.replace('enhet(organisasjonsnummer: $nr)', 'enheter(organisasjonsnumre: $nr)').replace(
          'ID!',
          '[ID!]!',
        ),
        variables: { nr: ['1', '2'] },
      }),
      post({
        query: UNIT.replace('enhet(organisasjonsnummer: $nr)', 'enheter(organisasjonsnumre: $nr)').replace(
          'ID!',
          '[ID!]!',
        ),
        variables: { nr: ['700102009'] },
      }),
    ],
  ],
];

describe('both ways answer, log and record the same', () => {
  test.each(SETTINGS)('with %s', async (_, settings, shortOnes, all) => {
    const gateways = await startBoth(settings);
    try {
      for (const sent of all) await gateways.compare(sent);
      expect(gateways.shortOnes()).toBeGreaterThanOrEqual(shortOnes);
      await gateways.compareLines();
    } finally {
      await gateways.close();
    }
  });

  test('when a register is silent until the time is up, and when the client hangs up before', async () => {
    const gateways = await startBoth({ deadlineMs: 400, sources: { timeoutMs: 10_000 } });
    try {
      await gateways.compare(unit);
      for (const { sandbox } of [gateways.yoga, gateways.both]) sandbox.enhet.outage = 'silent';
      const [{ body } = { body: '' }] = await gateways.compare(unit);
      expect(body).toContain('TIDSAVBRUDD');
      for (const { url, logged } of [gateways.yoga, gateways.both]) {
        const hungUp = () => logged().filter(({ msg, hungUp: has }) => msg === 'operation' && has === true);
        const end = new AbortController();
        const gone = fetch(`${url}/graphql`, {
          method: 'POST',
          signal: end.signal,
          headers: { 'content-type': 'application/json' },
          body: String(unit.body),
        });
        await expect.poll(() => logged().at(-1)?.step, PATIENCE).toBe('execution');
        end.abort();
        await gone.catch(() => {});
        await expect.poll(() => hungUp().length, PATIENCE).toBe(1);
      }
      await gateways.compareLines();
    } finally {
      await gateways.close();
    }
  });
});
