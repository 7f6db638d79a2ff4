import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { AUDIENCE, ISSUER } from '../src/sandbox/issuer/index.ts';
import { ALL_SCOPES } from '../src/graph/scopes.ts';

/** An issuer, and a token of each of its callers: signed as Maskinporten and ID-porten sign theirs. */
export interface Callers {
  readonly jwks: string;
  readonly tokens: readonly string[];
}

const ALGORITHM = 'RS256';
/** Longer than any run. */
const HOURS = 2;

/** `count` systems of as many organisations that STAR knows, each with all scopes. */
export async function createCallers(count: number): Promise<Callers> {
  const { publicKey, privateKey } = await generateKeyPair(ALGORITHM);
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  const now = Math.floor(Date.now() / 1000);
  const tokenOf = (number: number) =>
    new SignJWT({
      sub: `system-${number}`,
      name: `System ${number}`,
      identifikator: `CVR:00000000-FID:${String(number).padStart(8, '0')}`,
      userType: 'system',
      organisationstype: 8,
      organisationskode: String(90_000 + number),
      scope: ALL_SCOPES.join(' '),
    })
      .setProtectedHeader({ alg: ALGORITHM, kid, typ: 'at+jwt' })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt(now)
      .setExpirationTime(now + HOURS * 3600)
      .sign(privateKey);
  return {
    jwks: JSON.stringify({ keys: [{ ...jwk, kid, alg: ALGORITHM, use: 'sig' }] }),
    tokens: await Promise.all(Array.from({ length: count }, (_, number) => tokenOf(number))),
  };
}
