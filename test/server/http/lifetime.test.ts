import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createLogger } from '../../../src/server/logging.ts';
import { closeOnSignals, SAME_SIGNAL_MS } from '../../../src/server/http/shutdown.ts';
import { letPass, PATIENCE, TOO_LONG_MS } from '../../support/patience.ts';
import { type RunningGateway, startGateway } from '../gateway-under-test.ts';

const quiet = createLogger('silent');

/** A gateway whose one unit is found when the test says so. */
async function slowGateway(options?: { readonly deadlineMs: number }) {
  const signals: AbortSignal[] = [];
  let find: () => void = () => {};
  const found = new Promise<void>((resolve) => {
    find = resolve;
  });
  const gateway = await startGateway({
    ...(options && { options }),
    onCall: ({ signal }) => signals.push(signal),
    resolvers: {
      'Query.enhet': async (_, args) => {
        const [signal] = signals;
        await Promise.race([found, new Promise((resolve) => signal?.addEventListener('abort', resolve))]);
        return { __typename: 'Enhet', ...args };
      },
    },
  });
  return { gateway, find, signals };
}

const QUERY = { query: '{ enhet(organisasjonsnummer: "1") { organisasjonsnummer } }' };

describe('health', () => {
  test('live says that the process runs', async () => {
    await using gateway = await startGateway();
    const response = await fetch(`${gateway.url}/health/live`);
    expect([response.status, await response.json()]).toEqual([200, { status: 'UP' }]);
  });

  test('ready says how each source is', async () => {
    await using gateway = await startGateway();
    const response = await fetch(`${gateway.url}/health/ready`);
    expect([response.status, await response.json()]).toEqual([
      200,
      { status: 'READY', sandbox: 'embedded', sources: [{ kilde: 'STAR', state: 'UNKNOWN', sandbox: true }] },
    ]);
  });

  test('ready, and a header of every response, say when the embedded sandbox answers, and only then', async () => {
    await using sandbox = await startGateway();
    await using real = await startGateway({ options: { sandbox: false } });
    const ask = (gateway: RunningGateway) =>
      Promise.all(
        ['/health/live', '/health/ready', '/graphql?query={__typename}', '/nowhere'].map((path) =>
          fetch(gateway.url + path),
        ),
      );
    for (const { headers } of await ask(sandbox)) expect(headers.get('x-sandbox')).toBe('embedded');
    for (const response of await ask(real)) {
      expect(response.headers.get('x-sandbox')).toBeNull();
      expect((await response.text()).replace('"sandbox":false', '')).not.toContain('sandbox');
    }
  });

  test('ready says 503 while the gateway shuts down', async () => {
    const { gateway, find, signals } = await slowGateway();
    const { hostname, port } = new URL(gateway.url);
    const body = JSON.stringify(QUERY);
    // One connection, as a load balancer keeps it: a slow question, and behind it the question about health.
    const socket = connect(Number(port), hostname);
    let answers = '';
    socket.on('data', (chunk) => {
      answers += chunk.toString();
    });
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    await vi.waitUntil(() => signals.length === 1, PATIENCE);
    const closed = gateway.gateway.close();
    socket.write('GET /health/ready HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await letPass(100);
    find();
    await Promise.all([closed, once(socket, 'close')]);
    expect(answers).toMatch(
      /^HTTP\/1.1 200 OK[\s\S]*"organisasjonsnummer":"1"[\s\S]*HTTP\/1.1 503 [\s\S]*"status":"STOPPING"/,
    );
  });
});

describe('a request', () => {
  test('is told that its time is up, by a TimeoutError that its calls share', async () => {
    const { gateway, signals } = await slowGateway({ deadlineMs: 300 });
    await using _ = gateway;
    expect((await gateway.post(QUERY)).status).toBe(200);
    expect(signals[0]?.reason).toMatchObject({ name: 'TimeoutError' });
  });

  test('is aborted when its client hangs up, and says so in its line', async () => {
    const { gateway, signals } = await slowGateway();
    await using _ = gateway;
    const client = new AbortController();
    const answer = fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(QUERY),
      signal: client.signal,
    });
    await vi.waitUntil(() => signals.length === 1, PATIENCE);
    client.abort();
    await expect(answer).rejects.toThrow();
    await vi.waitUntil(() => signals[0]?.aborted, PATIENCE);
    expect(signals[0]?.reason).toMatchObject({ name: 'AbortError' });
    expect(await gateway.logged()).toMatchObject([{ status: 499, hungUp: true }]);
  });

  test('that was answered in time is not aborted afterwards', async () => {
    // On a busy machine it may not be answered in time; then it has more.
    for (const deadlineMs of [80, 800, 8_000]) {
      const { gateway, find, signals } = await slowGateway({ deadlineMs });
      await using _ = gateway;
      find();
      const began = performance.now();
      await (await gateway.post(QUERY)).text();
      if (performance.now() - began > deadlineMs && deadlineMs < 8_000) continue;
      await wait(deadlineMs * 1.5);
      expect(signals[0]?.aborted).toBe(false);
      return;
    }
  });
});

describe('closing the gateway', () => {
  test('waits for the running requests and takes no new ones', async () => {
    const { gateway, find, signals } = await slowGateway();
    const running = gateway.post(QUERY);
    await vi.waitUntil(() => signals.length === 1, PATIENCE);
    const closed = gateway.gateway.close();
    await expect(fetch(`${gateway.url}/health/live`)).rejects.toThrow();
    find();
    expect(await (await running).json()).toEqual({ data: { enhet: { organisasjonsnummer: '1' } } });
    await closed;
  });

  test('does not wait longer than it is told', async () => {
    const { gateway, signals } = await slowGateway();
    const running = gateway.post(QUERY);
    const lost = expect(running).rejects.toThrow();
    await vi.waitUntil(() => signals.length === 1, PATIENCE);
    await gateway.gateway.close(50);
    await lost;
  });
});

