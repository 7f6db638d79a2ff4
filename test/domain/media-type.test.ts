import { describe, expect, test } from 'vitest';
import { parseMediaType } from '../../src/domain/media-type.ts';

describe('a media type', () => {
  test.each([
    ['application/json', 'application/json', {}],
    [' Application/JSON ', 'application/json', {}],
    ['text/xml;charset=utf-8', 'text/xml', { charset: 'utf-8' }],
    ['text/xml ; Charset="ISO-8859-1" ; x=Y', 'text/xml', { charset: 'ISO-8859-1', x: 'Y' }],
    ['application/json; charset=', 'application/json', {}],
    ['application/json;;', 'application/json', {}],
    // What a browser sends without asking, whatever a page hides in its parameters.
    ['text/plain; application/json', 'text/plain', {}],
    ['text/plain; a=";application/json"', 'text/plain', { a: ';application/json' }],
    ['*/*;q=0.8', '*/*', { q: '0.8' }],
    ['application/*', 'application/*', {}],
    ['a/b; __proto__=x', 'a/b', { ['__proto__']: 'x' }],
  ])('%j is %s with %j', (text, essence, parameters) => {
    expect(parseMediaType(text)).toEqual({ essence, parameters });
  });

  test.each([undefined, '', ' ', 'json', '*', '/', 'a/', '/b', 'a b/c', 'text/xml, text/xml', ';charset=utf-8', 'a/å'])(
    '%j is none',
    (text) => {
      expect(parseMediaType(text)).toBeUndefined();
    },
  );
});
