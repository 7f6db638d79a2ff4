import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningGateway, read, startGateway } from '../gateway-under-test.ts';

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway[Symbol.asyncDispose]());

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4/;

describe('a request id', () => {
  test.each([
    'abc',
    'req-1234567',
    'A_b.c-9',
    // Made at random, so that many of their characters are digits.
    '6a6d3363-d9e8-4af2-a45b-782da39c1feb',
    '6A6D3363-D9E8-4AF2-A45B-782DA39C1FEB',
    '01934f2c-7b1a-7c3e-9d2f-1b4a6c8e0f3d',
    '4bf92f3577b34da6a3ce929d0e0e4736',
    '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    '01JDKQ8ZP3X7V2N5M9R4T6W8YB',
    // No day is the 99th, so this is nobody's number between the letters of a UUID.
    'abcdef99-9999-4999-a999-9fabcdefabcd',
  ])('%s is kept and sent back', async (id) => {
    expect((await gateway.post({ query: '{ __typename }' }, { 'x-request-id': id })).headers.get('x-request-id')).toBe(
      id,
    );
  });

  test.each([
    '0101505006',
    'req-12345678',
    '010150-5006',
    '010150.5006',
    '01-01-50-5006',
    '01_01_50_50_06',
    '0.1.0.1.5.0.5.0.0.6',
    '01a01b50c5006',
    'cpr0101505006x',
    '6.7.0.0.0.0.0.1',
    '1234567-8',
    // In the form of a UUID, of a trace's id, of a ULID.
    '01015050-0600-4000-8000-000000000000',
    '00000000-0000-4000-8000-010150500600',
    'abcdef01-0150-4006-8abc-010150500612',
    'abcdef01-0150-5006-8abc-dabcdefabcde',
    'abcdefab01015050060fedcbaabcdefa',
    'deadbeefdeadbeef0282711200600000',
    '67000001-6700-4000-8000-67000001670a',
    '0000000000000000000000670000011a',
    '01010150500600000000000000',
    'a b',
    'a;b',
    'x'.repeat(65),
    'a@b.example',
  ])('%s could say who somebody is, or is no token, and gives way to a new one', async (id) => {
    const response = await gateway.post({ query: '{ __typename }' }, { 'x-request-id': id });
    expect(response.headers.get('x-request-id')).toMatch(UUID);
    expect(response.headers.get('x-request-id')).not.toBe(id);
  });

  test('is made where the client sends none, also for what is not GraphQL', async () => {
    for (const path of ['/graphql?query={__typename}', '/health/live', '/nowhere']) {
      expect((await fetch(gateway.url + path)).headers.get('x-request-id')).toMatch(UUID);
    }
  });
});

