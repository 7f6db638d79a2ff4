import { LRUCache } from 'lru-cache';
import { createKeyedHash } from '../../domain/keyed-hash.ts';

/** How long a key that has timed out is under suspicion, and how many are. */
export const SUSPECT_MS = 60_000;
export const MAX_SUSPECTS = 1_000;

/** The keys that have timed out lately and not answered since. They are kept as hashes: they outlive their requests. */
export interface Suspects {
  has(key: string | undefined): boolean;
  /** Whether it was not one already. */
  add(key: string): boolean;
  clear(key: string | undefined): void;
  /** All of them. */
  forget(): void;
}

export function createSuspects(): Suspects {
  const known = new LRUCache<string, true>({ max: MAX_SUSPECTS, ttl: SUSPECT_MS });
  const hash = createKeyedHash();
  return {
    // No hash is made while nobody is suspected, which is nearly always.
    has: (key) => key !== undefined && known.size > 0 && known.has(hash(key)),
    add(key) {
      const hashed = hash(key);
      const isNew = !known.has(hashed);
      known.set(hashed, true);
      return isNew;
    },
    clear(key) {
      if (key !== undefined && known.size > 0) known.delete(hash(key));
    },
    forget: () => known.clear(),
  };
}
