import { readFileSync } from 'node:fs';

/** How long processes could have run and were not let, because others had the processor: no answer is late by its own fault then. */
export interface Starvation {
  /** Milliseconds from then (of performance.now) to now, of all of them together. */
  since(from: number): number;
  stop(): void;
}

const SAMPLE_MS = 200;
const KEPT_MS = 60_000;

/** Of the main threads of these processes, as Linux counts it; 0 where it does not. */
export function watchStarvation(pids: readonly number[]): Starvation {
  const samples: { readonly at: number; readonly waitedMs: number }[] = [];
  const sample = () => {
    const at = performance.now();
    samples.push({ at, waitedMs: waitedMs(pids) });
    while ((samples[0]?.at ?? at) < at - KEPT_MS) samples.shift();
  };
  sample();
  const timer = setInterval(sample, SAMPLE_MS);
  return {
    since(from) {
      const before = samples.findLast(({ at }) => at <= from) ?? samples[0];
      return waitedMs(pids) - (before?.waitedMs ?? 0);
    },
    stop: () => clearInterval(timer),
  };
}

function waitedMs(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    try {
      // Nanoseconds on the processor, nanoseconds of waiting for it, and how often.
      const [, waited = '0'] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ');
      return sum + Number(waited) / 1e6;
    } catch {
      return sum;
    }
  }, 0);
}
