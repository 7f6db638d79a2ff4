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
  /** What the token was verified to, where it would be verified to the same now. */
  recall(token: string): Verified | undefined;
  keep(token: string, verified: Verified & { readonly ok: true }, terms: Terms): void;
}

/**
 * Remembers tokens that hold, by a keyed hash. One holds as long as jose would let it: by its times, and while the issuer's keys are the
 * same that it was verified by, and need not be fetched anew. What is bound to a key of its holder's is proven each time all the same.
 * A token that may name a person by their number is not remembered: no such number outlives its request.
 */
export function createVerifiedTokens(): VerifiedTokens {
  const hash = createKeyedHash();
  const known = new LRUCache<string, Terms & { readonly verified: Verified; readonly at: number }>({
    max: MAX_VERIFIED,
  });

  return {
    recall(token) {
      const key = hash(token);
      const entry = known.get(key);
      if (!entry) return undefined;
      if (holds(entry, Date.now())) return entry.verified;
      known.delete(key);
      return undefined;
    },
    keep(token, verified, terms) {
      if (namesPerson(verified.caller)) return;
      known.set(hash(token), { ...terms, verified, at: Date.now() });
    },
  };
}

function namesPerson({ person, user, organisation, userOrganisation }: Caller): boolean {
  const said = [user.identifikator, user.navn, organisation.kode, userOrganisation.kode];
  return person !== undefined || user.type === 'borger' || said.some(holdsNationalNumber);
}

function holds({ at, exp, nbf, clockSkewS, keys, verifiedBy }: Terms & { readonly at: number }, now: number): boolean {
  // A clock that has been set back says nothing of how long ago that was.
  if (now < at || now >= at + VERIFIED_MS) return false;
  const seconds = Math.floor(now / 1_000);
  return exp > seconds - clockSkewS && nbf <= seconds + clockSkewS && keys.current() === verifiedBy;
}
