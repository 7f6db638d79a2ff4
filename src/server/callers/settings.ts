import type { JSONWebKeySet } from 'jose';
import type { Level } from './levels.ts';

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
  'person',
  'level',
  'purpose',
  'caseReference',
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
  // Of an issuer of any kind nobody knows whether a number says who has logged in: whoever knows, names the claim.
  person: { claims: [] },
  level: { claims: ['acr'] },
  // Why they ask, for the audit record: no issuer has a word for it that others have too.
  purpose: { claims: [] },
  caseReference: { claims: [] },
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

/** The kinds of issuers, by the rules of whose tokens they are read: see `kinds.ts`. */
export const ISSUER_KINDS = ['maskinporten', 'idporten', 'tokenx', 'entra', 'helseid', 'oidc'] as const;

export type IssuerKind = (typeof ISSUER_KINDS)[number];

/** One issuer that is trusted, and what its tokens must be like. */
export interface IssuerSettings {
  /** The variable that names it. */
  readonly variable: 'TOKEN_ISSUER' | 'TOKEN_ISSUERS';
  readonly kind: IssuerKind;
  /** What `iss` must be, letter by letter: Maskinporten's ends in a slash, ID-porten's does not. */
  readonly issuer: string;
  /** A token is for us when its audience is one of these. */
  readonly audiences: readonly string[];
  /**
   * Whether a token for no audience at all is refused. Where it is not (Maskinporten and ID-porten only), a scope that is ours by
   * `grants` has to say that the token is for us.
   */
  readonly audienceRequired: boolean;
  readonly keys: JwksUrl | Discovery | { readonly jwks: JSONWebKeySet };
  readonly algorithms: readonly string[];
  /** Seconds that the issuer's clock may differ from ours. */
  readonly clockSkewS: number;
  /** Characters; a longer token is refused without being read. */
  readonly maxChars: number;
  /** Seconds from `iat` to `exp`. Left out: as long as the issuer likes. */
  readonly maxLifetimeS?: number | undefined;
  readonly claims: ClaimMap;
  /** The numbers of STAR's organisation types by name, for tokens that give names. */
  readonly organisationstyper: Readonly<Record<string, number>>;
  /** Left out: the token's own words are the scopes. */
  readonly grants?: Grants | undefined;
  /** How surely whoever has logged in must be known. Asks nothing of a token that names nobody. */
  readonly minimumLevel?: Level | undefined;
  /** Whom a token that names a person may be told of: that person only, or whomever its scopes allow. */
  readonly persons: 'own' | 'all';
  /** Whether a token without a key of its holder's (`cnf`) is refused. With one, a proof of that key is always needed. */
  readonly dpopRequired: boolean;
}

/** What the words of an issuer's tokens mean here: scopes of ours by each. A word that is not listed means nothing. */
export interface Grants {
  /** What every token of the issuer may that holds in all else. */
  readonly always: readonly string[];
  readonly scopes: Words;
  readonly roles: Words;
  readonly groups: Words;
}

export type Words = Readonly<Record<string, readonly string[]>>;

interface Fetching {
  /** Milliseconds that fetched keys are trusted before they are fetched again. */
  readonly freshMs?: number;
  /** Milliseconds between two fetches because of a key id that nobody knows. */
  readonly pauseMs?: number;
  /** Milliseconds that one fetch may take, to the last byte. */
  readonly timeoutMs?: number;
}

export interface JwksUrl extends Fetching {
  readonly url: string;
}

/** The issuer's own document says where the keys are. */
export interface Discovery extends Fetching {
  readonly discovery: string;
}

/** Signatures that a client can prove a key by: none that needs a shared secret. As they are told in a challenge. */
export const PROOF_ALGORITHMS = ['ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512', 'RS256', 'EdDSA', 'Ed25519'];
