import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createLateness, RESOLUTION_MS } from '../../../src/server/http/load.ts';
import { PATIENCE } from '../../support/patience.ts';
import { read, type RunningGateway, startGateway } from '../gateway-under-test.ts';

const UNHURRIED_MS = 60_000;
const open: RunningGateway[] = [];
const silent: Socket[] = [];
afterEach(async () => {
  for (const socket of silent.splice(0)) socket.destroy();
  await Promise.all(open.splice(0).map((gateway) => gateway[Symbol.asyncDispose]()));
});

/** A gateway, and what ends each of the operations that it is asked for by `HANGS`. */
async function start(load: { requests: number; eventLoopDelayMs: number }) {
  const ends: (() => void)[] = [];
  const waiting = new Set<string>();
  const gateway = await startGateway({
    options: {
      load,
      onStep: (step, id) => void (step === 'body' ? waiting.add(id) : step === 'log' && waiting.delete(id)),
    },
    resolvers: { 'Query.costly': () => new Promise<number>((resolve) => void ends.push(() => resolve(1))) },
  });
  open.push(gateway);
  return { ...gateway, ends, waiting };
}

const HANGS = { query: '{ costly(calls: 1) }' };

const HEAD =
  'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 40\r\n\r\n';

/** A request whose body does not come: under way till the socket is destroyed. */
function beginRequest(url: string): { socket: Socket; answer: () => string } {
  let answer = '';
  const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(HEAD))
    .on('error', () => {})
    .on('data', (piece) => {
      answer += piece;
    });
  silent.push(socket);
  return { socket, answer: () => answer };
}

const TYPENAME = { query: '{ __typename }' };

