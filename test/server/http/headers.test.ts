import { expect, test } from 'vitest';
import { acceptedJson, createAcceptReader, idempotencyKey } from '../../../src/server/http/headers.ts';

test('a key is 1 to 255 visible ASCII characters, once', () => {
  const one = '8e03978e-40d5-43dd-bc93-6894a57f9324';
  expect(['!', '~'.repeat(255), one].map(idempotencyKey)).toEqual(['!', '~'.repeat(255), one]);
  expect(idempotencyKey(undefined)).toBeUndefined();
  expect(['', ' ', 'a b', `${one}, ${one}`, 'é', '\t', '~'.repeat(256), [one, one]].map(idempotencyKey)).toEqual(
    Array(8).fill(null),
  );
});

test('a header Accept is read as if it came for the first time, however often and however long it comes', () => {
  const read = createAcceptReader();
  const accepts = [
    undefined,
    '',
    'application/json',
    'text/html',
    'application/graphql-response+json; q=1, application/json',
    `${'text/html,'.repeat(30)}application/json`,
  ];
  const others = Array.from({ length: 300 }, (_, index) => `text/x-${index}, application/json`);
  for (const accept of [...accepts, ...accepts, ...others, ...accepts]) {
    const headers = accept === undefined ? {} : { accept };
    expect(read(headers)).toBe(acceptedJson(headers));
  }
  expect(read({ accept: 'text/html' })).toBeUndefined();
  expect(read({ accept: '*/*, application/json;q=0, application/graphql-response+json;q=0' })).toBeUndefined();
});
