import { expect, test } from 'vitest';
import { reaches, readLevel } from '../../../src/server/callers/levels.ts';

test.each([
  ['idporten-loa-high', 'high'],
  ['eidas-loa-high', 'high'],
  ['high', 'high'],
  ['Level4', 'high'],
  ['4', 'high'],
  ['idporten-loa-substantial', 'substantial'],
  ['substantial', 'substantial'],
  ['Level3', 'substantial'],
  ['3', 'substantial'],
  ['idporten-loa-low', 'low'],
  ['Level2', 'low'],
])('%s is the level %s', (text, level) => {
  expect(readLevel(text)).toBe(level);
});

test.each(['', 'higher', 'veryhigh', 'high-', 'Level5', '5', '44', 'Level', 'constructor', 'HIGH\nhigh'])(
  '%j is none, and reaches none',
  (text) => {
    expect(readLevel(text)).toBeUndefined();
    expect(reaches(readLevel(text), 'low')).toBe(false);
  },
);

test('a level reaches itself and those below', () => {
  expect([reaches('high', 'high'), reaches('substantial', 'high'), reaches('high', 'low')]).toEqual([
    true,
    false,
    true,
  ]);
});
