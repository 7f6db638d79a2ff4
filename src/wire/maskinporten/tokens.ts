import type { CallContext } from '../../domain/call.ts';
import type { Kilde } from '../../domain/registerfeil.ts';
import { reasonOf } from '../http/http.ts';
import type { GrantedToken } from './answer.ts';
import { type TokenFailure, unavailable } from './failure.ts';
import type { FetchToken } from './fetch.ts';
import { type Grant, keyOf } from './grant.ts';

/** A token that may be sent. Nothing of the token itself shows when this is printed, or made into JSON. */
export interface Token {
  readonly kind: 'token';
  /** What it allows, as Maskinporten has granted it. */
  readonly scopes: readonly string[];
  /** Seconds that it was issued for. */
  readonly expiresIn: number;
  /** The token itself, for the header. */
  secret(): string;
}

/** The tokens of one source: one for each grant, fetched once for all who wait for it. */
export interface Tokens {
  /** A token that holds long enough for a call. A signal that ends lets its own caller go, and nobody else. */
  get(grant: Grant, call: CallContext): Promise<Token | TokenFailure>;
  /** The register has taken the token. */
  accepted(token: Token): void;
  /**
   * Another token in place of one that the register has answered 401 to. Undefined when that one came just now in place of another
   * that was refused, and has never been taken: a third would be refused, too.
   */
  replace(grant: Grant, token: Token, call: CallContext): Promise<Token | TokenFailure> | undefined;
  /** Has each token fetched anew for the next call, since another key asks for them now. One that is held is used where there is no other. */
  outdate(): void;
}

/** A token is not used in its last so many milliseconds; one that lasts less than twice that, not in its second half. */
export const RENEWED_BEFORE_MS = 30_000;
/** But when there is no other to be had, a token is used until so long before its end. */
export const UNUSABLE_BEFORE_MS = 5_000;
/** So long, a new token is waited for while the old one is still good. */
export const RENEWAL_WAITED_MS = 1_000;
/** All tries of one fetch together. A fetch belongs to no request, so that no request's end ends it. */
export const FETCH_MS = 20_000;
/** So long, a failure of Maskinporten's is answered again without asking: each request would come to the same. */
export const FAILURE_KEPT_MS = 5_000;
/** So long, a token that came in place of a refused one is not replaced in turn, unless the register has taken it. */
export const REPLACED_AGAIN_AFTER_MS = 10_000;

interface Held {
  readonly fetched: Promise<Token | TokenFailure>;
  /** Undefined while it is being fetched. */
  answer?: Token | TokenFailure;
  /** Until when it is answered, by the monotonic clock: for good while it is being fetched. */
  until: number;
  /** Until when the register takes it. */
  endsAt: number;
  /** When it was asked for in place of one that was refused. */
  readonly replacedAt?: number | undefined;
  /** The one that this is to follow, while it is being fetched. */
  before?: Held | undefined;
  isAccepted: boolean;
  /** Asked for by a key that is not ours any more. */
  isOutdated: boolean;
}

const NEW = { isAccepted: false, isOutdated: false };

/** `elapsed` is a clock that nobody sets, in milliseconds. */
export function createTokens(kilde: Kilde, fetchToken: FetchToken, elapsed = () => performance.now()): Tokens {
  // As many as there are bodies that we act for, which are configured, and sets of scopes, which the adapters have.
  const all = new Map<string, Held>();

  function hold(grant: Grant, call: CallContext, before?: Held, replacedAt?: number): Held {
    const key = keyOf(grant);
    const askedAt = elapsed();
    const take = (answer: GrantedToken | TokenFailure): Token | TokenFailure => {
      held.before = undefined;
      if (answer.kind === 'granted') {
        const lastsMs = answer.expiresIn * 1000;
        held.endsAt = askedAt + lastsMs;
        held.until = held.isOutdated ? 0 : held.endsAt - Math.min(RENEWED_BEFORE_MS, lastsMs / 2);
        held.answer = toToken(grant, answer);
        return held.answer;
      }
      held.until = elapsed() + keptMs(answer);
      // A new key that Maskinporten does not know yet takes nothing from the token that the old one has got.
      const usable = answer.problem === 'unavailable' || before?.isOutdated ? usableOf(before) : undefined;
      held.answer = usable ?? answer;
      if (usable) Object.assign(held, { endsAt: before?.endsAt, isOutdated: before?.isOutdated });
      return held.answer;
    };
    const fetched = fetchToken(grant, ofNobody(call)).then(take);
    const held: Held = { fetched, until: Infinity, endsAt: 0, replacedAt, before, ...NEW };
    all.set(key, held);
    // A bug is thrown to those who wait, and is not kept. Nobody may be waiting any more.
    fetched.catch(() => all.get(key) === held && all.delete(key));
    return held;
  }

  const usableOf = (held: Held | undefined): Token | undefined =>
    held?.answer?.kind === 'token' && elapsed() < held.endsAt - UNUSABLE_BEFORE_MS ? held.answer : undefined;
  const answerOf = (held: Held, { signal }: CallContext) =>
    held.answer ?? waitFor(held.fetched, kilde, signal, usableOf(held.before));

  return {
    outdate() {
      for (const held of all.values()) {
        held.isOutdated = true;
        if (held.answer) held.until = 0;
      }
    },
    async get(grant, call) {
      const known = all.get(keyOf(grant));
      if (known && elapsed() < known.until) return answerOf(known, call);
      // Who has gone already begins no fetch.
      if (call.signal.aborted) return unavailable(kilde, reasonOf(call.signal));
      return answerOf(hold(grant, call, known), call);
    },
    accepted(token) {
      for (const held of all.values()) if (held.answer === token) held.isAccepted = true;
    },
    replace(grant, token, call) {
      const known = all.get(keyOf(grant));
      if (known?.answer !== token) return this.get(grant, call);
      const { replacedAt = -Infinity, isAccepted } = known;
      if (!isAccepted && elapsed() < replacedAt + REPLACED_AGAIN_AFTER_MS) return undefined;
      return Promise.resolve(answerOf(hold(grant, call, undefined, elapsed()), call));
    },
  };
}

/** What the gateway has refused to ask, and when it may ask again, is known at once to whoever asks next. */
function keptMs({ feil, problem }: TokenFailure): number {
  return problem === 'unavailable' && feil.opphav === 'GATEWAY' ? 0 : FAILURE_KEPT_MS;
}

function toToken({ scopes }: Grant, { accessToken, scopes: granted = scopes, expiresIn }: GrantedToken): Token {
  return { kind: 'token', scopes: granted, expiresIn, secret: () => accessToken };
}

/** What is done for all who wait: told and counted as the call of the first, and ended by none. */
function ofNobody({ caller, count, report }: CallContext): CallContext {
  const signal = AbortSignal.timeout(FETCH_MS);
  return { caller, count, report, signal, deadlineAt: performance.now() + FETCH_MS };
}

/** Ends the wait with the request, or before long where there is another token meanwhile. The fetch itself goes on. */
function waitFor(
  fetched: Promise<Token | TokenFailure>,
  kilde: Kilde,
  signal: AbortSignal,
  meanwhile: Token | undefined,
): Promise<Token | TokenFailure> {
  return new Promise((resolve, reject) => {
    const leave = () => resolve(unavailable(kilde, reasonOf(signal)));
    if (signal.aborted) return leave();
    const timer = meanwhile && setTimeout(() => resolve(meanwhile), RENEWAL_WAITED_MS);
    signal.addEventListener('abort', leave, { once: true });
    fetched.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', leave);
    });
  });
}
