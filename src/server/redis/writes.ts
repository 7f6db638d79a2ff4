import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type Idempotency,
  type IdempotencySettings,
  type IdempotencyStore,
  isKept,
  KEY_REUSED,
  NEVER_KNOWN,
  type OwnIdempotencyStore,
  STORE_LOST,
  UNDER_WAY,
  type Waiting,
  type StoreResult,
} from '../../domain/idempotency.ts';
import type { WriteOutcome } from '../../domain/outcome.ts';
import { createLater } from './later.ts';
import { type Link, LOST } from './link.ts';
import { type Kept, readRecord, writeRecords } from './records.ts';
import { LEASE_REST_MS, type LostWrites, POLL_MS } from './settings.ts';

/**
 * Outcomes of writes in the store that gateways share. A write is claimed before it is sent, for as long as it may take, so that another
 * gateway neither sends it too nor takes it for done. What this gateway has done it also keeps in `own`, and that is asked first: it
 * answers while the store is lost, and what a store without persistence has forgotten.
 */
export function sharedWrites(
  link: Link,
  { prefix, seal, lostWrites }: { readonly prefix: string; readonly seal: Uint8Array; readonly lostWrites: LostWrites },
  { ttlMs, max }: IdempotencySettings,
  own: OwnIdempotencyStore,
): IdempotencyStore {
  const records = writeRecords(seal);
  const later = createLater(link);
  const placeOf = (key: string) => `${prefix}write:${key}`;

  /** Sends it, and tells the others what came of it before anybody is answered. */
  async function writeClaimed(one: Idempotency, claim: string, write: () => Promise<WriteOutcome>) {
    try {
      const outcome = await write();
      if (isKept(outcome)) await settle(one, { outcome });
      else await release(one.key, claim);
      return outcome;
    } catch (bug) {
      // Nothing is known of what was sent: better an error twice than a write.
      await settle(one, { bug: true });
      throw bug;
    }
  }

  async function settle({ key, fingerprint, caller }: Idempotency, kept: Kept): Promise<void> {
    const place = placeOf(key);
    const { value, mark } = records.settled(place, fingerprint, kept);
    const until = performance.now() + ttlMs;
    await later.run(place, () => {
      const leftMs = Math.ceil(until - performance.now());
      return leftMs > 0 && link.run('settle', [place, `${prefix}writes:${caller}`], [value, leftMs, max, mark]);
    });
  }

  async function release(key: string, claim: string): Promise<void> {
    const place = placeOf(key);
    await later.run(place, () => link.run('release', [place], [claim]));
  }

  async function claimIt({ key, fingerprint }: Idempotency, claim: string, { deadlineAt }: Waiting) {
    if (link.isLost()) return LOST;
    const place = placeOf(key);
    const leaseMs = Math.ceil(Math.max(0, deadlineAt - performance.now())) + LEASE_REST_MS;
    const answer = await link.run('claim', [place], [claim, leaseMs + ttlMs]);
    // It may have been claimed all the same: nobody is to wait for a write that is not sent.
    if (answer === LOST) later.add(place, () => link.run('release', [place], [claim]));
    if (answer === LOST || answer === 1) return answer;
    const [value, leftMs] = answer as readonly [string | null, number];
    return value === null ? undefined : readRecord(records, place, { value, leftMs, fingerprint });
  }

  return {
    async once(one, write, waiting): Promise<StoreResult> {
      const claim = records.claimed(one.fingerprint, randomBytes(9).toString('base64url'), ttlMs);
      for (;;) {
        if (own.knows(one.key)) return own.once(one, write, waiting);
        const found = await claimIt(one, claim, waiting);
        if (found === LOST) {
          if (lostWrites === 'refuse' && !own.knows(one.key)) return STORE_LOST;
          // The others hear of it when the store is back.
          return own.once(one, () => writeClaimed(one, claim, write), waiting);
        }
        if (found === 1) {
          if (own.knows(one.key)) void release(one.key, claim);
          return own.once(one, () => writeClaimed(one, claim, write), waiting);
        }
        if (found === KEY_REUSED || found === NEVER_KNOWN) return found;
        if (found !== undefined && found !== UNDER_WAY) return found;
        if (found === UNDER_WAY) await pause(POLL_MS, undefined, { signal: waiting.signal }).catch(() => {});
        if (waiting.signal.aborted) return UNDER_WAY;
      }
    },
  };
}
