import { describe, expect, test } from 'vitest';
import { createKeyedHash } from '../../src/domain/keyed-hash.ts';

describe('a keyed hash', () => {
  const hash = createKeyedHash(Buffer.from('one key'));

  test('is the same for the same parts under the same key, and tells where a part ends', () => {
    expect(createKeyedHash(Buffer.from('one key'))('a', 1)).toBe(hash('a', 1));
    expect(hash('a', 'b')).not.toBe(hash('ab'));
    expect(hash('1')).not.toBe(hash(1));
  });

  test('is another one under another key, and under the random one of each that has none', () => {
    const all = [hash('a'), createKeyedHash(Buffer.from('other'))('a'), createKeyedHash()('a'), createKeyedHash()('a')];
    expect(new Set(all).size).toBe(all.length);
  });

  test('holds nothing of what it was made of', () => {
    expect(hash('0101505006')).toMatch(/^[\w-]{43}$/);
    expect(hash('0101505006')).not.toContain('0101505006');
  });
});
