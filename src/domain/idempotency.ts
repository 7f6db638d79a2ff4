import { LRUCache } from 'lru-cache';
import type { WriteOutcome } from './outcome.ts';

/** The key has been used for another input. Nothing was sent. */
export const KEY_REUSED = 'KEY_REUSED';

// What only a store that several gateways share can answer.

/** The store cannot be asked whether there was a write under the key. Nothing was sent. */
export const STORE_LOST = 'STORE_LOST';
/** Another gateway has sent a write under the key, and has not said yet what came of it. This one sent nothing. */
export const UNDER_WAY = 'UNDER_WAY';
/** A gateway that has ended since may have sent a write under the key, and nobody knows what came of it. This one sent nothing. */
export const NEVER_KNOWN = 'NEVER_KNOWN';

/**
 * What came of a write that was asked for. `replayed`: it is what became of an earlier one under the same key, and nothing was
 * sent this time; a bug of that earlier one is told again as a value, so that it is not taken for a bug of this one.
 */
export type WriteResult =
  | { readonly replayed: boolean; readonly outcome: WriteOutcome }
  | { readonly replayed: true; readonly bug: unknown }
  | typeof KEY_REUSED;

/** The same, or why a store that gateways share has none. */
export type StoreResult = WriteResult | typeof STORE_LOST | typeof UNDER_WAY | typeof NEVER_KNOWN;

/** All are keyed hashes: a store never sees an Idempotency-Key, who sent it, or what a write is about. */
export interface Idempotency {
  readonly key: string;
  /** Of the input: two writes under one key must have the same. */
  readonly fingerprint: string;
  /** Of who asks: what callers keep is weighed against what others keep. */
  readonly caller: string;
}

/**
 * Where the outcomes of writes are kept for those who ask again. The one here is a process's own; gateways that share
 * their clients share a store, which is another value of this type: `server/redis/writes.ts`.
 */
export interface IdempotencyStore {
  /**
   * The outcome of the first write under the key within its lifetime. `write` runs when there is none; two at once share
   * one run. Of a write that did nothing for certain (see `isKept`) nothing is kept, so that it can be tried again.
   */
  once(idempotency: Idempotency, write: () => Promise<WriteOutcome>, waiting: Waiting): Promise<StoreResult>;
}

/** How long somebody waits for a write that another process has under way. */
export interface Waiting {
  /** Ends the waiting. */
  readonly signal: AbortSignal;
  /** By when the write itself has ended: a time of performance.now. */
  readonly deadlineAt: number;
}

/** A store of this process alone. */
export interface OwnIdempotencyStore extends IdempotencyStore {
  once(idempotency: Idempotency, write: () => Promise<WriteOutcome>, waiting?: Waiting): Promise<WriteResult>;
  /** Whether a write under the key is under way here, or its outcome kept. */
  knows(key: string): boolean;
  readonly size: number;
}

export interface IdempotencySettings {
  /** Milliseconds that an outcome is kept, from when it was known. */
  readonly ttlMs: number;
  /**
   * How many outcomes are kept, writes under way included. When it is full, the caller who keeps the most gives up the oldest: one
   * who keeps no more than an equal share of it (this number by the number of callers) loses none to others.
   */
  readonly max: number;
}

export const IDEMPOTENCY: IdempotencySettings = { ttlMs: 10 * 60_000, max: 10_000 };

interface Entry {
  readonly fingerprint: string;
  readonly caller: string;
  readonly outcome: Promise<WriteOutcome>;
}

/** What one caller keeps. */
interface Share {
  underWay: number;
  /** In the order in which they were settled. */
  readonly settled: Set<string>;
}

/**
 * In memory: as many outcomes, for as long, as the settings say. lru-cache keeps them, their order and their time. Two rules
 * are not its own: a write that is under way must never be dropped, so those stand apart; and whose outcome gives way is
 * decided by what callers keep, not by age alone.
 */
