import { describe, expect, it } from 'vitest';
import { charsetsOf, decodeText } from '../../src/wire/charset.ts';
import { readJson, readJsonAsAscii } from '../../src/wire/rest/json.ts';
import { decodeXml } from '../../src/wire/soap/envelope.ts';

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

/** Texts whose characters stand at the same place in the three encodings of one byte. */
const WRITTEN: Readonly<Record<string, (text: string) => Buffer>> = {
  'utf-8': (text) => Buffer.from(text, 'utf8'),
  'iso-8859-1': (text) => Buffer.from(text, 'latin1'),
  'windows-1252': (text) => Buffer.from(text, 'latin1'),
  'iso-8859-15': (text) => Buffer.from(text, 'latin1'),
};

describe('bytes are the text', () => {
  it.each<[string, Buffer, readonly string[], string]>([
    ['of UTF-8 when nothing is declared', Buffer.from('Blåbær'), [], 'Blåbær'],
    ['of the declared encoding', Buffer.from('Blåbær', 'latin1'), ['iso-8859-1'], 'Blåbær'],
    ['whatever the letters of the label', Buffer.from('Blåbær', 'latin1'), ['Latin1'], 'Blåbær'],
    ['of ISO-8859-15, which is not ISO-8859-1', Buffer.from([0xa4]), ['ISO-8859-15'], '€'],
    ['of what Windows means by ISO-8859-1', Buffer.from([0x80]), ['iso-8859-1'], '€'],
    ['of two declarations that mean the same', Buffer.from('å', 'latin1'), ['iso-8859-1', 'windows-1252'], 'å'],
    ['of two declarations that read the same', Buffer.from('å', 'latin1'), ['iso-8859-1', 'iso-8859-15'], 'å'],
    ['of UTF-8 when one of two says so, and it is', Buffer.from('Blåbær'), ['iso-8859-1', 'utf-8'], 'Blåbær'],
    ['in the other order too', Buffer.from('Blåbær'), ['utf-8', 'iso-8859-1'], 'Blåbær'],
    ['of ASCII, whichever single-byte encoding is declared', Buffer.from('Blabar'), ['iso-8859-5'], 'Blabar'],
    ['of UTF-8 that calls itself ASCII', Buffer.from('Blåbær'), ['US-ASCII'], 'Blåbær'],
    ['of the known label beside an unknown one', Buffer.from('Blåbær'), ['klingon', 'UTF-8'], 'Blåbær'],
    ['after a byte order mark of UTF-8', Buffer.from('\uFEFFå'), ['iso-8859-1'], 'å'],
    ['after a byte order mark of UTF-16', Buffer.from('\uFEFF{å}', 'utf16le'), ['utf-8'], '{å}'],
    ['after one of the other order', utf16be('\uFEFF{å}'), [], '{å}'],
    ['of UTF-16 without a byte order mark', Buffer.from('{å}', 'utf16le'), ['utf-16'], '{å}'],
    ['of the other order without one', utf16be('{å}'), ['utf-16'], '{å}'],
    ['of UTF-8 that calls itself UTF-16', Buffer.from('Blåbær'), ['utf-16'], 'Blåbær'],
    ['of UTF-8 with a control character past ASCII', Buffer.from('a\u0085b'), ['utf-8'], 'a\u0085b'],
    ['of nothing', Buffer.alloc(0), ['iso-8859-1'], ''],
  ])('%s', (_, bytes, declared, text) => {
    expect(decodeText(bytes, declared)).toBe(text);
  });
});

describe('it is not certain what bytes say', () => {
  it.each<[string, Buffer, readonly string[]]>([
    ['that are no UTF-8, and nothing is declared', Buffer.from('Blåbær', 'latin1'), []],
    ['that are no UTF-8, as declared', Buffer.from('Blåbær', 'latin1'), ['utf-8']],
    ['that are no UTF-8, where one of two declares it', Buffer.from('Blåbær', 'latin1'), ['utf-8', 'iso-8859-1']],
    ['in the other order too', Buffer.from('Blåbær', 'latin1'), ['iso-8859-1', 'utf-8']],
    ['that are UTF-8, declared as something else', Buffer.from('Blåbær'), ['iso-8859-1']],
    ['that two declarations read otherwise', Buffer.from([0xa4]), ['iso-8859-1', 'iso-8859-15']],
    ['that mean nothing in the declared encoding', Buffer.from([0x81]), ['windows-1252']],
    ['in an encoding that nobody knows', Buffer.from('Blabar'), ['klingon']],
    ['in one whose bytes can be anything', Buffer.from('Blåbær'), ['gbk']],
    ['that are cut within a character', Buffer.from('Blå').subarray(0, 3), []],
    ['that are half of UTF-16', Buffer.from('{å', 'utf16le').subarray(0, 3), []],
  ])('%s', (_, bytes, declared) => {
    expect(decodeText(bytes, declared)).toBeUndefined();
  });
});

