import { afterEach, describe, expect, test } from 'vitest';
import type { Allowance, AllowanceSettings } from '../../../src/server/rates/allowance.ts';
import { PATIENCE } from '../../support/patience.ts';

export const isTaken = async (allowance: Allowance, key: string, amount: number) =>
  (await allowance.take(key, amount)).ok;

/** Short enough to be waited for, and long enough for a few questions. */
const WINDOW_S = 0.5;

/** What every allowance keeps to: what one gateway takes, the other has not. Both are one where a process counts for itself. */
export function testAllowance(
  name: string,
  make: (settings: AllowanceSettings) => Promise<readonly [Allowance, Allowance]>,
  end: () => Promise<void> = async () => {},
): void {
  const allow = (limit: number, windowS = 60) => make({ name: 'test', limit, windowS });

  describe(`an allowance: ${name}`, () => {
    afterEach(end);

    test('gives what it has, to the last, and not one more', async () => {
      const [one, other] = await allow(5);
      expect(await one.take('a', 4)).toMatchObject({ ok: true, left: 1 });
      expect(await other.take('a', 2)).toMatchObject({ ok: false, left: 1 });
      expect(await other.take('a', 1)).toMatchObject({ ok: true, left: 0 });
      expect(await one.take('a', 1)).toMatchObject({ ok: false, left: 0 });
    });

    test('counts nothing of what it has refused', async () => {
      const [one, other] = await allow(5);
      await one.take('a', 5);
      const taken = await other.take('a', 0);
      for (const _ of [1, 2, 3]) expect(await isTaken(one, 'a', 5)).toBe(false);
      await other.correct('a', -2, taken);
      expect(await isTaken(one, 'a', 2)).toBe(true);
    });

    test('is each key’s own', async () => {
      const [one, other] = await allow(1);
      expect(await isTaken(one, 'a', 1)).toBe(true);
      expect(await isTaken(one, 'b', 1)).toBe(true);
      expect(await isTaken(other, 'a', 1)).toBe(false);
    });

    test('gives the whole of it for more than the whole, when nothing has been taken', async () => {
      const [one, other] = await allow(5);
      expect(await one.take('a', 6)).toMatchObject({ ok: true, left: 0 });
      await other.take('b', 1);
      expect(await isTaken(one, 'b', 6)).toBe(false);
    });

    test('gives of one amount to as many who ask at once as there is for', async () => {
      const [one, other] = await allow(5);
      const standings = await Promise.all([one, other, one, other, one, other, one].map((at) => at.take('a', 1)));
      expect(standings.filter(({ ok }) => ok)).toHaveLength(5);
    });

    test('is whole again when its window is over, and says when that is', async () => {
      const [one, other] = await allow(1, WINDOW_S);
      const begun = performance.now();
      const { endsAt } = await one.take('a', 1);
      expect(endsAt - begun).toBeGreaterThan(100);
      expect(endsAt - performance.now()).toBeLessThanOrEqual(WINDOW_S * 1_000);
      await expect.poll(() => isTaken(other, 'a', 1), { ...PATIENCE, interval: 10 }).toBe(true);
      expect(performance.now()).toBeGreaterThanOrEqual(endsAt - 50);
    });

    test('takes more than it had where that was spent, and gives what comes back in the same window only', async () => {
      const [one, other] = await allow(3, WINDOW_S);
      const taken = await one.take('a', 3);
      await one.correct('a', 2, taken);
      await one.correct('a', -3, taken);
      expect(await other.take('a', 1)).toMatchObject({ ok: true, left: 0 });
      await expect.poll(() => isTaken(other, 'a', 3), { ...PATIENCE, interval: 10 }).toBe(true);
      // The window in which this was taken is over: in the next one it would be more than the whole.
      await one.correct('a', -3, taken);
      expect(await isTaken(other, 'a', 1)).toBe(false);
    });
  });
}
