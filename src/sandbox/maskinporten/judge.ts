import type { JudgeToken } from '../common/judge.ts';
import { ALGORITHM, type Keys, publicJwk } from './keys.ts';

const REFUSED = { status: 401 } as const;

export function createJudge(keys: Keys, issuers: ReadonlySet<string>): JudgeToken {
  return async (authorization, { now, audience }) => {
    const token = /^Bearer ([\w.-]+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) return REFUSED;
    const { createLocalJWKSet, errors, jwtVerify } = await import('jose');
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
