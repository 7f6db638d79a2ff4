import { LRUCache } from 'lru-cache';
import type { Caller } from '../../domain/caller.ts';
import { createKeyedHash } from '../../domain/keyed-hash.ts';
import { holdsNationalNumber } from '../audit/trail.ts';
import type { Keys } from './keys.ts';

/** `why` is a word of ours or of jose's, never anything that the token holds. */
export type Verified =
  | {
      readonly ok: true;
      readonly caller: Caller;
      /** What the token says of a key of its holder's (RFC 7800): whoever sends it has to prove that they have the key. */
      readonly confirmation: unknown;
      readonly dpopRequired: boolean;
    }
  | {
      readonly ok: false;
      /** `level`: the token holds, but whoever has logged in is not known surely enough. */
      readonly problem: 'token' | 'keys' | 'level';
      readonly why: string;
    };

/** Milliseconds for which it is remembered what a token was verified to. */
export const VERIFIED_MS = 60_000;
/** So many tokens are remembered, of all issuers together; of more, those that were sent last. Some kilobytes each. */
export const MAX_VERIFIED = 10_000;

/** What came last over a connection. */
interface Last {
  readonly token: string;
  readonly entry: Entry;
}

type Entry = Terms & {
  readonly verified: Verified;
  readonly at: number;
  /** Once it has not held, also where a connection has it still: a clock can be set back. */
  isOver: boolean;
};

/** What says for how long a token holds. */
interface Terms {
  /** Seconds since 1970, as the token has them. */
  readonly exp: number;
  readonly nbf: number;
  readonly clockSkewS: number;
  readonly keys: Keys;
  /** The keys that it was verified by, as `keys.current()` had them. */
  readonly verifiedBy: object;
}

export interface VerifiedTokens {
  /**
   * What the token was verified to, where it would be verified to the same now. `connection`: what it came over, over which the same comes
   * again most often. Left out: nobody knows.
   */
  recall(token: string, connection?: object): Verified | undefined;
  keep(token: string, verified: Verified & { readonly ok: true }, terms: Terms): void;
}

/**
 * Remembers tokens that hold, by a keyed hash, and for each connection the last one. One holds as long as jose would let it: by its times, and while the issuer's keys are the
 * same that it was verified by, and need not be fetched anew. What is bound to a key of its holder's is proven each time all the same.
 * A token that may name a person by their number is not remembered: no such number outlives its request.
 */
export function createVerifiedTokens(): VerifiedTokens {
  const hash = createKeyedHash();
  const known = new LRUCache<string, Entry>({ max: MAX_VERIFIED });
  // Of a connection the token itself, as long as that stands: to compare two texts costs a tenth of the hash.
  const lastOf = new WeakMap<object, Last>();

  return {
    recall(token, connection) {
      const now = Date.now();
      const last = connection && lastOf.get(connection);
      if (last && last.token === token && holds(last.entry, now)) return last.entry.verified;
      const key = hash(token);
      const entry = known.get(key);
      if (!entry) return undefined;
      if (!holds(entry, now)) {
        known.delete(key);
        return undefined;
      }
      if (connection) lastOf.set(connection, { token, entry });
      return entry.verified;
    },
    keep(token, verified, terms) {
      if (namesPerson(verified.caller)) return;
      known.set(hash(token), { ...terms, verified, at: Date.now(), isOver: false });
    },
  };
}

function namesPerson({ person, user, organisation, userOrganisation }: Caller): boolean {
  const said = [user.identifikator, user.navn, organisation.kode, userOrganisation.kode];
  return person !== undefined || user.type === 'borger' || said.some(holdsNationalNumber);
}

function holds(entry: Entry, now: number): boolean {
  entry.isOver ||= !holdsAt(entry, now);
  return !entry.isOver;
}

function holdsAt({ at, exp, nbf, clockSkewS, keys, verifiedBy }: Entry, now: number): boolean {
  // A clock that has been set back says nothing of how long ago that was.
  if (now < at || now >= at + VERIFIED_MS) return false;
  const seconds = Math.floor(now / 1_000);
  return exp > seconds - clockSkewS && nbf <= seconds + clockSkewS && keys.current() === verifiedBy;
}
