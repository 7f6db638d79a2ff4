import type { CallPolicy } from './settings.ts';

export type BreakerState = 'closed' | 'open' | 'half-open';

/** What a call says of the register: it answers, it does not, or nothing (a client hung up). */
export type Verdict = 'answered' | 'failed' | 'nothing';

/**
 * Stops asking a register that fails, and finds out by one call at a time whether it answers again. It counts calls, not
 * seconds, so that it works with few of them. Not cockatiel's: decision record 21 says why.
 */
export interface Breaker {
  state(): BreakerState;
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
  /** A ring with the last calls: 1 for a failure. */
  const failed = new Uint8Array(breakerCalls);
  const tooMany = Math.max(1, Math.ceil((breakerCalls * breakerFailuresPercent) / 100));
  let next = 0;
  let failures = 0;
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
      failed.fill(0);
      failures = 0;
    }
    onChange(from, to);
  }

  function remember(isFailure: boolean): void {
    failures += Number(isFailure) - (failed[next] ?? 0);
    failed[next] = Number(isFailure);
    next = (next + 1) % breakerCalls;
    if (failures >= tooMany) change('open');
  }

  return {
    state: () => state,
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
      } else if (verdict !== 'nothing' && breakerCalls > 0) remember(verdict === 'failed');
    },
  };
}
