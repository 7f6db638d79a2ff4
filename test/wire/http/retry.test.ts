import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { kildeUtilgjengelig, type Registerfeil } from '../../../src/domain/registerfeil.ts';
import { BUDGET_MINIMUM, BUDGET_WINDOW_MS, createRetries, retried } from '../../../src/wire/http/retry.ts';
import { PAUSES_MS, pausesOf } from '../../../src/wire/http/settings.ts';

type Kode = Parameters<typeof kildeUtilgjengelig>[1];
type Answer = string | Registerfeil;

const feilOf = (answer: Answer) => (typeof answer === 'string' ? undefined : answer);
const feil = (kode: Kode, proevIgjenOm?: number) => kildeUtilgjengelig('STAR', kode, { proevIgjenOm });
const DOWN = feil('TILKOBLING');
const WRONG = feil('UGYLDIG_SVAR');
const kodeOf = (answer: Answer) => feilOf(answer)?.kode ?? answer;

const call = { signal: new AbortController().signal };
const retriesOf = (pausesMs: readonly number[], retryBudgetPercent = 10) =>
  createRetries({ pausesMs, retryBudgetPercent });

/** A source that gives these answers in turn, the last one for ever. */
function source(...answers: Answer[]) {
  const tries: number[] = [];
  const attempt = async (tried: number) => {
    tries.push(tried);
    return answers[Math.min(tries.length, answers.length) - 1] ?? '';
  };
  return { attempt, tries };
}

describe('a read', () => {
  it.each<[string, Answer[], string, number]>([
    ['an answer', ['data'], 'data', 1],
    ['a failure that lasts', [WRONG], 'UGYLDIG_SVAR', 1],
    ['an answer at the second try', [DOWN, 'data'], 'data', 2],
    ['an answer at the last try', [DOWN, DOWN, 'data'], 'data', 3],
    ['a failure that turns out to last', [DOWN, WRONG, 'data'], 'UGYLDIG_SVAR', 2],
    ['a failure that passes too late', [DOWN, DOWN, feil('HTTP_503'), 'data'], 'HTTP_503', 3],
    ['that too many wait', [feil('OVERBELASTET', 1), 'data'], 'OVERBELASTET', 1],
    ['that the breaker is open', [feil('KRETS_AAPEN', 1), 'data'], 'KRETS_AAPEN', 1],
    ['what was answered before the breaker opened', [DOWN, feil('KRETS_AAPEN', 1), 'data'], 'TILKOBLING', 2],
    ['what was answered before too many waited', [DOWN, DOWN, feil('OVERBELASTET', 1), 'data'], 'TILKOBLING', 3],
  ])('comes to %s', async (_, answers, last, tries) => {
    const asked = source(...answers);
    expect(kodeOf(await retried(asked.attempt, feilOf, { call, retries: retriesOf([1, 1]) }))).toBe(last);
    expect(asked.tries).toEqual([1, 2, 3].slice(0, tries));
  });

  it('is tried once where no pause is given, and three times by default', async () => {
    const asked = source(DOWN);
    expect(await retried(asked.attempt, feilOf, { call, retries: retriesOf([]) })).toBe(DOWN);
    expect(asked.tries).toEqual([1]);
    expect([pausesOf(0), pausesOf(2), pausesOf(5)]).toEqual([[], [500, 2_000], PAUSES_MS]);
  });

  it('throws what an attempt throws, and is not tried again', async () => {
    let tries = 0;
    const attempt = async () => {
      tries++;
      throw new Error('bug');
    };
    await expect(retried(attempt, feilOf, { call, retries: retriesOf([1]) })).rejects.toThrow('bug');
    expect(tries).toBe(1);
  });
});

