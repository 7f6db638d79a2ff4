import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PREFLIGHT_SECONDS, REQUEST_HEADERS, RESPONSE_HEADERS } from '../../../src/server/http/cors.ts';
import { PROFILES } from '../../../src/server/profile.ts';
import { KEEP_MAX_BYTES } from '../../../src/sources/enhet/settings.ts';
import { sendAddressed } from '../../support/addressed.ts';
import { type GuardedGateway, startGuardedGateway } from '../../support/callers.ts';
import { type RunningGateway, startGateway } from '../../support/gateway.ts';
import { startGateway as startSmall } from '../gateway-under-test.ts';

const PAGE = 'https://page.example';
const corsOrigins = new Set([PAGE, 'http://localhost:5173']);
const ALLOW = 'access-control-allow-origin';
const OURS = /^access-control-/;

const corsOf = (headers: Headers) => Object.fromEntries([...headers].filter(([name]) => OURS.test(name)));
const READABLE = { [ALLOW]: PAGE, 'access-control-expose-headers': RESPONSE_HEADERS.join(', ') };

let gateway: RunningGateway;
let guarded: GuardedGateway;
beforeAll(async () => {
  gateway = await startGateway({ corsOrigins, limits: { bodyBytes: 1_000 }, rates: { callsPerMinute: 1, quotas: {} } });
  guarded = await startGuardedGateway({ corsOrigins, tokenRequired: true });
});
afterAll(() => Promise.all([gateway.close(), guarded.close()]));

