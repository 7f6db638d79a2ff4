import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, EmbeddedJWK, errors, jwtVerify } from 'jose';
import { propertyOf } from './claim-source.ts';
import { createSeenProofs, PROOF_WINDOW_S, type SeenProofs } from './seen-proofs.ts';
import { PROOF_ALGORITHMS } from './settings.ts';

/** What a proof must be for: one request with one token. */
export interface Proven {
  readonly token: string;
  /** `cnf` of the token. */
  readonly confirmation: unknown;
  readonly method: string | undefined;
}

/** Why a proof of the token's key does not hold, in a word for the log; undefined when it does. */
export type CheckProof = (proof: string, proven: Proven) => Promise<string | undefined>;

/** Characters: a public key of RSA with 8192 bits, and a little more. */
export const MAX_PROOF_CHARS = 4_096;

/**
 * Checks proofs of possession (DPoP, RFC 9449, 4.3). `address` is where clients send operations, as they know it: never taken from the
 * request, whose Host the sender of a stolen proof chooses.
 */
export function createProofCheck(
  address: string,
  now: () => number = Date.now,
  seen: SeenProofs = createSeenProofs({ now }),
): CheckProof {
  const asked = withoutQuery(address);
  const options = {
    typ: 'dpop+jwt',
    algorithms: PROOF_ALGORITHMS,
    requiredClaims: ['jti', 'htm', 'htu', 'iat', 'ath'],
  };
  return async (proof, { token, confirmation, method }) => {
    if (proof.length > MAX_PROOF_CHARS) return 'DPOP_TOO_LONG';
    const thumbprint = propertyOf(confirmation, 'jkt');
    if (typeof thumbprint !== 'string') return 'DPOP_NOT_BOUND';
    try {
      // Refuses a header whose `jwk` is a private or a secret key.
      const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, options);
      const { jti, htm, htu, iat = 0, ath } = payload;
      if (htm !== method) return 'DPOP_METHOD';
      if (asked === undefined || withoutQuery(htu) !== asked) return 'DPOP_ADDRESS';
      if (Math.abs(iat - now() / 1000) > PROOF_WINDOW_S) return 'DPOP_TIME';
      if (ath !== createHash('sha256').update(token).digest('base64url')) return 'DPOP_TOKEN';
      if ((await calculateJwkThumbprint(protectedHeader.jwk ?? {})) !== thumbprint) return 'DPOP_KEY';
      if (typeof jti !== 'string' || jti === '') return 'DPOP_ID';
      // The last, so that only who has the key of a good token makes it remember anything.
      return (await seen.isNew(thumbprint, jti)) ? undefined : 'DPOP_SEEN';
    } catch (thrown) {
      return thrown instanceof errors.JOSEError ? `DPOP_${thrown.code}` : 'DPOP_INVALID';
    }
  };
}

/** As RFC 9449 compares `htu`: normalised, without query and fragment. */
function withoutQuery(address: unknown): string | undefined {
  if (typeof address !== 'string' || !URL.canParse(address)) return undefined;
  const { origin, pathname } = new URL(address);
  return origin + pathname;
}
