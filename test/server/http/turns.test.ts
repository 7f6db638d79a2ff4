import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createOneATurn, createTurns } from '../../../src/server/http/turns.ts';
import { startGateway } from '../gateway-under-test.ts';

/**
 * Lets requests of these sizes begin, each of which takes a while; their order, and after how many turns each began. The clock
 * goes with their work alone: on a busy machine, twenty that are quick could take long.
 */
async function serve(sizes: readonly ('small' | 'large')[], { takesMs }: { takesMs: number }) {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  // A process has run for a while when it is asked first.
  vi.advanceTimersByTime(1_000);
  const turn = createTurns();
  const began: { name: string; loop: number }[] = [];
  let loop = 0;
  const requests = sizes.map(async (size, index) => {
    const wait = turn(size === 'large');
    if (wait) await wait;
    began.push({ name: `${size} ${index}`, loop });
    vi.advanceTimersByTime(takesMs);
  });
  let running = true;
  const all = Promise.all(requests).finally(() => {
    running = false;
  });
  for (; running; loop++) await turnOfTheLoop();
  await all;
  return began;
}

test('requests that come together and are quick all begin at once', async () => {
  const began = await serve(
    Array.from({ length: 20 }, () => 'small' as const),
    { takesMs: 0 },
  );
  expect(new Set(began.map(({ loop }) => loop))).toEqual(new Set([0]));
});

test.each([
  ['small', 1],
  ['large', 5],
] as const)(
  '%s requests that take long begin one at a time, and the event loop turns between them',
  async (size, turns) => {
    const began = await serve([size, size, size, size], { takesMs: 12 });
    expect(began.map(({ name }) => name)).toEqual([0, 1, 2, 3].map((index) => `${size} ${index}`));
    const between = began.slice(2).map(({ loop }, index) => loop - (began[index + 1]?.loop ?? 0));
    for (const loops of between) expect(loops).toBeGreaterThanOrEqual(turns);
  },
);

test('a small request does not wait for the large ones that came before it', async () => {
  const began = await serve(['large', 'large', 'large', 'large', 'small', 'small'], { takesMs: 12 });
  expect(began.map(({ name }) => name)).toEqual(['large 0', 'small 4', 'small 5', 'large 1', 'large 2', 'large 3']);
});

test('what ends together is ended one a turn, and the first at once', async () => {
  const oneATurn = createOneATurn();
  const ended: string[] = [];
  for (const name of ['a', 'b', 'c']) oneATurn(() => ended.push(name));
  expect(ended).toEqual(['a']);
  await turnOfTheLoop();
  expect(ended).toEqual(['a', 'b']);
  await turnOfTheLoop();
  expect(ended).toEqual(['a', 'b', 'c']);
  await turnOfTheLoop();
  await turnOfTheLoop();
  oneATurn(() => ended.push('d'));
  expect(ended).toEqual(['a', 'b', 'c', 'd']);
});

test('a request whose client hangs up while it waits is not executed', async () => {
  const begin = Promise.withResolvers<void>();
  let executed = 0;
  await using gateway = await startGateway({
    resolvers: {
      'Query.enhet': () => {
        executed += 1;
        begin.resolve();
        for (const end = performance.now() + 30; performance.now() < end; );
        return null;
      },
    },
  });
  const query = `{ enhet(organisasjonsnummer: "${'1'.repeat(5_000)}") { navn } }`;
  const body = JSON.stringify({ query });
  const head = `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
  const { hostname, port } = new URL(gateway.url);
  const sockets = Array.from({ length: 30 }, () => connect(Number(port), hostname));
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  for (const socket of sockets) socket.write(`${head}\r\n\r\n${body}`);
  await begin.promise;
  for (const socket of sockets) socket.destroy();
  while ((await gateway.logged()).length < sockets.length) await turnOfTheLoop();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(executed).toBeLessThan(10);
  expect((await gateway.logged()).map(({ status }) => status)).toContain(499);
});

test('a request is large whose body is longer than 4096 bytes', async () => {
  const begun: string[] = [];
  await using gateway = await startGateway({
    resolvers: {
      'Query.enhet': (_, { organisasjonsnummer }) => {
        begun.push(String(organisasjonsnummer));
        for (const end = performance.now() + 30; performance.now() < end; );
        return { navn: 'x' };
      },
    },
  });
  const send = (name: string, bytes: number) => {
    const body = { query: `{ enhet(organisasjonsnummer: "${name}") { navn } }`, variables: { rest: '' } };
    body.variables.rest = 'x'.repeat(bytes - JSON.stringify(body).length);
    return gateway.post(body);
  };
  // The first two of them keep the gateway busy until all are there.
  const names = ['large', 'large', 'large', 'large', 'large', 'small'];
  await Promise.all(names.map((name) => send(name, name === 'small' ? 4096 : 4097)));
  expect(begun.toSorted()).toEqual(names);
  expect(begun.at(-1)).toBe('large');
});
