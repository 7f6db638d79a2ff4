import { expect, test } from 'vitest';
import { decodeBase64 } from '../../src/wire/base64.ts';

test.each([
  ['nothing', '', ''],
  ['whole groups', 'aGVp', 'hei'],
  ['one sign of padding', 'aGVqc2E=', 'hejsa'],
  ['two signs of padding', 'aGVpYQ==', 'heia'],
  ['lines and spaces', ' aGV\r\n\tpYQ\n== ', 'heia'],
])('reads %s', (_, text, bytes) => {
  expect(decodeBase64(text)?.toString()).toBe(bytes);
});

test.each([
  ['a group too short', 'aGV'],
  ['padding too much', 'aGVp===='],
  ['padding in the middle', 'aG=p'],
  ['padding between groups', 'aGVpYQ==aGVp'],
  ['nothing but padding', '===='],
  ['base64url', 'aG-_'],
  ['a letter of half the width', 'aGV\u0170'],
  ['a letter with an accent', 'aGVé'],
  ['a form feed', 'aGV\fp'],
  ['a full stop for a letter', 'aGV.'],
  ['armour', '-----BEGIN aGVp'],
])('refuses %s', (_, text) => {
  expect(decodeBase64(text)).toBeUndefined();
});