describe('a text that is declared as what it is, or that nothing is declared of', () => {
  // Seeded: the same texts each time.
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * below);
  };
  // In all of the encodings below; no two of them together look like UTF-8.
  const CHARACTERS = [...'abcÆØÅæøåéüßÿð'];
  const texts = Array.from({ length: 300 }, () =>
    Array.from({ length: 1 + random(6) }, () => CHARACTERS[random(CHARACTERS.length)]).join(''),
  );
  const encodings = Object.keys(WRITTEN);

  it.each(encodings)('comes out as it was written in %s, or not at all, whatever else is declared', (encoding) => {
    let read = 0;
    for (const text of texts) {
      const bytes = WRITTEN[encoding]?.(text) ?? Buffer.alloc(0);
      for (const other of [...encodings, 'klingon', 'utf-16']) {
        for (const declared of [[], [encoding], [encoding, other], [other, encoding]]) {
          const decoded = decodeText(bytes, declared);
          expect([undefined, text]).toContain(decoded);
          if (decoded !== undefined) read += 1;
        }
      }
      expect(decodeText(bytes, [encoding])).toBe(text);
    }
    expect(read).toBeGreaterThan(texts.length * encodings.length);
  });

  it('comes out as it was written, or not at all, where UTF-8 is declared as something else', () => {
    for (const text of texts) {
      for (const other of encodings) expect([undefined, text]).toContain(decodeText(Buffer.from(text), [other]));
    }
  });
});

describe('the charsets of a Content-Type', () => {
  it.each([
    [undefined, []],
    ['', []],
    ['text/xml', []],
    ['text/xml;charset=utf-8', ['utf-8']],
    ['text/xml; Charset = "ISO-8859-1"; x=y', ['ISO-8859-1']],
    ["application/json; charset='utf-8'", ['utf-8']],
    ['text/xml; charset=utf-8,text/xml; charset=iso-8859-1', ['utf-8', 'iso-8859-1']],
    ['text/xml; xcharset=utf-8', []],
    ['text/xml; charset=', []],
  ])('%j are %j', (contentType, charsets) => {
    expect(charsetsOf(contentType)).toEqual(charsets);
  });
});

describe('JSON', () => {
  const response = (body: Buffer, contentType?: string) =>
    ({ kind: 'response', status: 200, headers: { 'content-type': contentType }, body }) as const;
  const LATIN1 = Buffer.from('{"navn":"Blåbær","kode":1010}', 'latin1');

  it('in Latin-1 is read as it is declared, and never as replacement characters', () => {
    expect(readJson(response(LATIN1, 'application/json; charset=ISO-8859-1'))).toEqual({ navn: 'Blåbær', kode: 1010 });
    expect(readJson(response(LATIN1, 'application/json'))).toBeUndefined();
    expect(readJson(response(LATIN1))).toBeUndefined();
  });

  it('has its keys and numbers in any encoding', () => {
    expect(readJsonAsAscii(response(LATIN1, 'application/json'))).toMatchObject({ kode: 1010 });
    expect(readJsonAsAscii(response(Buffer.from('{"kode":1010}'), 'text/html'))).toEqual({ kode: 1010 });
    expect(readJsonAsAscii(response(Buffer.from('<html>')))).toBeUndefined();
  });
});

describe('XML', () => {
  const xml = (encoding: string, text = 'Blåbær') => `<?xml version="1.0" encoding="${encoding}"?><a>${text}</a>`;
  const latin1 = (encoding: string) => Buffer.from(xml(encoding), 'latin1');

  it('is read when the header’s label is unknown and the declaration’s right', () => {
    expect(decodeXml(Buffer.from(xml('UTF-8')), 'text/xml; charset=klingon')).toBe('<a>Blåbær</a>');
    expect(decodeXml(latin1('ISO-8859-1'), 'text/xml; charset=klingon')).toBe('<a>Blåbær</a>');
  });

  it('that is UTF-8 is read as UTF-8 when header or declaration says so', () => {
    expect(decodeXml(Buffer.from(xml('UTF-8')), 'text/xml; charset=ISO-8859-1')).toBe('<a>Blåbær</a>');
    expect(decodeXml(Buffer.from(xml('ISO-8859-1')), 'text/xml; charset=UTF-8')).toBe('<a>Blåbær</a>');
  });

  it('is refused when it cannot be what both say', () => {
    expect(() => decodeXml(latin1('ISO-8859-1'), 'text/xml; charset=UTF-8')).toThrow('characters');
    expect(() => decodeXml(latin1('UTF-8'), 'text/xml; charset=ISO-8859-1')).toThrow('characters');
  });
});
