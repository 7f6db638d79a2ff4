import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentId } from '../../src/server/documents/documents.ts';
import { PROFILES } from '../../src/server/profile.ts';
import { type RunningGateway, read, startGateway } from './gateway-under-test.ts';

const QUERY = '{ __typename }';
const JSON_BODY = JSON.stringify({ query: QUERY });
const ANSWERED = { status: 200, answer: { data: { __typename: 'Query' } } };

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway[Symbol.asyncDispose]());

async function postBytes(body: Buffer) {
  const headers = { 'content-type': 'application/json' };
  return read(await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body: new Uint8Array(body) }));
}

describe('a body', () => {
  test('that begins with a byte order mark is read', async () => {
    expect(await postBytes(Buffer.from(`\uFEFF${JSON_BODY}`))).toMatchObject(ANSWERED);
    expect(await postBytes(Buffer.from(JSON.stringify({ query: `\uFEFF${QUERY}` })))).toMatchObject(ANSWERED);
  });

  test('that begins with two is not JSON', async () => {
    expect(await postBytes(Buffer.from(`\uFEFF\uFEFF${JSON_BODY}`))).toMatchObject({
      status: 400,
      code: 'BAD_REQUEST',
    });
  });

  test('in Latin-1 or UTF-16 is refused, and no letter is taken for another', async () => {
    const letter = Buffer.from('{"query":"{ __typename }","variables":{"x":"\xe6"}}', 'latin1');
    expect(await postBytes(letter)).toMatchObject({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
    expect((await postBytes(Buffer.from(`\uFEFF${JSON_BODY}`, 'utf16le'))).status).toBe(415);
    expect(await postBytes(Buffer.from(letter.toString('latin1'), 'utf8'))).toMatchObject(ANSWERED);
  });

  test('names no operation by an empty name', async () => {
    expect(await read(await gateway.post({ query: `query A ${QUERY}`, operationName: '' }))).toMatchObject(ANSWERED);
    expect(await read(await gateway.post({ query: QUERY, operationName: 1 }))).toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('Relay', () => {
  const held = new Map([[documentId(QUERY), QUERY]]);
  const hex = documentId(QUERY).slice('sha256:'.length);

  test.each([
    ['a name', 'FirstLook'],
    ['a number', 7],
    ['the id of another document', hex],
    ['null', null],
  ])('sends %s as id beside a text, which is answered', async (_, id) => {
    await using own = await startGateway({ options: { documents: held } });
    expect(await read(await own.post({ query: '{ other: __typename }', id }))).toMatchObject({
      status: 200,
      answer: { data: { other: 'Query' } },
    });
  });

  test('sends the id of a document without its text, which is answered where the document is held', async () => {
    await using own = await startGateway({ options: { documents: held, profile: PROFILES.production } });
    for (const body of [{ id: hex }, { doc_id: hex }, { id: documentId(QUERY), query: null, variables: {} }]) {
      expect(await read(await own.post(body))).toMatchObject(ANSWERED);
    }
    for (const body of [{ id: 'd41d8cd98f00b204e9800998ecf8427e' }, { doc_id: 'x' }]) {
      expect(await read(await own.post(body))).toMatchObject({ status: 404, code: 'PERSISTED_QUERY_NOT_FOUND' });
    }
    expect(await read(await own.post({ id: hex, documentId: documentId('{ a }') }))).toMatchObject({
      code: 'INVALID_DOCUMENT_ID',
    });
    expect(await read(await own.post({ query: QUERY, id: hex }))).toMatchObject({ code: 'PERSISTED_DOCUMENTS_ONLY' });
  });
});

describe('an unknown hash, where no document is held and none ever registered', () => {
  const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
  const told = {
    code: 'PERSISTED_QUERY_NOT_SUPPORTED',
    answer: { errors: [{ message: 'PersistedQueryNotSupported' }] },
  };

  test('is told in the words upon which clients of Apollo and urql stop asking by hash', async () => {
    expect(await read(await gateway.post({ extensions }))).toMatchObject({ status: 400, ...told });
    const accept = 'application/json';
    expect(await read(await gateway.post({ extensions }, { accept }))).toMatchObject({ status: 200, ...told });
    const address = new URLSearchParams({ extensions: JSON.stringify(extensions) });
    expect(await read(await fetch(`${gateway.url}/graphql?${address}`))).toMatchObject(told);
  });

  test('is answered with the text that comes along', async () => {
    const both = { query: QUERY, extensions: { persistedQuery: { version: 1, sha256Hash: documentId(QUERY) } } };
    expect(await read(await gateway.post(both))).toMatchObject(ANSWERED);
    expect(await read(await gateway.post({ extensions: both.extensions }))).toMatchObject(told);
  });

  test('is not found where documents are held, or no text is taken; nor is a documentId', async () => {
    const notFound = { status: 404, code: 'PERSISTED_QUERY_NOT_FOUND' };
    await using holds = await startGateway({ options: { documents: new Map([[documentId(QUERY), QUERY]]) } });
    await using closed = await startGateway({ options: { profile: PROFILES.production } });
    for (const own of [holds, closed]) expect(await read(await own.post({ extensions }))).toMatchObject(notFound);
    expect(await read(await gateway.post({ documentId: documentId(QUERY) }))).toMatchObject(notFound);
  });
});

describe('every refusal has a code:', () => {
  test.each([
    ['a subscription', { query: 'subscription { x }' }, 'SUBSCRIPTION_NOT_SUPPORTED'],
    ['a subscription to what every type has', { query: 'subscription { __typename }' }, 'SUBSCRIPTION_NOT_SUPPORTED'],
    [
      'a document with one',
      { query: 'query A { __typename } subscription B { x }', operationName: 'A' },
      'SUBSCRIPTION_NOT_SUPPORTED',
    ],
    [
      'null for a variable with a default',
      { query: 'query($n: ID = "1") { enhet(organisasjonsnummer: $n) { navn } }', variables: { n: null } },
      'INVALID_VARIABLES',
    ],
    [
      'null for a condition',
      { query: 'query($n: Boolean = true) { __typename @skip(if: $n) }', variables: { n: null } },
      'INVALID_VARIABLES',
    ],
  ])('%s', async (_, body, code) => {
    for (const accept of ['*/*', 'application/json', 'application/graphql-response+json']) {
      expect(await read(await gateway.post(body, { accept }))).toMatchObject({ code });
    }
  });
});

describe('a refusal that repeats a value is cut:', () => {
  const LONG = 'x'.repeat(900_000);
  test.each([
    ['a variable', { query: 'query($c: Int!) { costly(calls: $c) }', variables: { c: LONG } }],
    [
      'many variables',
      { query: 'query($c: [Int!]!, $d: Int!) { a: costly(calls: $d) }', variables: { c: [LONG], d: LONG } },
    ],
    ['a literal', { query: `{ costly(calls: "${LONG}") }` }],
    ['the name of a field', { query: `{ ${LONG} }` }],
    ['the name of a type', { query: `{ ... on ${LONG} { a } }` }],
    ['what does not parse', { query: `{ a ! ${LONG}` }],
    ['a mistake right before it', { query: `${LONG} !` }],
  ])('%s', async (_, body) => {
    for (const profile of [PROFILES.open, PROFILES.subgraph]) {
      await using own = await startGateway({ options: { profile }, limits: { bodyBytes: 4_000_000 } });
      const response = await own.post(body);
      const text = await response.text();
      expect([400, 422]).toContain(response.status);
      expect(text.length).toBeLessThan(6_000);
      for (const { message } of JSON.parse(text).errors) expect(message.length).toBeLessThanOrEqual(1_000);
    }
  });

  test.each([
    [1_000, 1_000],
    [1_001, 1_000],
  ])('a message of %i characters has %i', async (length, left) => {
    // 'Cannot query field "…" on type "Query".'
    const name = 'y'.repeat(length - 'Cannot query field "" on type "Query".'.length);
    const { answer } = await read(await gateway.post({ query: `{ ${name} }` }));
    expect(answer.errors?.[0]?.message).toHaveLength(left);
  });

  test('and leaves no half of a number or an address where it is cut', async () => {
    for (let before = 940; before < 1_010; before += 1) {
      for (const said of ['0101505006', '01.01.50-5006', '67 00 00 01', 'borger-1@example.org']) {
        const c = `${'z '.repeat(before / 2)} ${said} ${'z'.repeat(5_000)}`;
        const { answer } = await read(
          await gateway.post({ query: 'query($c: Int!) { costly(calls: $c) }', variables: { c } }),
        );
        expect(answer.errors?.[0]?.message).not.toMatch(/01015|01\.01|67 00|borger-1|\d{3}/);
      }
    }
  });
});

describe('a target in absolute form', () => {
  const send = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const { hostname, port } = new URL(gateway.url);
      const socket = connect(Number(port), hostname, () => socket.write(text));
      let answer = '';
      socket.on('data', (chunk) => {
        answer += chunk.toString();
      });
      socket.on('close', () => resolve(answer));
      socket.on('error', reject);
    });
  const rest = `Content-Type: application/json\r\nContent-Length: ${JSON_BODY.length}\r\nConnection: close\r\n\r\n${JSON_BODY}`;

  test.each([
    ['by POST', `POST http://127.0.0.1:4000/graphql HTTP/1.1\r\nHost: 127.0.0.1:4000\r\n${rest}`],
    [
      'by GET',
      'GET http://localhost/graphql?query={__typename} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    ],
    ['whose scheme is in capitals', `POST HTTPS://localhost/graphql HTTP/1.1\r\nHost: localhost\r\n${rest}`],
    ['whose host counts, and not Host', `POST http://localhost/graphql HTTP/1.1\r\nHost: evil.example\r\n${rest}`],
  ])('%s is answered', async (_, request) => {
    expect(await send(request)).toMatch(/^HTTP\/1\.1 200 [\s\S]*"__typename":"Query"/);
  });

  test('of health and of nothing', async () => {
    const get = (target: string) => send(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(await get('http://10.0.0.1:4000/health/live')).toMatch(/^HTTP\/1\.1 200 /);
    expect(await get('http://10.0.0.1')).toMatch(/^HTTP\/1\.1 404 /);
    expect(await get('http://10.0.0.1?query={__typename}')).toMatch(/^HTTP\/1\.1 404 /);
  });

  test('of another host is refused, whatever Host says', async () => {
    expect(await send(`POST http://evil.example/graphql HTTP/1.1\r\nHost: localhost\r\n${rest}`)).toMatch(
      /^HTTP\/1\.1 403 [\s\S]*HOST_NOT_ALLOWED/,
    );
  });
});

describe('what a client accepts', () => {
  const MUTATION = 'mutation { sletKontaktinformation(cpr: "1") }';

  async function ask(accept: string) {
    let writes = 0;
    const write = () => {
      writes += 1;
      return true;
    };
    await using writing = await startGateway({ resolvers: { 'Mutation.sletKontaktinformation': write } });
    const { status, code } = await read(await writing.post({ query: MUTATION }, { accept }));
    return { status, code, writes };
  }

  test.each([
    'application/json',
    'Application/GraphQL-Response+JSON; q=0.5',
    'application/json; charset="UTF-8"',
    'application/*',
    'text/html,*/*;q=0.8',
    'text/event-stream, multipart/mixed, application/json',
    '',
  ])('%j: JSON is', async (accept) => {
    expect(await ask(accept)).toEqual({ status: 200, code: undefined, writes: 1 });
  });

  test.each(['text/event-stream', 'multipart/mixed', 'text/html', 'text/*', 'application/jsonx', ';;,,q='])(
    '%j: JSON is not, which is said before anything is written',
    async (accept) => {
      expect(await ask(accept)).toEqual({ status: 406, code: 'NOT_ACCEPTABLE', writes: 0 });
    },
  );
});
