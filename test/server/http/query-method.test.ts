import { METHODS, request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentId } from '../../../src/server/documents/documents.ts';
import { PROFILES } from '../../../src/server/profile.ts';
import { KEEP_MAX_BYTES } from '../../../src/sources/enhet/settings.ts';
import { type RunningGateway, startGateway } from '../../support/gateway.ts';
import { PATIENCE } from '../../support/patience.ts';

const PERSON = 'query Person($cpr: ID!) { borger(cpr: $cpr) { kontaktinformation { __typename } } }';
const UNIT = 'query Unit($nr: ID!) { enhet(organisasjonsnummer: $nr) { basisdata { __typename } } }';
const WRITE = 'mutation Delete($i: SletKontaktinformationInput!) { sletKontaktinformation(input: $i) { __typename } }';
const variables = { cpr: '0101505006', nr: '700102009', i: { cpr: '0101505006', kontaktdataType: 'MAILADRESSE' } };
const documents = new Map([PERSON, UNIT, WRITE].map((text) => [documentId(text), text]));

let gateway: RunningGateway;
let production: RunningGateway;
beforeAll(async () => {
  // Where units may be kept, an answer says whether it may be.
  const keep = { keepMs: 300_000, maxBytes: KEEP_MAX_BYTES };
  gateway = await startGateway({ sources: { keep } });
  production = await startGateway({ profile: PROFILES.production, documents });
});
afterAll(() => Promise.all([gateway.close(), production.close()]));

const ask = (body: BodyInit | object, headers: Record<string, string> = {}, own = gateway, method = 'QUERY') =>
  fetch(`${own.url}/graphql`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
  });
const read = async (answer: Response) => ({
  status: answer.status,
  allow: answer.headers.get('allow'),
  text: await answer.text(),
});
const callsSince = (before: number, own = gateway) =>
  own.lines.slice(before).map((line) => (JSON.parse(line) as { calls: unknown }).calls);

test('Node knows the method', () => {
  expect(METHODS).toContain('QUERY');
});

describe('QUERY', () => {
  test('asks about persons, without their numbers in an address, and nobody keeps the answer', async () => {
    for (const query of [PERSON, PERSON, UNIT, UNIT]) {
      const answer = await ask({ query, variables });
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
      expect(answer.headers.get('etag')).toBeNull();
      const posted = await ask({ query, variables }, {}, gateway, 'POST');
      expect(await answer.text()).toBe(await posted.text());
    }
  });

  test('asks by the id of a document, zipped too', async () => {
    const body = { documentId: documentId(PERSON), variables };
    expect((await read(await ask(body, {}, production))).status).toBe(200);
    const zipped = new Uint8Array(gzipSync(JSON.stringify({ query: PERSON, variables })));
    expect((await read(await ask(zipped, { 'content-encoding': 'gzip' }))).status).toBe(200);
    expect(await read(await ask({ query: PERSON, variables }, {}, production))).toMatchObject({
      status: 400,
      text: expect.stringContaining('PERSISTED_DOCUMENTS_ONLY'),
    });
  });

  test.each([
    ['as text', () => gateway, { query: WRITE, variables }],
    ['by its id', () => production, { documentId: documentId(WRITE), variables }],
    ['beside a query', () => gateway, { query: `${WRITE} ${UNIT}`, operationName: 'Delete', variables }],
  ])('writes nothing: a mutation %s is refused, each time that it comes', async (_, own, body) => {
    const before = own().lines.length;
    for (const time of [1, 2, 3]) {
      expect(await read(await ask(body, {}, own())), `time ${time}`).toMatchObject({
        status: 405,
        allow: 'POST',
        text: expect.stringContaining('POST_ONLY'),
      });
    }
    await expect.poll(() => callsSince(before, own()), PATIENCE).toEqual([{}, {}, {}]);
    expect(
      own()
        .audit()
        .filter(({ operation }) => /sletKontaktinformation/i.test(String(operation))),
    ).toEqual([]);
  });

  test('of a document with a mutation that is not asked for is answered', async () => {
    const body = { query: `${WRITE} ${UNIT}`, operationName: 'Unit', variables };
    expect((await read(await ask(body))).status).toBe(200);
  });

  test('needs JSON in its body, as POST does: no browser sends that for a page without asking first', async () => {
    for (const [type, status] of [
      ['text/plain', 415],
      ['application/x-www-form-urlencoded', 415],
      ['application/json; charset=latin1', 415],
    ] as const) {
      const answer = await ask({ query: UNIT, variables }, { 'content-type': type });
      expect([answer.status, answer.headers.get('accept-query')]).toEqual([status, 'application/json']);
    }
    const url = `${gateway.url}/graphql?${new URLSearchParams({ query: '{ __typename }' })}`;
    expect((await fetch(url, { method: 'QUERY' })).status).toBe(415);
    // What stands in the address is not looked at.
    const empty = await fetch(url, { method: 'QUERY', headers: { 'content-type': 'application/json' }, body: '{}' });
    expect(empty.status).toBe(422);
  });

  test('is counted and logged as any other, and its method is told apart', async () => {
    await (await ask({ query: UNIT, variables })).text();
    await expect
      .poll(async () => (await fetch(`${gateway.url}/metrics`)).text(), PATIENCE)
      .toMatch(/http_server_request_duration_seconds_count\{[^}]*http_request_method="QUERY"/);
    expect(JSON.parse(gateway.lines.at(-1) ?? '')).toMatchObject({ operation: 'Unit', kind: 'query', status: 200 });
  });
});

describe('that it is taken', () => {
  test.each(['OPTIONS', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'SEARCH'])('is told to %s', async (method) => {
    const headers = await new Promise<Record<string, unknown>>((resolve, reject) => {
      request(`${gateway.url}/graphql`, { method, agent: false }, (response) => {
        response.resume();
        resolve({ ...response.headers, status: response.statusCode });
      })
        .on('error', reject)
        .end();
    });
    expect(headers).toMatchObject({
      status: method === 'OPTIONS' ? 204 : 405,
      allow: 'GET, POST, QUERY, OPTIONS',
      'accept-query': 'application/json',
    });
  });

  test('is told to GET, of an answer, of a refusal and of the page', async () => {
    const get = (query: string, accept = '*/*') =>
      fetch(`${gateway.url}/graphql?${new URLSearchParams({ query })}`, { headers: { accept } });
    const answers = [
      await get('{ __typename }'),
      await get('{ nothing }'),
      await get('{ borger(cpr: "1") { cpr } }'),
      await get('', 'text/html'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 422, 405, 200]);
    for (const { headers } of answers) expect(headers.get('accept-query')).toBe('application/json');
    expect(answers[2]?.headers.get('allow')).toBe('POST, QUERY');
    expect((await ask({ query: '{ __typename }' }, {}, gateway, 'POST')).headers.get('accept-query')).toBeNull();
  });
});
