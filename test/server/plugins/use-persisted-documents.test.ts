import { Client, cacheExchange, fetchExchange } from '@urql/core';
import { type PersistedExchangeOptions, persistedExchange } from '@urql/exchange-persisted';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BasisdataDocument } from '../../../examples/typed/graphql.ts';
import { createRenewable } from '../../../src/domain/renewable.ts';
import { createDocumentCache } from '../../../src/server/documents/cache.ts';
import { documentId, unfit } from '../../../src/server/documents/documents.ts';
import { PROFILES } from '../../../src/server/profile.ts';
import {
  exampleDocuments,
  type RunningGateway as SandboxGateway,
  startGateway as startWithSandbox,
} from '../../support/gateway.ts';
import { createSchema, type RunningGateway, read, startGateway } from '../gateway-under-test.ts';

const UNIT = 'query Unit($nr: ID!) { enhet(organisasjonsnummer: $nr) { organisasjonsnummer } }';
const PERSON = 'query Person($cpr: ID!) { borger(cpr: $cpr) { cpr } }';
const WRITE = 'mutation Write($cpr: ID!) { sletKontaktinformation(cpr: $cpr) }';
const HELD = [UNIT, PERSON, WRITE];
const OTHER = '{ __typename }';

const documents = new Map(HELD.map((text) => [documentId(text), text]));
const id = documentId(UNIT);
const nr = { nr: '700102009' };
const answered = { status: 200, code: undefined, answer: { data: { enhet: { organisasjonsnummer: '700102009' } } } };

/** As Apollo's and urql's clients send it: hexadecimal alone. */
const apollo = (sha256Hash: unknown) => ({ persistedQuery: { version: 1, sha256Hash } });
const hex = (text: string) => documentId(text).replace('sha256:', '');

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway({
    options: { documents },
    resolvers: { 'Mutation.sletKontaktinformation': () => true },
  });
});
afterAll(() => gateway[Symbol.asyncDispose]());

const ask = async (body: object, headers?: Record<string, string>) => read(await gateway.post(body, headers));

function get(parameters: Record<string, string | object>, headers: Record<string, string> = {}): Promise<Response> {
  const written = Object.entries(parameters).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return fetch(`${gateway.url}/graphql?${new URLSearchParams(written)}`, { headers });
}

describe('a persisted document is answered to', () => {
  test('its id', async () => {
    expect(id).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(await ask({ documentId: id, variables: nr })).toMatchObject(answered);
    expect(await read(await get({ documentId: id, variables: nr }))).toMatchObject(answered);
  });

  test('its hash, as clients of Apollo send it', async () => {
    expect(await ask({ extensions: apollo(hex(UNIT)), variables: nr })).toMatchObject(answered);
    expect(await read(await get({ extensions: apollo(hex(UNIT)), variables: nr }))).toMatchObject(answered);
  });

  test('its hash with the prefix, as codegen writes it', async () => {
    expect(await ask({ extensions: apollo(id), variables: nr })).toMatchObject(answered);
  });

  test('both ways at once, and with its own text beside', async () => {
    const all = { documentId: id, extensions: apollo(hex(UNIT)), query: UNIT, variables: nr };
    expect(await ask(all)).toMatchObject(answered);
  });

  test('its id where another parameter is null', async () => {
    expect(await ask({ documentId: id, query: null, extensions: null, variables: nr })).toMatchObject(answered);
  });
});

