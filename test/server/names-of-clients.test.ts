import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentId } from '../../src/server/documents/documents.ts';
import { type RunningGateway, startGateway } from '../support/gateway.ts';

/** What an object of JavaScript, a promise or an answer of GraphQL has itself, under names that a client may choose too. */
const NAMES = [
  'then',
  'catch',
  'finally',
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  'valueOf',
  'toJSON',
  'length',
  'next',
  'initialResult',
  'data',
  'errors',
  'extensions',
];

const UNIT = '700102009';
const NAVN = 'BLÅBÆR & FLØYTE SANDKASSE';

/** A query by the name that it uses, and the data that are right. By hand, for `{ __proto__: … }` would be a prototype. */
const ALIASES: Record<string, readonly [query: (name: string) => string, data: (name: string) => string]> = {
  'a root field': [
    (name) => `{ ${name}: enhet(organisasjonsnummer: "${UNIT}") { organisasjonsnummer } }`,
    (name) => `{"${name}":{"organisasjonsnummer":"${UNIT}"}}`,
  ],
  '__typename of the root': [(name) => `{ ${name}: __typename }`, (name) => `{"${name}":"Query"}`],
  'a field below': [
    (name) => `{ enhet(organisasjonsnummer: "${UNIT}") { ${name}: organisasjonsnummer } }`,
    (name) => `{"enhet":{"${name}":"${UNIT}"}}`,
  ],
  'a union, and a field in it': [
    (name) =>
      `{ enhet(organisasjonsnummer: "${UNIT}") { ${name}: basisdata { ... on Basisdata { ${name}: navn organisasjonsform { ${name}: kode } } } } }`,
    (name) => `{"enhet":{"${name}":{"${name}":"${NAVN}","organisasjonsform":{"${name}":"ENK"}}}}`,
  ],
  'the members of a list': [
    (name) => `{ ${name}: enheter(organisasjonsnumre: ["${UNIT}", "700000001"]) { ${name}: organisasjonsnummer } }`,
    (name) => `{"${name}":[{"${name}":"${UNIT}"},{"${name}":"700000001"}]}`,
  ],
  'a fragment, and what is in it': [
    (name) =>
      `{ enhet(organisasjonsnummer: "${UNIT}") { ...${name} } } fragment ${name} on Enhet { ${name}: organisasjonsnummer ${name}2: __typename }`,
    (name) => `{"enhet":{"${name}":"${UNIT}","${name}2":"Enhet"}}`,
  ],
  'the operation': [(name) => `query ${name} { ${name}: __typename }`, (name) => `{"${name}":"Query"}`],
  introspection: [
    (name) => `{ ${name}: __type(name: "Borger") { ${name}: name fields { ${name}: name } } }`,
    (name) => `{"${name}":{"${name}":"Borger","fields":[{"${name}":"cpr"},{"${name}":"kontaktinformation"}]}}`,
  ],
  'what a router reads': [
    (name) => `{ ${name}: _service { ${name}: __typename } }`,
    (name) => `{"${name}":{"${name}":"_Service"}}`,
  ],
};

let gateway: RunningGateway;
beforeAll(async () => {
  const texts = Object.values(ALIASES).map(([query]) => query('then'));
  gateway = await startGateway({ documents: new Map(texts.map((text) => [documentId(text), text])) });
});
afterAll(() => gateway.close());

async function post(body: string): Promise<{ status: number; text: string }> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body });
  return { status: response.status, text: await response.text() };
}

describe.each(Object.entries(ALIASES))('an alias on %s', (_, [query, data]) => {
  test.each(NAMES)('is named %s, and the answer is the right one', async (name) => {
    const right = { status: 200, text: `{"data":${data(name)}}` };
    expect(await post(JSON.stringify({ query: query(name) }))).toEqual(right);
    const byGet = await fetch(`${gateway.url}/graphql?${new URLSearchParams({ query: query(name) })}`);
    expect({ status: byGet.status, text: await byGet.text() }).toEqual(right);
  });

  test('is named then in a persisted document', async () => {
    const asked = await post(JSON.stringify({ documentId: documentId(query('then')) }));
    expect(asked).toEqual({ status: 200, text: `{"data":${data('then')}}` });
  });
});

