import { KINDS } from '../server/callers/kinds.ts';
import type { IssuerSettings } from '../server/callers/settings.ts';
import { ORGANISATIONSTYPER } from '../sources/kontaktinformation/settings.ts';
import type { Variables } from './variables.ts';

/**
 * Whom tokens are taken from: the issuers of TOKEN_ISSUERS, and the one of TOKEN_ISSUER, which is an entry without a mapping.
 * `unidentifiable` has let through only what is whole.
 */
export function readIssuers(read: Variables): readonly IssuerSettings[] {
  const { bekraeftet: _, ...organisationstyper } = read.STAR_ORGANISATIONSTYPER ?? ORGANISATIONSTYPER;
  const common = { clockSkewS: read.TOKEN_CLOCK_SKEW_S, maxChars: read.TOKEN_MAX_CHARS, organisationstyper };
  const single = readSingle(read);
  return [...(single ? [single] : []), ...(read.TOKEN_ISSUERS ?? [])].map((entry) => ({ ...entry, ...common }));
}

function readSingle({ TOKEN_ISSUER, TOKEN_JWKS_URL, TOKEN_JWKS_FILE, ...read }: Variables) {
  const keys = TOKEN_JWKS_URL ? { url: TOKEN_JWKS_URL } : TOKEN_JWKS_FILE && { jwks: TOKEN_JWKS_FILE };
  if (!TOKEN_ISSUER || !keys) return undefined;
  return {
    variable: 'TOKEN_ISSUER' as const,
    kind: 'oidc' as const,
    issuer: TOKEN_ISSUER,
    audiences: read.TOKEN_AUDIENCE ?? [],
    audienceRequired: true,
    keys,
    algorithms: read.TOKEN_ALGORITHMS,
    claims: read.TOKEN_CLAIMS,
    persons: 'own' as const,
    dpopRequired: KINDS.oidc.dpopRequired,
  };
}
