import { type Listen, listen } from '../server.ts';
import { makeNoegle, type Noegle, publicPart } from './noegle.ts';

export { makeNoegle, type Noegle, openNoegle } from './noegle.ts';
export { MOTTAKER, mintMaskinportenToken, mintToken, type TokenOptions, UTSTEDER } from './token.ts';

/** An issuer of tokens: its public keys on loopback, as a real one publishes them. */
export interface Utsteder {
  readonly jwksUrl: string;
  /** The key that it signs with now. */
  noegle(): Noegle;
  /** Takes a new key, and forgets the old one. */
  rotate(): Promise<void>;
  /** How often its keys have been fetched. */
  fetched(): number;
  close(): Promise<void>;
}

const JWKS_PATH = '/jwks';

export async function startUtsteder(first: Noegle, where: Listen = {}): Promise<Utsteder> {
  let noegle = first;
  let fetched = 0;
  const server = await listen(({ url }) => {
    if (url.pathname !== JWKS_PATH) return { status: 404 };
    fetched += 1;
    const headers = { 'content-type': 'application/jwk-set+json' };
    return { status: 200, headers, body: JSON.stringify({ keys: [publicPart(noegle)] }) };
  }, where);
  return {
    jwksUrl: server.url + JWKS_PATH,
    noegle: () => noegle,
    rotate: async () => {
      noegle = await makeNoegle();
    },
    fetched: () => fetched,
    close: () => server.close(),
  };
}