describe('the pause between two tries', () => {
  it('is as long as it says, give or take a fifth', async () => {
    const asked = source(DOWN, 'data');
    const start = performance.now();
    await retried(asked.attempt, feilOf, { call, retries: retriesOf([50]) });
    // A timer may fire a millisecond early.
    expect(performance.now() - start).toBeGreaterThanOrEqual(50 * 0.8 - 1);
  });

  it('is told of when it is over, with when it began, and where there is none nobody is told', async () => {
    const paused = vi.fn<(since: number) => void>();
    const told = { ...call, paused };
    await retried(source('data').attempt, feilOf, { call: told, retries: retriesOf([50]) });
    expect(paused).not.toHaveBeenCalled();
    const start = performance.now();
    await retried(source(DOWN, 'data').attempt, feilOf, { call: told, retries: retriesOf([50]) });
    const [[since] = [0]] = paused.mock.calls;
    expect(paused).toHaveBeenCalledTimes(1);
    expect(since).toBeGreaterThanOrEqual(start);
    expect(performance.now() - since).toBeGreaterThanOrEqual(50 * 0.8 - 1);
  });

  it('is no shorter than the time that the register has named', async () => {
    const asked = source(feil('HTTP_429', 1), 'data');
    const start = performance.now();
    expect(await retried(asked.attempt, feilOf, { call, retries: retriesOf([1]) })).toBe('data');
    expect(performance.now() - start).toBeGreaterThanOrEqual(999);
  });

  it('ends with the signal, and the last answer is given', async () => {
    const asked = source(DOWN, feil('HTTP_503'), 'data');
    const controller = new AbortController();
    const retries = retriesOf([1, 60_000]);
    const answer = retried(asked.attempt, feilOf, { call: { signal: controller.signal }, retries });
    setTimeout(() => controller.abort(), 50);
    expect(kodeOf(await answer)).toBe('HTTP_503');
    expect(asked.tries).toEqual([1, 2]);
  });

  it('does not begin once the signal has ended', async () => {
    const asked = source(DOWN, 'data');
    const ended = { signal: AbortSignal.abort() };
    expect(await retried(asked.attempt, feilOf, { call: ended, retries: retriesOf([60_000]) })).toBe(DOWN);
    expect(asked.tries).toEqual([1]);
  });

  it.each([
    ['the register’s time lies past the deadline', feil('HTTP_429', 60), 59_000, 1],
    ['the register’s time lies before it', feil('HTTP_429', 1), 59_000, 2],
    ['the pause is longer than what is left', DOWN, 0, 1],
  ])('begins only before the deadline: %s', async (_, first, leftMs, tries) => {
    const asked = source(first, 'data');
    const deadlineAt = performance.now() + leftMs;
    await retried(asked.attempt, feilOf, { call: { ...call, deadlineAt }, retries: retriesOf([1]) });
    expect(asked.tries).toHaveLength(tries);
  });

  it.each([
    ['less', 150, 1],
    ['more', 60_000, 2],
  ])('after a time-out begins only where more is left than it took: %s', async (_, leftMs, tries) => {
    const asked = source(feil('TIDSAVBRUDD'), 'data');
    const attempt = async (tried: number) => {
      if (tried === 1) await new Promise((resolve) => setTimeout(resolve, 100));
      return asked.attempt(tried);
    };
    const deadlineAt = performance.now() + leftMs;
    await retried(attempt, feilOf, { call: { ...call, deadlineAt }, retries: retriesOf([1]) });
    expect(asked.tries).toHaveLength(tries);
  });
});

describe('the budget of further tries', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => void vi.useRealTimers());

  const taken = (retries: ReturnType<typeof createRetries>) => {
    let count = 0;
    while (retries.take()) count += 1;
    return count;
  };
  const counted = (calls: number, percent = 10) => {
    const retries = retriesOf([], percent);
    for (let n = 0; n < calls; n += 1) retries.count();
    return retries;
  };

  it.each([
    [0, 10],
    [1_000, 10],
    [1_000, 99],
  ])('is never more than ten at once, after %i calls at %i percent', (calls, percent) => {
    expect(taken(counted(calls, percent))).toBe(BUDGET_MINIMUM);
  });

  it.each([
    [9, 10, 0],
    [10, 10, 1],
    [19, 10, 1],
    [20, 10, 2],
    [1_000, 0, 0],
    [9, 99, 8],
    [1_000, 10, BUDGET_MINIMUM],
  ])('that is spent has after %i calls at %i percent %i more', (calls, percent, more) => {
    const retries = counted(0, percent);
    taken(retries);
    for (let n = 0; n < calls; n += 1) retries.count();
    expect(taken(retries)).toBe(more);
  });

  it('is no limit at a hundred percent', () => {
    const retries = retriesOf([], 100);
    for (let n = 0; n < 100; n += 1) expect(retries.take()).toBe(true);
  });

  it('of a thousand calls that all fail is a tenth of them, beside the ten: the first earns nothing, since there are ten', () => {
    const retries = retriesOf([]);
    let tried = 0;
    for (let n = 0; n < 1_000; n += 1) {
      retries.count();
      if (retries.take()) tried += 1;
    }
    expect(tried).toBe(99 + BUDGET_MINIMUM);
  });

  it('is earned by time, too: ten in ten seconds', () => {
    const retries = counted(0);
    expect(taken(retries)).toBe(BUDGET_MINIMUM);
    vi.advanceTimersByTime(BUDGET_WINDOW_MS / BUDGET_MINIMUM - 1);
    expect(taken(retries)).toBe(0);
    vi.advanceTimersByTime(1);
    expect(taken(retries)).toBe(1);
    vi.advanceTimersByTime(10 * BUDGET_WINDOW_MS);
    expect(taken(retries)).toBe(BUDGET_MINIMUM);
  });

  it('that is spent leaves the answer as it is', async () => {
    const retries = retriesOf([1, 1]);
    taken(retries);
    const asked = source(DOWN, 'data');
    expect(await retried(asked.attempt, feilOf, { call, retries })).toBe(DOWN);
    expect(asked.tries).toEqual([1]);
  });
});
