import { describe, expect, it } from 'vitest';
import { child, textOf, unlessContradictory } from '../../../src/wire/soap/once.ts';
import { parseXml } from '../../../src/wire/soap/xml.ts';
import { XmlError } from '../../../src/wire/soap/xml-limits.ts';

const a = (inside: string) => parseXml(`<a xmlns:p="urn:p">${inside}</a>`);

describe('an element that an answer has once', () => {
  it.each([
    ['alone', '<b>x</b><c>y</c>'],
    ['twice, saying the same', '<b>x</b><c>y</c><b>x</b>'],
  ])('is read where it stands there %s', (_, inside) => {
    expect(child(a(inside), 'b')?.text).toBe('x');
    expect(textOf(a(inside), 'b')).toBe('x');
  });

  it.each([
    ['another text', '<b>x</b><b>y</b>'],
    ['no text', '<b>x</b><b/>'],
    ['another attribute', '<b k="1">x</b><b k="2">x</b>'],
    ['another child', '<b><c>1</c></b><b><c>2</c></b>'],
    ['another namespace', '<b>x</b><p:b>x</p:b>'],
  ])('is none where it stands there a second time with %s', (_, inside) => {
    expect(() => child(a(inside), 'b')).toThrow(XmlError);
    expect(unlessContradictory(() => textOf(a(inside), 'b'))).toBeUndefined();
  });

  it('is not there where there is none', () => {
    expect(child(a('<c/>'), 'b')).toBeUndefined();
    expect(child(undefined, 'b')).toBeUndefined();
    expect(textOf(a('<b> </b>'), 'b')).toBeUndefined();
  });

  it('hides no mistake of ours', () => {
    const mistake = () => {
      throw new TypeError('ours');
    };
    expect(() => unlessContradictory(mistake)).toThrow(TypeError);
  });
});
