import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { withoutCipher } from '../../../../src/wire/soap/security/cipher-text.ts';

/** So many bytes are, in base64, the fewest that are taken out. */
const EDGE = 24 * 1024;
const written = (bytes: Buffer) => bytes.toString('base64');
const around = (text: string) =>
  Buffer.from(`<a>å<e:CipherValue>short</e:CipherValue><e:CipherValue>${text}</e:CipherValue>ø</a>`);

describe('a long ciphertext', () => {
  it.each([EDGE, EDGE + 1, EDGE + 2, 3 * EDGE + 16, 40 * EDGE])(
    'of %i bytes is taken out of the document',
    (length) => {
      const bytes = randomBytes(length);
      const taken = withoutCipher(around(written(bytes)));
      expect(taken?.cipher.equals(bytes)).toBe(true);
      expect(taken?.characters).toBe(written(bytes).length);
      expect(taken?.document.toString()).toBe(around(taken?.standIn ?? '').toString());
      expect(withoutCipher(around(written(bytes)))?.standIn).not.toBe(taken?.standIn);
    },
  );

  const long = written(randomBytes(2 * EDGE));
  const changed = (at: number, piece: string) => around(long.slice(0, at) + piece + long.slice(at + piece.length));

  it.each([
    ['that is too short for it', around(written(randomBytes(EDGE - 1)).slice(4))],
    ['with a line feed', changed(5_000, '\n')],
    ['with a reference', changed(5_000, '&#13;')],
    ['with a letter of base64url', changed(40_000, '-')],
    ['with the other letter of base64url', changed(40_000, '_')],
    ['with padding in the middle', changed(5_000, '=')],
    ['with padding where a piece ends', changed(32 * 1024 - 1, '=')],
    ['with what is no letter', changed(64_000, '.')],
    ['with a control character', changed(5_000, '\u0001')],
    ['with a letter of two bytes', changed(5_000, 'å')],
    ['with a part of a group', around(long.slice(1))],
    ['in another element', Buffer.from(`<a><b>${long}</b></a>`)],
    ['before another element', Buffer.from(`<a><e:CipherValue>${long}<b/></e:CipherValue></a>`)],
    ['in a comment', Buffer.from(`<a><!--<e:CipherValue>${long}--></a>`)],
    ['that does not end', Buffer.from(`<a><e:CipherValue>${long}`)],
    ['without a tag', Buffer.from(long)],
  ])('%s stays where it is', (_, document) => {
    expect(withoutCipher(document)).toBeUndefined();
  });
});
