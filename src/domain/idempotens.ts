import type { WriteOutcome } from './outcome.ts';

/** The key has been used for another input. Nothing was sent. */
export const NOEGLE_GJENBRUKT = 'NOEGLE_GJENBRUKT';

/**
 * What came of a write that was asked for. `replayed`: it is what became of an earlier one under the same key, and nothing was
 * sent this time; a bug of that earlier one is told again as a value, so that it is not taken for a bug of this one.
 */
export type WriteResult =
  | { readonly replayed: boolean; readonly outcome: WriteOutcome }
  | { readonly replayed: true; readonly bug: unknown }
  | typeof NOEGLE_GJENBRUKT;

/** All are keyed hashes: a store never sees an Idempotency-Key, who sent it, or what a write is about. */
export interface Idempotens {
  readonly noegle: string;
  /** Of the input: two writes under one key must have the same. */
  readonly aftryk: string;
  /** Of who asks: what callers keep is weighed against what others keep. */
  readonly caller: string;
}

/**
 * Where the outcomes of writes are kept for those who ask again. The one here is a process's own; gateways that share
 * their clients share a store, which is another value of this type.
 */
export interface Idempotenslager {
  /**
   * The outcome of the first write under the key within its lifetime. `write` runs when there is none; two at once share
   * one run. Of a write that did nothing for certain (see `isKept`) nothing is kept, so that it can be tried again.
   */
  once(idempotens: Idempotens, write: () => Promise<WriteOutcome>): Promise<WriteResult>;
}

export interface IdempotensSettings {
  /** Milliseconds that an outcome is kept, from when it was known. */
  readonly levetidMs: number;
  /**
   * How many outcomes are kept, writes under way included. When it is full, whoever keeps the most gives up his oldest: a caller
   * who keeps no more than an equal share of it (this number by the number of callers) loses none to others.
   */
  readonly maks: number;
}

export const IDEMPOTENS: IdempotensSettings = { levetidMs: 10 * 60_000, maks: 10_000 };

interface Entry {
  readonly aftryk: string;
  readonly caller: string;
  readonly outcome: Promise<WriteOutcome>;
  /** Undefined while the write is under way. */
  expires?: number;
}

/** What one caller keeps. */
interface Share {
  underWay: number;
  /** In the order in which they were settled. */
  readonly settled: Set<string>;
}

/** In memory: as many outcomes, for as long, as the settings say. Writes that are under way always stay. */
export function createIdempotenslager(
  { levetidMs, maks }: IdempotensSettings = IDEMPOTENS,
  now: () => number = Date.now,
): Idempotenslager & { readonly size: number } {
  // In the order in which they were settled, so that the first is the first whose time is up.
  const settled = new Map<string, Entry>();
  const underWay = new Map<string, Entry>();
  const shares = new Map<string, Share>();

  function find(noegle: string): Entry | undefined {
    const entry = underWay.get(noegle) ?? settled.get(noegle);
    return entry?.expires !== undefined && entry.expires <= now() ? undefined : entry;
  }

  function shareOf(caller: string): Share {
    const share = shares.get(caller) ?? { underWay: 0, settled: new Set() };
    shares.set(caller, share);
    return share;
  }

  function begin(noegle: string, entry: Entry): void {
    underWay.set(noegle, entry);
    shareOf(entry.caller).underWay += 1;
    makeRoom();
    void settle(noegle, entry);
  }

  async function settle(noegle: string, entry: Entry): Promise<void> {
    // A bug thrown on the way says nothing of what was sent, so it is kept too: better an error twice than a write.
    const kept = await entry.outcome.then(isKept, () => true);
    const share = shareOf(entry.caller);
    if (kept) {
      drop(noegle);
      entry.expires = now() + levetidMs;
      settled.set(noegle, entry);
      share.settled.add(noegle);
    }
    underWay.delete(noegle);
    share.underWay -= 1;
    if (sizeOf(share) === 0) shares.delete(entry.caller);
    makeRoom();
  }

  function drop(noegle: string): void {
    const entry = settled.get(noegle);
    if (!entry) return;
    settled.delete(noegle);
    const share = shareOf(entry.caller);
    share.settled.delete(noegle);
    if (sizeOf(share) === 0) shares.delete(entry.caller);
  }

  function makeRoom(): void {
    for (const [noegle, { expires = 0 }] of settled) {
      if (expires > now()) break;
      drop(noegle);
    }
    while (settled.size + underWay.size > maks) {
      let largest: Share | undefined;
      for (const share of shares.values()) if (!largest || sizeOf(share) > sizeOf(largest)) largest = share;
      const [oldest] = largest?.settled ?? [];
      if (oldest === undefined) return;
      drop(oldest);
    }
  }

  return {
    async once({ noegle, aftryk, caller }, write) {
      const known = find(noegle);
      if (known) return known.aftryk === aftryk ? replay(known.outcome) : NOEGLE_GJENBRUKT;
      const entry: Entry = { aftryk, caller, outcome: write() };
      begin(noegle, entry);
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
function isKept(outcome: WriteOutcome): boolean {
  return outcome.effect !== 'not done' || (outcome.feil.opphav === 'KILDE' && !outcome.feil.kanProevesIgjen);
}
