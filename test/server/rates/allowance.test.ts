import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { type Allowance, memoryAllowance } from '../../../src/server/rates/allowance.ts';
import { isTaken, testAllowance } from './allowance-contract.ts';

const allow = (limit: number, { windowS = 60, maxRemembered = 100 } = {}): Allowance =>
  memoryAllowance(maxRemembered)({ name: 'test', limit, windowS });

testAllowance('of one process', async (settings) => {
  const allowance = memoryAllowance(100)(settings);
  return [allowance, allowance];
});

describe('an allowance in memory', () => {
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