describe('a malformed request is told what is wrong with it, under 4xx:', () => {
  const deepJson = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  test.each([
    ['nothing', ''],
    ['no JSON', '{"query": "{ __typename }'],
    ['JSON of another kind', '"{ __typename }"'],
    ['a number', '0101505006'],
    ['null', 'null'],
    ['true', 'true'],
    ['a batch', '[{"query":"{ __typename }"}]'],
    ['an empty batch', '[]'],
    ['very deep JSON', deepJson],
    [
      'deep variables',
      `{"query":"query($a: Noe!) { _entities(representations: [$a]) { __typename } }","variables":{"b":${deepJson}}}`,
    ],
    ['no query', '{}'],
    ['a query of null', '{"query":null}'],
    ['a query of another type', '{"query":{"kind":"Document"}}'],
    ['an empty query', '{"query":""}'],
    ['only a comment', '{"query":"# nothing"}'],
    ['only a fragment', '{"query":"fragment f on Query { __typename }"}'],
    ['type definitions', '{"query":"type Query { a: Int }"}'],
    ['a syntax error', '{"query":"{ __typename"}'],
    ['an unknown field', '{"query":"{ findesIkke }"}'],
    ['a fragment in a circle', '{"query":"{ ...f } fragment f on Query { ...f }"}'],
    ['a subscription', '{"query":"subscription { enhet }"}'],
    ['an unknown operation', '{"query":"query A { __typename }","operationName":"B"}'],
    ['no choice of two operations', '{"query":"query A { __typename } query B { __typename }"}'],
    ['an operationName of another type', '{"query":"{ __typename }","operationName":{"a":1}}'],
    ['variables that are a text', '{"query":"{ __typename }","variables":"{}"}'],
    ['variables that are a list', '{"query":"{ __typename }","variables":[]}'],
    ['a missing variable', '{"query":"query($c: ID!) { borger(cpr: $c) { cpr } }"}'],
    ['a variable of another type', '{"query":"query($c: ID!) { borger(cpr: $c) { cpr } }","variables":{"c":{"d":1}}}'],
    [
      'a variable that is a prototype',
      '{"query":"query($c: ID!) { borger(cpr: $c) { cpr } }","variables":{"__proto__":{"c":1}}}',
    ],
    ['extensions that are a number', '{"query":"{ __typename }","extensions":1}'],
    ['an id that is a number', '{"id":1}'],
    ['a lone surrogate', '{"query":"{ \\ud800 }"}'],
    ['a NUL', '{"query":"{ \\u0000 }"}'],
  ])('%s', async (_, body) => {
    for (const accept of ['*/*', 'application/graphql-response+json']) {
      const { status, answer } = await read(await gateway.post(body, { accept }));
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(answer.errors?.[0]?.message).toMatch(/\w/);
      expect(answer.errors?.[0]?.message).not.toBe('Unexpected error.');
      expect(JSON.stringify(answer)).not.toContain('0101505006');
    }
    for (const accept of ['application/json', 'text/event-stream', 'multipart/mixed', 'image/png', '', ';;,,q=']) {
      expect((await gateway.post(body, { accept })).status).toBeLessThan(500);
    }
  });

  test('and no more of it than the beginning, when it is long', async () => {
    const query = '{ borger(cpr: "1") { x } }';
    for (const length of [900, 972, 975, 978, 900_000]) {
      const { answer } = await read(
        await gateway.post({ query: query.replace(/x+/, `${'x'.repeat(length)}0101505006`) }),
      );
      const message = answer.errors?.[0]?.message ?? '';
      expect(message).toMatch(/^Cannot query field/);
      expect(message.length).toBeLessThan(1_100);
      expect(message).not.toMatch(/\d/);
    }
    const variables = { c: { navn: `${'Ola '.repeat(240)} 010150 5006 og ${'Kari '.repeat(100_000)}` } };
    const quoted = await read(await gateway.post({ query: 'query($c: ID!) { borger(cpr: $c) { cpr } }', variables }));
    expect(quoted.answer.errors?.[0]?.message).toMatch(/^Variable "\$c" got invalid value .* …$/);
    expect(quoted.answer.errors?.[0]?.message).not.toMatch(/\d/);
  });

  test.each([
    ['no query', '', 422],
    ['variables that are not JSON', '?query={__typename}&variables={', 400],
    ['variables that are a list', '?query={__typename}&variables=[]', 422],
    ['extensions that are not JSON', '?query={__typename}&extensions=x', 400],
    ['a broken escape', '?query=%E0%A4%A', 400],
    ['a path of Yoga at the end', '?x=/health', 422],
  ])('%s by GET', async (_, query, expected) => {
    const { status, answer } = await read(await fetch(`${gateway.url}/graphql${query}`));
    expect(status).toBe(expected);
    expect(answer.errors?.[0]?.message).not.toBe('Unexpected error.');
  });

  test('another method', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'HEAD']) {
      const response = await fetch(`${gateway.url}/graphql`, { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('GET, POST, QUERY, OPTIONS');
    }
  });

  test('another path', async () => {
    for (const path of [
      '/',
      '/graphql/',
      '/graphqlx',
      '//graphql',
      '/health',
      '/%00',
      '/graphql/graphiql/../../etc/passwd',
    ]) {
      expect((await fetch(gateway.url + path)).status).toBe(404);
    }
  });

  const raw = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const { hostname, port } = new URL(gateway.url);
      const socket = connect(Number(port), hostname, () => socket.end(text));
      let answer = '';
      socket.on('data', (chunk) => {
        answer += chunk.toString();
      });
      socket.on('close', () => resolve(answer));
      socket.on('error', reject);
    });
  const body =
    'Content-Type: application/json\r\nContent-Length: 26\r\nConnection: close\r\n\r\n{"query":"{ __typename }"}';

  test.each([
    ['a host that makes no URL', `POST /graphql HTTP/1.1\r\nHost: [[[:99999/@\r\n${body}`, 403],
    ['the absolute form of another path', `POST http://localhost/graphqlx HTTP/1.1\r\nHost: a\r\n${body}`, 404],
    ['an absolute form that is no URL', `POST http://[::1/graphql HTTP/1.1\r\nHost: a\r\n${body}`, 403],
    ['a header in Latin-1', `POST /graphql HTTP/1.1\r\nHost: localhost\r\nAccept: \xe6\xf8\xe5\r\n${body}`, 406],
    ['no HTTP', 'HELO\r\n\r\n', 400],
  ])('%s', async (_, text, status) => {
    expect(await raw(text)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });
});

test('no other site is let in by a browser, and no answer is kept', async () => {
  const { headers } = await gateway.post({ query: '{ __typename }' }, { origin: 'http://localhost:5173' });
  expect(headers.get('access-control-allow-origin')).toBeNull();
  expect(headers.get('cache-control')).toBe('no-store');
});