const ENTITIES = (name: string) =>
  `query($r: [_Any!]!) { ${name}: _entities(representations: $r) { ... on Enhet { ${name}: organisasjonsnummer } } }`;

describe.each(NAMES)('%s', (name) => {
  test('is an alias on a mutation, and in its answer', async () => {
    const query = `mutation { ${name}: sletKontaktinformation(input: { cpr: "0303505003", kontaktdataType: MOBILTELEFON }) { ${name}: __typename } }`;
    const right = { status: 200, text: `{"data":{"${name}":{"${name}":"KontaktinformationGemt"}}}` };
    expect(await post(JSON.stringify({ query }))).toEqual(right);
  });

  test('is an alias on entities, and a member of a representation', async () => {
    for (const value of ['"x"', '{"a":1}', 'null', '[{}]']) {
      const r = `[{"__typename":"Enhet","organisasjonsnummer":"${UNIT}","${name}":${value}}]`;
      expect(await post(`{"query":${JSON.stringify(ENTITIES(name))},"variables":{"r":${r}}}`)).toEqual({
        status: 200,
        text: `{"data":{"${name}":[{"${name}":"${UNIT}"}]}}`,
      });
    }
  });

  test('chooses an operation, and names a variable and an extension that nobody reads', async () => {
    const query = `query ${name} { __typename } query Other { other: __typename }`;
    const rest = `"operationName":"${name}","variables":{"${name}":{"a":1}},"extensions":{"${name}":{"a":1}}`;
    expect(await post(`{"query":${JSON.stringify(query)},${rest}}`)).toEqual({
      status: 200,
      text: '{"data":{"__typename":"Query"}}',
    });
  });

  test('is a key that no register has', async () => {
    const { status, text } = await post(
      JSON.stringify({ query: `{ enhet(organisasjonsnummer: "${name}") { basisdata { __typename } } }` }),
    );
    expect([status, text]).toEqual([
      200,
      '{"data":{"enhet":{"basisdata":{"__typename":"UgyldigOrganisasjonsnummerFormat"}}}}',
    ]);
  });
});

// `extensions` is a parameter.
test.each(NAMES.filter((name) => name !== 'extensions'))('a parameter %s is none, and not looked at', async (name) => {
  for (const value of ['"x"', '{"a":1}', '[1]']) {
    const { status, text } = await post(`{"query":"{ __typename }","${name}":${value}}`);
    expect([status, text]).toEqual([200, '{"data":{"__typename":"Query"}}']);
  }
});

test.each(NAMES.filter((name) => name !== '__proto__'))('a variable is named $%s', async (name) => {
  const query = `query($${name}: ID!) { enhet(organisasjonsnummer: $${name}) { organisasjonsnummer } }`;
  expect(await post(`{"query":${JSON.stringify(query)},"variables":{"${name}":"${UNIT}"}}`)).toEqual({
    status: 200,
    text: `{"data":{"enhet":{"organisasjonsnummer":"${UNIT}"}}}`,
  });
});

test('a variable $__proto__, under which nothing can be kept, is refused by that name', async () => {
  const query = 'query($__proto__: ID!) { enhet(organisasjonsnummer: $__proto__) { organisasjonsnummer } }';
  const { status, text } = await post(`{"query":${JSON.stringify(query)},"variables":{"__proto__":"${UNIT}"}}`);
  expect(status).toBe(422);
  expect(JSON.parse(text)).toMatchObject({
    errors: [{ message: expect.stringContaining('$__proto__'), extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
  });
});

test('none of it was a bug', () => {
  expect(gateway.lines.filter((line) => line.includes('unexpected error'))).toEqual([]);
});
