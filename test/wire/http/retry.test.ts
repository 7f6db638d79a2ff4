import { expect, it } from 'vitest';
import { PAUSES_MS, retried } from '../../../src/wire/http/retry.ts';

const isPassing = (answer: string) => answer.startsWith('down');
const signal = new AbortController().signal;

/** A source that gives these answers in turn, the last one for ever. */
function source(...answers: string[]) {
  let tries = 0;
  const attempt = async () => answers[Math.min(tries++, answers.length - 1)] ?? '';
  return { attempt, tries: () => tries };
}

it.each([
  ['an answer', ['data'], 'data', 1],
  ['a failure that lasts', ['wrong'], 'wrong', 1],
  ['an answer at the second try', ['down', 'data'], 'data', 2],
  ['an answer at the last try', ['down', 'down', 'data'], 'data', 3],
  ['a failure that turns out to last', ['down', 'wrong', 'data'], 'wrong', 2],
  ['a failure that passes too late', ['down 1', 'down 2', 'down 3', 'data'], 'down 3', 3],
])('%s is what %j come to', async (_, answers, last, tries) => {
  const asked = source(...answers);
  expect(await retried(asked.attempt, isPassing, { signal, pausesMs: [1, 1] })).toBe(last);
  expect(asked.tries()).toBe(tries);
});

it('tries once where no pause is given, and three times by default', async () => {
  const asked = source('down');
  expect(await retried(asked.attempt, isPassing, { signal, pausesMs: [] })).toBe('down');
  expect([asked.tries(), PAUSES_MS.length]).toEqual([1, 2]);
});

it('pauses between two tries as long as it says, give or take a fifth', async () => {
  const asked = source('down', 'data');
  const start = performance.now();
  await retried(asked.attempt, isPassing, { signal, pausesMs: [50] });
  // A timer may fire a millisecond early.
  expect(performance.now() - start).toBeGreaterThanOrEqual(50 * 0.8 - 1);
});

it('ends the pause with the signal and gives the last answer', async () => {
  const asked = source('down 1', 'down 2', 'data');
  const controller = new AbortController();
  const answer = retried(asked.attempt, isPassing, { signal: controller.signal, pausesMs: [1, 60_000] });
  setTimeout(() => controller.abort(), 50);
  expect(await answer).toBe('down 2');
  expect(asked.tries()).toBe(2);
});

it('does not pause at all once the signal has ended', async () => {
  const asked = source('down', 'data');
  const options = { signal: AbortSignal.abort(), pausesMs: [60_000] };
  expect(await retried(asked.attempt, isPassing, options)).toBe('down');
  expect(asked.tries()).toBe(1);
});

it('throws what an attempt throws, and does not try that again', async () => {
  let tries = 0;
  const attempt = async () => {
    tries++;
    throw new Error('bug');
  };
  await expect(retried(attempt, isPassing, { signal, pausesMs: [1] })).rejects.toThrow('bug');
  expect(tries).toBe(1);
});
