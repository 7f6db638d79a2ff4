import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createDrain, QUIET_MS } from '../../../src/server/http/drain.ts';
import { KEEP_ALIVE_MS } from '../../../src/server/options.ts';
import { READING_MS } from '../../../src/server/http/slow-clients.ts';
import { letPass, PATIENCE, SOON_MS, TOO_LONG_MS } from '../../support/patience.ts';
import { startGateway } from '../gateway-under-test.ts';

/** A unit for which is waited also when its client has gone, as for a write. */
const WRITE = '9';

/** A gateway whose units with a number below 5 are found at once, and all others when the test says so, or when their time is up. */
async function startSlow({ deadlineMs = TOO_LONG_MS, keepAliveMs = KEEP_ALIVE_MS } = {}) {
  const { promise: found, resolve: find } = Promise.withResolvers<void>();
  const calls: AbortSignal[] = [];
  const gateway = await startGateway({
    options: { deadlineMs, keepAliveMs },
    onCall: ({ signal }) => calls.push(signal),
    resolvers: {
      'Query.enhet': async (_, args) => {
        const signal = calls.at(-1);
        const isSlow = Number(args.organisasjonsnummer) >= 5;
        if (args.organisasjonsnummer === WRITE) await found;
        else if (isSlow)
          await Promise.race([found, new Promise((resolve) => signal?.addEventListener('abort', resolve))]);
        return { __typename: 'Enhet', ...args };
      },
    },
  });
  onTestFinished(() => gateway.gateway.close(0));
  return { ...gateway, calls, find };
}

type Slow = Awaited<ReturnType<typeof startSlow>>;

