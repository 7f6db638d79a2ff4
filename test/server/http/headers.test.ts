import { expect, test } from 'vitest';
import { idempotencyKey } from '../../../src/server/http/headers.ts';

test('a key is 1 to 255 visible ASCII characters, once', () => {
  const one = '8e03978e-40d5-43dd-bc93-6894a57f9324';
  expect(['!', '~'.repeat(255), one].map(idempotencyKey)).toEqual(['!', '~'.repeat(255), one]);
  expect(idempotencyKey(undefined)).toBeUndefined();
  expect(['', ' ', 'a b', `${one}, ${one}`, 'é', '\t', '~'.repeat(256), [one, one]].map(idempotencyKey)).toEqual(
    Array(8).fill(null),
  );
});
