import { expect, test } from 'vitest';
import { retryAfter } from '../../../src/wire/http/retry-after.ts';

const NOW = Date.parse('2026-10-21T07:28:00Z');

test.each([
  ['7', 7],
  ['0', 0],
  ['86400', 86_400],
  ['999999', 999_999],
  ['1234567', 999_999],
  ['9'.repeat(20), 999_999],
  ['-1', undefined],
  ['1.5', undefined],
  ['7 \t', 7],
  ['Wed, 21 Oct 2026 07:30:00 GMT ', 120],
  ['7 8', undefined],
  ['', undefined],
  [['7', '8'], 8],
  [['soon', '7'], 7],
  [['soon', 'later'], undefined],
  [undefined, undefined],
  ['Wed, 21 Oct 2026 07:30:00 GMT', 120],
  ['Wednesday, 21-Oct-26 07:30:00 GMT', 120],
  ['Wed Oct 21 07:30:00 2026', 120],
  ['Sun Nov  1 07:28:00 2026', 11 * 86_400],
  ['Wed, 21 Oct 2026 07:28:00 GMT', 0],
  ['Wed, 21 Oct 2026 07:27:00 GMT', 0],
  ['Wed, 21 Oct 2099 07:28:00 GMT', 999_999],
  ['2026-10-21T07:30:00Z', undefined],
  ['Wed, 21 Oct 2026 07:30:00', undefined],
  ['Wed, 21 Oct 2026 07:30:00 CEST', undefined],
  ['Wed, 99 Xyz 2026 07:30:00 GMT', undefined],
  ['tomorrow', undefined],
])('%j means %s seconds', (value, seconds) => {
  expect(retryAfter({ 'retry-after': value }, NOW)).toBe(seconds);
});

test('half a second is a whole one: never too early', () => {
  expect(retryAfter({ 'retry-after': 'Wed, 21 Oct 2026 07:30:00 GMT' }, NOW + 500)).toBe(120);
});