/** A connection on which requests are written one by one, or behind each other, and what has come back. */
async function open({ url }: Pick<Slow, 'url'>) {
  const { hostname, port } = new URL(url);
  const socket: Socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  let text = '';
  let isReset = false;
  socket.on('data', (chunk) => {
    text += chunk;
  });
  socket.on('error', () => {
    isReset = true;
  });
  await once(socket, 'connect');
  const answers = () => text.split(/(?=HTTP\/1\.1 )/).filter((answer) => answer !== '');
  return {
    socket,
    answers,
    isReset: () => isReset,
    get(path: string) {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    },
    post(organisasjonsnummer: string) {
      const body = JSON.stringify({
        query: `{ enhet(organisasjonsnummer: "${organisasjonsnummer}") { organisasjonsnummer } }`,
      });
      const head = `Host: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
      socket.write(`POST /graphql HTTP/1.1\r\n${head}\r\n\r\n${body}`);
    },
    /** Waits until so many have come. */
    async answered(count: number) {
      await vi.waitUntil(() => answers().length >= count, PATIENCE);
      return answers();
    },
  };
}

const connectionOf = (answer: string | undefined) => /^connection: (\S+)/im.exec(answer ?? '')?.[1];
const statusOf = (answer: string | undefined) => Number(answer?.slice(9, 12));

/** Shuts down, and tells how long it took. */
function shutDown({ gateway }: Slow, delayMs: number) {
  const began = performance.now();
  return { began, ended: gateway.drain(delayMs).then(() => performance.now() - began) };
}

describe('while the gateway drains', () => {
  test('it is unready at once, and lives, on new connections and on old ones', async () => {
    const gateway = await startSlow();
    const [old, older] = [await open(gateway), await open(gateway)];
    old.get('/health/ready');
    older.get('/health/live');
    expect(statusOf((await old.answered(1))[0])).toBe(200);
    await older.answered(1);
    shutDown(gateway, TOO_LONG_MS);
    old.get('/health/ready');
    older.get('/health/live');
    const fresh = await open(gateway);
    fresh.get('/health/ready');
    expect(statusOf((await old.answered(2))[1])).toBe(503);
    expect((await old.answered(2))[1]).toContain('"status":"STOPPING"');
    expect(statusOf((await older.answered(2))[1])).toBe(200);
    expect(statusOf((await fresh.answered(1))[0])).toBe(503);
  });

  test('it answers what comes within the delay, and closes each connection with its answer', async () => {
    const gateway = await startSlow();
    const old = await open(gateway);
    old.post('1');
    expect(connectionOf((await old.answered(1))[0])).toBe('keep-alive');
    shutDown(gateway, TOO_LONG_MS);
    await letPass(QUIET_MS * 2);
    old.post('2');
    const fresh = await open(gateway);
    fresh.post('3');
    await Promise.all([once(old.socket, 'end'), once(fresh.socket, 'end')]);
    for (const answer of [old.answers()[1], fresh.answers()[0]]) {
      expect([statusOf(answer), connectionOf(answer)]).toEqual([200, 'close']);
      expect(answer).toContain('{"data":{"enhet":{"organisasjonsnummer":');
    }
    expect([old.isReset(), fresh.isReset()]).toEqual([false, false]);
  });

  test('what runs already when it begins is answered as the last of its connection', async () => {
    const gateway = await startSlow();
    const client = await open(gateway);
    client.post('7');
    await vi.waitUntil(() => gateway.calls.length === 1, PATIENCE);
    const { ended } = shutDown(gateway, 0);
    await letPass(QUIET_MS * 2);
    // The delay is long over: the probe is answered for as long as something runs.
    const probe = await open(gateway);
    probe.get('/health/ready');
    expect(statusOf((await probe.answered(1))[0])).toBe(503);
    gateway.find();
    const [answer] = await client.answered(1);
    expect([connectionOf(answer), answer?.includes('"organisasjonsnummer":"7"')]).toEqual(['close', true]);
    await ended;
    await expect(open(gateway)).rejects.toThrow('ECONNREFUSED');
  });

  test('pipelined requests are all answered, and only the last answer closes', async () => {
    const gateway = await startSlow();
    const client = await open(gateway);
    client.post('7');
    client.post('1');
    await vi.waitUntil(() => gateway.calls.length === 1, PATIENCE);
    const { ended } = shutDown(gateway, 0);
    client.post('2');
    client.get('/health/ready');
    await letPass(QUIET_MS);
    gateway.find();
    await once(client.socket, 'end');
    const answers = client.answers();
    expect(answers.map((answer) => [statusOf(answer), connectionOf(answer)])).toEqual([
      [200, 'keep-alive'],
      [200, 'keep-alive'],
      [200, 'keep-alive'],
      [503, 'close'],
    ]);
    await ended;
  });

  test('nothing is served of what comes after the last answer of its connection has begun', async () => {
    // More than operating systems keep of what has not been read: the answer is still being sent when the next request comes.
    const long = Buffer.alloc(16 * 1024 * 1024);
    const served: (string | undefined)[] = [];
    const dropped: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      const isServed = drain.begin(request, response);
      (isServed ? served : dropped).push(request.url);
      if (isServed) response.end(long);
    });
    const slowClients = { cut: (socket: Socket) => void socket.destroy() };
    const drain = createDrain(server, { deadlineMs: TOO_LONG_MS, endRequests: () => {}, slowClients });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => drain.close(0));
    void drain.drain(TOO_LONG_MS);
    const { port } = server.address() as AddressInfo;
    const client = await open({ url: `http://127.0.0.1:${port}` });
    client.socket.pause();
    client.get('/last');
    await vi.waitUntil(() => served.length === 1, PATIENCE);
    client.get('/later');
    await vi.waitUntil(() => dropped.length === 1, PATIENCE);
    client.socket.resume();
    await once(client.socket, 'close');
    expect({ served, dropped }).toEqual({ served: ['/last'], dropped: ['/later'] });
  });

  test('connections without a request are closed after the delay, not before, and do not hold it up', async () => {
    const gateway = await startSlow();
    const [idle, unused] = [await open(gateway), await open(gateway)];
    idle.post('1');
    await idle.answered(1);
    const delayMs = 1_000;
    const began = performance.now();
    const { ended } = shutDown(gateway, delayMs);
    const lasted = [idle, unused].map(({ socket }) => once(socket, 'close').then(() => performance.now() - began));
    for (const closedAfter of await Promise.all(lasted)) expect(closedAfter).toBeGreaterThan(delayMs - 10);
    expect(await ended).toBeLessThan(delayMs + SOON_MS);
  });

  test('it goes on listening until requests have not come for a moment, whatever probes do', async () => {
    const gateway = await startSlow();
    const { began, ended } = shutDown(gateway, 0);
    let lastSent = performance.now();
    for (let count = 0; count < 20; count += 1) {
      const client = await open(gateway).catch(() => undefined);
      // On a busy machine the moment may pass between two requests.
      if (!client) break;
      lastSent = performance.now();
      client.post('1');
      expect(statusOf((await client.answered(1))[0])).toBe(200);
      await wait(QUIET_MS / 5);
    }
    const probing = setInterval(() => void fetch(`${gateway.url}/health/ready`).catch(() => undefined), 10);
    await ended.finally(() => clearInterval(probing));
    const lasted = began + (await ended) - lastSent;
    expect(lasted).toBeGreaterThanOrEqual(QUIET_MS);
    // Otherwise until the deadline, which is far.
    expect(lasted).toBeLessThan(SOON_MS);
  });
});

