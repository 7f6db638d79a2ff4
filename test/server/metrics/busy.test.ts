import { expect, test } from 'vitest';
import { createBusy } from '../../../src/server/metrics/busy.ts';

test.each<[string, readonly (readonly [forMs: number, end: number])[], number]>([
  ['nothing', [], 0],
  ['one', [[5, 10]], 5],
  [
    'one after another',
    [
      [5, 10],
      [3, 20],
    ],
    8,
  ],
  [
    'two at once, of which the second ends later',
    [
      [5, 10],
      [5, 12],
    ],
    7,
  ],
  [
    'one within another',
    [
      [2, 10],
      [10, 12],
    ],
    10,
  ],
  [
    'one over all that have ended before it, and over the time between them',
    [
      [1, 2],
      [1, 5],
      [1, 9],
      [9, 10],
    ],
    9,
  ],
  [
    'one that begins when another ends',
    [
      [5, 10],
      [5, 15],
    ],
    10,
  ],
  ['what took no time', [[0, 10]], 0],
])('%s', (_, told, total) => {
  const busy = createBusy();
  for (const [forMs, end] of told) busy.add(forMs, end);
  expect(busy.total()).toBe(total);
});
