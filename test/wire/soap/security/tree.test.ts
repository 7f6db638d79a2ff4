import { describe, expect, it } from 'vitest';
import { parseTree } from '../../../../src/wire/soap/security/tree.ts';

describe('the tree of a signed message', () => {
  const text = `<?xml version="1.0"?>\r\n<a b="x>y">1<!-- -->2<c />\u{1f600}<![CDATA[<d>]]><e f='/>'></e\n></a>\n`;
  const { elements, hasComments } = parseTree(text);

  it.each([
    ['a', text.slice(text.indexOf('<a'), text.lastIndexOf('\n')), text.slice(text.indexOf('1<'), text.indexOf('</a>'))],
    ['c', '<c />', ''],
    ['e', "<e f='/>'></e\n>", ''],
  ])('knows where %s and its content stand in the text', (name, whole, content) => {
    const {
      start = 0,
      end = 0,
      contentStart = 0,
      contentEnd = 0,
    } = elements.find((one) => one.localName === name) ?? {};
    expect([text.slice(start, end), text.slice(contentStart, contentEnd)]).toEqual([whole, content]);
    expect([end - start, contentEnd - contentStart]).toEqual([whole.length, content.length]);
  });

  it('has elements in their order, with their parents, and text in one piece between them', () => {
    const [a, c, e] = elements;
    expect(elements.map(({ tagName }) => tagName)).toEqual(['a', 'c', 'e']);
    expect([a?.parent, c?.parent, e?.parent]).toEqual([undefined, a, a]);
    const data = (a?.childNodes ?? []).map((node) => (node.nodeType === 3 ? node.data : node.tagName));
    expect(data).toEqual(['12', 'c', '\u{1f600}<d>', 'e']);
  });

  it('says whether there are comments', () => {
    expect([hasComments, parseTree('<a/>').hasComments]).toEqual([true, false]);
    expect(parseTree('<!-- --><a/>').hasComments).toBe(true);
    expect(parseTree('<a/><!-- -->').hasComments).toBe(true);
  });
});
