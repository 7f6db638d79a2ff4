import { setTimeout as pause } from 'node:timers/promises';
import type { CallContext } from '../../domain/call.ts';
import type { Registerfeil } from '../../domain/registerfeil.ts';
import { isRefusedHere, type Retries } from './http.ts';
import type { CallPolicy } from './settings.ts';

const JITTER = 0.2;

/** The calls of so many milliseconds are counted together. */
export const BUDGET_WINDOW_MS = 10_000;
/** Further tries that a window has, however few calls there are: a read that comes alone is tried again, too. */
export const BUDGET_MINIMUM = 10;

/** At most so many tries more, out of a hundred calls, in each window: a register in trouble must not get a multiple of its calls. */
export function createRetries({
  pausesMs,
  retryBudgetPercent,
}: Pick<CallPolicy, 'pausesMs' | 'retryBudgetPercent'>): Retries {
  let endsAt = 0;
  let calls = 0;
  let retries = 0;
  const turnOver = () => {
    const now = performance.now();
    if (now < endsAt) return;
    endsAt = now + BUDGET_WINDOW_MS;
    calls = 0;
    retries = 0;
  };
  return {
    pausesMs,
    count() {
      turnOver();
      calls += 1;
    },
    take() {
      turnOver();
      if (retries >= Math.max(BUDGET_MINIMUM, Math.floor((calls * retryBudgetPercent) / 100))) return false;
      retries += 1;
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
    readonly call: Pick<CallContext, 'signal' | 'deadlineAt'>;
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
    if (!rested) return answer;
    begun = performance.now();
    const again = await attempt(index + 2);
    // What was not sent says less than what was answered before.
    if (isRefusedHere(feilOf(again)?.kode ?? '')) return answer;
    answer = again;
  }
  return answer;
}