describe('an id that is not held', () => {
  const lacks = 'The manifest that this gateway has loaded (DOCUMENTS) lacks the document with this id.';
  const none = 'This gateway has loaded no manifest of documents (DOCUMENTS), so it knows no id.';
  const notFound = { code: 'PERSISTED_QUERY_NOT_FOUND', answer: { errors: [{ message: lacks }] } };
  /** The clients' own word, and beside it what is wrong. */
  const word = (message: string, hint: string) => ({ errors: [{ message, extensions: { hint } }] });
  const sendText = { code: 'PERSISTED_QUERY_NOT_FOUND', answer: word('PersistedQueryNotFound', lacks) };

  test.each([
    ['is of no document', documentId(OTHER)],
    ['is no id', 'Unit'],
    ['is a part of one', id.slice(0, -1)],
    ['is the name of what every object has', 'constructor'],
    ['is empty', ''],
  ])('%s: what is wrong, or the word upon which clients send the text', async (_, unknown) => {
    expect(await ask({ documentId: unknown })).toMatchObject({ status: 404, ...notFound });
    expect(await read(await get({ documentId: unknown }))).toMatchObject({ status: 404, ...notFound });
    expect(await ask({ extensions: apollo(unknown) })).toMatchObject({ status: 404, ...sendText });
  });

  test('is told in the same words to clients who may send no text', async () => {
    await using production = await startGateway({ options: { documents, profile: PROFILES.production } });
    const asked = await read(await production.post({ extensions: apollo(hex(OTHER)) }));
    expect(asked).toMatchObject({ status: 404, ...notFound });
    expect(JSON.stringify(asked)).not.toContain('hint');
  });

  test('is known to nobody where no manifest is loaded, which is what it says', async () => {
    await using empty = await startGateway();
    const asked = await read(await empty.post({ documentId: id }));
    expect(asked).toMatchObject({ status: 404, ...notFound, answer: { errors: [{ message: none }] } });
    const automatic = await read(await empty.post({ extensions: apollo(hex(UNIT)) }));
    expect(automatic.answer).toMatchObject(word('PersistedQueryNotSupported', none));
  });

  test('has the status 200 for clients that send the text upon it, and know no other', async () => {
    const json = { accept: 'application/json' };
    expect(await ask({ extensions: apollo(hex(OTHER)) }, json)).toMatchObject({ status: 200, ...sendText });
    expect(await ask({ documentId: documentId(OTHER) }, json)).toMatchObject({ status: 404, ...notFound });
  });

  test('is not remembered when its text comes along, which is answered as text', async () => {
    const both = { query: OTHER, extensions: apollo(hex(OTHER)) };
    expect(await ask(both)).toMatchObject({ status: 200, answer: { data: { __typename: 'Query' } } });
    expect(await ask({ extensions: both.extensions })).toMatchObject(sendText);
  });
});

describe('an id is refused', () => {
  test.each([
    ['with the text of another document', { documentId: id, query: OTHER }],
    ['with another id', { documentId: id, extensions: apollo(hex(PERSON)) }],
    ['that is a number', { documentId: 12 }],
    ['that is a list', { extensions: apollo([hex(UNIT)]) }],
  ])('%s', async (_, body) => {
    expect(await ask({ ...body, variables: nr })).toMatchObject({ status: 422, code: 'INVALID_DOCUMENT_ID' });
  });

  test('never with a failure of ours, whatever stands in its place', async () => {
    const bodies = [
      { extensions: 'x' },
      { extensions: { persistedQuery: 5 } },
      { extensions: { persistedQuery: null } },
    ];
    for (const body of [...bodies, {}, [], [{ documentId: id }]]) {
      expect(await ask(body)).toMatchObject({ status: 422, code: 'BAD_REQUEST' });
    }
  });
});

describe('by GET', () => {
  test('a persisted document that touches a person is refused, in either form', async () => {
    for (const named of [{ documentId: documentId(PERSON) }, { extensions: apollo(hex(PERSON)) }]) {
      const response = await get({ ...named, variables: { cpr: '0101505006' } });
      expect(response.headers.get('allow')).toBe('POST, QUERY');
      expect(await read(response)).toMatchObject({ status: 405, code: 'POST_ONLY' });
    }
    expect(await ask({ documentId: documentId(PERSON), variables: { cpr: '1' } })).toMatchObject({ status: 200 });
  });

  test('a persisted mutation is refused', async () => {
    const asked = { documentId: documentId(WRITE), variables: { cpr: '1' } };
    expect((await get(asked)).status).toBe(405);
    expect(await ask(asked)).toMatchObject({ answer: { data: { sletKontaktinformation: true } } });
  });
});

test('the log line tells the operation, and nothing that stood in the address', async () => {
  await using own = await startGateway({ options: { documents } });
  const address = new URLSearchParams({ documentId: id, variables: JSON.stringify({ nr: '0101505006' }) });
  await fetch(`${own.url}/graphql?${address}`);
  const [line] = await own.logged();
  expect(line).toMatchObject({ operation: 'Unit', kind: 'query', status: 200 });
  expect(JSON.stringify(line)).not.toContain('0101505006');
});

