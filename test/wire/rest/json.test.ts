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
