import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PORT_COUNT, portsOf, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { REGISTERS } from '../../src/sandbox/registers.ts';
import { sendAddressed } from '../support/addressed.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const NAMES = REGISTERS.map(({ name }) => name);

describe.each(NAMES)('the hooks of %s', (register) => {
  const played = () => sandbox[register];
  const hook = (method: string, path: string, headers: Record<string, string>, body = '') =>
    sendAddressed(`${sandbox.hooks[register]}/_sandbox/${path}`, { method, headers, body });
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${sandbox.hooks[register]}/_sandbox/${path}`, {
      method,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, json: text === '' ? undefined : JSON.parse(text) };
  };

  test.each([
    ['a name that a page has given this machine', { host: 'evil.example' }],
    ['a page of another site', { host: 'localhost', origin: 'https://evil.example' }],
    ['a page without an origin', { host: '127.0.0.1', origin: 'null' }],
  ])('refuse %s, and change nothing', async (_, headers) => {
    expect((await hook('PUT', 'outage', headers, 'drops')).status).toBe(403);
    expect((await hook('POST', 'reset', headers)).status).toBe(403);
    expect((await hook('GET', 'calls', headers)).status).toBe(403);
    expect(played().outage).toBe('none');
  });

  test.each([
    ['a program', { host: '127.0.0.1:4101' }],
    ['a page of this machine', { host: 'localhost:4101', origin: 'http://localhost:5173' }],
  ])('answer %s', async (_, headers) => {
    expect((await hook('PUT', 'outage', headers, 'drops')).status).toBe(204);
    expect(played().outage).toBe('drops');
    expect((await hook('PUT', 'outage', headers, 'none')).status).toBe(204);
    expect((await hook('GET', 'calls', headers)).status).toBe(200);
  });

  test('move the clock by minutes, to a time, and back to now', async () => {
    const time = async (body: unknown) => Date.parse((await ask('POST', 'clock', body)).json.time);
    const start = Date.now();
    expect(await time({ time: '2031-01-01T12:00:00+01:00' })).toBeCloseTo(Date.parse('2031-01-01T11:00:00Z'), -4);
    expect(await time({ forward: 120 })).toBeCloseTo(Date.parse('2031-01-01T13:00:00Z'), -4);
    const now = await time({ time: null });
    expect(now).toBeGreaterThanOrEqual(start);
    expect(now).toBeLessThanOrEqual(Date.now());
    for (const wrong of [
      { forward: 1e300 },
      { moveDays: 1 },
      { forward: 'one' },
      { forward: 1, time: null },
      { time: 'tomorrow' },
      {},
    ]) {
      expect((await ask('POST', 'clock', wrong)).status).toBe(400);
    }
  });

  test('record the time of a call by the clock, and forget the calls and the clock at a reset', async () => {
    await ask('POST', 'clock', { time: '2031-01-01T12:00:00Z' });
    const [url] = Object.values(sandbox.urls).filter((one) => one.startsWith(played().url));
    const body = '<?xml version="1.0"?><a/>';
    await fetch(url ?? '', { method: 'POST', headers: { 'content-type': 'text/xml' }, body });
    const { calls } = (await ask('GET', 'calls')).json;
    expect(Array.isArray(calls)).toBe(true);
    for (const { time } of calls) expect(time).toMatch(/^2031-01-01T12:/);
    expect(await ask('POST', 'reset')).toEqual({ status: 204, json: undefined });
    expect((await ask('GET', 'calls')).json).toEqual({ calls: [] });
    expect((await ask('POST', 'clock', { forward: 0 })).json.time).toMatch(new RegExp(`^${new Date().getFullYear()}`));
  });

  test('lay settings over those of the start, not over those of the last change', async () => {
    const { json: start } = await ask('GET', 'settings');
    const switches = Object.keys(start).filter((name) => typeof start[name] === 'boolean');
    const [one = '', other = ''] = switches;
    expect(switches.length).toBeGreaterThan(1);
    expect((await ask('PUT', 'settings', { [one]: !start[one] })).json).toEqual({ ...start, [one]: !start[one] });
    const changed = { ...start, [other]: !start[other] };
    expect(await ask('PUT', 'settings', { [other]: !start[other] })).toEqual({ status: 200, json: changed });
    expect((await ask('GET', 'settings')).json).toEqual(changed);
    expect((await ask('PUT', 'settings', {})).json).toEqual(start);
  });

  test.each([
    ['an unknown hook', 'GET', 'reset', undefined, 404],
    ['a hook without its prefix', 'GET', '../calls', undefined, 404],
    ['an unknown setting', 'PUT', 'settings', { unheardOf: 1 }, 400],
    ['settings that are no object', 'PUT', 'settings', [1], 400],
    ['a body that is not JSON', 'PUT', 'settings', 'not JSON', 400],
    ['an unknown outage', 'PUT', 'outage', 'flood', 400],
  ])('refuse %s in one shape, and change nothing', async (_, method, path, body, status) => {
    const before = await ask('GET', 'settings');
    const { json, ...answer } = await ask(method, path, body);
    expect(answer).toEqual({ status });
    expect(json).toEqual({ error: expect.stringMatching(/\S/) });
    expect(await ask('GET', 'settings')).toEqual(before);
  });
});

test('each register’s folder has the same rooms', () => {
  for (const name of NAMES) {
    const folder = readdirSync(fileURLToPath(new URL(`../../src/sandbox/${name}/`, import.meta.url)));
    const rooms = [
      'answers',
      'hooks.ts',
      'index.ts',
      'operations',
      'overview.ts',
      // It tells of grunndata's people, in units that it describes in its own words.
      name === 'enhetsregisteret' ? 'units' : 'people.ts',
      'settings.ts',
      'state.ts',
    ];
    expect(folder, name).toEqual(expect.arrayContaining(rooms));
  }
});

test('the ports that the sandbox’s page tells are those of the list', () => {
  const page = readFileSync(new URL('../../src/sandbox/README.md', import.meta.url), 'utf8');
  const rows = REGISTERS.map(({ title }, index) => ({ title, ...portsOf(index, 4100) }));
  for (const { title, wire, hooks } of rows) {
    expect(page).toMatch(new RegExp(`^\\| ${title} +\\| ${wire} \\| ${hooks} +\\|$`, 'm'));
  }
  expect(page).toMatch(new RegExp(`^\\| The issuer of tokens, \`/jwks\` +\\| ${4100 + PORT_COUNT} \\| +\\|$`, 'm'));
});
