import { expect, test } from 'vitest';
import { isEmail, isTelefonnummer } from '../../../src/sources/kontaktinformation/rules.ts';

test.each([
  ['112', true],
  ['+4712345678', true],
  ['1'.repeat(20), true],
  [`+${'1'.repeat(20)}`, true],
  ['11', false],
  ['1'.repeat(21), false],
  [`+${'1'.repeat(21)}`, false],
  ['67 00 00 01', false],
  ['', false],
])('%s is a telephone number: %s', (text, is) => {
  expect(isTelefonnummer(text)).toBe(is);
});

test.each([
  [`${'a'.repeat(191)}@${'b'.repeat(64)}`, true],
  [`${'a'.repeat(192)}@${'b'.repeat(64)}`, false],
  [`${'a'.repeat(191)}@${'b'.repeat(65)}`, false],
  [`${'\u{1F600}'.repeat(191)}@${'\u{1F600}'.repeat(64)}`, true],
  ['@b', true],
  ['a@', false],
  ['a b@c', false],
  ['\ud800@c', false],
])('%s is a mail address: %s', (text, is) => {
  expect(isEmail(text)).toBe(is);
});
