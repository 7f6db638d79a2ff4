import { randomUUID, type KeyObject, type X509Certificate } from 'node:crypto';

/** What a token is asked for. Two grants that say the same share a token. */
export interface Grant {
  /** At least one, in any order. */
  readonly scopes: readonly string[];
  /** The API that the token is restricted to: the `resource` that its owner has published. */
  readonly resource?: string | undefined;
  /** Organisasjonsnummer of the body that has delegated the scopes to us in Altinn. Never our own: Maskinporten refuses that. */
  readonly consumerOrg?: string | undefined;
}

/** Our client at Maskinporten, and what it signs with. */
export interface MaskinportenClient {
  /** As the discovery document names it, with its final slash. */
  readonly issuer: string;
  readonly clientId: string;
  /** RSA of 2048 bits or more. */
  readonly privateKey: KeyObject;
  /** The `kid` of the key that is registered on the client, or the certificate of the key and its issuers, ours first. */
  readonly shownAs: { readonly kid: string } | { readonly chain: readonly X509Certificate[] };
}

export const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

const ALGORITHM = 'RS256';
/** Seconds that an assertion holds. Maskinporten refuses more than 120. */
export const ASSERTION_S = 110;

/** The same for two grants that say the same. */
export function keyOf({ scopes, resource = '', consumerOrg = '' }: Grant): string {
  return JSON.stringify([[...new Set(scopes)].sort(), resource, consumerOrg]);
}

/** A new assertion at each call: Maskinporten takes no `jti` twice, and answers 400 to any claim that it does not know. */
export async function writeAssertion(
  { issuer, clientId, privateKey, shownAs }: MaskinportenClient,
  { scopes, resource, consumerOrg }: Grant,
  now: Date,
): Promise<string> {
  const iat = Math.floor(now.getTime() / 1000);
  const claims = {
    aud: issuer,
    iss: clientId,
    scope: [...new Set(scopes)].join(' '),
    iat,
    exp: iat + ASSERTION_S,
    jti: randomUUID(),
    ...(resource !== undefined && { resource: [resource] }),
    ...(consumerOrg !== undefined && { consumer_org: consumerOrg }),
  };
  const header =
    'kid' in shownAs ? { kid: shownAs.kid } : { x5c: shownAs.chain.map(({ raw }) => raw.toString('base64')) };
  // Loaded when the first token is fetched: most gateways have no client of Maskinporten's.
  const { SignJWT } = await import('jose');
  return new SignJWT(claims).setProtectedHeader({ alg: ALGORITHM, ...header }).sign(privateKey);
}
