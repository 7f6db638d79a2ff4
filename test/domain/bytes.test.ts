import { expect, test } from 'vitest';
import { createBytes } from '../../src/domain/bytes.ts';

test('pieces are put together in their order, up to the limit', () => {
  const bytes = createBytes(40_000);
  const pieces = Array.from({ length: 40 }, (_, index) => Buffer.alloc(1_000, index));
  for (const piece of pieces) expect(bytes.add(piece)).toBe(true);
  expect(bytes.whole()).toEqual(Buffer.concat(pieces));
  expect(bytes.add(Buffer.from('x'))).toBe(false);
  expect(bytes.whole()).toHaveLength(40_000);
});

test('a piece as large as the limit is taken, and one byte more is not', () => {
  expect(createBytes(5).add(Buffer.from('12345'))).toBe(true);
  expect(createBytes(5).add(Buffer.from('123456'))).toBe(false);
});

test('a piece that is used again by whoever handed it over is not changed thereby', () => {
  const bytes = createBytes(10);
  const piece = Buffer.from('abc');
  bytes.add(piece);
  piece.fill('x');
  expect(bytes.whole().toString()).toBe('abc');
});

test('what is kept is at most twice the bytes, and is moved only when they have outgrown it', () => {
  const bytes = createBytes(10_000_000);
  const kept = Array.from({ length: 8 }, () => {
    bytes.add(Buffer.alloc(100_000));
    return bytes.whole().buffer.byteLength;
  });
  expect(kept).toEqual([100_000, 200_000, 400_000, 400_000, 800_000, 800_000, 800_000, 800_000]);
});
