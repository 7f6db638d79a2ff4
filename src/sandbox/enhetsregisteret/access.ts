import { createLocalJWKSet, createRemoteJWKSet, errors, type JWK, jwtVerify } from 'jose';
import type { Settings } from './settings.ts';

/** The scopes that open the authorised tier. */
export const ROLES_SCOPE = 'brreg:data:enhetsregisteret:auto:roller';
export const PERSON_SCOPE = 'brreg:data:enhetsregisteret:roller:person:oppslag:fnr';

/** What a token that holds says, of which only the scopes matter here. */
export interface Bearer {
  readonly scopes: readonly string[];
}

/**
 * How the `Authorization` that a caller has sent is judged, by Maskinporten's keys and names, the clock, and the API's own address.
 * A status where it does not hold.
 */
export type JudgeToken = (
  authorization: string | undefined,
  api: { readonly now: Date; readonly audience: string },
) => Promise<Bearer | { readonly status: 401 }>;

const REFUSED = { status: 401 } as const;

/** By the Maskinporten that the settings name. */
export function judgeBy({ maskinporten }: Settings): JudgeToken {
  return async (authorization, { now, audience }) => {
    const token = /^Bearer ([\w.-]+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined || maskinporten === null) return REFUSED;
    const { issuer, jwksUri, keys = [] } = maskinporten;
    const published =
      jwksUri === undefined ? createLocalJWKSet({ keys: keys as JWK[] }) : createRemoteJWKSet(new URL(jwksUri));
    try {
      const rules = { issuer, audience, currentDate: now, requiredClaims: ['exp', 'iat', 'scope'] };
      const { payload } = await jwtVerify(token, published, rules);
      return { scopes: String(payload.scope).split(' ') };
    } catch (error) {
      // Also when the keys cannot be fetched: nothing is let through then.
      if (error instanceof errors.JOSEError || error instanceof TypeError) return REFUSED;
      throw error;
    }
  };
}
