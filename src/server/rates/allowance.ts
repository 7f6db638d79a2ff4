import { createRequire } from 'node:module';
import { LRUCache } from 'lru-cache';
import type { RateLimiterMemory } from 'rate-limiter-flexible';

/** How a key stands with an allowance. */
export interface Standing {
  /** Whether what was asked for was taken. */
  readonly ok: boolean;
  readonly left: number;
  /** Until all of it is there again: a time of performance.now. */
  readonly endsAt: number;
}

/**
 * So much within a window of time, for each key by itself; a key's window begins when it first takes something. The one here is a
 * process's own; gateways that share their clients share a store, which is another value of this type.
 */
export interface Allowance {
  /** For people, and for the header RateLimit-Policy. */
  readonly name: string;
  readonly limit: number;
  readonly windowS: number;
  /** Takes the amount, or nothing when less is left. An amount above the limit is the whole of it, for it could never be taken else. */
  take(key: string, amount: number): Promise<Standing>;
  /** Adds to what the key has taken, or gives back where `change` is negative: within the window in which it was taken. */
  correct(key: string, change: number, taken: Standing): Promise<void>;
}

export interface AllowanceSettings {
  readonly name: string;
  readonly limit: number;
  readonly windowS: number;
}

export type MakeAllowance = (settings: AllowanceSettings) => Allowance;

/** The one store that is used: the package's main module reads the clients of fifteen databases. */
function loadLimiter(): { readonly RateLimiterMemory: typeof RateLimiterMemory } {
  const require = createRequire(import.meta.url);
  return { RateLimiterMemory: require('rate-limiter-flexible/lib/RateLimiterMemory.js') };
}

/** In memory, for so many keys: of more, those that took last are remembered. */
export const memoryAllowance =
  (maxRemembered: number): MakeAllowance =>
  ({ name, limit, windowS }) => {
    const { RateLimiterMemory } = loadLimiter();
    const counts = new RateLimiterMemory({ points: limit, duration: windowS });
    // The library forgets a key when its window ends, and remembers as many as come until then. Of each: when its window ends.
    const known = new LRUCache<string, number>({
      max: maxRemembered,
      dispose: (_, key, why) => {
        if (why === 'evict') void counts.delete(key);
      },
    });

    async function add(key: string, amount: number): Promise<{ readonly consumed: number; readonly endsAt: number }> {
      const { consumedPoints, msBeforeNext, isFirstInDuration } = await counts.penalty(key, amount);
      const before = isFirstInDuration ? undefined : known.get(key);
      const endsAt = before ?? performance.now() + msBeforeNext;
      known.set(key, endsAt);
      return { consumed: consumedPoints, endsAt };
    }

    /** Nothing where the window has ended since: what is given back of one window would be more than the whole of the next. */
    async function giveBack(key: string, amount: number, endsAt: number): Promise<void> {
      if (known.peek(key) !== endsAt || performance.now() >= endsAt) return;
      // By the clock of the library, which can be set, it may have ended too.
      const { isFirstInDuration } = await counts.reward(key, amount);
      if (isFirstInDuration) await counts.delete(key);
    }

    return {
      name,
      limit,
      windowS,
      async take(key, amount) {
        const taken = Math.min(amount, limit);
        // `consume` counts what it refuses, and whoever asks on while nothing is left would so get further and further behind.
        const { consumed, endsAt } = await add(key, taken);
        const ok = consumed <= limit;
        if (!ok) await giveBack(key, taken, endsAt);
        return { ok, left: Math.max(0, limit - consumed + (ok ? 0 : taken)), endsAt };
      },
      async correct(key, change, { endsAt }) {
        if (change > 0) await add(key, change);
        else if (change < 0) await giveBack(key, -change, endsAt);
      },
    };
  };
