import { type Client, createClient } from './client.ts';
import type { Problems } from './problems.ts';
import type { Ask } from './reads.ts';
import type { Scene } from './scene.ts';
import { DEADLINE_MS, LATE_MS } from './settings.ts';
import { watchStarvation } from './starvation.ts';

/** What clients have seen since it was taken last. */
export interface Seen {
  readonly answers: number;
  readonly hungUp: number;
  /** Answers that came late, or connections that were lost, on a machine that was too busy for both sides. */
  readonly starved: number;
  /** Milliseconds until answers came: the median, and what one in a hundred exceeds. */
  readonly p50: number;
  readonly p99: number;
}

/** Asks the scene's gateway, and holds every answer to its status and to the deadline. */
export function createAsk({ gateway, tokens }: Scene, problems: Problems) {
  let client: Client = createClient(gateway.url);
  let count = 0;
  let hungUp = 0;
  let times: number[] = [];
  let starved = 0;
  const starvation = watchStarvation([process.pid, gateway.child.pid ?? 0]);

  const ask: Ask = async ({ caller, headers, manner = { kind: 'plain' }, ...what }) => {
    count += 1;
    const began = performance.now();
    const requestId = `soak-${count.toString(36)}-s`;
    const reply = await client.ask({
      ...what,
      manner,
      headers: { authorization: `Bearer ${tokens[caller]}`, 'x-request-id': requestId, ...headers },
    });
    if (reply.kind === 'hung up') {
      hungUp += 1;
      return { requestId, reply };
    }
    times.push(reply.tookMs);
    const isLate = reply.tookMs > DEADLINE_MS + LATE_MS;
    if (isLate || reply.kind === 'broken') {
      const starvedMs = starvation.since(began);
      const isExcused = isLate ? reply.tookMs - starvedMs <= DEADLINE_MS + LATE_MS : starvedMs > LATE_MS;
      const what = `${requestId}: after ${Math.round(reply.tookMs)} ms, of which others took ${Math.round(starvedMs)} at most`;
      if (isExcused) starved += 1;
      else if (isLate) problems.add('late', what);
      else problems.add('answers', `${reply.kind === 'broken' ? reply.why : ''} ${what}`);
    }
    if (reply.kind === 'broken') return { requestId, reply };
    if (reply.status !== 200) {
      problems.add('answers', `${requestId}: ${reply.status} ${JSON.stringify(reply.told).slice(0, 500)}`);
    }
    return { requestId, reply };
  };

  return {
    ask,
    starvedMs: starvation.since,
    /** Ends the clients' connections; the next who asks opens another. */
    rest(): void {
      client.close();
      client = createClient(gateway.url);
    },
    stop: () => starvation.stop(),
    take(): Seen {
      const sorted = times.toSorted((one, other) => one - other);
      const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
      const seen = { answers: sorted.length, hungUp, starved, p50: at(0.5), p99: at(0.99) };
      times = [];
      hungUp = 0;
      starved = 0;
      return seen;
    },
  };
}