const NAME = { query: '{ __typename }' };
/** By the short way from the second time on. */
const post = (origin: string | undefined, own: { readonly url: string } = gateway, body: unknown = NAME) =>
  fetch(`${own.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(origin !== undefined && { origin }) },
    body: JSON.stringify(body),
  });
const preflight = (origin: string | undefined, own: { readonly url: string } = gateway) =>
  fetch(`${own.url}/graphql`, {
    method: 'OPTIONS',
    headers: {
      ...(origin !== undefined && { origin }),
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });

describe('a page of a listed origin', () => {
  test('reads answers of both ways through the pipeline, and caches are told by what they differ', async () => {
    for (const _time of [1, 2, 3]) {
      const { headers, status } = await post(PAGE);
      expect([status, corsOf(headers), headers.get('vary')]).toEqual([200, READABLE, 'origin, accept-encoding']);
    }
  });

  test.each<[string, number, () => Promise<Response>]>([
    ['a document that is wrong', 422, () => post(PAGE, gateway, { query: '{ nothing }' })],
    ['a body that is too long', 413, () => post(PAGE, gateway, { query: ' '.repeat(2_000) })],
    ['a missing token', 401, () => post(PAGE, guarded)],
    [
      'too many calls',
      429,
      async () => {
        const unit = { query: '{ enhet(organisasjonsnummer: "700102009") { basisdata { __typename } } }' };
        await (await post(PAGE, gateway, unit)).text();
        return post(PAGE, gateway, unit);
      },
    ],
    ['another method', 405, () => fetch(`${gateway.url}/graphql`, { method: 'PUT', headers: { origin: PAGE } })],
    [
      'another media type',
      415,
      () => fetch(`${gateway.url}/graphql`, { method: 'POST', headers: { origin: PAGE }, body: '{}' }),
    ],
    [
      'a person by GET',
      405,
      () =>
        fetch(`${gateway.url}/graphql?query=${encodeURIComponent('{ borger(cpr: "1") { cpr } }')}`, {
          headers: { origin: PAGE },
        }),
    ],
  ])('reads why it is refused: %s', async (_, status, send) => {
    const answer = await send();
    expect([answer.status, corsOf(answer.headers)]).toEqual([status, READABLE]);
    expect(answer.headers.get('vary')).toMatch(/^origin\b/);
  });

  test('reads that there was a bug, too', async () => {
    await using broken = await startSmall({
      options: {
        corsOrigins,
        identify: () => {
          throw new Error('a bug');
        },
      },
    });
    const { status, headers } = await post(PAGE, broken);
    expect([status, corsOf(headers)]).toEqual([500, READABLE]);
  });

  test('reads the graph as a file, and an answer in parts, and one that it may keep', async () => {
    const file = await fetch(`${gateway.url}/graphql/schema.graphql`, { headers: { origin: PAGE } });
    expect([file.status, corsOf(file.headers)]).toEqual([200, READABLE]);
    const parts = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { origin: PAGE, 'content-type': 'application/json', accept: 'multipart/mixed, application/json' },
      body: JSON.stringify({
        query: '{ __typename ... @defer { enhet(organisasjonsnummer: "1") { organisasjonsnummer } } }',
      }),
    });
    expect(parts.headers.get('content-type')).toContain('multipart/mixed');
    expect([corsOf(parts.headers), parts.headers.get('vary')]).toEqual([READABLE, 'origin, accept-encoding']);
    await parts.text();
    const keeping = await startGateway({
      corsOrigins,
      sources: { keep: { keepMs: 300_000, maxBytes: KEEP_MAX_BYTES } },
    });
    try {
      const query = '{ enhet(organisasjonsnummer: "700000001") { basisdata { __typename } } }';
      const get = (headers: Record<string, string>) =>
        fetch(`${keeping.url}/graphql?query=${encodeURIComponent(query)}`, { headers });
      const kept = await get({ origin: PAGE });
      expect(kept.headers.get('cache-control')).toMatch(/^public/);
      expect([corsOf(kept.headers), kept.headers.get('vary')?.split(', ')[0]]).toEqual([READABLE, 'origin']);
      const same = await get({ origin: PAGE, 'if-none-match': kept.headers.get('etag') ?? '' });
      expect([same.status, corsOf(same.headers)]).toEqual([304, READABLE]);
      expect((await get({})).headers.get('vary')?.split(', ')[0]).toBe('origin');
    } finally {
      await keeping.close();
    }
  });

  test('is told before what it may send', async () => {
    for (const own of [gateway, guarded]) {
      const answer = await preflight(PAGE, own);
      expect([answer.status, await answer.text()]).toEqual([204, '']);
      expect(corsOf(answer.headers)).toEqual({
        ...READABLE,
        'access-control-allow-methods': 'GET, POST, QUERY',
        'access-control-allow-headers': REQUEST_HEADERS.join(', '),
        'access-control-max-age': String(PREFLIGHT_SECONDS),
      });
      expect(answer.headers.get('vary')).toBe('origin');
      expect(answer.headers.get('allow')).toBe('GET, POST, QUERY, OPTIONS');
    }
    await using real = await startSmall({ options: { corsOrigins, sandbox: false } });
    expect((await preflight(PAGE, real)).headers.get('access-control-allow-headers')).not.toContain('sandbox');
  });

  test('may ask though no token is required, and its name is not among the hosts', async () => {
    expect((await post('https://other.example')).status).toBe(403);
    expect((await post(PAGE)).status).toBe(200);
    const foreign = await sendAddressed(`${gateway.url}/graphql`, {
      method: 'OPTIONS',
      headers: { host: 'elsewhere.example', origin: PAGE },
      body: '',
    });
    expect(foreign.status).toBe(403);
  });
});

describe('any other page', () => {
  test.each([
    ['another host', 'https://other.example'],
    ['another port', `${PAGE}:8443`],
    ['another scheme', 'http://page.example'],
    ['a host that it is the beginning of', `${PAGE}.evil.example`],
    ['capital letters', 'https://PAGE.example'],
    ['two', `${PAGE}, ${PAGE}`],
    ['none to speak of', 'null'],
    ['a browser that says nothing', undefined],
  ])('reads nothing: %s', async (_, origin) => {
    for (const answer of [await post(origin, guarded), await preflight(origin, guarded)]) {
      expect([corsOf(answer.headers), answer.headers.get('vary')]).toEqual([{}, 'origin']);
    }
  });

  test('does not see health or metrics either, and nor does a listed one', async () => {
    for (const path of ['/health/live', '/metrics', '/docs', '/graphql/feilkoder', '/nowhere']) {
      expect(corsOf((await fetch(gateway.url + path, { headers: { origin: PAGE } })).headers)).toEqual({});
    }
  });

  test('and where no origin is listed, no answer has any header of it, nor differs by Origin', async () => {
    await using plain = await startSmall({ options: { tokenRequired: true, profile: PROFILES.open } });
    for (const answer of [await post(PAGE, plain), await preflight(PAGE, plain), await post(undefined, plain)]) {
      expect(corsOf(answer.headers)).toEqual({});
      expect(answer.headers.get('vary') ?? '').not.toMatch(/origin/i);
    }
  });
});

describe('the lists of headers are what the code reads and sends:', () => {
  const ROOT = new URL('../../../src/server/', import.meta.url);
  const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !/^(?:graphiql|docs|redis|traces\/send)/.test(file) && !file.endsWith('cors.ts'),
  );
  const code = files.map((file) => readFileSync(new URL(file, ROOT), 'utf8')).join('\n');
  /** Only browsers set these, or proxies; a script may not, or needs not be allowed to. */
  const NOT_A_SCRIPTS = ['accept-encoding', 'content-length', 'host', 'origin'];

  test('every header that is read of a request', () => {
    const read = new Set([
      ...[...code.matchAll(/\bheaders(?:Distinct)?\??\.([a-z]+)\b/g)].map(([, name]) => name),
      ...[...code.matchAll(/\bheaders\[['"]([a-z-]+)['"]\]/g)].map(([, name]) => name),
      ...[
        ...code.matchAll(
          /\{ '?([a-z-]+)'?(?:: \w+)?(?: = '')? \}: (?:IncomingHttpHeaders|IncomingMessage\['headers'\])/g,
        ),
      ].map(([, name]) => name),
    ]);
    // Headers of answers are named in the same way.
    for (const name of ['ts', 'json', 'get', 'allow', 'set', 'retry-after', ...NOT_A_SCRIPTS]) read.delete(name);
    expect(read.size).toBeGreaterThan(5);
    expect([...read].filter((name) => !REQUEST_HEADERS.includes(name ?? ''))).toEqual([]);
  });

  test('and no header that nobody knows', () => {
    for (const name of [...REQUEST_HEADERS, ...RESPONSE_HEADERS]) expect(code, name).toContain(name);
    expect(new Set(REQUEST_HEADERS).size).toBe(REQUEST_HEADERS.length);
  });
});
