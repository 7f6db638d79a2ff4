import { monitorEventLoopDelay } from 'node:perf_hooks';
import { ERRORS } from '../errors.ts';
import { LOAD, type LoadLimits } from '../limits.ts';
import { type Refused, refuse } from '../refuse.ts';

/** Seconds after which a refused client may come again. */
const RETRY_AFTER_S = 1;

/** Milliseconds between two turns of the event loop that are timed, and between two looks at how late they came. */
export const RESOLUTION_MS = 20;
const SAMPLE_MS = 250;

export interface Load {
  /** Whether there is more to do than can be done in time. */
  isTooMuch(): boolean;
  /** Counts one that is under way, until what comes back is called. */
  enter(): () => void;
  close(): void;
}

/** Counts the requests under way, and times the event loop until it is closed. */
export function createLoad({ requests, eventLoopDelayMs }: LoadLimits = LOAD): Load {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  const isLate = createLateness(eventLoopDelayMs);
  let sheds = false;
  let underWay = 0;
  delays.enable();
  const timer = setInterval(() => {
    sheds = isLate(delays.mean / 1e6 - RESOLUTION_MS);
    delays.reset();
  }, SAMPLE_MS).unref();
  return {
    isTooMuch: () => sheds || underWay >= requests,
    enter() {
      underWay += 1;
      return () => {
        underWay -= 1;
      };
    },
    close() {
      clearInterval(timer);
      delays.disable();
    },
  };
}

/**
 * Whether requests are to be refused, from sample to sample of milliseconds: from the second in a row that is beyond the limit, until one
 * is not. One alone says nothing of the load: the collector of garbage stops everything for a while, too.
 */
export function createLateness(limitMs: number): (sampleMs: number) => boolean {
  let inARow = 0;
  return (sampleMs) => {
    inARow = sampleMs > limitMs ? inARow + 1 : 0;
    return inARow >= 2;
  };
}

/** Step load: refuses, when there is more to do than can be done in time. */
export function refuseOverload(_: unknown, { load }: { readonly load: Load }): Refused | undefined {
  return load.isTooMuch() ? refuseForLoad() : undefined;
}

export function refuseForLoad(): Refused {
  return { ...refuse(ERRORS.overloaded), headers: { 'retry-after': String(RETRY_AFTER_S) } };
}
