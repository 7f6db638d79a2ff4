import { createCallers } from './callers.ts';
import { type Child, startChild } from './child.ts';
import { askOnce, type Message, openLoad } from './load.ts';
import type { Query } from './queries.ts';
import { type ServerName, startServer, whyMissing } from './servers.ts';
import { percentile } from './statistics.ts';

/** What one server did in one measurement. */
export interface Sample {
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly cpuMicrosPerRequest: number;
  readonly medianMs: number;
  readonly p99Ms: number;
}

export interface Measurement {
  readonly seconds: number;
  readonly connections: number;
}

/** A server, what it is asked, and what it must answer each time. */
export interface Asked {
  readonly child: Child;
  readonly query: Query;
  readonly expected: Buffer;
}

export type Rounds<Name extends string> = readonly Readonly<Record<Name, Sample>>[];

/**
 * What each server answers of a query before it is measured: compiled code is what production runs, and V8 goes on compiling for so long. After
 * two seconds a small request takes the gateway nearly twice as long as after ten, and the handler by hand a fifth longer: it runs less code.
 */
const WARM_UP = { seconds: 10, requests: 1500, connections: 16 };
/** Seconds before each measurement that do not count: the caches belong to this server again. */
const LEAD_IN_S = 0.2;
export const MAX_CONNECTIONS = 128;

/** The register, the callers, and the servers that have been wanted so far. */
export interface TestBed {
  readonly backend: Child;
  server(name: ServerName): Promise<Child>;
  /** One of its own, which the caller stops. */
  fresh(name: ServerName, how?: { readonly env?: Record<string, string>; readonly profile?: string }): Promise<Child>;
  /** The request of the caller who has this connection: no two connections share a token, so no two callers' reads are joined. */
  message(query: Query, connection: number, expected?: Buffer): Message;
  /**
   * Asks once, and holds the answer to the query's calls and to `like`, the answer of another server: the same bytes, but for a newline at
   * their end, which one of the peers writes.
   */
  prepare(child: Child, query: Query, like?: Buffer): Promise<Asked>;
  /** In turns: in each round each server once, one right after the other. */
  rounds<Name extends ServerName>(
    names: readonly Name[],
    query: Query,
    measurement: Measurement & { readonly rounds: number },
  ): Promise<Rounds<Name>>;
  /** All of them, whose answers must be the same. */
  prepareAll<Name extends ServerName>(names: readonly Name[], query: Query): Promise<Map<Name, Asked>>;
  measure(asked: Asked, measurement: Measurement): Promise<Sample>;
  close(): Promise<void>;
}

/** `scale` is less than 1 for a run that only tries the bench out: it warms up for so much less. */
export async function openTestBed(scale = 1): Promise<TestBed> {
  const { jwks, tokens } = await createCallers(MAX_CONNECTIONS);
  const backend = await startChild('./backend.ts', { BENCH_JWKS: jwks });
  const started = new Map<ServerName, Promise<Child>>();
  const others: Child[] = [];
  const warm = new Set<string>();

  const bed: TestBed = {
    backend,
    server(name) {
      const missing = whyMissing(name);
      if (missing) throw new Error(`${name} is ${missing}`);
      const child = started.get(name) ?? startServer(name, { grunndataUrl: backend.url });
      started.set(name, child);
      return child;
    },
    async fresh(name, how = {}) {
      const child = await startServer(name, { grunndataUrl: backend.url, ...how });
      others.push(child);
      return child;
    },
    message(query, connection, expected) {
      return { bytes: post(query.body, tokens[connection] ?? ''), status: 200, body: expected };
    },
    async prepare(child, query, like) {
      const before = await backend.ask('calls');
      const { status, body } = await askOnce(child.url, bed.message(query, 0).bytes);
      const calls = (await backend.ask('calls')) - before;
      const text = body.toString('utf8');
      if (status !== 200) throw new Error(`${child.url} answers ${query.name} with ${status}: ${text.slice(0, 500)}`);
      if (calls !== query.calls)
        throw new Error(`${child.url} made ${calls} calls for ${query.name}, not ${query.calls}`);
      if (!text.includes('"__typename":"Basisdata"'))
        throw new Error(`the answer to ${query.name} has no data: ${text}`);
      const other = like?.toString('utf8') ?? text;
      if (text.trimEnd() !== other.trimEnd()) {
        throw new Error(`the answers to ${query.name} differ:\n  ${other}\n  ${text} (${child.url})`);
      }
      return { child, query, expected: body };
    },
    async prepareAll(names, query) {
      const all = new Map<(typeof names)[number], Asked>();
      let like: Buffer | undefined;
      for (const name of names) {
        const asked = await bed.prepare(await bed.server(name), query, like);
        all.set(name, asked);
        like ??= asked.expected;
      }
      return all;
    },
    async rounds(names, query, { rounds, ...measurement }) {
      const all = await bed.prepareAll(names, query);
      for (const [name, asked] of all) {
        const what = `${name} ${query.name}`;
        if (!warm.has(what)) await warmUp(asked);
        warm.add(what);
      }
      const measured: Record<string, Sample>[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const samples: Record<string, Sample> = {};
        for (const [name, asked] of all) samples[name] = await bed.measure(asked, measurement);
        measured.push(samples);
      }
      return measured as unknown as Rounds<(typeof names)[number]>;
    },
    async measure(asked, { seconds, connections }) {
      const { child, query } = asked;
      const load = await open(asked, connections);
      try {
        await load.drive(Math.min(LEAD_IN_S, seconds));
        const before = await readCounts(child);
        const driven = await load.drive(seconds);
        const after = await readCounts(child);
        const { requests, latencies } = driven;
        const calls = after.calls - before.calls;
        if (calls !== requests * query.calls) {
          throw new Error(`${requests} requests of ${query.name} made ${calls} calls, not ${query.calls} each`);
        }
        if (after.recorded !== before.recorded) throw new Error(`${query.name} asked what was not asked before`);
        return {
          requests,
          requestsPerSecond: requests / driven.seconds,
          cpuMicrosPerRequest: (after.cpu - before.cpu) / requests,
          medianMs: percentile(latencies, 0.5),
          p99Ms: percentile(latencies, 0.99),
        };
      } finally {
        load.close();
      }
    },
    async close() {
      const all = await Promise.allSettled(started.values());
      const children = all.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
      for (const child of [...children, ...others, backend]) await child.stop();
    },
  };

  async function readCounts(child: Child) {
    const cpu = await child.ask('cpu');
    return { cpu, calls: await backend.ask('calls'), recorded: await backend.ask('recorded') };
  }

  async function warmUp(asked: Asked): Promise<void> {
    const load = await open(asked, WARM_UP.connections);
    const requests = Math.ceil(WARM_UP.requests / asked.query.calls);
    await load.drive(WARM_UP.seconds * scale, requests * scale);
    load.close();
  }

  function open({ child, query, expected }: Asked, connections: number) {
    const messages = Array.from({ length: connections }, (_, connection) => bed.message(query, connection, expected));
    return openLoad({
      url: child.url,
      concurrency: connections,
      next: (connection) => messages[connection] as Message,
    });
  }

  return bed;
}

/** POST, as an application sends it. */
function post(body: string, token: string): Buffer {
  return Buffer.from(
    [
      'POST /graphql HTTP/1.1',
      'host: localhost',
      'content-type: application/json',
      'accept: application/graphql-response+json, application/json',
      `authorization: Bearer ${token}`,
      `content-length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  );
}
