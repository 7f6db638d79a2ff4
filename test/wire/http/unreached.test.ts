import { expect, test } from 'vitest';
import { whyUnreached } from '../../../src/wire/http/unreached.ts';

test('why somebody could not be asked names the address and the cause, and no path and no password', () => {
  const url = 'https://user:secret@register.example:8443/api?x=1';
  expect(whyUnreached('TILKOBLING', { url, errorCode: 'ENOTFOUND' })).toBe(
    'no connection to https://register.example:8443 (ENOTFOUND)',
  );
  const proxy = { always: 'http://user:secret@proxy.example:3128' };
  expect(whyUnreached('TIDSAVBRUDD', { url, proxy })).toBe(
    'no answer in time from https://register.example:8443 by the proxy',
  );
  expect(whyUnreached('HTTP_503', { url, proxy: {} })).toBe('HTTP_503 from https://register.example:8443');
});
