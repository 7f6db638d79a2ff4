/** How many of the last answers of an operation are looked at. */
const SAMPLES = 64;
/** After so many new ones the percentile is found anew. */
const FRESH = 8;
const PERCENTILE = 0.95;

/** A call is slow that lasts so many times as long as nearly all others of its operation, within bounds. */
const TIMES = 3;
export const MIN_SLOW_MS = 50;
/** Also where no answer has come yet. */
export const MAX_SLOW_MS = 2_000;

/** How long the answers of an endpoint take, by operation: a moving 95th percentile. */
export interface Durations {
  add(operation: string, ms: number): void;
  /** Undefined before the first answer. */
  p95(operation: string): number | undefined;
  /** Milliseconds after which a call of the operation is slow. */
  slowAfterMs(operation: string): number;
}

interface Samples {
  readonly last: Float64Array;
  count: number;
  p95: number;
}

export function createDurations(): Durations {
  const byOperation = new Map<string, Samples>();
  const p95 = (operation: string) => byOperation.get(operation)?.p95;
  return {
    add(operation, ms) {
      const samples = byOperation.get(operation) ?? { last: new Float64Array(SAMPLES), count: 0, p95: 0 };
      if (samples.count === 0) byOperation.set(operation, samples);
      samples.last[samples.count % SAMPLES] = ms;
      samples.count += 1;
      if (samples.count < FRESH || samples.count % FRESH === 0) samples.p95 = percentileOf(samples);
    },
    p95,
    slowAfterMs(operation) {
      const usual = p95(operation);
      return usual === undefined ? MAX_SLOW_MS : Math.min(Math.max(TIMES * usual, MIN_SLOW_MS), MAX_SLOW_MS);
    },
  };
}

/** Put in order are those alone that stand above it, which are few. */
function percentileOf({ last, count }: Samples): number {
  const size = Math.min(count, SAMPLES);
  const above = size - Math.ceil(size * PERCENTILE) + 1;
  const highest = new Float64Array(above);
  for (let index = 0; index < size; index += 1) {
    let sample = last[index] as number;
    for (let place = 0; place < above && sample > 0; place += 1) {
      const there = highest[place] as number;
      if (sample <= there) continue;
      highest[place] = sample;
      sample = there;
    }
  }
  return highest[above - 1] ?? 0;
}
