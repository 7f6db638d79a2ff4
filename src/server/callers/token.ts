import { decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import type { Caller } from '../../domain/caller.ts';
import { propertyOf } from './claim-source.ts';
import { readCaller } from './claims.ts';
import { findKeysOf, KeysUnavailable } from './keys.ts';
import { LEVEL_TOO_LOW, refusedBy } from './rules.ts';
import type { IssuerSettings } from './settings.ts';

/** `why` is a word of ours or of jose's, never anything that the token holds. */
export type Verified =
  | {
      readonly ok: true;
      readonly caller: Caller;
      /** What the token says of a key of its holder's (RFC 7800): whoever sends it has to prove that they have the key. */
      readonly confirmation: unknown;
      readonly dpopRequired: boolean;
    }
  | {
      readonly ok: false;
      /** `level`: the token holds, but whoever has logged in is not known surely enough. */
      readonly problem: 'token' | 'keys' | 'level';
      readonly why: string;
    };

/** `signal` ends the request: keys that have not come by then are out of reach. */
export type VerifyToken = (token: string, signal?: AbortSignal) => Promise<Verified>;

/** Told of the error, when an issuer's keys could not be fetched: the client is told only that they are out of reach. */
export type OnKeysUnavailable = (issuer: string, error: unknown) => void;

const refused = (why: string): Verified => ({ ok: false, problem: 'token', why });

/** Verifies tokens of the issuers, each by the rules of its own: which one, says the token's `iss`, letter by letter. */
export function createTokenVerifier(
  trusted: IssuerSettings | readonly IssuerSettings[],
  onKeysUnavailable: OnKeysUnavailable = () => {},
): VerifyToken {
  const issuers = [trusted].flat();
  const verifiers = new Map(issuers.map((one) => [one.issuer, createVerifier(one, onKeysUnavailable)]));
  const maxChars = Math.max(...issuers.map((one) => one.maxChars));
  return async (token, signal) => {
    if (token.length > maxChars) return refused('TOO_LONG');
    // A token by reference: its issuer would have to be asked what it stands for.
    if (token.split('.').length !== 3) return refused('NO_JWT');
    const issuer = issuerOf(token);
    if (issuer === undefined) return refused('INVALID');
    const verify = verifiers.get(issuer);
    return verify ? verify(token, signal) : refused('UNKNOWN_ISSUER');
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
function createVerifier(settings: IssuerSettings, onKeysUnavailable: OnKeysUnavailable): VerifyToken {
  const findKey = findKeysOf(settings, (error) => onKeysUnavailable(settings.issuer, error));
  const options = {
    issuer: settings.issuer,
    algorithms: [...settings.algorithms],
    clockTolerance: settings.clockSkewS,
    // A token that never expires cannot be revoked.
    requiredClaims: ['exp'],
  };
  return async (token, signal) => {
    try {
      const { payload, protectedHeader } = await beforeEnd(signal, jwtVerify(token, findKey, options));
      if (!isAccessToken(protectedHeader.typ, payload.typ)) return refused('WRONG_TYPE');
      return judge(payload, settings);
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
