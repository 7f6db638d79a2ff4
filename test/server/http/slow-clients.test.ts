import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createSlowClients, MAX_PIPELINED } from '../../../src/server/http/slow-clients.ts';
import { letPass, PATIENCE, TOO_LONG_MS } from '../../support/patience.ts';
import { startGateway } from '../gateway-under-test.ts';

/** More than operating systems keep of what has not been read. */
const SIZE = 16 * 1024 * 1024;

/** A server that answers so many bytes, or nothing where it is none, and does nothing else. */
async function startServer(bytes: number, limits: { deadlineMs: number; readingMs: number; maxHeldBytes?: number }) {
  const slowClients = createSlowClients(limits.deadlineMs, limits);
  const served: string[] = [];
  const over: string[] = [];
  const server = createServer((request, response) => {
    const name = request.url ?? '';
    response.once('close', () => over.push(name));
    slowClients.begin(request, response, () => {
      served.push(name);
      slowClients.hold(response, bytes);
      if (bytes > 0) response.end(Buffer.alloc(bytes));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  /** A client that asks for these, and reads nothing until it is told to. */
  async function ask(
    ...names: string[]
  ): Promise<{ socket: Socket; readAll(atLeast?: number): Promise<{ bytes: number; code: unknown }> }> {
    const socket = connect(port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    socket.pause();
    let code: unknown;
    socket.on('error', (error) => {
      code = 'code' in error && error.code;
    });
    await once(socket, 'connect');
    socket.write(names.map((name) => `GET ${name} HTTP/1.1\r\nHost: localhost\r\n\r\n`).join(''));
    return {
      socket,
      async readAll(atLeast = Number.POSITIVE_INFINITY) {
        let read = 0;
        socket.on('data', (piece) => {
          read += piece.length;
        });
        socket.resume();
        await vi.waitUntil(() => socket.closed || read > atLeast, { timeout: 15_000 });
        return { bytes: read, code };
      },
    };
  }
  return { ask, served, over, server, slowClients };
}

describe('a client that does not read', () => {
  test('is reset when the deadline and the time for reading are over', async () => {
    const { ask, over } = await startServer(SIZE, { deadlineMs: 100, readingMs: 200 });
    const began = performance.now();
    const client = await ask('/');
    await vi.waitUntil(() => over.length === 1, PATIENCE);
    expect(performance.now() - began).toBeGreaterThan(250);
    expect(await client.readAll()).toMatchObject({ code: 'ECONNRESET' });
  });

  test('is answered while it has not read what it asked for before only when it has', async () => {
    const { ask, served, over } = await startServer(SIZE, { deadlineMs: 5_000, readingMs: 5_000 });
    const client = await ask('/1', '/2', '/3');
    await vi.waitUntil(() => served.length > 0, PATIENCE);
    await wait(100);
    expect(served).toEqual(['/1']);
    await client.readAll(3 * SIZE);
    expect(served).toEqual(['/1', '/2', '/3']);
    await vi.waitUntil(() => over.length === 3, PATIENCE);
  });

  test('may ask for so many at once, and is reset when it asks for one more', async () => {
    const { ask, served, over } = await startServer(SIZE, { deadlineMs: 5_000, readingMs: 5_000 });
    const names = Array.from({ length: MAX_PIPELINED }, (_, n) => `/${n}`);
    await ask(...names);
    await vi.waitUntil(() => served.length === 1, PATIENCE);
    await wait(100);
    expect(over).toEqual([]);
    await ask(...names, '/one/more');
    await vi.waitUntil(() => over.length === MAX_PIPELINED + 1, PATIENCE);
    expect(served).toEqual(['/0', '/0']);
  });

  test('that hangs up in the moment in which it is reset is let go all the same', async () => {
    const { ask, over, server, slowClients } = await startServer(0, { deadlineMs: 60_000, readingMs: 60_000 });
    // Node has ended its own side by then, and has not sent that end yet.
    server.on('connection', (socket: Socket) => socket.on('end', () => slowClients.cut(socket, 'memory')));
    const { socket } = await ask('/1', '/2');
    socket.end();
    await vi.waitUntil(() => over.length === 2, PATIENCE);
    expect(over).toEqual(['/1', '/2']);
  });

  test('that leaves ends also what waits behind its first request, which is not served', async () => {
    const { ask, served, over } = await startServer(SIZE, { deadlineMs: 5_000, readingMs: 5_000 });
    const client = await ask('/1', '/2', '/3');
    await vi.waitUntil(() => served.length > 0, PATIENCE);
    client.socket.resetAndDestroy();
    await vi.waitUntil(() => over.length === 3, PATIENCE);
    expect(over).toEqual(['/1', '/2', '/3']);
    expect(served).toEqual(['/1']);
  });
});

test('when all hold too much, who holds most for longest is let go, and others are not', async () => {
  const { ask, over } = await startServer(SIZE, { deadlineMs: 5_000, readingMs: 5_000, maxHeldBytes: 2 * SIZE });
  const first = await ask('/first');
  await wait(20);
  const second = await ask('/second');
  await letPass(100);
  expect(over).toEqual([]);
  const third = await ask('/third');
  await vi.waitUntil(() => over.length > 0, PATIENCE);
  await wait(100);
  expect(over).toEqual(['/first']);
  expect(await first.readAll()).toMatchObject({ code: 'ECONNRESET' });
  for (const { readAll } of [second, third]) await readAll(SIZE);
});

describe('a request that is not sent to its end', () => {
  const HEAD = 'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';
  const BODY = `${HEAD}Content-Length: 100\r\n\r\n`;

  /** What comes back to somebody who sends this, and then a byte now and then; and after how long the connection is over. */
  async function drip(url: string, start: string): Promise<{ answer: string; tookMs: number }> {
    const { hostname, port } = new URL(url);
    const began = performance.now();
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.on('data', (piece) => {
      answer += piece;
    });
    socket.on('error', () => {});
    socket.write(start);
    const dripping = setInterval(() => socket.write(' '), 50);
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(dripping);
    return { answer, tookMs: performance.now() - began };
  }

  test.each([
    ['in its body', BODY, /^HTTP\/1.1 408 [\s\S]*"code":"REQUEST_TIMEOUT"/],
    ['in its headers', `${HEAD}X-Slow: `, /^HTTP\/1.1 408 /],
    ['in its body, which was refused', BODY.replace('application/json', 'text/plain'), /^HTTP\/1.1 415 /],
  ])('%s is answered, and its connection closed', async (_, start, answered) => {
    await using gateway = await startGateway({ options: { deadlineMs: 300 } });
    const { answer, tookMs } = await drip(gateway.url, start);
    expect(answer).toMatch(answered);
    // Node itself would give it five minutes.
    expect(tookMs).toBeLessThan(TOO_LONG_MS);
  });

  test('is logged as such', async () => {
    await using gateway = await startGateway({ options: { deadlineMs: 100 } });
    await drip(gateway.url, BODY);
    expect(await gateway.logged()).toMatchObject([{ status: 408, refused: 'REQUEST_TIMEOUT' }]);
  });
});
