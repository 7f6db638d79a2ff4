import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentId } from '../../src/server/documents/documents.ts';
import { PROFILES } from '../../src/server/profile.ts';
import { type RunningGateway, read, startGateway } from './gateway-under-test.ts';

const UNIT = 'query Unit($nr: ID!) { enhet(organisasjonsnummer: $nr) { organisasjonsnummer } }';
const PERSON = 'query Person($cpr: ID!) { borger(cpr: $cpr) { cpr } }';
const COSTLY = 'query Costly($calls: Int!) { costly(calls: $calls) }';
const SEARCHES = 'query Searches($a: Soek!, $b: Soek!) { a: sok(soek: $a) b: sok(soek: $b) }';
const TYPE = '{ __type(name: "Enhet") { name } }';

const documents = new Map([UNIT, PERSON, COSTLY, SEARCHES, TYPE].map((text) => [documentId(text), text]));
const resolvers = {
  'Query.costly': () => {
    throw new Error('inner workings');
  },
};
const start = (name: keyof typeof PROFILES) =>
  startGateway({
    options: { profile: PROFILES[name], documents },
    resolvers,
  });

let gateways: Record<keyof typeof PROFILES, RunningGateway>;
beforeAll(async () => {
  gateways = { open: await start('open'), production: await start('production'), subgraph: await start('subgraph') };
});
afterAll(() => Promise.all(Object.values(gateways).map((gateway) => gateway[Symbol.asyncDispose]())));

const CLOSED = ['production', 'subgraph'] as const;
const ALL = ['open', ...CLOSED] as const;
const TAKING_TEXT = ['open', 'subgraph'] as const;

type Name = keyof typeof PROFILES;
const ask = async (name: Name, body: object, headers?: Record<string, string>) =>
  read(await gateways[name].post(body, headers));
