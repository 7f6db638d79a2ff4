import { afterAll, beforeAll } from 'vitest';
import type { Random } from '../differential/random.ts';
import { readResponses, type Received, talk } from './framing/client.ts';
import { type Connection, connectionOf, QUESTIONS } from './framing/grammar.ts';
import { testInputs, timed } from './fuzz.ts';
import { type FuzzedGateway, startFuzzedGateway } from './gateway.ts';
import { MAX_CPU_MS } from './settings.ts';

/** Connections at once. */
const TOGETHER = 16;

let gateway: FuzzedGateway;
let port: number;
beforeAll(async () => {
  gateway = await startFuzzedGateway();
  port = Number(new URL(gateway.url).port);
});
afterAll(() => gateway.close());

testInputs('every connection gets its own answers in their order, or is refused and closed', () => ({
  target: 'framing',
  together: TOGETHER,
  grammar: (random: Random) => Array.from({ length: TOGETHER }, () => connectionOf(random)),
  async judge(all) {
    const { result, cpuMs: inAll } = await timed(() => Promise.all(all.map((one) => talk(port, one))));
    let cpuMs = inAll / TOGETHER;
    if (inAll > MAX_CPU_MS) {
      for (const one of all) cpuMs = Math.max(cpuMs, (await timed(() => talk(port, one))).cpuMs);
    }
    const complaints = result.flatMap((received, index) => complaintAbout(all[index] as Connection, received) ?? []);
    const health = await fetch(`${gateway.url}/health/live`);
    if ((await health.text()) !== '{"status":"UP"}') complaints.push('it is not well');
    return {
      complaint: [...complaints, ...gateway.complaints()][0],
      cpuMs,
      outcomes: result.map(({ bytes }, index) =>
        all[index]?.asked ? 'answered' : bytes.length > 0 ? 'broken, and answered' : 'broken, and closed',
      ),
    };
  },
  show: (all) => [...new Set(all.map(show))].join('\n'),
  enough: { outcome: 'answered', share: 0.3 },
}));

function show({ pieces, leaves }: Connection): string {
  const texts = pieces.map((piece) => piece.toString('latin1'));
  return `${JSON.stringify(texts).slice(0, 3_000)}${leaves ? ', and leaves' : ''}`;
}

function complaintAbout({ asked, about, leaves }: Connection, { bytes, isLeftOpen }: Received): string | undefined {
  if (isLeftOpen) return 'the connection is left open';
  if (leaves) return undefined;
  const { responses, rest } = readResponses(bytes);
  if (rest !== undefined) return `what is no response: ${JSON.stringify(rest)}`;
  for (const { status, body } of responses) {
    if (status >= 500) return `status ${status}: ${JSON.stringify(body)}`;
    const strangers = QUESTIONS.filter((question) => !about.includes(question));
    if (strangers.some(({ told }) => body.includes(told))) return 'somebody who was not asked about';
  }
  if (!asked) return undefined;
  if (responses.length !== asked.length) return `answers: ${responses.length} for ${asked.length}`;
  for (const [index, { question, requestId }] of asked.entries()) {
    const { status, headers, body } = responses[index] ?? { status: 0, headers: new Map(), body: '' };
    if (status !== 200 || !body.includes(question.told))
      return `status ${status}, with another answer: ${JSON.stringify(body)}`;
    if (headers.get('x-request-id') !== requestId) return 'the id of another request';
    if (QUESTIONS.some((other) => other !== question && body.includes(other.told))) return 'somebody else';
  }
  return undefined;
}