describe('persisted documents', () => {
  test('stay parsed, however long, whatever stands in them, and whatever else is sent', () => {
    const long = `{ __typename } #0101505006 ${'x'.repeat(20_000)}`;
    const cache = createDocumentCache({ current: new Map([[documentId(long), long]]) });
    const parsed = parse('{ __typename }');
    cache.set(long, parsed);
    for (let n = 0; n < 2000; n += 1) cache.set(`{ a${n}: __typename }`, parsed);
    expect(cache.get(long)).toBe(parsed);
    expect(cache.get('{ a0: __typename }')).toBeUndefined();
    cache.set(`${long}x`, parsed);
    expect(cache.get(`${long}x`)).toBeUndefined();
  });

  test('stay parsed when others are held beside them, and are let go when they are not held any more', () => {
    const [one, other] = ['{ one: __typename } # 0101505006', '{ other: __typename } # 0101505006'];
    const manifest = (...texts: string[]) => new Map(texts.map((text) => [documentId(text), text]));
    const held = createRenewable(manifest(one));
    const cache = createDocumentCache(held);
    const parsed = parse('{ __typename }');
    cache.set(one, parsed);
    held.renew(manifest(one, other));
    expect(cache.get(one)).toBe(parsed);
    cache.set(other, parsed);
    held.renew(manifest(other));
    expect([cache.get(one), cache.get(other)]).toEqual([undefined, parsed]);
    // Text that holds a number is kept for nobody else.
    cache.set(one, parsed);
    expect(cache.get(one)).toBeUndefined();
  });

  test('leave room for a megabyte of others, of which the longest unused go first', () => {
    const cache = createDocumentCache({ current: new Map() });
    const parsed = parse('{ __typename }');
    const long = (n: number) => `{ ${'x'.repeat(n)}: __typename } #${'x'.repeat(15_000 - n)}`;
    for (let n = 1; n <= 60; n += 1) cache.set(long(n), parsed);
    expect(cache.get(long(1))).toBe(parsed);
    for (let n = 61; n <= 75; n += 1) cache.set(long(n), parsed);
    expect(cache.get(long(1))).toBe(parsed);
    expect(cache.get(long(2))).toBeUndefined();
    expect(cache.get(long(75))).toBe(parsed);
  });

  test('are held to the graph and the profile: each that does not fit has its first mistake', () => {
    const texts = ['{ noSuchField }', '{ __schema { description } }', '{', ...HELD];
    const manifest = new Map(texts.map((text) => [text, text]));
    const schema = createSchema();
    expect([...unfit(manifest, schema, PROFILES.open).keys()]).toEqual(['{ noSuchField }', '{']);
    expect(unfit(manifest, schema, PROFILES.production)).toEqual(
      new Map([
        ['{ noSuchField }', 'Cannot query field "noSuchField" on type "Query".'],
        ['{ __schema { description } }', 'The schema is not told here.'],
        ['{', 'Syntax Error: Expected Name, found <EOF>.'],
      ]),
    );
  });
});

const settings: PersistedExchangeOptions = {
  enforcePersistedQueries: true,
  enableForMutation: true,
  preferGetForPersistedQueries: false,
  generateHash: async (_, document) => (document as { __meta__?: { hash: string } }).__meta__?.hash ?? '',
};

describe('a client of urql with the generated documents', () => {
  let sandbox: SandboxGateway;
  beforeAll(async () => {
    sandbox = await startWithSandbox({ profile: PROFILES.production, documents: exampleDocuments() });
  });
  afterAll(() => sandbox.close());

  const clientOf = (url: string, preferGet: boolean) => {
    const sent: Request[] = [];
    const client = new Client({
      url: `${url}/graphql`,
      preferGetMethod: false,
      exchanges: [
        cacheExchange,
        persistedExchange({ ...settings, ...(preferGet && { preferGetForPersistedQueries: 'within-url-limit' }) }),
        fetchExchange,
      ],
      fetchOptions: { headers: { 'graphql-require-preflight': '1' } },
      fetch(input, init) {
        sent.push(new Request(input, init));
        return fetch(input, init);
      },
    });
    return { client, sent };
  };

  test.each([
    ['POST', false],
    ['GET', true],
  ] as const)('is answered by %s, without sending a text', async (method, preferGet) => {
    const { client, sent } = clientOf(sandbox.url, preferGet);
    const { data, error } = await client.query(BasisdataDocument, { organisasjonsnummer: '700102009' });
    expect(error).toBeUndefined();
    expect(data?.enhet?.basisdata).toMatchObject({ __typename: 'Basisdata', enhet: { __typename: 'Enhet' } });
    expect(sent.map((request) => request.method)).toEqual([method]);
    const [request] = sent;
    expect(request && decodeURIComponent(request.url + (await request.text()))).not.toContain('organisasjonsform {');
  });
});
