import type { CallPolicy } from './settings.ts';

export type BreakerState = 'closed' | 'open' | 'half-open';

/**
 * What a call says of the register: it answers, it does not, it does not for a key that has not been answered before either, or
 * nothing (a client hung up).
 */
export type Verdict = 'answered' | 'failed' | 'repeated' | 'nothing';

/**
 * Stops asking a register that fails, and finds out by one call at a time whether it answers again. It counts calls, not
 * seconds, so that it works with few of them. Not cockatiel's: decision record 21 says why.
 */
export interface Breaker {
  /** Seconds after which a call may be tried again; undefined where one may go now. */
  refuses(): number | undefined;
  /** A call goes out: the period that it belongs to, for `end`. Undefined: it must not. In half-open it is the probe. */
  begin(): number | undefined;
  /** What the call has said. One that began in another period says nothing any more. */
  end(period: number, verdict: Verdict): void;
}

export function createBreaker(
  {
    breakerCalls,
    breakerFailuresPercent,
    breakerPauseMs,
  }: Pick<CallPolicy, 'breakerCalls' | 'breakerFailuresPercent' | 'breakerPauseMs'>,
  onChange: (from: BreakerState, to: BreakerState) => void = () => {},
): Breaker {
  /** A ring with the last calls. */
  const last = new Array<'answered' | 'failed' | 'repeated'>(breakerCalls).fill('answered');
  const tooMany = Math.max(1, Math.ceil((breakerCalls * breakerFailuresPercent) / 100));
  let next = 0;
  let failures = 0;
  let repeated = 0;
  let state: BreakerState = 'closed';
  let period = 0;
  let probesAt = 0;
  let isProbing = false;

  function change(to: BreakerState): void {
    const from = state;
    state = to;
    period += 1;
    isProbing = false;
    if (to === 'open') probesAt = performance.now() + breakerPauseMs;
    if (to === 'closed') {
      last.fill('answered');
      failures = 0;
      repeated = 0;
    }
    onChange(from, to);
  }

  function remember(verdict: 'answered' | 'failed' | 'repeated'): void {
    failures += Number(verdict === 'failed') - Number(last[next] === 'failed');
    repeated += Number(verdict === 'repeated') - Number(last[next] === 'repeated');
    last[next] = verdict;
    next = (next + 1) % breakerCalls;
    // A few keys that hang again and again say that the register does where nothing else was answered in all that time.
    if (failures >= tooMany || failures + repeated >= breakerCalls) change('open');
  }

  return {
    refuses() {
      if (state === 'closed') return undefined;
      const leftMs = state === 'open' ? probesAt - performance.now() : isProbing ? 1 : 0;
      return leftMs > 0 ? Math.ceil(leftMs / 1000) : undefined;
    },
    begin() {
      if (this.refuses() !== undefined) return undefined;
      if (state === 'open') change('half-open');
      if (state === 'half-open') isProbing = true;
      return period;
    },
    end(began, verdict) {
      if (began !== period) return;
      if (state === 'half-open') {
        isProbing = false;
        // The next one probes.
        if (verdict === 'nothing') period += 1;
        else change(verdict === 'answered' ? 'closed' : 'open');
      } else if (verdict !== 'nothing' && breakerCalls > 0) remember(verdict);
    },
  };
}
