import { describe, expect, it } from 'vitest';
import { property, readJson } from '../../../src/wire/rest/json.ts';

const read = (body: string | Buffer, contentType?: string) =>
  readJson({ kind: 'response', status: 200, headers: { 'content-type': contentType }, body: Buffer.from(body) });

describe('the JSON of a response', () => {
  it.each([
    ['an object', '{"a":"å"}', { a: 'å' }],
    ['an array', '[1]', [1]],
    ['a string', '"x"', 'x'],
    ['null', 'null', null],
    ['what follows a byte order mark', '\uFEFF{"a":1}', { a: 1 }],
    ['what stands among spaces', ' \r\n{"a":1}\n', { a: 1 }],
  ])('is %s', (_, body, json) => {
    for (const type of ['application/json', 'text/html', undefined]) expect(read(body, type)).toEqual(json);
  });

  it.each([
    ['nothing', ''],
    ['a byte order mark', '\uFEFF'],
    ['HTML', '<html></html>'],
    ['half an object', '{"a":'],
    ['two objects', '{}{}'],
    ['bytes of no sense', Buffer.from([0xff, 0xfe, 0x00])],
  ])('is undefined when there is none: %s', (_, body) => {
    expect(read(body)).toBeUndefined();
  });

  it.each([
    ['a key twice', '{"a":1,"a":2}'],
    ['a key twice, with one value', '{"a":1,"a":1}'],
    ['a key in two cases', '{"a":1,"A":2}'],
    ['a key twice, once in escapes', '{"a":1,"\\u0061":2}'],
    ['a key twice, deep down', '[[{"x":[{"b":1,"c":{"d":1,"d":[]}}]}]]'],
  ])('is undefined where it says a thing twice: %s', (_, body) => {
    expect(read(body)).toBeUndefined();
  });

  it.each([
    ['a key in two objects', '[{"a":1},{"a":2,"b":{"a":3}}]'],
    ['texts that look like keys', '{"a":"b\\":","c":" : ","d":["\\"e\\":",":"]}'],
    ['a key that is a colon', '{"x":"a" , ":":1,"\\":":2}'],
    ['a key that objects have by themselves', '{"__proto__":1,"constructor":2}'],
    ['no depth that is too deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['a long text', `{"a":"${'x\\"'.repeat(300_000)}"}`],
  ])('may have %s', (_, body) => {
    expect(read(body)).toBeDefined();
  });
});

describe('a property', () => {
  const value = { Kode: '0301', feilMelding: null, å: 1 };

  it.each([
    ['Kode', '0301'],
    ['kode', '0301'],
    ['KODE', '0301'],
    ['FEILMELDING', null],
    ['Å', 1],
    ['tekst', undefined],
    ['toString', undefined],
    ['constructor', undefined],
    ['__proto__', undefined],
  ])('%s is %j', (key, expected) => {
    expect(property(value, key)).toBe(expected);
  });

  it.each([[null], [undefined], ['length'], [7], [true], [[]], [['x']]])('of %j is undefined', (none) => {
    for (const key of ['length', '0', 'kode']) expect(property(none, key)).toBeUndefined();
  });
});