describe('the requests under way', () => {
  test('are as many as there may be, and the next is refused till one of them is over', async () => {
    const gateway = await start({ requests: 2, eventLoopDelayMs: UNHURRIED_MS });
    const first = gateway.post(HANGS);
    await expect.poll(() => gateway.ends.length, PATIENCE).toBe(1);
    expect((await gateway.post(TYPENAME)).status).toBe(200);
    const second = gateway.post(HANGS);
    await expect.poll(() => gateway.ends.length, PATIENCE).toBe(2);
    const refused = await gateway.post(TYPENAME);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await read(refused)).toMatchObject({ status: 503, code: 'OVERLOADED' });
    // Those that are refused do not count.
    expect((await gateway.post(TYPENAME)).status).toBe(503);
    gateway.ends[0]?.();
    expect((await first).status).toBe(200);
    await expect.poll(async () => (await gateway.post(TYPENAME)).status, PATIENCE).toBe(200);
    gateway.ends[1]?.();
    expect((await second).status).toBe(200);
  });

  test('are no more where many are let through before any of them counts', async () => {
    const gateway = await start({ requests: 2, eventLoopDelayMs: UNHURRIED_MS });
    const all = Array.from({ length: 6 }, () => beginRequest(gateway.url));
    await expect.poll(() => gateway.waiting.size, PATIENCE).toBe(6);
    for (const { socket } of all) socket.write(JSON.stringify(HANGS).padEnd(40));
    const answered = () => all.map(({ answer }) => /^HTTP\/1.1 (\d+)/.exec(answer())?.[1] ?? '').toSorted();
    await expect.poll(answered, PATIENCE).toEqual(['', '', '503', '503', '503', '503']);
    expect(gateway.ends).toHaveLength(2);
    for (const end of gateway.ends) end();
    await expect.poll(answered, PATIENCE).toEqual(['200', '200', '503', '503', '503', '503']);
  });

  test('are over when their client has hung up', async () => {
    const gateway = await start({ requests: 1, eventLoopDelayMs: UNHURRIED_MS });
    const end = new AbortController();
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify(HANGS);
    const first = fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body, signal: end.signal });
    await expect.poll(() => gateway.ends.length, PATIENCE).toBe(1);
    end.abort();
    await expect(first).rejects.toThrow('aborted');
    gateway.ends[0]?.();
    await expect.poll(async () => (await gateway.post(TYPENAME)).status, PATIENCE).toBe(200);
  });

  test('are refused before anything of the body has come, and the connection is kept', async () => {
    const gateway = await start({ requests: 1, eventLoopDelayMs: UNHURRIED_MS });
    const first = gateway.post(HANGS);
    await expect.poll(() => gateway.ends.length, PATIENCE).toBe(1);
    const second = beginRequest(gateway.url);
    await expect.poll(second.answer, PATIENCE).toContain('"code":"OVERLOADED"');
    expect(second.answer()).toMatch(/^HTTP\/1.1 503 .*retry-after: 1\r\n/is);
    gateway.ends[0]?.();
    await (await first).text();
    await expect.poll(async () => (await gateway.post(TYPENAME)).status, PATIENCE).toBe(200);
    second.socket.write(JSON.stringify(TYPENAME).padEnd(40) + HEAD + JSON.stringify(TYPENAME).padEnd(40));
    await expect.poll(second.answer, PATIENCE).toContain('"data":{"__typename":"Query"}');
  });

  test('are not those whose body has not come', async () => {
    const gateway = await start({ requests: 1, eventLoopDelayMs: UNHURRIED_MS });
    for (let count = 1; count <= 3; count++) {
      beginRequest(gateway.url);
      await expect.poll(() => gateway.waiting.size, PATIENCE).toBe(count);
    }
    expect((await gateway.post(TYPENAME)).status).toBe(200);
    const hanging = gateway.post(HANGS);
    await expect.poll(() => gateway.ends.length, PATIENCE).toBe(1);
    expect((await gateway.post(TYPENAME)).status).toBe(503);
    gateway.ends[0]?.();
    expect((await hanging).status).toBe(200);
  });

  test('do not keep anybody from health, from GraphiQL and from its files', async () => {
    const gateway = await start({ requests: 1, eventLoopDelayMs: UNHURRIED_MS });
    const first = gateway.post(HANGS);
    await expect.poll(() => gateway.ends.length, PATIENCE).toBe(1);
    expect((await gateway.post(TYPENAME)).status).toBe(503);
    for (const path of ['/health/live', '/health/ready']) expect((await fetch(gateway.url + path)).status).toBe(200);
    const page = await fetch(`${gateway.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(200);
    const [, asset] = /src="([^"]+\.js)"/.exec(await page.text()) ?? [];
    expect((await fetch(new URL(asset ?? '', `${gateway.url}/graphql`))).status).toBe(200);
    gateway.ends[0]?.();
    await (await first).text();
  });

  test('are logged where they are refused', async () => {
    const gateway = await start({ requests: 1, eventLoopDelayMs: UNHURRIED_MS });
    const first = gateway.post(HANGS);
    await expect.poll(() => gateway.ends.length, PATIENCE).toBe(1);
    await (await gateway.post(TYPENAME)).text();
    expect(await gateway.logged()).toMatchObject([{ status: 503, refused: 'OVERLOADED' }]);
    gateway.ends[0]?.();
    await (await first).text();
  });
});

describe('the event loop', () => {
  test('is too late from the second sample in a row beyond the limit, until the first that is not', () => {
    const isLate = createLateness(100);
    expect([100, 101, 100, 101].map(isLate)).toEqual([false, false, false, false]);
    expect([101, 5_000, 100, 101, 101].map(isLate)).toEqual([true, true, false, false, true]);
  });

  test('is not too late for want of a sample', () => {
    const isLate = createLateness(100);
    expect([Number.NaN, 500, Number.NaN, 500].map(isLate)).toEqual([false, false, false, false]);
  });

  test('refuses requests while each of its turns is late, and takes them again after that', async () => {
    const gateway = await start({ requests: 100, eventLoopDelayMs: 2 * RESOLUTION_MS });
    expect((await gateway.post(TYPENAME)).status).toBe(200);
    let isBusy = true;
    const block = () => {
      const until = performance.now() + 8 * RESOLUTION_MS;
      while (performance.now() < until);
      if (isBusy) setTimeout(block, 1);
    };
    block();
    try {
      await expect.poll(async () => (await gateway.post(TYPENAME)).status, PATIENCE).toBe(503);
      expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200);
    } finally {
      isBusy = false;
    }
    await expect.poll(async () => (await gateway.post(TYPENAME)).status, PATIENCE).toBe(200);
  });
});
