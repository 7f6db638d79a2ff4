import { describe, expect, it } from 'vitest';
import * as der from '../support/der.ts';

describe('DER', () => {
  it.each([
    ['a short length', der.octetString(Buffer.alloc(127)).subarray(0, 2), '047f'],
    ['a long length', der.octetString(Buffer.alloc(128)).subarray(0, 3), '048180'],
    ['a longer length', der.octetString(Buffer.alloc(256)).subarray(0, 4), '04820100'],
    ['a number with its high bit set', der.integer(Buffer.from([0x80])), '02020080'],
    ['a number with zeros before it', der.integer(Buffer.from([0, 0, 1])), '020101'],
    ['zero', der.integer(Buffer.from([0])), '020100'],
    ['an object identifier', der.oid('1.2.840.113549.1.1.11'), '06092a864886f70d01010b'],
    ['a time up to 2049', der.time(new Date('2049-12-31T23:59:59.999Z')), `170d${hex('491231235959Z')}`],
    ['a time from 2050', der.time(new Date('2050-01-01T00:00:00Z')), `180f${hex('20500101000000Z')}`],
    ['the bits of a leaf’s key usage', der.bitString(Buffer.from([0xb0]), 4), '030204b0'],
  ])('writes %s', (_, written, expected) => {
    expect(written.toString('hex')).toBe(expected);
  });

  function hex(text: string): string {
    return Buffer.from(text).toString('hex');
  }
});
