import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { bestOf, type Measured } from './best.ts';
import { type GatewayProcess, startProcess } from './process.ts';

const DEADLINE_MS = 3_000;
const MIB = 1024 * 1024;
/** A little work for us, and 4 MB for them. */
const QUERY = `{ ${Array.from({ length: 45 }, (_, index) => `a${index}: _service { sdl }`).join(' ')} }`;

let gateway: GatewayProcess;
beforeAll(async () => {
  gateway = await startProcess({ REQUEST_DEADLINE_MS: String(DEADLINE_MS) });
});
afterAll(() => gateway.stop());

/**
 * The first answers cost the most: nothing has been compiled, and the heap grows to what an answer takes, whoever reads it. So they
 * are asked for by clients that read, and what grows after them is the doing of those that do not.
 */
async function warmUp({ url }: GatewayProcess): Promise<void> {
  for (let asked = 0; asked < 5; asked += 1) {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: QUERY }),
    });
    expect(answer.status).toBe(200);
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(4_000_000);
  }
}

function message(query: string): string {
  const body = JSON.stringify({ query });
  const head = [
    'POST /graphql HTTP/1.1',
    'Host: localhost',
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

/** Sends the start of something, and nothing more; reads nothing, until it is asked how the connection is. */
function client(start: string) {
  const { hostname, port } = new URL(gateway.url);
  const socket = connect(Number(port), hostname);
  let end = 'open';
  socket.on('error', (error) => {
    end = 'code' in error ? String(error.code) : error.name;
  });
  socket.pause();
  socket.write(start);
  return {
    async end(): Promise<string> {
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.on('end', () => {
        end = 'closed';
      });
      socket.resume();
      await Promise.race([closed, wait(1_000)]);
      socket.destroy();
      return end;
    },
  };
}

// 64 MB are held, and some more are answers that are being made, and what has not been collected of them yet.
test.each([
  [20, 200 * MIB],
  [60, 300 * MIB],
])(
  '%i clients that do not read, and as many that do not send, are let go of with the deadline, and cost the others little',
  async (clients, maxBytes) => {
    await warmUp(gateway);
    await bestOf(() => measure(clients, maxBytes));
  },
);

async function measure(clients: number, maxBytes: number): Promise<Measured<void>> {
  const body = message('{ __typename }');
  // What this machine makes of it alone, with whoever else is on it: the bounds grow with that.
  const quiet: number[] = [];
  for (let asked = 0; asked < 20; asked += 1) quiet.push(await askHealth());
  const slackMs = 6 * Math.max(...quiet);
  const { bytes } = await gateway.meter();
  const began = performance.now();
  const unread = Array.from({ length: clients }, () => client(message(QUERY).repeat(3)));
  const unsent = Array.from({ length: clients }, (_, index) => client(body.slice(0, 5 + (index % 50) * 2)));
  const health: number[] = [];
  while (performance.now() - began < DEADLINE_MS + 5_000) {
    health.push(await askHealth());
    await wait(50);
  }
  const { peakBytes, blockedMs } = await gateway.meter();
  for (const end of await Promise.all(unread.map((one) => one.end()))) expect(end).toBe('ECONNRESET');
  for (const end of await Promise.all(unsent.map((one) => one.end()))) expect(end).not.toBe('open');
  expect(health.length).toBeGreaterThan(20);
  return {
    result: undefined,
    times: {
      healthMs: [Math.max(...health), Math.max(500, slackMs)],
      blockedMs: [blockedMs, Math.max(250, slackMs)],
    },
    firm: { grownBytes: [peakBytes - bytes, maxBytes] },
  };
}

async function askHealth(): Promise<number> {
  const asked = performance.now();
  expect((await fetch(`${gateway.url}/health/live`)).status).toBe(200);
  return performance.now() - asked;
}

test('bodies that come byte by byte take no more memory than others', async () => {
  const padding = ' '.repeat(400_000);
  const body = JSON.stringify({ query: '{ __typename }' }) + padding;
  const head =
    'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';
  const chunks = `${[...body].map((byte) => `1\r\n${byte}\r\n`).join('')}0\r\n\r\n`;
  const patient = await startProcess();
  onTestFinished(() => patient.stop());
  await warmUp(patient);
  const { bytes } = await patient.meter();
  const answers = await Promise.all(
    Array.from({ length: 2 }, async () => {
      const { hostname, port } = new URL(patient.url);
      const socket = connect(Number(port), hostname);
      socket.write(head + chunks);
      const [answer] = await once(socket, 'data');
      socket.destroy();
      return String(answer);
    }),
  );
  for (const answer of answers) expect(answer).toContain('"__typename":"Query"');
  const { peakBytes } = await patient.meter();
  // Node's own objects, one for each byte, until they are collected. As a list of buffers it was a gigabyte.
  expect(peakBytes - bytes).toBeLessThan(250 * MIB);
});
