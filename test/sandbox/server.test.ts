import { once } from 'node:events';
import { request } from 'node:https';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { listen, type Response, type SandboxServer } from '../../src/sandbox/common/server.ts';
import { starCertificates } from '../support/certificates.ts';

let server: SandboxServer;
let response: Response;
beforeEach(async () => {
  response = { status: 200, body: 'here' };
  server = await listen(({ url }) => {
    if (url.pathname === '/throws') throw new Error('a bug of the simulator');
    return response;
  });
});
afterEach(() => server.close());

/** What comes back to these bytes, until the connection is over or the client leaves. */
async function send(bytes: string, { leaves = false } = {}): Promise<string> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  let answer = '';
  socket.on('data', (piece) => {
    answer += piece;
    socket.end();
  });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => {});
  await once(socket, 'connect');
  await new Promise((resolve) => socket.write(bytes, resolve));
  if (leaves) setTimeout(() => socket.resetAndDestroy(), 30);
  await closed;
  return answer;
}

const POST = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n';

// An exception that nobody caught ends the process, and this test.
describe('the server of a simulator goes on', () => {
  afterEach(async () => expect(await (await fetch(server.url)).text()).toBe('here'));

  test('when a client leaves in the middle of its body', async () => {
    expect(await send(`${POST}half`, { leaves: true })).toBe('');
  });

  test.each([
    ['is no HTTP', 'garbage\r\n\r\n', ''],
    ['names no address', 'GET // HTTP/1.1\r\nHost: a\r\n\r\n', '400'],
    ['names half an address', 'GET http://[ HTTP/1.1\r\nHost: a\r\n\r\n', '400'],
    ['finds a bug', 'GET /throws HTTP/1.1\r\nHost: a\r\n\r\n', '500'],
    ['is too long', `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n\r\n${'x'.repeat(6_000_000)}`, '413'],
  ])('when a request %s', async (_, bytes, status) => {
    expect((await send(bytes)).slice(9, 12)).toBe(status);
  });

  test('when an answer cannot be carried by HTTP', async () => {
    response = { status: 200, headers: { 'x-wrong': 'a\nb' } };
    await expect(fetch(server.url)).rejects.toThrow();
    response = { status: 200, body: 'here' };
  });
});

test('over TLS a connection is dropped as well, and the server goes on', async () => {
  const { server: ours, ca } = starCertificates();
  const secure = await listen(() => 'drops the connection', { tls: { ...ours, ca } });
  onTestFinished(() => secure.close());
  for (let count = 0; count < 2; count++) {
    const error = new Promise((resolve) => request(secure.url, { ca }).once('error', resolve).end());
    expect(await error).toMatchObject({ code: 'ECONNRESET' });
  }
});
