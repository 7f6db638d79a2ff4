import { isDeepStrictEqual } from 'node:util';
import { decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import { madeOf, type Renewable } from '../../domain/renewable.ts';
import { propertyOf } from './claim-source.ts';
import { readCaller } from './claims.ts';
import { findKeysOf, type Keys, KeysUnavailable } from './keys.ts';
import { LEVEL_TOO_LOW, refusedBy } from './rules.ts';
import type { IssuerSettings } from './settings.ts';
import { createVerifiedTokens, type Verified, type VerifiedTokens } from './verified-tokens.ts';

export type { Verified };

/** `signal` ends the request: keys that have not come by then are out of reach. Known at once of a token that has just been verified. */
export type VerifyToken = (token: string, signal?: AbortSignal) => Verified | Promise<Verified>;

/** Told of the error, when an issuer's keys could not be fetched: the client is told only that they are out of reach. */
export type OnKeysUnavailable = (issuer: string, error: unknown) => void;

const refused = (why: string): Verified => ({ ok: false, problem: 'token', why });

/** Verifies tokens of the issuers, each by the rules of its own: which one, says the token's `iss`, letter by letter. */
export function createTokenVerifier(
  trusted: IssuerSettings | readonly IssuerSettings[],
  onKeysUnavailable?: OnKeysUnavailable,
): VerifyToken {
  return createRenewableVerifier({ current: [trusted].flat() }, onKeysUnavailable);
}

/**
 * The same, of issuers that may be read anew. No token is remembered then that was verified before. The keys of an issuer that has not
 * changed are not fetched again.
 */
export function createRenewableVerifier(
  trusted: Renewable<readonly IssuerSettings[]>,
  onKeysUnavailable: OnKeysUnavailable = () => {},
): VerifyToken {
  const current = madeOf(trusted, (issuers, before?: Verifiers) => createVerifiers(issuers, onKeysUnavailable, before));
  return (token, signal) => {
    const { tokens, byIssuer, maxChars } = current();
    if (token.length > maxChars) return refused('TOO_LONG');
    const known = tokens.recall(token);
    if (known) return known;
    // A token by reference: its issuer would have to be asked what it stands for.
    if (token.split('.').length !== 3) return refused('NO_JWT');
    const issuer = issuerOf(token);
    if (issuer === undefined) return refused('INVALID');
    const verify = byIssuer.get(issuer)?.verify;
    return verify ? verify(token, signal) : refused('UNKNOWN_ISSUER');
  };
}

interface Verifiers {
  readonly tokens: VerifiedTokens;
  readonly maxChars: number;
  readonly byIssuer: ReadonlyMap<string, Trusted & { readonly verify: VerifyToken }>;
}

interface Trusted {
  readonly settings: IssuerSettings;
  readonly keys: Keys;
}

function createVerifiers(
  issuers: readonly IssuerSettings[],
  onKeysUnavailable: OnKeysUnavailable,
  before: Verifiers | undefined,
): Verifiers {
  const tokens = createVerifiedTokens();
  const trust = (settings: IssuerSettings): Trusted => {
    const known = before?.byIssuer.get(settings.issuer);
    if (known && isDeepStrictEqual(known.settings, settings)) return known;
    return { settings, keys: findKeysOf(settings, (error) => onKeysUnavailable(settings.issuer, error)) };
  };
  const all = issuers.map(trust).map((one) => ({ ...one, verify: createVerifier(one, tokens) }));
  return {
    tokens,
    maxChars: Math.max(...issuers.map((one) => one.maxChars)),
    byIssuer: new Map(all.map((one) => [one.settings.issuer, one])),
  };
}

/** What the token says itself, which nothing but the choice of the issuer is decided by. */
function issuerOf(token: string): string | undefined {
  try {
    return String(decodeJwt(token).iss);
  } catch {
    return undefined;
  }
}

/** Verifies signature, kind, issuer, audience and times, and reads the caller from the claims. */
function createVerifier({ settings, keys }: Trusted, tokens: VerifiedTokens): VerifyToken {
  const { clockSkewS } = settings;
  const options = {
    issuer: settings.issuer,
    algorithms: [...settings.algorithms],
    clockTolerance: clockSkewS,
    // A token that never expires cannot be revoked.
    requiredClaims: ['exp'],
  };
  return async (token, signal) => {
    const verifiedBy = keys.current();
    try {
      const { payload, protectedHeader } = await beforeEnd(signal, jwtVerify(token, keys.find, options));
      if (!isAccessToken(protectedHeader.typ, payload.typ)) return refused('WRONG_TYPE');
      const verified = judge(payload, settings);
      // Where the keys have been fetched meanwhile, nobody knows which of them it was verified by.
      const isSame = verifiedBy !== undefined && keys.current() === verifiedBy;
      const { exp = 0, nbf = 0 } = payload;
      if (verified.ok && isSame) tokens.keep(token, verified, { exp, nbf, clockSkewS, keys, verifiedBy });
      return verified;
    } catch (thrown) {
      if (thrown instanceof KeysUnavailable) return { ok: false, problem: 'keys', why: 'KEYS_UNAVAILABLE' };
      return refused(thrown instanceof errors.JOSEError ? thrown.code : 'INVALID');
    }
  };
}

function judge(payload: JWTPayload, settings: IssuerSettings): Verified {
  const why = refusedBy(payload, settings);
  if (why) return { ok: false, problem: why === LEVEL_TOO_LOW ? 'level' : 'token', why };
  const caller = readCaller(payload, settings);
  if (!caller) return refused('INVALID_CLAIMS');
  return { ok: true, caller, confirmation: propertyOf(payload, 'cnf'), dpopRequired: settings.dpopRequired };
}

/**
 * An issuer signs other tokens than access tokens with the same keys for the same audience: logout tokens, proofs of possession, ID
 * tokens. Their header's `typ` says so (RFC 8725, 3.11; RFC 9068, 2.1). Most issuers write `JWT`, or no `typ`, in access tokens.
 * Keycloak writes `JWT` in all of its tokens, and says which kind it is in a claim `typ`.
 */
function isAccessToken(typ: unknown, claim: unknown): boolean {
  const isOfHeader = typ === undefined || (typeof typ === 'string' && /^(?:application\/)?(?:jwt|at\+jwt)$/i.test(typ));
  return isOfHeader && !(typeof claim === 'string' && OTHER_KINDS.has(claim.toLowerCase()));
}

const OTHER_KINDS = new Set(['id', 'refresh', 'offline', 'logout']);

/** Ends the wait for keys with the request. The fetch itself goes on, since other requests wait for it too. */
function beforeEnd<Value>(signal: AbortSignal | undefined, promise: Promise<Value>): Promise<Value> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const end = () => reject(new KeysUnavailable());
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
  });
}
