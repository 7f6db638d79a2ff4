import { KEY_REUSED, NEVER_KNOWN, type StoreResult, UNDER_WAY } from '../../domain/idempotency.ts';
import type { WriteOutcome } from '../../domain/outcome.ts';
import { open, seal } from './keys.ts';

/** What is known of a write that has ended: its outcome, or that it ended in a bug. */
export type Kept = { readonly outcome: WriteOutcome } | { readonly bug: true };

// A record is one line of words: what it is, the fingerprint of the input, a mark that no other has, and
// - of a claim, the milliseconds for which an outcome is kept: while more are left of it than these, its write may be under way;
// - of an outcome, what is encrypted.
const CLAIM = 'claim';
const OUTCOME = 'outcome';

export interface Records {
  claimed(fingerprint: string, mark: string, ttlMs: number): string;
  settled(place: string, fingerprint: string, kept: Kept): { readonly value: string; readonly mark: string };
  /** Undefined where it cannot be read: by another secret, or by another version of this program. */
  open(place: string, sealed: string): Kept | undefined;
}

export function writeRecords(key: Uint8Array): Records {
  return {
    claimed: (fingerprint, mark, ttlMs) => `${CLAIM} ${fingerprint} ${mark} ${ttlMs}`,
    settled(place, fingerprint, kept) {
      const sealed = seal(key, place, JSON.stringify(kept));
      // It begins with random bytes.
      return { value: `${OUTCOME} ${fingerprint} ${sealed.slice(0, 16)} ${sealed}`, mark: sealed.slice(0, 16) };
    },
    open(place, sealed) {
      const text = open(key, place, sealed);
      return text === undefined ? undefined : toKept(JSON.parse(text));
    },
  };
}

/** What has been sealed is ours; its form may be that of another version. */
function toKept(read: unknown): Kept | undefined {
  if (typeof read !== 'object' || read === null) return undefined;
  if ('bug' in read) return { bug: true };
  const outcome = 'outcome' in read ? (read.outcome as WriteOutcome) : undefined;
  const isWhole = outcome?.ok === true || (outcome?.ok === false && typeof outcome.feil?.kode === 'string');
  return isWhole && outcome ? { outcome } : undefined;
}

/** What a record that stands in the way of a write says to whoever asks for it. */
export function readRecord(
  records: Records,
  place: string,
  { value, leftMs, fingerprint }: { readonly value: string; readonly leftMs: number; readonly fingerprint: string },
): StoreResult {
  const [kind, of, , rest = ''] = value.split(' ');
  if (of !== fingerprint) return KEY_REUSED;
  if (kind === CLAIM) return leftMs > Number(rest) ? UNDER_WAY : NEVER_KNOWN;
  const kept = kind === OUTCOME ? records.open(place, rest) : undefined;
  if (!kept) return NEVER_KNOWN;
  if ('bug' in kept) return { replayed: true, bug: new Error('told by another gateway') };
  return { replayed: true, outcome: kept.outcome };
}
