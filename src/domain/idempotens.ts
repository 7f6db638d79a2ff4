import type { Outcome } from './outcome.ts';

/** The key has been used for another input. Nothing was sent. */
export const NOEGLE_GJENBRUKT = 'NOEGLE_GJENBRUKT';

/** What a write came to. Success says no more than that: an outcome that is kept holds nobody's data. */
export type WriteOutcome = Outcome<null> | typeof NOEGLE_GJENBRUKT;

/** Both are keyed hashes: a store never sees an Idempotency-Key, nor what a write is about. */
export interface Idempotens {
  readonly noegle: string;
  /** Of the input: two writes under one key must have the same. */
  readonly aftryk: string;
}

/**
 * Where the outcomes of writes are kept for those who ask again. The one here is a process's own; gateways that share
 * their clients share a store, which is another value of this type.
 */
export interface Idempotenslager {
  /**
   * The outcome of the first write under the key within its lifetime. `write` runs when there is none; two at once share
   * one run. Of a write that did nothing for certain (see `isUdfoert`) nothing is kept, so that it can be tried again.
   */
  once(idempotens: Idempotens, write: () => Promise<Outcome<null>>): Promise<WriteOutcome>;
}

export interface IdempotensSettings {
  /** Milliseconds that an outcome is kept, from when it was known. */
  readonly levetidMs: number;
  /** How many outcomes are kept; the oldest give way. Writes that are under way always stay. */
  readonly maks: number;
}

export const IDEMPOTENS: IdempotensSettings = { levetidMs: 10 * 60_000, maks: 10_000 };

interface Entry {
  readonly aftryk: string;
  readonly outcome: Promise<Outcome<null>>;
  /** Undefined while the write is under way. */
  expires?: number;
}

/** In memory: as many outcomes, for as long, as the settings say. */
export function createIdempotenslager(
  { levetidMs, maks }: IdempotensSettings = IDEMPOTENS,
  now: () => number = Date.now,
): Idempotenslager & { readonly size: number } {
  // In the order in which they were settled, so that the first is the first to go.
  const settled = new Map<string, Entry>();
  const underWay = new Map<string, Entry>();

  function find(noegle: string): Entry | undefined {
    const entry = underWay.get(noegle) ?? settled.get(noegle);
    return entry?.expires !== undefined && entry.expires <= now() ? undefined : entry;
  }

  async function settle(noegle: string, entry: Entry): Promise<void> {
    // A bug thrown on the way says nothing of what was sent, so it is kept too: better an error twice than a write.
    const isKept = await entry.outcome.then(isUdfoert, () => true);
    underWay.delete(noegle);
    if (!isKept) return;
    entry.expires = now() + levetidMs;
    settled.delete(noegle);
    settled.set(noegle, entry);
    for (const [oldest, { expires = 0 }] of settled) {
      if (expires > now() && settled.size <= maks) return;
      settled.delete(oldest);
    }
  }

  return {
    async once({ noegle, aftryk }, write) {
      const known = find(noegle);
      if (known) return known.aftryk === aftryk ? known.outcome : NOEGLE_GJENBRUKT;
      const entry: Entry = { aftryk, outcome: write() };
      underWay.set(noegle, entry);
      void settle(noegle, entry);
      return entry.outcome;
    },
    get size() {
      return settled.size + underWay.size;
    },
  };
}

/** A write answers these only when the source has not done it, and may do it the next time. */
const IKKE_UDFOERT = new Set(['TIDSAVBRUDD', 'TILKOBLING', 'AVBRUTT', 'HTTP_429']);

/** Whether a write was carried out, refused by the source, or may have been: what must not be sent again under its key. */
export function isUdfoert(outcome: Outcome<null>): boolean {
  if (outcome.ok) return true;
  const { opphav, type, kode } = outcome.feil;
  return opphav === 'KILDE' && !(type === 'KildeUtilgjengelig' && IKKE_UDFOERT.has(kode));
}
