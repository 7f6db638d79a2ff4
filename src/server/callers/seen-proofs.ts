import { createKeyedHash } from '../../domain/keyed-hash.ts';
import type { ValueOrPromise } from '../../domain/value-or-promise.ts';

/** Seconds that the time of a proof may be from ours, in both directions. */
export const PROOF_WINDOW_S = 60;

/** Milliseconds that a proof is remembered: longer than its time allows it to be used. */
export const REMEMBERED_MS = 5 * 60_000;
/** So many proofs are remembered, some 200 bytes each. */
export const MAX_PROOFS = 100_000;

/** Knows proofs again that have been used: within one process, or among the gateways that share a store. */
export interface SeenProofs {
  /** False for one that has been used. */
  isNew(thumbprint: string, jti: string): ValueOrPromise<boolean>;
}

/** One of this process alone, which knows at once. */
export interface OwnSeenProofs extends SeenProofs {
  isNew(thumbprint: string, jti: string): boolean;
}

/**
 * Remembers proofs by a keyed hash of their key and id. When too many come, clients that have used more
 * than an equal share give up their oldest: who sends a flood of them lets only their own be used again, and others lose none.
 */
export function createSeenProofs({
  now,
  max = MAX_PROOFS,
}: {
  readonly now: () => number;
  readonly max?: number;
}): OwnSeenProofs {
  const hash = createKeyedHash();
  /** By the key's hash: when each of its proofs may be forgotten, the oldest first. */
  const byKey = new Map<string, Map<string, number>>();
  let count = 0;

  function forget(key: string, isDue: (until: number) => boolean): void {
    const proofs = byKey.get(key);
    for (const [id, until] of proofs ?? []) {
      if (!isDue(until)) break;
      proofs?.delete(id);
      count -= 1;
    }
    if (proofs?.size === 0) byKey.delete(key);
  }

  function forgetOldest(key: string, many: number): void {
    let left = many;
    forget(key, () => left-- > 0);
  }

  function makeRoom(): void {
    const at = now();
    for (const key of byKey.keys()) forget(key, (until) => until <= at);
    if (count < max) return;
    const fair = Math.floor(count / byKey.size);
    for (const [key, { size }] of byKey) forgetOldest(key, size - fair);
    // None has used more than others.
    for (const [key, { size }] of byKey) if (count >= max) forgetOldest(key, Math.ceil(size / 10));
  }

  return {
    isNew(thumbprint, jti) {
      const [key, id] = [hash(thumbprint), hash(thumbprint, jti)];
      const at = now();
      forget(key, (until) => until <= at);
      if (byKey.get(key)?.has(id)) return false;
      if (count >= max) makeRoom();
      const proofs = byKey.get(key) ?? new Map<string, number>();
      byKey.set(key, proofs.set(id, at + REMEMBERED_MS));
      count += 1;
      return true;
    },
  };
}
