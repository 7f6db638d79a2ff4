import { once } from 'node:events';
import { createServer, IncomingMessage, request as httpRequest } from 'node:http';
import { type AddressInfo, connect, Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endRequest, readBody } from '../../../src/server/http/body.ts';
import { type Answer, type RunningGateway, startGateway } from '../gateway-under-test.ts';

const LIMIT = 100_000;

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway({ limits: { bodyBytes: LIMIT } });
});
afterAll(() => gateway[Symbol.asyncDispose]());

/** A valid request of exactly so many bytes. */
function bodyOf(bytes: number): string {
  const body = '{"query":"{ __typename }"}';
  return body + ' '.repeat(bytes - body.length);
}

/** Sends the body in pieces, with its length given or left to be seen. */
function send(body: string, headers: Record<string, string>): Promise<{ status: number; answer: Answer }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      `${gateway.url}/graphql`,
      { method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
      async (response) => {
        const text = (await response.toArray()).join('');
        resolve({ status: response.statusCode ?? 0, answer: JSON.parse(text) });
      },
    );
    request.on('error', reject);
    for (let at = 0; at < body.length; at += 16_384) request.write(body.slice(at, at + 16_384));
    request.end();
  });
}

describe.each([
  ['with content-length', (body: string) => ({ 'content-length': String(body.length) })],
  ['in chunks', () => ({ 'transfer-encoding': 'chunked' })],
] as const)('a body %s', (_, headers) => {
  test('as long as the limit is answered', async () => {
    const body = bodyOf(LIMIT);
    expect(await send(body, headers(body))).toMatchObject({ status: 200, answer: { data: { __typename: 'Query' } } });
  });

  test.each([LIMIT + 1, LIMIT * 30])('of %i bytes is answered 413 in JSON', async (bytes) => {
    const body = bodyOf(bytes);
    expect(await send(body, headers(body))).toMatchObject({
      status: 413,
      answer: {
        errors: [{ message: 'The body is longer than 100000 bytes.', extensions: { code: 'BODY_TOO_LARGE' } }],
      },
    });
  });
});

test('what it is written in and how it is packed is said by the client', async () => {
  const body = '{"query":"{ __typename }"}';
  for (const headers of [
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/x-www-form-urlencoded' },
    { 'content-type': 'multipart/form-data; boundary=x' },
    { 'content-type': 'application/json; charset=utf-16' },
    { 'content-type': 'application/json; charset=""' },
    { 'content-type': 'application/json; charset=utf-16; charset=utf-8' },
    { 'content-type': 'application/json, application/json' },
    { 'content-type': 'text/plain; application/json' },
    { 'content-type': 'json' },
    { 'content-type': '' },
    { 'content-type': 'application/json', 'content-encoding': 'br' },
    { 'content-type': 'application/json', 'content-encoding': 'deflate' },
    { 'content-type': 'application/json', 'content-encoding': 'gzip, gzip' },
  ]) {
    expect((await gateway.post(body, headers)).status).toBe(415);
  }
  for (const type of [
    'Application/JSON;charset="UTF-8"',
    'application/json; x="a;b"; charset=utf8',
    'application/json;',
  ]) {
    expect((await gateway.post(body, { 'content-type': type })).status).toBe(200);
  }
});

// Thrown where nobody catches it, the error would be logged as a bug of ours, and vitest fails the run for it.
test('a body that is given up in the moment in which its client hangs up leaves no error behind', async () => {
  const request = new IncomingMessage(new Socket().destroy());
  const closed = new Promise((resolve) => request.once('close', resolve));
  const timeIsUp = new AbortController();
  const reading = readBody(request, { limit: LIMIT, signal: timeIsUp.signal, onBytes: () => {} });
  request.destroy(new Error('aborted'));
  // Node looks for listeners in the next tick, and tells them in the one after.
  process.nextTick(() => timeIsUp.abort());
  expect(await reading).toEqual({ refused: 'too slow' });
  await closed;
});

describe('a body that comes in one packet', () => {
  const HEAD = 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\n';

  test.each([
    ['with the headers', [`${HEAD}hello`], [5]],
    ['after them', [HEAD, 'hello'], [5]],
    ['in part with them', [`${HEAD}he`, 'llo'], [2, 3]],
    ['with the next request', [`${HEAD}hello${HEAD}again`], [5, 5]],
  ])('%s is read whole, and its request ends', async (_, packets, pieces) => {
    const texts: string[] = [];
    const ended: IncomingMessage[] = [];
    const held: number[] = [];
    const server = createServer(async (request, response) => {
      const { signal } = new AbortController();
      const body = await readBody(request, { limit: 5, signal, onBytes: (bytes) => void held.push(bytes) });
      texts.push(String(body));
      response.on('close', () => {
        endRequest(request);
        request.on('end', () => void ended.push(request));
        if (request.readableEnded) ended.push(request);
      });
      response.end();
    }).listen(0);
    const socket = connect({ port: (server.address() as AddressInfo).port, noDelay: true });
    await once(socket, 'connect');
    for (const packet of packets) {
      socket.write(packet);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const count = packets.join('').split('POST').length - 1;
    await expect.poll(() => ended.length).toBe(count);
    expect(texts).toEqual(['hello', 'again'].slice(0, count));
    expect(held).toEqual(pieces);
    const parsers = ended.map(({ socket }) => (socket as unknown as { parser: { incoming: unknown } }).parser);
    expect(parsers.map(({ incoming }) => incoming)).toEqual(parsers.map(() => null));
    socket.destroy();
    server.close();
  });
});
