import type { Finding } from '../../domain/call.ts';
import { maskForeign } from '../../domain/mask.ts';
import type { Kilde } from '../../domain/registerfeil.ts';
import type { HttpResponse } from '../http/http.ts';
import { retryAfter } from '../http/retry-after.ts';
import { property, readJson } from '../rest/json.ts';
import { REFUSED_KODE, refused, type TokenFailure, type TokenProblem, unavailable } from './failure.ts';

/** A token as it came. */
export interface GrantedToken {
  readonly kind: 'granted';
  readonly accessToken: string;
  /** Seconds. */
  readonly expiresIn: number;
  /** What was granted; undefined when the answer does not say. */
  readonly scopes: readonly string[] | undefined;
}

/** A failure, and whether a new assertion may help: once, after the clock has been set right by `date` where it was the clock. */
export interface ReadFailure extends TokenFailure {
  readonly isTriedAnew?: boolean;
  readonly isClock?: boolean;
}

/** Characters of a token; one of Maskinporten's has about a thousand. */
const MAX_TOKEN = 16_384;
/** What may stand behind `Bearer` (RFC 6750, 2.1). */
const TOKEN = /^[\w.~+/-]+=*$/;
const MP_CODE = /MP-\d{3}/;

/** JWT is expired. */
const EXPIRED = 'MP-130';
/** Grant is used before. */
const USED = 'MP-012';
/** The one documented error that has no code. */
const ISSUED_LATER = /issue time is after now/i;

const MAX_LOGGED_ERROR = 64;
const MAX_LOGGED_TEXT = 200;

export function readTokenAnswer(kilde: Kilde, response: HttpResponse): GrantedToken | ReadFailure {
  const { status, headers } = response;
  if (isBreakdown(status)) return unavailable(kilde, `HTTP_${status}`, { status, proevIgjenOm: retryAfter(headers) });
  if (status !== 200) return readRefusal(kilde, response);
  return readToken(readJson(response)) ?? unavailable(kilde, 'UGYLDIG_SVAR', { status });
}

/** Statuses that say nothing of what was asked for. */
export function isBreakdown(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

function readToken(json: unknown): GrantedToken | undefined {
  const accessToken = property(json, 'access_token');
  const expiresIn = property(json, 'expires_in');
  const type = property(json, 'token_type');
  const scope = property(json, 'scope');
  if (typeof accessToken !== 'string' || accessToken.length > MAX_TOKEN || !TOKEN.test(accessToken)) return undefined;
  if (typeof expiresIn !== 'number' || !(expiresIn > 0)) return undefined;
  if (typeof type !== 'string' || type.toLowerCase() !== 'bearer') return undefined;
  const scopes = typeof scope === 'string' ? scope.split(' ').filter(Boolean) : undefined;
  return { kind: 'granted', accessToken, expiresIn, scopes };
}

function readRefusal(kilde: Kilde, response: HttpResponse): ReadFailure {
  const { status } = response;
  const { error, text, mpCode } = errorOf(response);
  const isClock = mpCode === EXPIRED || (mpCode === undefined && ISSUED_LATER.test(text));
  return {
    ...refused(kilde, problemOf(status, mpCode, error), { status, mpCode }),
    isTriedAnew: isClock || mpCode === USED,
    isClock,
  };
}

/** The code decides, wherever it stands; status and `error` only where there is none, since which of those comes with it is not documented. */
function problemOf(status: number, mpCode: string | undefined, error: string): Exclude<TokenProblem, 'unavailable'> {
  if (mpCode?.startsWith('MP-25')) return 'access';
  if (mpCode?.startsWith('MP-1') || mpCode === USED) return 'client';
  if (mpCode) return 'configuration';
  if (status === 403) return 'access';
  return error === 'invalid_client' || error === 'invalid_grant' ? 'client' : 'configuration';
}

function errorOf(response: HttpResponse): { error: string; text: string; mpCode: string | undefined } {
  const json = readJson(response);
  const error = property(json, 'error');
  const description = property(json, 'error_description');
  const text = typeof description === 'string' ? description : '';
  const word = typeof error === 'string' ? error : '';
  return { error: word, text, mpCode: (MP_CODE.exec(text) ?? MP_CODE.exec(word))?.[0] };
}

/** What is logged of an answer: the code, and the text masked. `assertion` is ours, and an error could repeat it. */
export function findingOfAnswer(response: HttpResponse, assertion: string): Finding | undefined {
  if (isBreakdown(response.status)) return undefined;
  if (response.status === 200) return readToken(readJson(response)) ? undefined : { kode: 'UGYLDIG_SVAR' };
  const { error, text, mpCode } = errorOf(response);
  const secrets = [assertion, ...assertion.split('.')];
  const fault = {
    code: maskForeign(error, MAX_LOGGED_ERROR, secrets),
    ...(mpCode && { bracketCode: mpCode }),
    text: maskForeign(text, MAX_LOGGED_TEXT, secrets),
  };
  return { kode: REFUSED_KODE, fault };
}
