import { createLocalJWKSet, createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Caller } from '../../domain/caller.ts';
import { readCaller } from './claims.ts';
import { fetchKeys } from './fetch-keys.ts';
import type { JwksUrl, TokenSettings } from './settings.ts';

/** `why` is a word of ours or of jose's, never anything that the token holds. */
export type Verified =
  | { readonly ok: true; readonly caller: Caller }
  | { readonly ok: false; readonly problem: 'token' | 'keys'; readonly why: string };

/** `signal` ends the request: keys that have not come by then are out of reach. */
export type VerifyToken = (token: string, signal?: AbortSignal) => Promise<Verified>;

/** Told of the error, when an issuer's keys could not be fetched: the client is told only that they are out of reach. */
export type OnKeysUnavailable = (issuer: string, error: unknown) => void;

/** The issuer's keys could not be fetched, so that the token could not be verified. */
class KeysUnavailable extends Error {}

/** Verifies signature, kind, issuer, audience and times, and reads the caller from the claims. */
export function createTokenVerifier(
  settings: TokenSettings,
  onKeysUnavailable: OnKeysUnavailable = () => {},
): VerifyToken {
  const unavailable = (error: unknown) => onKeysUnavailable(settings.issuer, error);
  const findKey =
    'url' in settings.keys ? remoteKeys(settings.keys, unavailable) : createLocalJWKSet(settings.keys.jwks);
  const options = {
    issuer: settings.issuer,
    audience: [...settings.audiences],
    algorithms: [...settings.algorithms],
    clockTolerance: settings.clockSkewS,
    // A token that never expires cannot be revoked.
    requiredClaims: ['exp'],
  };
  return async (token, signal) => {
    if (token.length > settings.maxChars) return { ok: false, problem: 'token', why: 'TOO_LONG' };
    try {
      const { payload, protectedHeader } = await beforeEnd(signal, jwtVerify(token, findKey, options));
      if (!isAccessToken(protectedHeader.typ, payload.typ)) return { ok: false, problem: 'token', why: 'WRONG_TYPE' };
      const caller = readCaller(payload, settings);
      return caller ? { ok: true, caller } : { ok: false, problem: 'token', why: 'INVALID_CLAIMS' };
    } catch (thrown) {
      if (thrown instanceof KeysUnavailable) return { ok: false, problem: 'keys', why: 'KEYS_UNAVAILABLE' };
      return { ok: false, problem: 'token', why: thrown instanceof errors.JOSEError ? thrown.code : 'INVALID' };
    }
  };
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

const FRESH_MS = 10 * 60_000;
const PAUSE_MS = 30_000;
const TIMEOUT_MS = 5_000;

/** Fetched when first needed, when they are old, and when a token names a key that is not among them. */
function remoteKeys(
  { url, freshMs = FRESH_MS, pauseMs = PAUSE_MS, timeoutMs = TIMEOUT_MS }: JwksUrl,
  unavailable: (error: unknown) => void,
): JWTVerifyGetKey {
  const find = createRemoteJWKSet(new URL(url), {
    cacheMaxAge: freshMs,
    cooldownDuration: pauseMs,
    timeoutDuration: timeoutMs,
    [customFetch]: fetchKeys,
  });
  return async (header, token) => {
    try {
      return await find(header, token);
    } catch (thrown) {
      const isOfTheToken =
        thrown instanceof errors.JWKSNoMatchingKey || thrown instanceof errors.JWKSMultipleMatchingKeys;
      if (isOfTheToken) throw thrown;
      unavailable(thrown);
      throw new KeysUnavailable();
    }
  };
}