export function createIdempotencyStore(
  { ttlMs, max }: IdempotencySettings = IDEMPOTENCY,
  now: () => number = Date.now,
): OwnIdempotencyStore {
  const underWay = new Map<string, Entry>();
  const shares = new Map<string, Share>();
  // Read by `peek` alone, which leaves the order as it is: the first is the first whose time is up.
  const settled = new LRUCache<string, Entry>({
    // Never reached by itself: `makeRoom` sees to it that outcomes and writes under way are no more, or the outcomes fewer.
    max: max,
    ttl: ttlMs,
    ttlResolution: 0,
    perf: { now },
    // Nothing is dropped behind our back: `makeRoom` looks for what has expired.
    allowStale: true,
    dispose(entry, key) {
      const share = shareOf(entry.caller);
      share.settled.delete(key);
      if (sizeOf(share) === 0) shares.delete(entry.caller);
    },
  });

  function shareOf(caller: string): Share {
    const share = shares.get(caller) ?? { underWay: 0, settled: new Set() };
    shares.set(caller, share);
    return share;
  }

  function begin(key: string, entry: Entry): void {
    underWay.set(key, entry);
    shareOf(entry.caller).underWay += 1;
    makeRoom();
    void settle(key, entry);
  }

  async function settle(key: string, entry: Entry): Promise<void> {
    // A bug thrown on the way says nothing of what was sent, so it is kept too: better an error twice than a write.
    let own = entry;
    const kept = await entry.outcome.then(
      (outcome) => {
        // A text that was cut out of the register's answer would hold all of the answer in memory, and the persons in it.
        own = { ...entry, outcome: Promise.resolve(structuredClone(outcome)) };
        return isKept(outcome);
      },
      () => true,
    );
    const share = shareOf(entry.caller);
    if (kept) {
      // The library keeps an entry through the last millisecond of its time, and here that is over.
      settled.set(key, own, { start: now() - 1 });
      share.settled.add(key);
    }
    underWay.delete(key);
    share.underWay -= 1;
    if (sizeOf(share) === 0) shares.delete(entry.caller);
    makeRoom();
  }

  function makeRoom(): void {
    for (const key of settled.rkeys()) {
      if (settled.getRemainingTTL(key) >= 0) break;
      settled.delete(key);
    }
    while (settled.size + underWay.size > max) {
      const [oldest] = largestShare()?.settled ?? [];
      if (oldest === undefined) return;
      settled.delete(oldest);
    }
  }

  /** Of the callers who can give up an outcome the one who keeps the most, if that is more than an equal share. */
  function largestShare(): Share | undefined {
    let largest: Share | undefined;
    for (const share of shares.values()) {
      if (share.settled.size > 0 && (!largest || sizeOf(share) > sizeOf(largest))) largest = share;
    }
    return largest && sizeOf(largest) * shares.size > max ? largest : undefined;
  }

  const find = (key: string) => underWay.get(key) ?? settled.peek(key, { allowStale: false });

  return {
    knows: (key) => find(key) !== undefined,
    async once({ key, fingerprint, caller }, write) {
      const known = find(key);
      if (known) return known.fingerprint === fingerprint ? replay(known.outcome) : KEY_REUSED;
      const entry: Entry = { fingerprint, caller, outcome: write() };
      begin(key, entry);
      return { replayed: false, outcome: await entry.outcome };
    },
    get size() {
      return settled.size + underWay.size;
    },
  };
}

function sizeOf({ underWay, settled }: Share): number {
  return underWay + settled.size;
}

function replay(outcome: Promise<WriteOutcome>): Promise<WriteResult> {
  return outcome.then(
    (known) => ({ replayed: true, outcome: known }),
    (bug: unknown) => ({ replayed: true, bug }),
  );
}

/**
 * Not kept is what was not done and may be done the next time, and what the gateway refused itself. Kept is what was done, what
 * may have been, and what the source will refuse again.
 */
export function isKept(outcome: WriteOutcome): boolean {
  return outcome.effect !== 'not done' || (outcome.feil.opphav === 'KILDE' && !outcome.feil.kanProevesIgjen);
}
