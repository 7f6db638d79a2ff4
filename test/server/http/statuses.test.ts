import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GRAPHQL_RESPONSE } from '../../../src/server/http/headers.ts';
import { read, type RunningGateway, startGateway } from '../gateway-under-test.ts';

// GraphQL over HTTP, edition of September 2026, 5.1 and 5.4: which status and which media type an answer has.

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway({
    limits: { calls: 5, answerBytes: 2_000 },
    resolvers: {
      'Query.costly': () => {
        throw new Error('a bug');
      },
    },
  });
});
afterAll(() => gateway[Symbol.asyncDispose]());

const JSON_ONLY = 'application/json';
const BOTH = `${GRAPHQL_RESPONSE}, application/json;q=0.9`;
const ACCEPTS = [undefined, '*/*', JSON_ONLY, BOTH, GRAPHQL_RESPONSE] as const;

const NUMBER = 'query ($n: Int!) { costly(calls: $n) }';
const refused: readonly (readonly [what: string, status: number, body: string | object])[] = [
  ['no JSON', 400, '{'],
  ['no body', 400, ''],
  ['a document that does not parse', 400, { query: '{' }],
  ['no object', 422, '7'],
  ['several operations in a list', 422, [{ query: '{ __typename }' }]],
  ['no document', 422, { variables: {} }],
  ['a misspelt parameter', 422, { queries: '{ __typename }' }],
  ['a document of another type', 422, { query: 7 }],
  ['a name of another type', 422, { query: '{ __typename }', operationName: {} }],
  ['variables of another type', 422, { query: '{ __typename }', variables: [7] }],
  ['extensions of another type', 422, { query: '{ __typename }', extensions: 'x' }],
  ['an unknown field', 422, { query: '{ nothing }' }],
  ['an unknown operation', 422, { query: 'query A { __typename }', operationName: 'B' }],
  ['a choice of two operations', 422, { query: 'query A { __typename } query B { __typename }' }],
  ['a subscription', 422, { query: 'subscription { x }' }],
  ['a missing variable', 422, { query: NUMBER }],
  ['a variable of another type', 422, { query: NUMBER, variables: { n: 'many' } }],
  ['too many calls', 422, { query: NUMBER, variables: { n: 6 } }],
];

describe('what is refused has its status whatever the client accepts, and says that it is GraphQL’s:', () => {
  test.each(refused)('%s: %i', async (_, status, body) => {
    for (const accept of ACCEPTS) {
      // It is no other the second time.
      for (const _time of [1, 2]) {
        const answer = await gateway.post(body, accept === undefined ? {} : { accept });
        expect([answer.status, answer.headers.get('content-type')], String(accept)).toEqual([
          status,
          `${GRAPHQL_RESPONSE}; charset=utf-8`,
        ]);
        const told = (await answer.json()) as object;
        expect(told).toHaveProperty('errors');
        expect(told).not.toHaveProperty('data');
      }
    }
  });

  test('so has what is refused before GraphQL', async () => {
    const url = `${gateway.url}/graphql`;
    for (const [init, status] of [
      [{ method: 'PUT' }, 405],
      [{ method: 'POST', body: '{}' }, 415],
      [{ method: 'POST', body: '{}', headers: { 'content-type': JSON_ONLY, accept: 'image/png' } }, 406],
      [{ method: 'POST', body: '{}', headers: { 'content-type': JSON_ONLY, 'idempotency-key': 'a b' } }, 400],
    ] as const) {
      const answer = await fetch(url, init);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        status,
        `${GRAPHQL_RESPONSE}; charset=utf-8`,
      ]);
      expect(await answer.json()).toHaveProperty('errors');
    }
  });

  test('and a bug before anything is executed is 500', async () => {
    await using broken = await startGateway({
      options: {
        identify: () => {
          throw new Error('a bug');
        },
      },
    });
    expect((await broken.post({ query: '{ __typename }' })).status).toBe(500);
  });
});

const ANSWERED = { query: '{ __typename }' };
const PARTIAL = { query: '{ __typename costly(calls: 1) }' };
const TOO_LONG = { query: `{ ${'a'.repeat(2_000)}: __typename }` };

describe('what is answered', () => {
  test.each([
    [undefined, JSON_ONLY],
    ['*/*', JSON_ONLY],
    ['application/*', JSON_ONLY],
    [JSON_ONLY, JSON_ONLY],
    [`${JSON_ONLY}, ${GRAPHQL_RESPONSE}`, JSON_ONLY],
    [BOTH, GRAPHQL_RESPONSE],
    // By what the client likes best, wherever it stands.
    [`application/json;q=0.9, ${GRAPHQL_RESPONSE}`, GRAPHQL_RESPONSE],
    [`${GRAPHQL_RESPONSE};q=0.1, */*;q=0.2`, JSON_ONLY],
    [`${GRAPHQL_RESPONSE};q=0, application/json;q=0.1`, JSON_ONLY],
    // What it refuses is none of what it takes beside.
    ['application/json;q=0, */*', GRAPHQL_RESPONSE],
    [`${GRAPHQL_RESPONSE};q=0, application/*`, JSON_ONLY],
  ])('to a client that accepts %s is %s', async (accept, type) => {
    for (const _time of [1, 2, 3]) {
      const answer = await gateway.post(ANSWERED, accept === undefined ? {} : { accept });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, `${type}; charset=utf-8`]);
      const { status, answer: told } = await read(await gateway.post(PARTIAL, accept === undefined ? {} : { accept }));
      expect([status, told.data?.costly]).toEqual([type === GRAPHQL_RESPONSE ? 294 : 200, null]);
    }
  });

  test('with an error beside it is told to be a partial success, and so is one that is too long to be sent', async () => {
    for (const body of [PARTIAL, TOO_LONG]) {
      const answer = await gateway.post(body, { accept: BOTH });
      expect([answer.status, answer.statusText, answer.ok]).toEqual([294, 'Partial Success', true]);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(await answer.json()).toHaveProperty('errors');
      expect((await gateway.post(body, { accept: JSON_ONLY })).status).toBe(200);
    }
  });

  test('to nobody is what nobody accepts', async () => {
    expect((await gateway.post(ANSWERED, { accept: 'application/json;q=0' })).status).toBe(406);
  });
});

test('parameters that GraphQL over HTTP does not have are not looked at, on both ways', async () => {
  for (const _time of [1, 2, 3]) {
    const answer = await gateway.post(
      '{"query":"{ __typename }","then":1,"more":{"query":"{ nothing }"},"doc_id":"1"}',
    );
    expect([answer.status, await answer.text()]).toEqual([200, '{"data":{"__typename":"Query"}}']);
  }
});
