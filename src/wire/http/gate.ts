import { type Breaker, type BreakerState, createBreaker } from './breaker.ts';
import { type HttpFailure, type HttpResponse, refusal } from './http.ts';
import { retryAfter } from './retry-after.ts';
import type { CallPolicy } from './settings.ts';

/** So many answers in a row that name a time hold all calls back: a single one may be meant for one caller or one key. */
export const HOLD_AFTER = 2;
/** The longest that calls are held back without asking again, whatever the register says: it may have said it by mistake. */
export const MAX_HOLD_MS = 300_000;

/** Whether calls of one kind may go to an address at all: not while its breaker is open, nor before the time that it has named. */
export interface Gate {
  readonly breaker: Breaker;
  /** What a call is answered that must not go, or would have to wait longer than it can. */
  refuses(deadlineAt: number | undefined): HttpFailure | undefined;
  /** What a call is answered that has waited for the time that the register has named, and cannot wait longer. */
  held(): HttpFailure;
  /** Takes in whether an answer names a time to come back; until when all are held back then. */
  hear(answer: HttpResponse): number | undefined;
}

export function createGate(policy: CallPolicy, onChange: (from: BreakerState, to: BreakerState) => void): Gate {
  const breaker = createBreaker(policy, onChange);
  let inARow = 0;
  let heldUntil = 0;
  let kode: 'HTTP_429' | 'HTTP_503' = 'HTTP_503';
  const held = () => refusal(kode, Math.max(1, Math.ceil((heldUntil - performance.now()) / 1000)));

  return {
    breaker,
    held,
    refuses(deadlineAt = Infinity) {
      const seconds = breaker.refuses();
      if (seconds !== undefined) return refusal('KRETS_AAPEN', seconds);
      if (heldUntil === 0) return undefined;
      const now = performance.now();
      return heldUntil > now && heldUntil > Math.min(deadlineAt, now + policy.maxWaitMs) ? held() : undefined;
    },
    hear({ status, headers }) {
      const isLimited = status === 429 || status === 503;
      const seconds = isLimited ? retryAfter(headers) : undefined;
      inARow = seconds ? inARow + 1 : 0;
      if (!seconds || inARow < HOLD_AFTER) return undefined;
      kode = status === 429 ? 'HTTP_429' : 'HTTP_503';
      // Of several times that it has named the last one: an answer that comes late must not take back what was said before.
      heldUntil = Math.max(heldUntil, performance.now() + Math.min(seconds * 1000, MAX_HOLD_MS));
      return heldUntil;
    },
  };
}
