import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../src/config.ts';
import { judgeCrash, MAX_CRASHES } from '../src/crashes.ts';
import { startSandbox } from '../src/sandbox/index.ts';
import { documentId } from '../src/server/documents/documents.ts';
import { SAME_SIGNAL_MS } from '../src/server/http/shutdown.ts';
import { environmentOf } from './hostile/process.ts';
import { createFiles } from './support/certificates.ts';
import { parseScrape, sumOf } from './metrics/scrape.ts';
import { ROOT, runCli } from './support/cli.ts';
import { startCollector } from './support/collector.ts';
import { JUDGES, reasonToSkip } from './support/judges.ts';
import { letPass, PATIENCE } from './support/patience.ts';
import { startRedis } from './support/redis.ts';

// Several processes at one port, as an operator runs them.

const UNIT = '{ enhet(organisasjonsnummer: "700102009") { basisdata { __typename } } }';
const ANSWER = { data: { enhet: { basisdata: { __typename: 'Basisdata' } } } };
const WRITE =
  'mutation { sletKontaktinformation(input: { cpr: "0404505004", kontaktdataType: MOBILTELEFON }) { __typename } }';
const WRITTEN = { data: { sletKontaktinformation: { __typename: 'KontaktinformationGemt' } } };

const OF_EVERY_LINE = new Set(['level', 'time', 'msg']);
const SAID_OF_WORKERS = /\nWith several \[workers\]\(#workers\) each line .*?\n\n/s.exec(
  readFileSync('docs/operations.md', 'utf8'),
)?.[0];

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
  /** The lines of its log so far. */
  lines(): readonly Record<string, unknown>[];
  /** The processes that answer, by their places. */
  pids(): ReadonlyMap<number, number>;
  readonly ended: Promise<number | null>;
}

let running: Running | undefined;
afterEach(() => {
  running?.child.kill('SIGKILL');
});

