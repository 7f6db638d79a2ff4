import type { JSONWebKeySet } from 'jose';

/** Where one property of the caller stands in a token. */
export interface Kravkilde {
  /** Names of claims, dots between levels (`consumer.ID`); the first that the token holds is taken. */
  readonly krav: readonly string[];
  /** What holds when the token has none of them. */
  readonly ellers?: string | number | undefined;
  /** From the token's words to ours. What is not listed stays as it is. */
  readonly oversett?: Readonly<Record<string, string | number>> | undefined;
}

export const KALDERKRAV = [
  'navn',
  'brugertype',
  'identifikator',
  'organisationstype',
  'organisationskode',
  'brugerorganisationstype',
  'brugerorganisationskode',
  'scopes',
] as const;

export type Kravkart = Readonly<Record<(typeof KALDERKRAV)[number], Kravkilde>>;

/**
 * Fits an ordinary OpenID Connect token that says for whom the user acts, and a Maskinporten token, which names a
 * consumer (`{"authority":"iso6523-actorid-upis","ID":"0192:700102009"}`) and no user.
 */
export const STANDARDKRAV: Kravkart = {
  navn: { krav: ['name', 'preferred_username', 'client_id'] },
  brugertype: { krav: ['brugertype'], ellers: 'system' },
  identifikator: { krav: ['identifikator', 'sub', 'client_id'] },
  organisationstype: { krav: ['organisationstype'] },
  organisationskode: { krav: ['organisationskode', 'consumer.ID'] },
  brugerorganisationstype: { krav: ['brugerorganisationstype'] },
  brugerorganisationskode: { krav: ['brugerorganisationskode'] },
  scopes: { krav: ['scope', 'scp'] },
};

/** Signatures that nobody can make who only knows what is public. No HS*, no none. */
export const ALGORITMER = [
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
  readonly utsteder: string;
  /** A token is for us when its audience is one of these. */
  readonly mottakere: readonly string[];
  readonly noekler: JwksUrl | { readonly jwks: JSONWebKeySet };
  readonly algoritmer: readonly string[];
  /** Seconds that the issuer's clock may differ from ours. */
  readonly klokkeavvikS: number;
  /** Characters; a longer one is not looked at. */
  readonly maksTegn: number;
  readonly krav: Kravkart;
  /** The numbers of STAR's organisation types by name, for tokens that give names. */
  readonly organisationstyper: Readonly<Record<string, number>>;
}

export interface JwksUrl {
  readonly url: string;
  /** Milliseconds that fetched keys are trusted before they are fetched again. */
  readonly friskMs?: number;
  /** Milliseconds between two fetches because of a key id that nobody knows. */
  readonly pauseMs?: number;
  /** Milliseconds that one fetch may take, to the last byte. */
  readonly timeoutMs?: number;
}
