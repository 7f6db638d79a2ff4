import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { type Allowance, memoryAllowance } from '../../../src/server/rates/allowance.ts';
import { PATIENCE } from '../../support/patience.ts';

const allow = (limit: number, { windowS = 60, maxRemembered = 100 } = {}): Allowance =>
  memoryAllowance(maxRemembered)({ name: 'test', limit, windowS });

const isTaken = async (allowance: Allowance, key: string, amount: number) => (await allowance.take(key, amount)).ok;

describe('an allowance', () => {
  test('gives what it has, to the last, and not one more', async () => {
    const allowance = allow(5);
    expect(await allowance.take('a', 4)).toMatchObject({ ok: true, left: 1 });
    expect(await allowance.take('a', 2)).toMatchObject({ ok: false, left: 1 });
    expect(await allowance.take('a', 1)).toMatchObject({ ok: true, left: 0 });
    expect(await allowance.take('a', 1)).toMatchObject({ ok: false, left: 0 });
  });

  test('counts nothing of what it has refused', async () => {
    const allowance = allow(5);
    await allowance.take('a', 5);
    const taken = await allowance.take('a', 0);
    for (const _ of [1, 2, 3]) expect(await isTaken(allowance, 'a', 5)).toBe(false);
    await allowance.correct('a', -2, taken);
    expect(await isTaken(allowance, 'a', 2)).toBe(true);
  });

  test('is each key’s own', async () => {
    const allowance = allow(1);
    expect(await isTaken(allowance, 'a', 1)).toBe(true);
    expect(await isTaken(allowance, 'b', 1)).toBe(true);
    expect(await isTaken(allowance, 'a', 1)).toBe(false);
  });

  test('gives the whole of it for more than the whole, when nothing has been taken', async () => {
    const allowance = allow(5);
    expect(await allowance.take('a', 6)).toMatchObject({ ok: true, left: 0 });
    await allowance.take('b', 1);
    expect(await isTaken(allowance, 'b', 6)).toBe(false);
  });

  test('gives of one amount to as many who ask at once as there is for', async () => {
    const allowance = allow(5);
    const standings = await Promise.all(Array.from({ length: 8 }, () => allowance.take('a', 1)));
    expect(standings.filter(({ ok }) => ok)).toHaveLength(5);
  });

  test('is whole again when its window is over, and says when that is', async () => {
    const allowance = allow(1, { windowS: 0.2 });
    const begun = performance.now();
    const { endsAt } = await allowance.take('a', 1);
    expect(endsAt - begun).toBeGreaterThan(100);
    expect(endsAt - begun).toBeLessThan(250);
    await expect.poll(() => isTaken(allowance, 'a', 1), PATIENCE).toBe(true);
    expect(performance.now()).toBeGreaterThanOrEqual(endsAt - 5);
  });

  test('takes more than it had where that was spent, and gives what comes back in the same window only', async () => {
    const allowance = allow(3, { windowS: 0.2 });
    const taken = await allowance.take('a', 3);
    await allowance.correct('a', 2, taken);
    await allowance.correct('a', -3, taken);
    expect(await allowance.take('a', 1)).toMatchObject({ ok: true, left: 0 });
    await expect.poll(() => isTaken(allowance, 'a', 3), PATIENCE).toBe(true);
    // The window in which this was taken is over: in the next one it would be more than the whole.
    await allowance.correct('a', -3, taken);
    expect(await isTaken(allowance, 'a', 1)).toBe(false);
  });

  test('remembers as many keys as it may, and of more those that took last', async () => {
    const allowance = allow(1, { maxRemembered: 3 });
    for (const key of ['a', 'b', 'c']) await allowance.take(key, 1);
    expect(await isTaken(allowance, 'a', 1)).toBe(false);
    await allowance.take('d', 1);
    expect(await isTaken(allowance, 'a', 1)).toBe(false);
    expect(await isTaken(allowance, 'd', 1)).toBe(false);
    // Nobody has taken for longer than b, which is forgotten.
    expect(await isTaken(allowance, 'b', 1)).toBe(true);
  });

  test('gives nothing back to a key that it has forgotten', async () => {
    const allowance = allow(2, { maxRemembered: 1 });
    const taken = await allowance.take('a', 2);
    await allowance.take('b', 1);
    await allowance.correct('a', -2, taken);
    expect(await allowance.take('a', 2)).toMatchObject({ ok: true, left: 0 });
    expect(await isTaken(allowance, 'a', 1)).toBe(false);
  });

  test('gives nothing back to a key that was forgotten and has taken again since', async () => {
    const allowance = allow(2, { maxRemembered: 1 });
    const taken = await allowance.take('a', 2);
    await allowance.take('b', 1);
    await allowance.take('a', 1);
    await allowance.correct('a', -2, taken);
    expect(await isTaken(allowance, 'a', 2)).toBe(false);
    expect(await isTaken(allowance, 'a', 1)).toBe(true);
  });

  test('has no more than the whole where somebody has set the clock', async () => {
    const allowance = allow(2);
    const taken = await allowance.take('a', 2);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
    onTestFinished(() => void vi.useRealTimers());
    await allowance.correct('a', -2, taken);
    expect(await allowance.take('a', 2)).toMatchObject({ ok: true, left: 0 });
    expect(await isTaken(allowance, 'a', 1)).toBe(false);
  });
});
