import { createLocalJWKSet, errors, jwtVerify } from 'jose';
import { ALGORITHM, type Keys, publicJwk } from './keys.ts';

/** What a token that holds says. */
export interface Bearer {
  readonly clientId: string;
  /** Organisasjonsnummer of the body that is responsible, and of the one that works for it. */
  readonly consumer: string;
  readonly supplier: string | undefined;
  readonly scopes: readonly string[];
}

/**
 * How an API of the sandbox judges what a caller has sent as `Authorization`: by Maskinporten's keys, its names, the clock, and, where the
 * API wants tokens that are restricted to it, its own. A status where it does not hold: the token may not have it, 401.
 */
export type JudgeToken = (
  authorization: string | undefined,
  api: { readonly now: Date; readonly audience?: string | undefined },
) => Promise<Bearer | { readonly status: 401 }>;

const REFUSED = { status: 401 } as const;

/** Of an API that has been told of no Maskinporten. */
export const trustNobody: JudgeToken = async () => REFUSED;

export function createJudge(keys: Keys, issuers: ReadonlySet<string>): JudgeToken {
  return async (authorization, { now, audience }) => {
    const token = /^Bearer ([\w.-]+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) return REFUSED;
    const published = await Promise.all((await keys.issuer()).map(publicJwk));
    const options = {
      algorithms: [ALGORITHM],
      issuer: [...issuers],
      currentDate: now,
      requiredClaims: ['exp', 'iat', 'consumer', 'scope', 'client_id'],
      ...(audience !== undefined && { audience }),
    };
    try {
      const { payload } = await jwtVerify(token, createLocalJWKSet({ keys: published }), options);
      return {
        clientId: String(payload.client_id),
        consumer: numberOf(payload.consumer) ?? '',
        supplier: numberOf(payload.supplier),
        scopes: String(payload.scope).split(' '),
      };
    } catch (error) {
      if (error instanceof errors.JOSEError) return REFUSED;
      throw error;
    }
  };
}

function numberOf(organisation: unknown): string | undefined {
  const id = organisation !== null && typeof organisation === 'object' && 'ID' in organisation && organisation.ID;
  return typeof id === 'string' ? /^0192:(\d{9})$/.exec(id)?.[1] : undefined;
}
