import { describe, expect, test } from 'vitest';
import { foreignTo } from '../../src/domain/authority.ts';

const NAMES = ['Gateway.example', 'other.example'];

describe('a host', () => {
  test.each([
    'localhost',
    'localhost:4000',
    'LOCALHOST',
    'localhost.',
    'app.localhost:3000',
    '127.0.0.1:4000',
    '127.8.8.8',
    '[::1]:4000',
    '10.0.0.7:4000',
    '[fe80::1]:80',
    'gateway.example',
    'GATEWAY.example:443',
    'other.example',
  ])('%s is ours', (host) => {
    expect(foreignTo({ host }, NAMES)).toBeUndefined();
  });

  test.each([
    'evil.example',
    'localhost.evil.example',
    'evil-localhost',
    '127.0.0.1.evil.example',
    'gateway.example.evil',
    'sub.gateway.example',
    '10.0.0.7.nip.io',
    'localhost@evil.example',
    'evil.example#localhost',
    'localhost/evil',
    'localhost:99999',
    '[::1',
    '',
    ' ',
  ])('"%s" is not', (host) => {
    expect(foreignTo({ host }, NAMES)).toBe('host');
  });

  test('is not asked of whoever speaks HTTP/1.0', () => {
    expect(foreignTo({}, [])).toBeUndefined();
  });
});

describe('an origin', () => {
  test.each([
    ['http://localhost:5173', 'localhost:4000'],
    ['http://127.0.0.1:8080', '10.0.0.7:4000'],
    ['https://gateway.example', '127.0.0.1:4000'],
    ['http://10.0.0.7:4000', '10.0.0.7:4000'],
    ['http://10.0.0.7', '10.0.0.7:80'],
    ['http://[fe80::1]:4000', '[FE80:0::1]:4000'],
  ])('%s is ours where %s is asked', (origin, host) => {
    expect(foreignTo({ host, origin }, NAMES)).toBeUndefined();
  });

  test.each([
    ['http://evil.example', 'localhost:4000'],
    ['http://10.0.0.8:4000', '10.0.0.7:4000'],
    ['http://10.0.0.7:3000', '10.0.0.7:4000'],
    ['http://localhost.evil.example', 'localhost:4000'],
    ['null', 'localhost:4000'],
    ['', 'localhost:4000'],
    ['file://', 'localhost:4000'],
    ['chrome-extension://abcdef', 'localhost:4000'],
    ['http://localhost:4000/path', 'localhost:4000'],
    ['http://user@localhost', 'localhost:4000'],
  ])('%s is not where %s is asked', (origin, host) => {
    expect(foreignTo({ host, origin }, NAMES)).toBe('origin');
  });
});