describe('a signal', () => {
  test('closes what was given, in order, and exits', async () => {
    const order: string[] = [];
    const exit = vi.fn();
    const stop = closeOnSignals({
      close: [async () => void order.push('gateway'), async () => void order.push('sources')],
      logger: quiet,
      withinMs: TOO_LONG_MS,
      exit,
    });
    process.emit('SIGTERM');
    await vi.waitUntil(() => exit.mock.calls.length > 0, PATIENCE);
    stop();
    expect(order).toEqual(['gateway', 'sources']);
    expect(exit.mock.calls).toEqual([[0]]);
  });

  test('exits with 1 when something does not close, and still closes the rest', async () => {
    const order: string[] = [];
    const exit = vi.fn();
    const stop = closeOnSignals({
      close: [async () => Promise.reject(new Error('no')), async () => void order.push('sources')],
      logger: quiet,
      withinMs: TOO_LONG_MS,
      exit,
    });
    process.emit('SIGINT');
    await vi.waitUntil(() => exit.mock.calls.length > 0, PATIENCE);
    stop();
    expect(order).toEqual(['sources']);
    expect(exit.mock.calls).toEqual([[1]]);
  });

  test('exits only when what waits to be logged is written', async () => {
    const order: string[] = [];
    const flush = async () => {
      await wait(20);
      order.push('flushed');
    };
    const exit = (code: number) => void order.push(`exit ${code}`);
    const stop = closeOnSignals({ close: [], logger: quiet, withinMs: TOO_LONG_MS, flush, exit });
    process.emit('SIGTERM');
    await vi.waitUntil(() => order.length === 2, PATIENCE);
    stop();
    expect(order).toEqual(['flushed', 'exit 0']);
  });

  test('of another kind, or the same one later, exits at once', async () => {
    for (const [second, pauseMs] of [
      ['SIGINT', 0],
      ['SIGTERM', SAME_SIGNAL_MS + 50],
    ] as const) {
      const exit = vi.fn();
      const close = [() => new Promise<void>(() => {})];
      const stop = closeOnSignals({ close, logger: quiet, withinMs: TOO_LONG_MS, exit });
      process.emit('SIGTERM');
      await wait(pauseMs);
      expect(exit).not.toHaveBeenCalled();
      process.emit(second);
      expect(exit.mock.calls).toEqual([[1]]);
      stop();
    }
  });

  test('that comes twice at once, as npm passes it on, is one', async () => {
    const order: string[] = [];
    const step = () => letPass(50).then(() => void order.push('closed'));
    const exit = (code: number) => void order.push(`exit ${code}`);
    const stop = closeOnSignals({ close: [step], logger: quiet, withinMs: TOO_LONG_MS, exit });
    process.emit('SIGINT');
    process.emit('SIGINT');
    await vi.waitUntil(() => order.length === 2, PATIENCE);
    stop();
    expect(order).toEqual(['closed', 'exit 0']);
  });

  test('may be the end of the shell, where npx has started the gateway: what has ended the shell is not a second one', async () => {
    const parent = vi.spyOn(process, 'ppid', 'get').mockReturnValue(4711);
    onTestFinished(() => parent.mockRestore());
    const order: string[] = [];
    const step = (ending: string) => {
      order.push(ending);
      process.emit('SIGTERM');
      return letPass(20);
    };
    const exit = (code: number) => void order.push(`exit ${code}`);
    const stop = closeOnSignals({ close: [step], logger: quiet, withinMs: TOO_LONG_MS, exit, npx: true });
    parent.mockReturnValue(1);
    await vi.waitUntil(() => order.length === 2, PATIENCE);
    stop();
    expect(order).toEqual(['ORPHANED', 'exit 0']);
  });

  test('is not the end of any other parent', async () => {
    const parent = vi.spyOn(process, 'ppid', 'get').mockReturnValue(4711);
    onTestFinished(() => parent.mockRestore());
    const exit = vi.fn();
    const stop = closeOnSignals({ close: [], logger: quiet, withinMs: TOO_LONG_MS, exit });
    parent.mockReturnValue(1);
    await letPass(600);
    stop();
    expect(exit).not.toHaveBeenCalled();
  });

  test('that has no end in time exits', async () => {
    const exit = vi.fn();
    const stop = closeOnSignals({ close: [() => new Promise(() => {})], logger: quiet, withinMs: 30, exit });
    process.emit('SIGTERM');
    await vi.waitUntil(() => exit.mock.calls.length > 0, PATIENCE);
    stop();
    expect(exit.mock.calls).toEqual([[1]]);
  });
});

test('a bug that no request catches is logged, and ends nothing', () => {
  const module = (name: string) => JSON.stringify(new URL(`../../../src/server/${name}.ts`, import.meta.url).href);
  const script = `
    const { createLogger, openLog } = await import(${module('logging')});
    const { outliveBugs } = await import(${module('http/shutdown')});
    outliveBugs(createLogger('info', openLog()));
    Promise.reject(new Error('rejected for 0101505006'));
    setTimeout(() => { throw new TypeError('thrown'); }, 10);
    setTimeout(() => process.exit(7), 100);`;
  const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(status).toBe(7);
  expect(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toMatchObject([
    { level: 'error', msg: 'unexpected error', bug: { name: 'Error', message: 'rejected for ******' } },
    { level: 'error', msg: 'unexpected error', bug: { name: 'TypeError', message: 'thrown' } },
  ]);
});
