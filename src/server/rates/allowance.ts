import { LRUCache } from 'lru-cache';
import type { ValueOrPromise } from '../../domain/value-or-promise.ts';

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
 * process's own, and answers at once: every request asks it. Gateways that share their clients share a store, which is another value of
 * this type.
 */
export interface Allowance {
  /** For people, and for the header RateLimit-Policy. */
  readonly name: string;
  readonly limit: number;
  readonly windowS: number;
  /** Takes the amount, or nothing when less is left. An amount above the limit is the whole of it, for it could never be taken else. */
  take(key: string, amount: number): ValueOrPromise<Standing>;
  /** Adds to what the key has taken, or gives back where `change` is negative: within the window in which it was taken. */
  correct(key: string, change: number, taken: Standing): ValueOrPromise<void>;
}

export interface AllowanceSettings {
  readonly name: string;
  readonly limit: number;
  readonly windowS: number;
}

export type MakeAllowance = (settings: AllowanceSettings) => Allowance;

/** An allowance that never has to be waited for. */
export interface OwnAllowance extends Allowance {
  take(key: string, amount: number): Standing;
  correct(key: string, change: number, taken: Standing): void;
}

/** What one key has taken in its window. */
interface Window {
  used: number;
  readonly endsAt: number;
}

/** In memory, for so many keys: of more, those that took last are remembered. */
export const memoryAllowance =
  (maxRemembered: number) =>
  ({ name, limit, windowS }: AllowanceSettings): OwnAllowance => {
    const known = new LRUCache<string, Window>({ max: maxRemembered });

    /** The window that the key is in, or one that begins. By a clock that nobody can set. */
    function windowOf(key: string): Window {
      const now = performance.now();
      const before = known.get(key);
      if (before && now < before.endsAt) return before;
      const begun: Window = { used: 0, endsAt: now + windowS * 1_000 };
      known.set(key, begun);
      return begun;
    }

    return {
      name,
      limit,
      windowS,
      take(key, amount) {
        const wanted = Math.min(amount, limit);
        const window = windowOf(key);
        const { used, endsAt } = window;
        const ok = used + wanted <= limit;
        // What is refused counts for nothing: whoever asks on while nothing is left would get further and further behind.
        if (ok) window.used += wanted;
        return { ok, left: Math.max(0, limit - window.used), endsAt };
      },
      correct(key, change, { endsAt }) {
        if (change > 0) {
          windowOf(key).used += change;
          return;
        }
        // Nothing where the window has ended since: what is given back of one window would be more than the whole of the next.
        const window = known.peek(key);
        if (window?.endsAt === endsAt && performance.now() < endsAt) window.used = Math.max(0, window.used + change);
      },
    };
  };
