import type { JSONWebKeySet } from 'jose';

/** Where one property of the caller stands in a token. */
export interface ClaimSource {
  /** Names of claims, dots between levels (`consumer.ID`); the first that the token holds is taken. */
  readonly claims: readonly string[];
  /** The value when the token has none of these claims. */
  readonly otherwise?: string | number | undefined;
  /** Translates the token's values to the gateway's. A value that is not listed stays as it is. */
  readonly translate?: Readonly<Record<string, string | number>> | undefined;
}

export const CALLER_CLAIMS = [
  'navn',
  'userType',
  'identifikator',
  'organisationstype',
  'organisationskode',
  'userOrganisationType',
  'userOrganisationCode',
  'scopes',
] as const;

export type ClaimMap = Readonly<Record<(typeof CALLER_CLAIMS)[number], ClaimSource>>;

/**
 * Fits an ordinary OpenID Connect token that says for whom the user acts, and a Maskinporten token, which names a
 * consumer (`{"authority":"iso6523-actorid-upis","ID":"0192:700102009"}`) and no user.
 */
export const DEFAULT_CLAIMS: ClaimMap = {
  navn: { claims: ['name', 'preferred_username', 'client_id'] },
  userType: { claims: ['userType'], otherwise: 'system' },
  identifikator: { claims: ['identifikator', 'sub', 'client_id'] },
  organisationstype: { claims: ['organisationstype'] },
  organisationskode: { claims: ['organisationskode', 'consumer.ID'] },
  userOrganisationType: { claims: ['userOrganisationType'] },
  userOrganisationCode: { claims: ['userOrganisationCode'] },
  scopes: { claims: ['scope', 'scp'] },
};

/** Asymmetric signatures only. HS* would accept a token signed with the public key as its secret; `none` is no signature. */
export const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const;

export interface TokenSettings {
  readonly issuer: string;
  /** A token is for us when its audience is one of these. */
  readonly audiences: readonly string[];
  readonly keys: JwksUrl | { readonly jwks: JSONWebKeySet };
  readonly algorithms: readonly string[];
  /** Seconds that the issuer's clock may differ from ours. */
  readonly clockSkewS: number;
  /** Characters; a longer token is refused without being read. */
  readonly maxChars: number;
  readonly claims: ClaimMap;
  /** The numbers of STAR's organisation types by name, for tokens that give names. */
  readonly organisationstyper: Readonly<Record<string, number>>;
}

export interface JwksUrl {
  readonly url: string;
  /** Milliseconds that fetched keys are trusted before they are fetched again. */
  readonly freshMs?: number;
  /** Milliseconds between two fetches because of a key id that nobody knows. */
  readonly pauseMs?: number;
  /** Milliseconds that one fetch may take, to the last byte. */
  readonly timeoutMs?: number;
}
