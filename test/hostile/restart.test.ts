import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { createFiles } from '../support/certificates.ts';
import { type Answer, type Connection, isRefused, withNode, withUndici } from './kept-alive.ts';
import { PATIENCE } from '../support/patience.ts';
import { startRelay, type Relay } from './relay.ts';
import { environmentOf, type GatewayProcess, startProcess } from './process.ts';

// What a restart costs those who are asking meanwhile: 64 clients that keep their connections, reads and writes, twenty times.
//
// A request is lost when something of it may have been sent and no whole answer has come. A client opens a new connection where the
// answer before has said `Connection: close`, and stops when the probe has seen 503 three times, as a load balancer does, or
// when its connection is refused: nothing of the request has been sent then.

const ROUNDS = 20;
const CLIENTS = 64;
/** In every fourth round so many begin with a write that the register does and never answers. It takes eight at once. */
const SILENT_CLIENTS = 3;
const DELAY_MS = 700;
const DEADLINE_MS = 3_000;
const PROBE_MS = 100;
/** So many requests have been answered, and so long the silent ones have been under way, when SIGTERM comes. */
const BEFORE = CLIENTS * 2;
const BEFORE_MS = 100;
/** The most that a client waits between an answer and its next request. */
const PAUSE_MS = 100;

const PERSON = '0303505003';
const WRITE = `mutation ($cpr: ID!, $number: String!) {
  createKontaktinformation(input: { cpr: $cpr, kontaktinformation: [{ kontaktdataType: MOBILTELEFON, kontaktdata: $number }] }) {
    __typename
    ... on KildeUtilgjengelig { kode }
  }
}`;
const READ = '{ enhet(organisasjonsnummer: "700102009") { basisdata { __typename } } }';

/** The numbers that are written, each once; a register that is silent does what it is told, and never answers. */
const PROMPT = 67_000_000;
const SILENT = 68_000_000;
let asked = 0;

const files = createFiles();
let sandbox: Sandbox;
let star: Relay;
let grunndata: Relay;
beforeAll(async () => {
  sandbox = await startSandbox({ settings: { postkasse: { profile: 'none' } } });
  star = await startRelay(sandbox.urls.star, (body) => ({
    mark: /"kontaktdata":"(6[78]\d{6})"/.exec(body)?.[1],
    delayMs: Math.random() * 100,
    isSilent: body.includes(`"${String(SILENT).slice(0, 2)}`),
  }));
  grunndata = await startRelay(sandbox.urls.grunndata, () => ({
    // Some take longer than the gateway listens.
    delayMs: Math.random() < 0.02 ? DELAY_MS + 300 : Math.random() * 50,
  }));
});
afterAll(async () => {
  await Promise.all([star.close(), grunndata.close(), sandbox.close()]);
  files[Symbol.dispose]();
});

interface Started {
  readonly gateway: GatewayProcess;
  readonly auditFile: string;
}

async function start(): Promise<Started> {
  const auditFile = files.path(`${randomUUID()}.jsonl`);
  const gateway = await startProcess({
    ...environmentOf(sandbox),
    STAR_URL: star.url,
    GRUNNDATA_URL: grunndata.url,
    AUDIT_FILE: auditFile,
    SHUTDOWN_DELAY_MS: String(DELAY_MS),
    REQUEST_DEADLINE_MS: String(DEADLINE_MS),
  });
  return { gateway, auditFile };
}

interface Sent {
  readonly id: string;
  /** The number that it writes; undefined for a read. */
  readonly number: string | undefined;
  readonly isAfterSignal: boolean;
  answer?: Answer;
  error?: string;
}

/** What the load balancer knows: one for all clients. */
interface Traffic {
  stopped: boolean;
  signalled: boolean;
  readonly sent: Sent[];
}

/** Asks and asks. What it begins with may be a write that is never answered. */
async function ask(connection: Connection, traffic: Traffic, beginsSilent = false): Promise<void> {
  let isSilent = beginsSilent;
  while (!traffic.stopped) {
    asked += 1;
    const number = isSilent || Math.random() < 0.3 ? String((isSilent ? SILENT : PROMPT) + asked) : undefined;
    isSilent = false;
    // Few digits: a request id that could be somebody's number would be replaced.
    const one: Sent = { id: `restart-${asked}`, number, isAfterSignal: traffic.signalled };
    const body = number === undefined ? { query: READ } : { query: WRITE, variables: { cpr: PERSON, number } };
    try {
      one.answer = await connection.send(one.id, JSON.stringify(body));
    } catch (error) {
      if (isRefused(error)) return;
      one.error = `${(error as { code?: string }).code} ${(error as Error).message}`;
    }
    traffic.sent.push(one);
    if (one.error) return;
    await wait(Math.random() * PAUSE_MS);
  }
}

/** Looks at readiness, each time on a connection of its own, until it is refused; the third 503 stops the traffic. */
async function probe(url: string, traffic: Traffic): Promise<number[]> {
  const seen: number[] = [];
  for (;;) {
    const status = await new Promise<number>((resolve) => {
      const probing = httpRequest(`${url}/health/ready`, { agent: false }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      });
      probing.once('error', () => resolve(0));
      probing.end();
    });
    if (status > 0) seen.push(status);
    if (status === 0 || seen.filter((one) => one === 503).length === 3) traffic.stopped = true;
    if (status === 0) return seen;
    await wait(PROBE_MS);
  }
}

