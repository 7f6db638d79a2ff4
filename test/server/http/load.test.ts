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

/** A gateway, and the requests that wait for their bodies. */
async function start(load: { requests: number; eventLoopDelayMs: number }) {
  const waiting = new Set<string>();
  const onStep = (step: string, id: string) =>
    void (step === 'body' ? waiting.add(id) : step === 'log' && waiting.delete(id));
  const gateway = await startGateway({ options: { load, onStep } });
  open.push(gateway);
  return { ...gateway, waiting };
}

const HEAD =
  'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 30\r\n\r\n';

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
    beginRequest(gateway.url);
    await expect.poll(() => gateway.waiting.size, PATIENCE).toBe(1);
    expect((await gateway.post(TYPENAME)).status).toBe(200);
    const { socket } = beginRequest(gateway.url);
    await expect.poll(() => gateway.waiting.size, PATIENCE).toBe(2);
    const refused = await gateway.post(TYPENAME);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await read(refused)).toMatchObject({ status: 503, code: 'OVERLOADED' });
    // Those that are refused do not count.
    expect((await gateway.post(TYPENAME)).status).toBe(503);
    socket.destroy();
    await expect.poll(() => gateway.waiting.size, PATIENCE).toBe(1);
    expect((await gateway.post(TYPENAME)).status).toBe(200);
  });

  test('are refused before anything of the body has come, and the connection is kept', async () => {
    const gateway = await start({ requests: 1, eventLoopDelayMs: UNHURRIED_MS });
    const first = beginRequest(gateway.url);
    await expect.poll(() => gateway.waiting.size, PATIENCE).toBe(1);
    const second = beginRequest(gateway.url);
    await expect.poll(second.answer, PATIENCE).toContain('"code":"OVERLOADED"');
    expect(second.answer()).toMatch(/^HTTP\/1.1 503 .*retry-after: 1\r\n/is);
    first.socket.destroy();
    await expect.poll(() => gateway.waiting.size, PATIENCE).toBe(0);
    second.socket.write(JSON.stringify(TYPENAME).padEnd(30) + HEAD + JSON.stringify(TYPENAME).padEnd(30));
    await expect.poll(second.answer, PATIENCE).toContain('"data":{"__typename":"Query"}');
  });

  test('do not keep anybody from health, from GraphiQL and from its files', async () => {
    const gateway = await start({ requests: 1, eventLoopDelayMs: UNHURRIED_MS });
    beginRequest(gateway.url);
    await expect.poll(() => gateway.waiting.size, PATIENCE).toBe(1);
    expect((await gateway.post(TYPENAME)).status).toBe(503);
    for (const path of ['/health/live', '/health/ready']) expect((await fetch(gateway.url + path)).status).toBe(200);
    const page = await fetch(`${gateway.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(200);
    const [, asset] = /src="([^"]+\.js)"/.exec(await page.text()) ?? [];
    expect((await fetch(new URL(asset ?? '', `${gateway.url}/graphql`))).status).toBe(200);
  });

  test('are logged where they are refused', async () => {
    const gateway = await start({ requests: 1, eventLoopDelayMs: UNHURRIED_MS });
    beginRequest(gateway.url);
    await expect.poll(() => gateway.waiting.size, PATIENCE).toBe(1);
    await (await gateway.post(TYPENAME)).text();
    expect(await gateway.logged()).toMatchObject([{ status: 503, refused: 'OVERLOADED' }]);
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
