import { describe, expect, it } from 'vitest';
import { elementsOf } from './elements.ts';
import { parseTree } from '../../../../src/wire/soap/security/tree.ts';

describe('the tree of a signed message', () => {
  const text = `<?xml version="1.0"?>\r\n<a b="x>y">1<!-- -->2<c />\u{1f600}<![CDATA[<d>]]><e f='/>'></e\n></a>\n`;
  const elements = elementsOf(text);

  it.each([
    ['a', text.slice(text.indexOf('<a'), text.lastIndexOf('\n')), text.slice(text.indexOf('1<'), text.indexOf('</a>'))],
    ['c', '<c />', ''],
    ['e', "<e f='/>'></e\n>", ''],
  ])('knows where %s and its content stand in the text', (name, whole, content) => {
    const { start = 0, end = 0, contentStart = 0, contentEnd = 0 } = elements.find((one) => one.name === name) ?? {};
    expect([text.slice(start, end), text.slice(contentStart, contentEnd)]).toEqual([whole, content]);
    expect([end - start, contentEnd - contentStart]).toEqual([whole.length, content.length]);
  });

  it('has elements in their order, with their parents, and all text right inside them', () => {
    const [a, c, e] = elements;
    expect(elements.map(({ tagName }) => tagName)).toEqual(['a', 'c', 'e']);
    expect([a?.parent, c?.parent, e?.parent]).toEqual([undefined, a, a]);
    expect(a?.children).toEqual([c, e]);
    expect(a?.text).toBe('12\u{1f600}<d>');
  });

  it('says whether there are comments', () => {
    expect([text, '<a/>'].map((one) => parseTree(one).hasComments)).toEqual([true, false]);
    expect(parseTree('<!-- --><a/>').hasComments).toBe(true);
    expect(parseTree('<a/><!-- -->').hasComments).toBe(true);
  });
});
