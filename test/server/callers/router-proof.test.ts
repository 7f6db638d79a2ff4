import { writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROFILES } from '../../../src/server/profile.ts';
import { startFollowing } from '../../reload/gateway.ts';
import { createFiles } from '../../support/certificates.ts';
import { type RunningGateway, startGateway } from '../../support/gateway.ts';
import { PATIENCE } from '../../support/patience.ts';

// In the profile for routers, a gateway with ROUTER_SECRET answers nobody but who sends one of its secrets.

const OLD = 'the-secret-of-before-which-still-holds';
const NEW = 'the-secret-of-routers-that-have-changed';
const HEADER = 'x-router-secret';
const QUERY = { query: '{ enhet(organisasjonsnummer: "700102009") { organisasjonsnummer } }' };
const REFUSED = { status: 401, code: 'ROUTER_NOT_PROVEN' };

let gateways: Record<'short' | 'yoga', RunningGateway>;
beforeAll(async () => {
  const settings = { profile: PROFILES.subgraph, router: { header: HEADER, secrets: [OLD, NEW] } };
  const yoga = { ...settings, shortWay: false, tokenRequired: true };
  gateways = { short: await startGateway(settings), yoga: await startGateway(yoga) };
});
afterAll(async () => {
  for (const gateway of Object.values(gateways)) await gateway.close();
});

async function read(response: Response) {
  const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
  return { status: response.status, code: errors?.[0]?.extensions.code };
}

describe.each(['short', 'yoga'] as const)('on the %s way', (way) => {
  const post = async (headers?: Record<string, string>) => read(await gateways[way].post(QUERY, headers));

  test.each([OLD, NEW])('each of its secrets is good', async (secret) => {
    expect(await post({ [HEADER]: secret })).toEqual({ status: 200 });
  });

  test.each<[string, Record<string, string>]>([
    ['none', {}],
    ['an empty one', { [HEADER]: '' }],
    ['another one', { [HEADER]: 'the secret of somebody else altogether' }],
    ['the beginning of one', { [HEADER]: NEW.slice(0, -1) }],
    ['one with something behind it', { [HEADER]: `${NEW}.` }],
    ['one in capitals', { [HEADER]: NEW.toUpperCase() }],
    ['both, as they are configured', { [HEADER]: `${OLD},${NEW}` }],
    ['one in another header', { authorization: `Bearer ${NEW}` }],
  ])('%s is refused, also when a router has just asked the same', async (_, headers) => {
    for (const _time of [1, 2]) expect(await post({ [HEADER]: NEW })).toEqual({ status: 200 });
    expect(await post(headers)).toEqual(REFUSED);
  });

  test('one that is sent twice is refused', async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = ['Host', 'localhost', 'Content-Type', 'application/json', HEADER, NEW, HEADER, NEW];
      httpRequest(`${gateways[way].url}/graphql`, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end(JSON.stringify(QUERY));
    });
    expect(status).toBe(401);
  });
});

describe('whoever is no router', () => {
  const ask = (path: string, how: RequestInit = {}) => fetch(`${gateways.short.url}${path}`, how);

  test.each<[string, string, RequestInit]>([
    ['a body that is no JSON', '/graphql', { method: 'POST', body: '{' }],
    ['a method that is not answered', '/graphql', { method: 'DELETE' }],
    ['a GET without a header that browsers ask about', '/graphql?query={__typename}', {}],
    ['a media type that is not answered', '/graphql', { headers: { accept: 'image/png' } }],
    ['a page of another site', '/graphql', { headers: { origin: 'https://elsewhere.example' } }],
  ])('learns nothing else: %s', async (_, path, how) => {
    expect(await read(await ask(path, how))).toEqual(REFUSED);
  });

  test('is told by which scheme, which is none that a browser asks a person for', async () => {
    expect((await ask('/graphql')).headers.get('www-authenticate')).toBe('Router realm="registergraf"');
  });

  test.each(['/health/live', '/health/ready'])('is told of %s all the same', async (path) => {
    expect((await ask(path)).status).toBe(200);
  });
});

test('the log says why, and nothing of what was sent', async () => {
  const sent = 'somebody tries whether this is the secret';
  await gateways.short.post(QUERY);
  await gateways.short.post(QUERY, { [HEADER]: sent });
  const whys = () => gateways.short.logged().flatMap(({ why, refused }) => (refused ? [[refused, why]] : []));
  await expect.poll(() => whys().at(-1), PATIENCE).toEqual(['ROUTER_NOT_PROVEN', 'ROUTER_WRONG']);
  expect(whys()).toContainEqual(['ROUTER_NOT_PROVEN', 'ROUTER_MISSING']);
  const all = JSON.stringify(gateways.short.logged());
  for (const secret of [sent, OLD, NEW]) expect(all).not.toContain(secret);
});

test('is counted by its code, and not as a token that does not hold', async () => {
  await gateways.yoga.post(QUERY);
  const metrics = async () => (await fetch(`${gateways.yoga.url}/metrics`)).text();
  await expect.poll(metrics, PATIENCE).toContain('error_type="ROUTER_NOT_PROVEN"');
  const tokens = (await metrics())
    .split('\n')
    .filter((line) => line.startsWith('registergraf_token_verifications_total{'));
  expect(tokens.filter((line) => line.includes('ROUTER'))).toEqual([]);
  expect(tokens).toContainEqual(expect.stringContaining('result="ok"'));
});

test('a secret in a file is changed without a restart, and without a moment in which the router is refused', async () => {
  using files = createFiles();
  const file = files.write('router-secret', `${OLD}\n`);
  const environment = { PROFILE: 'subgraph', SANDBOX: 'on', ROUTER_SECRET_FILE: file, RELOAD_SECONDS: '0' };
  const gateway = await startFollowing(environment);
  const good = async (secret: string) => (await read(await gateway.post(QUERY, { [HEADER]: secret }))).status === 200;
  const change = async (text: string, count: number) => {
    writeFileSync(file, text);
    gateway.look();
    await expect.poll(() => gateway.told().length, PATIENCE).toBe(count);
    return [await good(OLD), await good(NEW)];
  };
  try {
    expect([await good(OLD), await good(NEW)]).toEqual([true, false]);
    expect(await change(`${OLD},${NEW}\n`, 1)).toEqual([true, true]);
    expect(await change(NEW, 2)).toEqual([false, true]);
    // What cannot be used is refused, and what was there goes on.
    expect(await change('too short', 3)).toEqual([false, true]);
    expect(gateway.told().at(-1)).toMatchObject({ level: 'error', files: ['ROUTER_SECRET_FILE'] });
  } finally {
    await gateway.close();
  }
});
