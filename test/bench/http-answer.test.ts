import { describe, expect, test } from 'vitest';
import { readAnswer } from '../../bench/http-answer.ts';

const LENGTH = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n{"å"}'.replace(
  '{"å"}',
  'abcde',
);
const CHUNKS = 'HTTP/1.1 404 Not Found\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n';

describe('an answer that the bench reads', () => {
  test.each([
    [LENGTH, 200],
    [CHUNKS, 404],
  ])('is whole with its last byte and not before', (text, status) => {
    const bytes = Buffer.from(text);
    for (let length = 0; length < bytes.length; length += 1) {
      expect(readAnswer(bytes.subarray(0, length))).toBeUndefined();
    }
    expect(readAnswer(bytes)).toEqual({ status, body: Buffer.from('abcde') });
  });

  test('must say how long it is', () => {
    expect(() => readAnswer(Buffer.from('HTTP/1.1 200 OK\r\n\r\nabc'))).toThrow('unknown length');
  });
});
