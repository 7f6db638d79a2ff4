import { type Listen, listen } from '../common/server.ts';
import { makeKey, type SigningKey, publicPart } from './key.ts';

export { makeKey, type SigningKey, openKey } from './key.ts';
export { AUDIENCE, ISSUER } from './names.ts';
export { mintCitizenToken, mintMaskinportenToken, mintToken, type TokenOptions } from './token.ts';

/** An issuer of tokens: its public keys on loopback, as a real one publishes them. */
export interface Issuer {
  readonly jwksUrl: string;
  /** The key that it signs with now. */
  key(): SigningKey;
  /** Takes a new key, and forgets the old one. */
  rotate(): Promise<void>;
  /** How often its keys have been fetched. */
  fetched(): number;
  close(): Promise<void>;
}

const JWKS_PATH = '/jwks';

export async function startIssuer(first: SigningKey, where: Listen = {}): Promise<Issuer> {
  let key = first;
  let fetched = 0;
  const server = await listen(({ url }) => {
    if (url.pathname !== JWKS_PATH) return { status: 404 };
    fetched += 1;
    const headers = { 'content-type': 'application/jwk-set+json' };
    return { status: 200, headers, body: JSON.stringify({ keys: [publicPart(key)] }) };
  }, where);
  return {
    jwksUrl: server.url + JWKS_PATH,
    key: () => key,
    rotate: async () => {
      key = await makeKey();
    },
    fetched: () => fetched,
    close: () => server.close(),
  };
}
