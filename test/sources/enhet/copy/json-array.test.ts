import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSplitter, MAX_ELEMENT_BYTES } from '../../../../src/sources/enhet/adapters/copy/json-array.ts';

/** The elements of a text that comes in pieces of so many bytes. */
function split(text: string | Buffer, pieceBytes = Number.MAX_SAFE_INTEGER): string[] {
  const bytes = Buffer.from(text as string);
  const splitter = createSplitter('the file');
  const found: string[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    found.push(...splitter.add(bytes.subarray(at, at + pieceBytes)).map(String));
  }
  splitter.end();
  return found;
}

test('an array of any objects is cut into them, wherever the pieces end', () => {
  const objects = fc.array(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), { maxLength: 6 });
  fc.assert(
    fc.property(objects, fc.integer({ min: 1, max: 40 }), fc.constantFrom(0, 2), (values, pieceBytes, indent) => {
      const read = split(JSON.stringify(values, null, indent), pieceBytes).map((text) => JSON.parse(text));
      expect(read).toEqual(JSON.parse(JSON.stringify(values)));
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['nothing', ''],
  ['an array that has been cut after an element', '[{"a":1},'],
  ['one that has been cut within an element', '[{"a":"}'],
  ['one without its end', '[{"a":1}'],
])('refuses %s as cut', (_, text) => {
  expect(() => split(text)).toThrow(/^the file has been cut, after [01] elements$/);
});

test.each([
  ['an object', '{"a":1}'],
  ['a page of HTML', '<html></html>'],
  ['an array of numbers', '[1]'],
  ['an array of arrays', '[[{}]]'],
  ['a comma too many', '[{},]'],
  ['a comma too few', '[{} {}]'],
  ['what comes behind the array', '[{}] {}'],
  ['null between elements', '[{},null]'],
])('refuses %s', (_, text) => {
  expect(() => split(text)).toThrow(/^the file is no JSON array of objects/);
});

test('refuses text in another encoding', () => {
  expect(() => split(Buffer.from('[{"navn":"SÆTHER"}]', 'latin1'))).toThrow('the file is not UTF-8, at element 1');
});

test('refuses an element that does not end, before it is all in memory', () => {
  const splitter = createSplitter('the file');
  const piece = Buffer.alloc(1024 * 1024, 0x20);
  splitter.add(Buffer.from('[{"a":"'));
  for (let bytes = piece.length; bytes + 16 < MAX_ELEMENT_BYTES; bytes += piece.length) splitter.add(piece);
  expect(() => splitter.add(piece)).toThrow(/^the file is no JSON array of objects/);
});
