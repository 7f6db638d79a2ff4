import type { Kilde } from '../../domain/registerfeil.ts';
import { createRenewable } from '../../domain/renewable.ts';
import type { HttpClient } from '../http/http.ts';
import { createFetch } from './fetch.ts';
import type { MaskinportenClient } from './grant.ts';
import { createTokens, type Tokens } from './tokens.ts';

export { type AuthorizedResponse, sendAuthorized } from './authorized.ts';
export type { TokenFailure, TokenProblem } from './failure.ts';
export type { Grant, MaskinportenClient } from './grant.ts';
export { type Identity, identify } from './identity.ts';
export type { Token, Tokens } from './tokens.ts';

/** The machine's clocks, in milliseconds. */
export interface Clocks {
  /** Since 1970. */
  readonly now?: () => number;
  /** Of a clock that nobody sets. */
  readonly elapsed?: () => number;
}

/** Bytes of an answer of Maskinporten's: a token, or a document of a page. */
export const MAX_RESPONSE_BYTES = 64 * 1024;

export interface RenewableTokens extends Tokens {
  /** Asks by another key from now on: that of a client of the same issuer. */
  renew(client: MaskinportenClient): void;
}

/** Tokens of Maskinporten for one source. `http` asks the issuer's origin. */
export function createMaskinporten(
  client: MaskinportenClient,
  http: HttpClient,
  kilde: Kilde,
  { now = Date.now, elapsed }: Clocks = {},
): RenewableTokens {
  const current = createRenewable(client);
  const tokens = createTokens(kilde, createFetch(current, { kilde, http, now }), elapsed);
  return {
    ...tokens,
    renew(next) {
      current.renew(next);
      tokens.outdate();
    },
  };
}
