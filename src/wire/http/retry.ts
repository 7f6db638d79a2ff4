import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds before the second and the third try. */
export const PAUSES_MS: readonly number[] = [500, 2_000];

const JITTER = 0.2;

/**
 * Tries a read again while `isPassing` says that the answer may be another one next time. Only for what changes nothing.
 * `attempt` is told the number of the try, from 1. The pause ends with the signal, and the last answer is given. `onPause` is told when one begins. Not p-retry:
 * it repeats what is thrown, and an answer that may pass is a value here, which is given as it is when no more tries are left.
 */
export async function retried<Answer>(
  attempt: (tried: number) => Promise<Answer>,
  isPassing: (answer: Answer) => boolean,
  {
    signal,
    pausesMs = PAUSES_MS,
    onPause,
  }: { signal: AbortSignal; pausesMs?: readonly number[] | undefined; onPause?: (() => void) | undefined },
): Promise<Answer> {
  let answer = await attempt(1);
  for (const [index, pauseMs] of pausesMs.entries()) {
    if (!isPassing(answer) || signal.aborted) return answer;
    onPause?.();
    const jitter = 1 - JITTER + 2 * JITTER * Math.random();
    const rested = await pause(pauseMs * jitter, true, { signal }).catch(() => false);
    if (!rested) return answer;
    answer = await attempt(index + 2);
  }
  return answer;
}
