import { describe, expect, it } from 'vitest';
import { readTimestamp, writeTimestamp } from '../../../../src/wire/soap/security/timestamp.ts';
import { parseTree } from '../../../../src/wire/soap/security/tree.ts';

const WRITTEN = writeTimestamp('TS-1', Date.parse('2024-02-28T23:59:00.000Z'), 60_000);
const read = (created: string, expires = '2024-02-29T00:00:00.000Z') =>
  readTimestamp(
    parseTree(WRITTEN.replace(/(<wsu:Created>)[^<]*/, `$1${created}`).replace(/(<wsu:Expires>)[^<]*/, `$1${expires}`))
      .root,
  );

describe('a Timestamp', () => {
  it('is read as it was written', () => {
    const created = Date.UTC(2024, 1, 28, 23, 59);
    expect(readTimestamp(parseTree(WRITTEN).root)).toEqual({ created, expires: created + 60_000 });
    expect(read(' 2024-02-28T23:59:00Z ')).toEqual({ created, expires: created + 60_000 });
  });

  // Date.parse would make 1 March of the first, and midnight of the second.
  it.each(['2024-02-30T10:00:00Z', '2024-02-28T24:00:00Z', '2023-02-29T10:00:00Z', '2024-02-28T10:61:00Z', ''])(
    'of %j is refused',
    (time) => {
      expect(() => read(time)).toThrow();
      expect(() => read('2024-02-28T23:59:00Z', time)).toThrow();
    },
  );
});
