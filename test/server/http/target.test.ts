import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendAddressed } from '../../support/addressed.ts';
import { type RunningGateway, startGateway } from '../gateway-under-test.ts';

const body = JSON.stringify({ query: '{ __typename }' });
const json = { 'content-type': 'application/json' };

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway({ options: { allowedHosts: ['gateway.example'] } });
});
afterAll(() => gateway[Symbol.asyncDispose]());

const post = (headers: Record<string, string>, own = gateway) =>
  sendAddressed(`${own.url}/graphql`, { method: 'POST', headers: { ...json, ...headers }, body });
const get = (path: string, headers: Record<string, string>) => sendAddressed(gateway.url + path, { headers });

describe('without authentication', () => {
  test.each([
    ['this machine', { host: 'localhost:4000' }],
    ['its address', { host: '10.0.0.7:4000' }],
    ['an allowed name', { host: 'gateway.example' }],
    ['its own page', { host: 'localhost:4000', origin: 'http://localhost:4000' }],
    ['a page of this machine', { host: 'localhost:4000', origin: 'http://localhost:5173' }],
    ['the page of an allowed name', { host: 'gateway.example', origin: 'https://gateway.example' }],
  ])('%s is answered', async (_, headers) => {
    expect(await post(headers)).toEqual({ status: 200, text: '{"data":{"__typename":"Query"}}' });
  });

  test.each([
    ['a name that a page has given this machine', { host: 'evil.example:4000' }, 'HOST_NOT_ALLOWED'],
    ['such a page', { host: 'evil.example', origin: 'http://evil.example' }, 'HOST_NOT_ALLOWED'],
    ['a page of another site', { host: 'localhost:4000', origin: 'https://evil.example' }, 'ORIGIN_NOT_ALLOWED'],
    ['a page without an origin', { host: 'localhost:4000', origin: 'null' }, 'ORIGIN_NOT_ALLOWED'],
  ])('%s is refused, whatever it asks, and the log says so', async (_, headers, code) => {
    await using own = await startGateway();
    const refused = { status: 403, text: expect.stringContaining(`"code":"${code}"`) };
    expect(await post(headers, own)).toEqual(refused);
    expect(await own.logged()).toMatchObject([{ status: 403, refused: code }]);
    const browser = { ...headers, accept: 'text/html' };
    for (const path of ['/graphql?query={__typename}', '/graphql/feilkoder', '/graphql/graphiql/x.js', '/nowhere']) {
      expect(await get(path, headers)).toEqual(refused);
      expect(await get(path, browser)).toEqual(refused);
    }
  });

  test('health is told to whoever asks: it is asked by names of all kinds, and tells nobody’s data', async () => {
    for (const path of ['/health/live', '/health/ready']) {
      expect((await get(path, { host: 'probe.example' })).status).toBe(200);
    }
  });
});

test('where a token is required, it says who asks, and no name is looked at', async () => {
  await using own = await startGateway({ options: { tokenRequired: true } });
  expect((await post({ host: 'evil.example', origin: 'https://evil.example' }, own)).status).toBe(200);
});
