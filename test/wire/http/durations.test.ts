import { expect, test } from 'vitest';
import { createDurations, MAX_SLOW_MS, MIN_SLOW_MS } from '../../../src/wire/http/durations.ts';
import { createRandom } from '../../differential/random.ts';

/** As many as are looked at; the percentile is found with each of the first eight, and then with every eighth. */
const SAMPLES = 64;
const FRESH = 8;

test('the 95th percentile is that of the last answers put in order', () => {
  const random = createRandom('durations');
  for (let series = 0; series < 20; series += 1) {
    const durations = createDurations();
    const all: number[] = [];
    for (let count = 1; count <= 200; count += 1) {
      // Ties, and some that took no time at all.
      const ms = random.below(30);
      all.push(ms);
      durations.add('hentBasisdata', ms);
      if (count >= FRESH && count % FRESH !== 0) continue;
      const last = all.slice(-SAMPLES).toSorted((one, other) => one - other);
      expect(durations.p95('hentBasisdata')).toBe(last[Math.ceil(last.length * 0.95) - 1]);
    }
  }
});

test('an operation is slow after three times as long, within bounds, and after the most where nothing is known', () => {
  const durations = createDurations();
  expect(durations.slowAfterMs('hentRoller')).toBe(MAX_SLOW_MS);
  for (const [ms, slow] of [
    [1, MIN_SLOW_MS],
    [100, 300],
    [MAX_SLOW_MS, MAX_SLOW_MS],
  ] as const) {
    for (let count = 0; count < SAMPLES; count += 1) durations.add('hentRoller', ms);
    expect(durations.slowAfterMs('hentRoller')).toBe(slow);
  }
});