describe('the end of what runs', () => {
  test('is waited for also when its client has gone', async () => {
    const gateway = await startSlow();
    const client = await open(gateway);
    client.post(WRITE);
    await vi.waitUntil(() => gateway.calls.length === 1, PATIENCE);
    client.socket.destroy();
    let isOver = false;
    const { ended } = shutDown(gateway, 0);
    void ended.then(() => {
      isOver = true;
    });
    await letPass(QUIET_MS * 3);
    expect(isOver).toBe(false);
    gateway.find();
    await ended;
  });

  test('comes by its own deadline, and is answered', async () => {
    const gateway = await startSlow({ deadlineMs: 1_500 });
    const client = await open(gateway);
    client.post('7');
    await vi.waitUntil(() => gateway.calls.length === 1, PATIENCE);
    const { ended } = shutDown(gateway, 0);
    const [answer] = await client.answered(1);
    expect(statusOf(answer)).toBe(200);
    expect(gateway.calls[0]?.reason).toMatchObject({ name: 'TimeoutError' });
    await ended;
  });

  test('comes for all when delay and deadline have passed, also for those who go on asking', async () => {
    const deadlineMs = 2_000;
    const gateway = await startSlow({ deadlineMs });
    const began = performance.now();
    const { ended } = shutDown(gateway, 0);
    const clients = [];
    while (performance.now() - began < deadlineMs * 0.7) {
      const client = await open(gateway);
      // Behind each other, so that the second begins when the time of all is up.
      client.post('7');
      client.post('8');
      clients.push(client);
      await wait(deadlineMs / 10);
    }
    expect(await ended).toBeLessThan(deadlineMs + READING_MS + SOON_MS);
    const statuses = clients.map(({ answers }) => answers().map(statusOf));
    expect(statuses).toEqual(clients.map(() => [200, 200]));
  });

  test('is told in the log as the gateway’s own where it has to cut', async () => {
    const gateway = await startSlow();
    const client = await open(gateway);
    client.post('7');
    await vi.waitUntil(() => gateway.calls.length === 1, PATIENCE);
    await gateway.gateway.close(50);
    const [line] = await gateway.logged();
    expect(line).toMatchObject({ status: 444, cut: 'shutdown' });
    expect(line).not.toHaveProperty('hungUp');
  });
});

describe('a connection without a request', () => {
  test('is kept for as long as the setting says, and the client is told', async () => {
    const gateway = await startSlow({ keepAliveMs: 2_000 });
    const client = await open(gateway);
    client.post('1');
    expect((await client.answered(1))[0]).toMatch(/^keep-alive: timeout=2\r$/im);
    const began = performance.now();
    await once(client.socket, 'close');
    expect(performance.now() - began).toBeGreaterThan(1_900);
  });

  test('is kept longer than a request may take', async () => {
    const deadlineMs = 500;
    const gateway = await startSlow({ deadlineMs });
    const client = await open(gateway);
    client.post('1');
    await client.answered(1);
    // Node looks every second for requests whose headers or body have not come in time.
    await wait(deadlineMs + 2_500);
    client.post('2');
    expect(statusOf((await client.answered(2))[1])).toBe(200);
  });
});
