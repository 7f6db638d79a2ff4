import { expect, test } from 'vitest';
import { readRaw } from './raw.ts';

/** libxml2's own limit on a name, which is less than the gateway's on a document. */
const LONGEST_NAME = 50_000;

test.each([LONGEST_NAME, LONGEST_NAME + 1, LONGEST_NAME * 3])(
  'the judge reads names of %i characters, of elements and of attributes',
  (length) => {
    const name = 'a'.repeat(length);
    expect(readRaw(`<${name}/>`)?.name.length).toBe(length);
    expect(readRaw(`<a ${name}="b"/>`)?.attributes.get(name)).toBe('b');
    // A namespace's name that is no URI is read in a second go, by options of its own.
    expect(readRaw(Buffer.from(`<a xmlns="no uri" ${name}="b"/>`))?.attributes.get(name)).toBe('b');
  },
);

test('the judge reads no document type, whatever its length', () => {
  expect(readRaw(`<!DOCTYPE ${'a'.repeat(LONGEST_NAME + 1)}><a/>`)).toBeUndefined();
});