/** The audit records of a gateway, by the ids of the requests. */
function recordsOf(file: string): ReadonlyMap<string, string> {
  const records = readFileSync(file, 'utf8').trim().split('\n');
  const parsed = records
    .map((line) => JSON.parse(line) as { audit: unknown; requestId: string; effect: string })
    // Not the head and the seal of the chain.
    .filter(({ audit }) => audit === 1);
  expect(new Set(parsed.map(({ requestId }) => requestId)).size, 'one record a write').toBe(parsed.length);
  return new Map(parsed.map(({ requestId, effect }) => [requestId, effect]));
}

const totals = { requests: 0, afterSignal: 0, closing: 0, writes: 0, unknown: 0, unanswered: 0 };

describe('SIGTERM under 64 clients that keep their connections', () => {
  // Most of a round is waiting, so that two take place at once.
  test.concurrent.each(Array.from({ length: ROUNDS }, (_, index) => index + 1))(
    'loses no request, and leaves a record of each write: %d',
    async (round) => {
      const { gateway, auditFile } = await start();
      const hasSilent = round % 4 === 0;
      const traffic: Traffic = { stopped: false, signalled: false, sent: [] };
      const connections = Array.from({ length: CLIENTS }, (_, index) =>
        index % 2 === 0 ? withUndici(gateway.url) : withNode(gateway.url),
      );
      const silent = hasSilent ? connections.splice(0, SILENT_CLIENTS) : [];
      const asking = connections.map((connection) => ask(connection, traffic));
      const probing = probe(gateway.url, traffic);
      await vi.waitUntil(() => traffic.sent.length >= BEFORE, PATIENCE);
      asking.push(...silent.map((connection) => ask(connection, traffic, true)));
      await wait(BEFORE_MS);
      const ended = once(gateway.child, 'exit');
      traffic.signalled = true;
      gateway.child.kill('SIGTERM');
      await Promise.all(asking);
      const seen = await probing;
      const exit = await ended;
      for (const connection of [...connections, ...silent]) connection.close();

      const { sent } = traffic;
      expect(sent.filter(({ error }) => error !== undefined)).toEqual([]);
      expect(sent.filter(({ answer }) => answer?.status !== 200)).toEqual([]);
      expect(exit).toEqual([0, null]);
      // Unready as long as it is there, and never ready again.
      expect(seen.slice(seen.indexOf(503)).filter((status) => status !== 503)).toEqual([]);
      expect(seen).toContain(503);

      const records = recordsOf(auditFile);
      const writes = sent.flatMap(({ id, number, answer }) =>
        number ? [{ id, number, text: answer?.text ?? '' }] : [],
      );
      for (const { id, number, text } of writes) {
        const effect = records.get(id);
        const isDone = star.done(number);
        // What the client is told, what the record says and what the register has done.
        const told = text.includes('"KontaktinformationGemt"')
          ? 'done'
          : text.includes('"UTFALL_UKJENT"')
            ? 'unknown'
            : 'not done';
        expect({ number, effect }).toEqual({ number, effect: told });
        expect(isDone, text).toBeLessThanOrEqual(1);
        if (told !== 'unknown') expect({ text, isDone }).toEqual({ text, isDone: told === 'done' ? 1 : 0 });
      }
      expect(records.size).toBe(writes.length);

      const late = sent.filter(({ isAfterSignal }) => isAfterSignal);
      totals.requests += sent.length;
      totals.afterSignal += late.length;
      totals.closing += sent.filter(({ answer }) => answer?.closes).length;
      totals.writes += writes.length;
      totals.unknown += [...records.values()].filter((effect) => effect === 'unknown').length;
      totals.unanswered += writes.filter(({ number }) => Number(number) >= SILENT).length;
    },
  );

  test('has been asked for enough, also after the signal', () => {
    process.stdout.write(`${JSON.stringify(totals)}\n`);
    expect(totals.requests).toBeGreaterThan(ROUNDS * CLIENTS);
    expect(totals.afterSignal).toBeGreaterThan(ROUNDS * 10);
    expect(totals.closing).toBeGreaterThan(ROUNDS * 10);
    // On connections that were kept when the signal came.
    expect(totals.requests - totals.closing).toBeGreaterThan(ROUNDS * CLIENTS);
    expect(totals.writes).toBeGreaterThan(ROUNDS * 10);
    expect(totals.unanswered).toBe((ROUNDS / 4) * SILENT_CLIENTS);
    expect(totals.unknown).toBeGreaterThanOrEqual(totals.unanswered);
  });
});

test('a gateway that the machine has not let run does not take that for quiet', async () => {
  const { gateway } = await start();
  const ended = once(gateway.child, 'exit');
  gateway.child.kill('SIGTERM');
  await vi.waitUntil(() => gateway.output().includes('"closing"'), PATIENCE);
  gateway.child.kill('SIGSTOP');
  const connections = Array.from({ length: CLIENTS }, () => withNode(gateway.url));
  const body = JSON.stringify({ query: '{ __typename }' });
  const answers = connections.map((connection, index) => connection.send(`stopped-${index}`, body));
  // Much longer than the delay and the moment: both are over when it runs again, and all these wait to be accepted.
  await wait(DELAY_MS + 800);
  gateway.child.kill('SIGCONT');
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(connections.map(() => 200));
  expect(await ended).toEqual([0, null]);
  for (const connection of connections) connection.close();
});