const get = (name: Name, parameters: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${gateways[name].url}/graphql?${new URLSearchParams(parameters)}`, { headers });

const byId = { documentId: documentId(UNIT), variables: { nr: '1' } };
const byIdInAddress = { documentId: documentId(UNIT), variables: '{"nr":"1"}' };
const answered = { status: 200, code: undefined, answer: { data: { enhet: { organisasjonsnummer: '1' } } } };

describe('a document', () => {
  test.each(ALL)('that is held is answered by its id: %s', async (name) => {
    expect(await ask(name, byId)).toMatchObject(answered);
  });

  test.each(TAKING_TEXT)('is taken as text: %s', async (name) => {
    expect(await ask(name, { query: UNIT, variables: byId.variables })).toMatchObject(answered);
  });

  test('as text is refused in production, held or not, valid or not, and nothing is said of it', async () => {
    for (const query of ['{ __typename }', UNIT, '{ enhett }', '{', 'mutation { x }']) {
      const { status, code, answer } = await ask('production', { query, variables: byId.variables });
      expect([status, code]).toEqual([400, 'PERSISTED_DOCUMENTS_ONLY']);
      expect(Object.keys(answer.errors?.[0] ?? {})).toEqual(['message', 'extensions']);
    }
    const unheld = '{ __typename }';
    const both = { query: unheld, documentId: documentId(unheld) };
    expect(await ask('production', both)).toMatchObject({ code: 'PERSISTED_DOCUMENTS_ONLY' });
    expect(await ask('production', {})).toMatchObject({ code: 'PERSISTED_DOCUMENTS_ONLY' });
    const response = await get('production', { query: UNIT }, { 'graphql-require-preflight': '1' });
    expect(await read(response)).toMatchObject({ status: 400, code: 'PERSISTED_DOCUMENTS_ONLY' });
  });

  test('in production may come with its text, as a client sends it that has been told "not found" elsewhere', async () => {
    expect(await ask('production', { ...byId, query: UNIT })).toMatchObject(answered);
  });

  test.each(ALL)('that is held is within the limits all the same: %s', async (name) => {
    const asked = { documentId: documentId(COSTLY), variables: { calls: 1001 } };
    expect(await ask(name, asked)).toMatchObject({ status: 422, code: 'TOO_MANY_CALLS' });
  });
});

describe('the schema', () => {
  test('is told in the open profile', async () => {
    expect(await ask('open', { query: getIntrospectionQuery() })).toMatchObject({ status: 200, code: undefined });
    expect(await ask('open', { documentId: documentId(TYPE) })).toMatchObject({ status: 200, code: undefined });
  });

  test.each([
    '{ __schema { types { name } } }',
    TYPE,
    '{ enhet(organisasjonsnummer: "1") { navn } ...s } fragment s on Query { __type(name: "Enhet") { name } }',
  ])('is not told to a router: %s', async (query) => {
    const { status, code, answer } = await ask('subgraph', { query });
    expect([status, code, answer.data]).toEqual([422, 'INTROSPECTION_DISABLED', undefined]);
  });

  test.each(CLOSED)('is not told by a document that is held: %s', async (name) => {
    expect(await ask(name, { documentId: documentId(TYPE) })).toMatchObject({ code: 'INTROSPECTION_DISABLED' });
  });

  test('is not what __typename tells', async () => {
    expect(
      await ask('subgraph', { query: '{ __typename enhet(organisasjonsnummer: "1") { __typename } }' }),
    ).toMatchObject({
      status: 200,
      code: undefined,
    });
  });
});

describe('GraphiQL', () => {
  test.each(CLOSED)('is nowhere: %s', async (name) => {
    const page = await fetch(`${gateways.open.url}/graphql`, { headers: { accept: 'text/html' } });
    const files = [...(await page.text()).matchAll(/(?:href|src)="([^"]+)"/g)].map(([, path = '']) => path);
    expect(files).toHaveLength(4);
    for (const path of ['/graphql', ...files]) {
      const response = await fetch(gateways[name].url + path, { headers: { accept: 'text/html' } });
      expect(response.status).toBe(path === '/graphql' ? 403 : 404);
      expect(await response.text()).not.toMatch(/graphiql/i);
    }
  });
});

describe('a GET', () => {
  test('needs no header in the open profile', async () => {
    expect(await read(await get('open', byIdInAddress))).toMatchObject(answered);
  });

  describe.each(CLOSED)('in the profile %s', (name) => {
    test.each<Record<string, string>>([
      {},
      { accept: 'application/json' },
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/x-www-form-urlencoded' },
      { 'graphql-require-preflight': '' },
    ])('is refused with no more than a page can make a browser send: %o', async (headers) => {
      expect(await read(await get(name, byIdInAddress, headers))).toMatchObject({
        status: 403,
        code: 'PREFLIGHT_REQUIRED',
      });
    });

    test.each<Record<string, string>>([
      { 'graphql-require-preflight': '1' },
      { 'apollo-require-preflight': 'true' },
      { 'x-apollo-operation-name': 'Unit' },
      { 'content-type': 'application/json' },
    ])('is answered with a header that a browser asks about first: %o', async (headers) => {
      expect(await read(await get(name, byIdInAddress, headers))).toMatchObject(answered);
    });

    test('is refused for a person, whatever the header', async () => {
      const asked = { documentId: documentId(PERSON), variables: '{"cpr":"1"}' };
      const response = await get(name, asked, { 'graphql-require-preflight': '1' });
      expect(await read(response)).toMatchObject({ status: 405, code: 'POST_ONLY' });
    });
  });
});

describe('what a refusal says', () => {
  const WRONG = '{ enhett(organisasjonsnummer: "1") { navnn } borgerr }';

  test('helps in the open profile: all mistakes, their places, what else was meant', async () => {
    const { answer } = await ask('open', { query: WRONG });
    expect(answer.errors).toHaveLength(2);
    expect(answer.errors?.[0]).toMatchObject({
      message: expect.stringContaining('Did you mean "enhet"'),
      locations: [{ line: 1, column: 3 }],
    });
  });

  test('is one line to a router', async () => {
    const { answer } = await ask('subgraph', { query: WRONG });
    expect(answer).toEqual({
      errors: [
        {
          message: 'Cannot query field "enhett" on type "Query".',
          extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
        },
      ],
    });
  });

  const misspelt = { documentId: documentId(SEARCHES), variables: { a: { soek_streng: 'a\nb' }, b: 'a\nb' } };

  test('helps with variables too', async () => {
    const { answer } = await ask('open', misspelt);
    expect(answer.errors).toHaveLength(2);
    expect(answer.errors?.[0]?.message).toContain('Did you mean "soekestreng"?');
  });

  test.each(CLOSED)('is one line of variables too: %s', async (name) => {
    const { answer } = await ask(name, misspelt);
    expect(answer.errors).toHaveLength(1);
    expect(Object.keys(answer.errors?.[0] ?? {})).toEqual(['message', 'extensions']);
    expect(answer.errors?.[0]?.message).not.toMatch(/\n|Did you mean/);
  });

  test.each(CLOSED)('of a bug is where it was, and nothing of what it was: %s', async (name) => {
    const { answer } = await ask(name, { documentId: documentId(COSTLY), variables: { calls: 1 } });
    expect(answer).toEqual({
      data: { costly: null },
      errors: [{ message: 'Unexpected error.', path: ['costly'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    });
  });
});
