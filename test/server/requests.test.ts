import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningGateway, read, startGateway } from './gateway-under-test.ts';

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway[Symbol.asyncDispose]());

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4/;

describe('a request id', () => {
  test.each(['abc', 'req-1234567', '6a6d3363-d9e8-4af2-a45b-782da39c1feb', 'A_b.c-9'])(
    '%s is kept and sent back',
    async (id) => {
      expect(
        (await gateway.post({ query: '{ __typename }' }, { 'x-request-id': id })).headers.get('x-request-id'),
      ).toBe(id);
    },
  );

  test.each(['0101505006', 'req-12345678', '010150-5006', 'a b', 'a;b', 'x'.repeat(65), 'a@b.example'])(
    '%s could say who somebody is, or is no token, and gives way to a new one',
    async (id) => {
      const response = await gateway.post({ query: '{ __typename }' }, { 'x-request-id': id });
      expect(response.headers.get('x-request-id')).toMatch(UUID);
    },
  );

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
    ['an unknown parameter', '{"query":"{ __typename }","doc_id":"1"}'],
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
    ['no query', ''],
    ['variables that are not JSON', '?query={__typename}&variables={'],
    ['variables that are a list', '?query={__typename}&variables=[]'],
    ['extensions that are not JSON', '?query={__typename}&extensions=x'],
    ['a broken escape', '?query=%E0%A4%A'],
    ['a path of Yoga at the end', '?x=/health'],
  ])('%s by GET', async (_, query) => {
    const { status, answer } = await read(await fetch(`${gateway.url}/graphql${query}`));
    expect(status).toBe(400);
    expect(answer.errors?.[0]?.message).not.toBe('Unexpected error.');
  });

  test('another method', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD']) {
      const response = await fetch(`${gateway.url}/graphql`, { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('GET, POST');
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
    ['a host that makes no URL', `POST /graphql HTTP/1.1\r\nHost: [[[:99999/@\r\n${body}`, 200],
    ['an absolute address', `POST http://evil.example/graphql HTTP/1.1\r\nHost: a\r\n${body}`, 404],
    ['a header in Latin-1', `POST /graphql HTTP/1.1\r\nHost: a\r\nAccept: \xe6\xf8\xe5\r\n${body}`, 406],
    ['no HTTP', 'HELO\r\n\r\n', 400],
  ])('%s', async (_, text, status) => {
    expect(await raw(text)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });
});

test('no other site is let in by a browser, and no answer is kept', async () => {
  const { headers } = await gateway.post({ query: '{ __typename }' }, { origin: 'https://evil.example' });
  expect(headers.get('access-control-allow-origin')).toBeNull();
  expect(headers.get('cache-control')).toBe('no-store');
});