async function start(env: Readonly<Record<string, string>> = {}, args: readonly string[] = []): Promise<Running> {
  const child = spawn(process.execPath, ['src/cli/main.ts', 'start', '--workers', '2', ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', PORT: '0', SHUTDOWN_DELAY_MS: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout?.on('data', (piece) => {
    output += piece;
  });
  child.stderr?.on('data', (piece) => {
    errors += piece;
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const lines = () =>
    output
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const url = await vi.waitFor(() => {
    if (child.exitCode !== null) throw new Error(`it ended: ${errors}`);
    const [, found] = /answers at (http:\/\/[^/\s"]+)\/graphql.* by 2 workers/.exec(output) ?? [];
    if (!found) throw new Error(`no line yet: ${output}${errors}`);
    return found;
  }, PATIENCE);
  const made: Running = {
    child,
    url,
    lines,
    ended,
    pids() {
      const found = new Map<number, number>();
      for (const { worker, pid } of lines()) {
        if (typeof worker === 'number' && typeof pid === 'number') found.set(worker, pid);
      }
      return found;
    },
  };
  running = made;
  return made;
}

function post(
  url: string,
  query: string,
  agent = new Agent(),
  more: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', ...more };
    const sent = request(`${url}/graphql`, { method: 'POST', headers, agent }, (response) => {
      let text = '';
      response.on('data', (piece) => {
        text += piece;
      });
      response.on('end', () => resolve(JSON.parse(text)));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(JSON.stringify({ query }));
  });
}

/** What the process that has started them says of all of them. */
async function scraped(lines: readonly Record<string, unknown>[]) {
  const [, url = ''] = lines.flatMap(({ msg }) => /metrics at (\S+)/.exec(String(msg)) ?? []);
  const series = parseScrape(await (await fetch(url)).text());
  return {
    requests: sumOf(series, 'http_server_request_duration_seconds_count'),
    workers: sumOf(series, 'registergraf_workers'),
    crashes: sumOf(series, 'registergraf_worker_crashes_total'),
  };
}

/** Clients that ask one request after another, each on a new connection, until they are stopped. */
function load(url: string, clients: number) {
  const answers: unknown[] = [];
  const failures: string[] = [];
  let isStopped = false;
  const all = Array.from({ length: clients }, async () => {
    while (!isStopped) {
      await post(url, UNIT).then(
        (answer) => answers.push(answer),
        (error: NodeJS.ErrnoException) => failures.push(error.code ?? error.message),
      );
    }
  });
  const stop = async () => {
    isStopped = true;
    await Promise.all(all);
  };
  return { answers, failures, stop };
}

const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const closing = (lines: Running['lines']) => lines().filter(({ msg }) => msg === 'closing');
const SIGNED = '{ innbygger(personidentifikator: "02827112006") { kontaktregister { __typename } } }';

describe('two workers', { timeout: 60_000 }, () => {
  it('answer at one port with one sandbox behind both, and end at once at a second Ctrl-C', async () => {
    const { url, lines, pids, child, ended } = await start();
    expect(new Set(pids().keys())).toEqual(new Set([1, 2]));
    const clients = load(url, 8);
    await vi.waitFor(() => {
      const answering = lines().flatMap(({ kind, worker }) => (kind === 'query' ? worker : []));
      expect(new Set(answering)).toEqual(new Set([1, 2]));
    }, PATIENCE);
    await clients.stop();
    expect(clients.failures).toEqual([]);
    for (const answer of clients.answers) expect(answer).toEqual(ANSWER);
    // What one of them writes of an organisation is found in what the other writes; and no key stands where other processes can read it.
    const organisations = lines().flatMap(({ kind, organisation }) => (kind === 'query' ? String(organisation) : []));
    expect(new Set(organisations)).toEqual(new Set([expect.stringMatching(/^[0-9a-f]{64}$/)]));
    for (const pid of process.platform === 'linux' ? pids().values() : []) {
      expect(readFileSync(`/proc/${pid}/environ`, 'latin1')).not.toMatch(/key/i);
    }
    // Signed messages, by keys that the first process has made.
    for (const answer of await Promise.all(Array.from({ length: 8 }, () => post(url, SIGNED)))) {
      expect(answer).toEqual({ data: { innbygger: { kontaktregister: { __typename: 'Kontaktregisteroppfoering' } } } });
    }
    const said = (what: RegExp) => lines().filter(({ msg }) => what.test(String(msg)));
    expect(said(/the embedded sandbox answers/)).toHaveLength(1);
    expect(said(/an Idempotency-Key is known to the worker/)).toHaveLength(1);

    // A request whose body does not come.
    const headers = { 'content-type': 'application/json', 'content-length': 100 };
    const held = request(`${url}/graphql`, { method: 'POST', headers });
    const broken = new Promise((resolve) => held.once('error', resolve));
    held.write('{');
    await vi.waitFor(() => expect(held.socket?.bytesWritten).toBeGreaterThan(0), PATIENCE);
    child.kill('SIGINT');
    await vi.waitFor(() => expect(closing(lines)).toHaveLength(3), PATIENCE);
    await letPass(SAME_SIGNAL_MS);
    expect(child.exitCode).toBeNull();
    child.kill('SIGINT');
    expect(await ended).toBe(1);
    expect(await broken).toBeInstanceOf(Error);
    await vi.waitFor(() => expect([...pids().values()].filter(isRunning)).toEqual([]), PATIENCE);
  });

  it('go on when one is killed under load, which is replaced, and lose no request at SIGTERM', async () => {
    const sandbox = await startSandbox({ settings: { postkasse: { profile: 'none' } } });
    const collector = await startCollector();
    const redis = reasonToSkip(JUDGES.redis) ? undefined : await startRedis();
    using files = createFiles();
    const manifest = (...texts: string[]) =>
      JSON.stringify(Object.fromEntries(texts.map((text) => [documentId(text), text])));
    const { url, lines, pids, child, ended } = await start({
      ...environmentOf(sandbox),
      METRICS_PORT: '0',
      SHUTDOWN_DELAY_MS: '2000',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_HEADERS_FILE: files.write('headers', 'authorization=Bearer%20hemmelig'),
      DOCUMENTS: files.write('documents.json', manifest(SIGNED)),
      RELOAD_SECONDS: '0',
      ...(redis && { REDIS_URL: redis.url, REDIS_SECRET: 'a secret that everybody knows, of the tests' }),
    });
    if (redis) {
      // What one of them has written is known to the other: nothing is warned of, and the register is asked once.
      expect(lines().filter(({ msg }) => /^WORKERS=2/.test(String(msg)))).toEqual([]);
      const asked = Array.from({ length: 16 }, () => post(url, WRITE, new Agent(), { 'idempotency-key': 'one' }));
      for (const answer of await Promise.all(asked)) expect(answer).toEqual(WRITTEN);
      expect(sandbox.kontaktinformation.traffic().calls).toBe(1);
    }
    // Each reads its files anew when the first process is told so, and refuses what cannot be used.
    const saying = (what: RegExp) =>
      lines()
        .flatMap(({ msg, worker }) => (what.test(String(msg)) ? Number(worker) : []))
        .toSorted();
    files.write('documents.json', manifest(SIGNED, UNIT));
    child.kill('SIGHUP');
    await vi.waitFor(() => expect(saying(/changed files have been read/)).toEqual([1, 2]), PATIENCE);
    files.write('documents.json', manifest('{ nothing }'));
    child.kill('SIGHUP');
    await vi.waitFor(() => expect(saying(/changed files are refused/)).toEqual([1, 2]), PATIENCE);
    const before = pids();
    const disturbed = load(url, 4);
    await vi.waitFor(() => expect(disturbed.answers.length).toBeGreaterThan(20), PATIENCE);
    const counted = await scraped(lines());
    expect(counted).toMatchObject({ workers: 2, crashes: 0 });
    expect(counted.requests).toBeGreaterThan(20);
    process.kill(before.get(1) ?? 0, 'SIGKILL');
    await vi.waitFor(() => expect(pids().get(1)).not.toBe(before.get(1)), PATIENCE);
    const asked = disturbed.answers.length;
    // The new one goes on with what the others do, though the file would stop its start.
    await vi.waitFor(() => expect(disturbed.answers.length).toBeGreaterThan(asked + 20), PATIENCE);
    await disturbed.stop();
    // What the one had counted that was killed went with it, but for what had been asked for before.
    const after = await scraped(lines());
    expect(after).toMatchObject({ workers: 2, crashes: 1 });
    expect(after.requests).toBeGreaterThan(counted.requests);
    await Promise.all(Array.from({ length: 20 }, () => post(url, UNIT)));
    const more = async () => expect((await scraped(lines())).requests).toBeGreaterThanOrEqual(after.requests + 20);
    await vi.waitFor(more, PATIENCE);
    expect(pids().get(2)).toBe(before.get(2));
    const crash = { level: 'error', worker: 1, signal: 'SIGKILL', msg: 'a worker has crashed, and is replaced' };
    expect(lines()).toContainEqual(expect.objectContaining(crash));
    // The paper says of these lines what they hold.
    const ofWorkers = lines().filter(({ msg }) =>
      /^a worker (?:listens|has crashed, and is replaced)$/.test(String(msg)),
    );
    const keys = [...new Set(ofWorkers.flatMap((line) => Object.keys(line)))].filter((key) => !OF_EVERY_LINE.has(key));
    expect(keys.toSorted()).toEqual(['code', 'inMs', 'pid', 'signal', 'worker']);
    for (const word of [...keys, ...ofWorkers.map(({ msg }) => msg)]) expect(SAID_OF_WORKERS).toContain(`\`${word}\``);
    // What it had under way, and nothing else: each client waits for one answer at a time.
    expect(disturbed.failures.length).toBeLessThanOrEqual(4);
    const byId = async () => {
      const body = JSON.stringify({ documentId: documentId(UNIT) });
      const headers = { 'content-type': 'application/json', connection: 'close' };
      return (await fetch(`${url}/graphql`, { method: 'POST', headers, body })).json();
    };
    for (const answer of await Promise.all(Array.from({ length: 8 }, byId))) expect(answer).toEqual(ANSWER);

    sandbox.enhet.delayMs = 50;
    const from = lines().length;
    const clients = load(url, 8);
    await vi.waitFor(() => expect(clients.answers.length).toBeGreaterThan(20), PATIENCE);
    child.kill('SIGTERM');
    await vi.waitFor(() => expect(closing(lines)).toHaveLength(3), PATIENCE);
    expect((await fetch(`${url}/health/ready`)).status).toBe(503);
    await clients.stop();
    expect(clients.failures).toEqual([]);
    for (const answer of [...disturbed.answers, ...clients.answers]) expect(answer).toEqual(ANSWER);
    expect(await ended).toBe(0);

    // And no span: the last are sent before the end.
    const spans = collector.spans.filter(({ kind }) => kind === 'SERVER');
    const traceOf = new Map(spans.map(({ attributes, traceId }) => [attributes['registergraf.request_id'], traceId]));
    const operations = lines().filter(({ msg }, index) => index >= from && msg === 'operation');
    expect(operations.length).toBeGreaterThanOrEqual(clients.answers.length);
    expect(operations.filter(({ requestId, traceId }) => traceOf.get(requestId) !== traceId)).toEqual([]);
    // The one that was killed has sent some before, or none.
    const instances = new Set(spans.map(({ resource }) => resource['service.instance.id']));
    expect(instances.size).toBeGreaterThanOrEqual(2);
    for (const { authorization } of collector.headers) expect(authorization).toBe('Bearer hemmelig');
    await collector.close();
    await Promise.all([sandbox.close(), redis?.stop()]);
  });

  it('that cannot start are told of once, in words', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const { code, stderr } = await runCli(['start', '--arbeidere', '2'], { env: { PORT: String(port) } });
    taken.close();
    expect(code).toBe(1);
    expect(stderr).toMatch(/EADDRINUSE/);
    expect(stderr).toMatch(/worker [12] of 2 could not start\.\n$/);
  });

  it('are at least one, and at most sixty-four', () => {
    expect(() => readConfig({ WORKERS: '0' })).toThrow('WORKERS');
    expect(() => readConfig({ WORKERS: '65' })).toThrow('WORKERS');
    expect([readConfig({}), readConfig({ WORKERS: '64' })].map(({ workers }) => workers)).toEqual([1, 64]);
  });
});

describe('a worker that has crashed', () => {
  const delayAfter = (count: number, everyMs: number) => {
    let times: readonly number[] = [];
    let inMs: number | undefined;
    for (let n = 0; n < count; n += 1) ({ recent: times, inMs } = judgeCrash(times, n * everyMs));
    return inMs;
  };

  it('is replaced after a while, which doubles with each crash of a minute up to five seconds', () => {
    expect([1, 2, 3, 6, 7, 10].map((count) => delayAfter(count, 1_000))).toEqual([100, 200, 400, 3_200, 5_000, 5_000]);
  });

  it('is not replaced after ten others within a minute', () => {
    expect(delayAfter(MAX_CRASHES, 1_000)).toBe(5_000);
    expect(delayAfter(MAX_CRASHES + 1, 1_000)).toBeUndefined();
    // Every six seconds: ten in a minute, and for ever.
    expect(delayAfter(100, 6_000)).toBe(5_000);
    expect(delayAfter(100, 60_000)).toBe(100);
  });
});
