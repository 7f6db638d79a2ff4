import { setTimeout as pause } from 'node:timers/promises';
import type { CallContext } from '../../domain/call.ts';
import type { Registerfeil } from '../../domain/registerfeil.ts';
import { isRefusedHere, type Retries } from './http.ts';
import type { CallPolicy } from './settings.ts';

const JITTER = 0.2;

/** As many further tries as calls are no limit. */
const UNLIMITED_PERCENT = 100;

/** A try, but for what adding up tenths loses. */
const WHOLE = 1 - 1e-9;

/** In so many milliseconds there may be `BUDGET_MINIMUM` further tries, however few calls there are. */
export const BUDGET_WINDOW_MS = 10_000;
/** Also the most that is saved up: what a calm time has earned must not be spent on a register in trouble all at once. */
export const BUDGET_MINIMUM = 10;

/**
 * At most so many tries more, out of a hundred calls: a register in trouble must not get a multiple of its calls. Each call earns a
 * part of a try, and so does time, since a read that comes alone is tried again, too. A try is paid out of both, as far as there is any.
 */
export function createRetries({
  pausesMs,
  retryBudgetPercent,
}: Pick<CallPolicy, 'pausesMs' | 'retryBudgetPercent'>): Retries {
  let byCalls = BUDGET_MINIMUM;
  let byTime = BUDGET_MINIMUM;
  let lookedAt = performance.now();
  return {
    pausesMs,
    count() {
      byCalls = Math.min(BUDGET_MINIMUM, byCalls + retryBudgetPercent / 100);
    },
    take() {
      if (retryBudgetPercent >= UNLIMITED_PERCENT) return true;
      const now = performance.now();
      byTime = Math.min(BUDGET_MINIMUM, byTime + ((now - lookedAt) * BUDGET_MINIMUM) / BUDGET_WINDOW_MS);
      lookedAt = now;
      if (byCalls < WHOLE && byTime < WHOLE) return false;
      byCalls = Math.max(0, byCalls - 1);
      byTime = Math.max(0, byTime - 1);
      return true;
    },
  };
}

/**
 * Tries a read again while its failure may pass. Only for what changes nothing. `attempt` is told the number of the try, from 1.
 * Not before the time that the register has named, and not where that lies past the deadline: the answer with the time is given
 * then. Nor after a time-out, where less is left than it took. The pause ends with the signal, and the last answer is given.
 * `onPause` is told when one begins. Not p-retry: it repeats what is thrown, and an answer that may pass is a value here.
 */
export async function retried<Answer>(
  attempt: (tried: number) => Promise<Answer>,
  feilOf: (answer: Answer) => Registerfeil | undefined,
  {
    call,
    retries,
    onPause,
  }: {
    readonly call: Pick<CallContext, 'signal' | 'deadlineAt' | 'paused'>;
    readonly retries: Retries;
    readonly onPause?: (() => void) | undefined;
  },
): Promise<Answer> {
  let begun = performance.now();
  let answer = await attempt(1);
  for (const [index, pauseMs] of retries.pausesMs.entries()) {
    const feil = feilOf(answer);
    if (!feil?.kanProevesIgjen || isRefusedHere(feil.kode) || call.signal.aborted) return answer;
    const jitter = 1 - JITTER + 2 * JITTER * Math.random();
    const restMs = Math.max(pauseMs * jitter, (feil.proevIgjenOm ?? 0) * 1000);
    const now = performance.now();
    const neededMs = feil.kode === 'TIDSAVBRUDD' ? now - begun : 0;
    if (now + restMs + neededMs >= (call.deadlineAt ?? Infinity) || !retries.take()) return answer;
    onPause?.();
    const rested = await pause(restMs, true, { signal: call.signal }).catch(() => false);
    call.paused?.(now);
    if (!rested) return answer;
    begun = performance.now();
    const again = await attempt(index + 2);
    // What was not sent says less than what was answered before.
    if (isRefusedHere(feilOf(again)?.kode ?? '')) return answer;
    answer = again;
  }
  return answer;
}
