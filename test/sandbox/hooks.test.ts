import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { sendAddressed } from '../support/addressed.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

describe.each(['star', 'postkasse', 'grunndata'] as const)('the hooks of %s', (register) => {
  const played = () =>
    ({ star: sandbox.kontaktinformation, postkasse: sandbox.postkasse, grunndata: sandbox.enhet })[register];
  const hook = (method: string, path: string, headers: Record<string, string>, body = '') =>
    sendAddressed(`${sandbox.hooks[register]}/_sandbox/${path}`, { method, headers, body });
  const calls = register === 'star' ? 'calls' : 'calls';

  test.each([
    ['a name that a page has given this machine', { host: 'evil.example' }],
    ['a page of another site', { host: 'localhost', origin: 'https://evil.example' }],
    ['a page without an origin', { host: '127.0.0.1', origin: 'null' }],
  ])('refuse %s, and change nothing', async (_, headers) => {
    expect((await hook('PUT', 'outage', headers, 'drops')).status).toBe(403);
    expect((await hook('POST', register === 'star' ? 'reset' : 'reset', headers)).status).toBe(403);
    expect((await hook('GET', calls, headers)).status).toBe(403);
    expect(played().outage).toBe('none');
  });

  test.each([
    ['a program', { host: '127.0.0.1:4101' }],
    ['a page of this machine', { host: 'localhost:4101', origin: 'http://localhost:5173' }],
  ])('answer %s', async (_, headers) => {
    expect((await hook('PUT', 'outage', headers, 'drops')).status).toBe(204);
    expect(played().outage).toBe('drops');
    expect((await hook('PUT', 'outage', headers, 'none')).status).toBe(204);
    expect((await hook('GET', calls, headers)).status).toBe(200);
  });
});
