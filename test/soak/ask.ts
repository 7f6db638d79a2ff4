import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type Client, createClient } from './client.ts';
import type { Problems } from './problems.ts';
import type { Ask } from './reads.ts';
import type { Scene } from './scene.ts';
import { DEADLINE_MS, LATE_MS } from './settings.ts';

/** What clients have seen since it was taken last. */
export interface Seen {
  readonly answers: number;
  readonly hungUp: number;
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
  /** What a busy machine keeps this process from: its own clients, and the registers, are late by that. */
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();

  const ask: Ask = async ({ caller, headers, manner = { kind: 'plain' }, ...what }) => {
    count += 1;
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
    if (reply.kind === 'broken') problems.add('answers', `${requestId}: ${reply.why}`);
    else if (reply.status !== 200) {
      problems.add('answers', `${requestId}: ${reply.status} ${JSON.stringify(reply.told).slice(0, 500)}`);
    }
    return { requestId, reply };
  };

  return {
    ask,
    /** Ends the clients' connections; the next who asks opens another. */
    rest(): void {
      client.close();
      client = createClient(gateway.url);
    },
    take(): Seen {
      const sorted = times.toSorted((one, other) => one - other);
      const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
      const seen = { answers: sorted.length, hungUp, p50: at(0.5), p99: at(0.99) };
      const longest = sorted.at(-1) ?? 0;
      const ownMs = delay.max / 1e6;
      if (longest > DEADLINE_MS + LATE_MS + ownMs) {
        problems.add('late', `${Math.round(longest)} ms, of which ${Math.round(ownMs)} ms may be our own`);
      }
      delay.reset();
      times = [];
      hungUp = 0;
      return seen;
    },
  };
}
