import type { CallContext } from '../../domain/call.ts';
import type { Kilde } from '../../domain/registerfeil.ts';
import type { Renewable } from '../../domain/renewable.ts';
import type { HttpClient, HttpResponse } from '../http/http.ts';
import { retried } from '../http/retry.ts';
import { findingOfAnswer, type GrantedToken, isBreakdown, type ReadFailure, readTokenAnswer } from './answer.ts';
import { DISCOVERY, readTokenPath } from './discovery.ts';
import { type TokenFailure, REFUSED_KODE, refused, unavailable } from './failure.ts';
import { type Grant, GRANT_TYPE, type MaskinportenClient, writeAssertion } from './grant.ts';

/** Asks Maskinporten for one token, each time it is called. */
export type FetchToken = (grant: Grant, call: CallContext) => Promise<GrantedToken | TokenFailure>;

/** Where Maskinporten is asked, and by what clock. */
export interface Asking {
  readonly kilde: Kilde;
  /** Of the issuer's origin. */
  readonly http: HttpClient;
  /** Milliseconds since 1970, as our machine has them. */
  readonly now: () => number;
}

/** How these calls are called in logs and metrics. */
export const OPERATIONS = { discovery: 'Maskinporten discovery', token: 'Maskinporten token' };

/** The discovery document is fetched anew after so long. */
export const DISCOVERY_FRESH_MS = 24 * 60 * 60_000;
/** The most that our clock is corrected by, either way. A clock that is further off has to be set right by its operator. */
export const MAX_CORRECTION_MS = 60_000;
/** Date tells whole seconds, so that half of one is missing on average. */
const HALF_A_SECOND_MS = 500;

/** The client is read at each call. Its issuer does not change. */
export function createFetch(client: Renewable<MaskinportenClient>, { kilde, http, now }: Asking): FetchToken {
  const { issuer } = client.current;
  const issuerPath = new URL(issuer).pathname;
  let correctionMs = 0;
  let discovered: { readonly path: Promise<string | TokenFailure>; readonly at: number } | undefined;

  return async (grant, call) => {
    const path = await discover(call);
    if (typeof path !== 'string') return path;
    const answer = await ask(path, grant, call);
    if (answer.kind === 'granted' || !answer.isTriedAnew) return publicPart(answer);
    return publicPart(await ask(path, grant, call));
  };

  /** One fetch for all who need the document at once; a failure is not kept. */
  function discover(call: CallContext): Promise<string | TokenFailure> {
    if (discovered && now() - discovered.at < DISCOVERY_FRESH_MS) return discovered.path;
    const asked = { path: fetchPath(call), at: now() };
    discovered = asked;
    const forget = () => {
      if (discovered === asked) discovered = undefined;
    };
    asked.path.then((path) => typeof path === 'string' || forget(), forget);
    return asked.path;
  }

  function fetchPath(call: CallContext): Promise<string | TokenFailure> {
    const read = (response: HttpResponse) => (response.status === 200 ? readTokenPath(issuer, response) : undefined);
    const attempt = async (tried: number): Promise<string | TokenFailure> => {
      const answer = await http.send(
        {
          method: 'GET',
          path: issuerPath + DISCOVERY,
          headers: { accept: 'application/json' },
          reads: async (response) =>
            isBreakdown(response.status) || read(response) !== undefined ? undefined : { kode: REFUSED_KODE },
        },
        call,
        { operation: OPERATIONS.discovery, kind: 'read', attempt: tried },
      );
      if (answer.kind === 'failure') return unavailable(kilde, answer.kode, answer);
      const { status } = answer;
      if (isBreakdown(status)) return unavailable(kilde, `HTTP_${status}`, { status });
      return read(answer) ?? refused(kilde, 'configuration', { status });
    };
    const feilOf = (answer: string | TokenFailure) => (typeof answer === 'string' ? undefined : answer.feil);
    return retried(attempt, feilOf, { call, retries: http.retries });
  }

  /** One assertion a try: no `jti` is sent twice, whatever became of the first. */
  function ask(path: string, grant: Grant, call: CallContext): Promise<GrantedToken | ReadFailure> {
    const attempt = async (tried: number): Promise<GrantedToken | ReadFailure> => {
      const make = async () => {
        const assertion = await writeAssertion(client.current, grant, new Date(now() + correctionMs));
        return {
          method: 'POST' as const,
          path,
          headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
          body: String(new URLSearchParams({ grant_type: GRANT_TYPE, assertion })),
          reads: async (response: HttpResponse) => findingOfAnswer(response, assertion),
        };
      };
      const answer = await http.send(make, call, { operation: OPERATIONS.token, kind: 'read', attempt: tried });
      if (answer.kind === 'failure') return unavailable(kilde, answer.kode, answer);
      const read = readTokenAnswer(kilde, answer);
      if (read.kind === 'no token' && read.isClock) correctClock(answer);
      return read;
    };
    const feilOf = (answer: GrantedToken | ReadFailure) => (answer.kind === 'granted' ? undefined : answer.feil);
    return retried(attempt, feilOf, { call, retries: http.retries });
  }

  function correctClock({ headers: { date } }: HttpResponse): void {
    const there = typeof date === 'string' ? Date.parse(date) : NaN;
    const aheadMs = there + HALF_A_SECOND_MS - now();
    if (Math.abs(aheadMs) <= MAX_CORRECTION_MS) correctionMs = aheadMs;
  }
}

function publicPart(answer: GrantedToken | ReadFailure): GrantedToken | TokenFailure {
  if (answer.kind === 'granted') return answer;
  const { isTriedAnew: _, isClock: __, ...failure } = answer;
  return failure;
}
