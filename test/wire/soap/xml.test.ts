import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parseTree } from '../../../src/wire/soap/security/tree.ts';
import { child, childrenOf, isXmlText, parseXml, textOf, type XmlMarkup, xml } from '../../../src/wire/soap/xml.ts';
import { XML_LIMITS, XmlError, xmlLimits } from '../../../src/wire/soap/xml-limits.ts';

describe('a document', () => {
  it.each([
    ['one prefix', '<p:a xmlns:p="urn:a"><p:b>x</p:b></p:a>'],
    ['another prefix', '<q:a xmlns:q="urn:a"><q:b>x</q:b></q:a>'],
    ['no prefix', '<a xmlns="urn:a"><b>x</b></a>'],
    ['two prefixes for one namespace', '<p:a xmlns:p="urn:a" xmlns:q="urn:a"><q:b>x</q:b></p:a>'],
    ['a declaration', '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<a xmlns="urn:a"><b>x</b></a>\n'],
    ['a byte order mark', '\uFEFF<?xml version="1.0"?><a xmlns="urn:a"><b>x</b></a>'],
    ['comments everywhere', '<!--<?x?>--><a xmlns="urn:a"><!--x--><b><!--y-->x<!--z--></b></a><!--x-->'],
    ['CDATA', '<a xmlns="urn:a"><b><![CDATA[x]]></b></a>'],
    ['a character reference', '<a xmlns="urn:a"><b>&#x78;</b></a>'],
  ])('says the same with %s', (_, text) => {
    const b = { name: 'b', namespace: 'urn:a', attributes: {}, children: [], text: 'x' };
    expect(parseXml(text)).toEqual({ name: 'a', namespace: 'urn:a', attributes: {}, children: [b], text: '' });
  });

  it.each([
    ['a number with a leading zero', '0301', '0301'],
    ['what looks like a number', '1e3', '1e3'],
    ['what looks like a truth', 'false', 'false'],
    ['spaces', '  x ', '  x '],
    ['the five entities', '&lt;&gt;&amp;&quot;&apos;', '<>&"\''],
    ['references of both kinds', '&#xe5;&#xE5;&#229;', 'ååå'],
    ['a reference to a character of two halves', '&#x1F600;', '😀'],
    ['an escaped reference, which is text', '&amp;#xe5;', '&#xe5;'],
    ['CDATA, where nothing is escaped', 'a<![CDATA[<b>&#xe5;]]&gt;]]>c', 'a<b>&#xe5;]]&gt;c'],
    ['line ends, which become line feeds', 'a\r\nb\rc\nd', 'a\nb\nc\nd'],
    ['a carriage return by reference', 'a&#13;b', 'a\rb'],
    ['text that a comment cuts in two', 'Blå<!-- x -->bær', 'Blåbær'],
  ])('keeps as a string: %s', (_, written, read) => {
    expect(parseXml(`<a>${written}</a>`).text).toBe(read);
  });

  it('keeps attributes apart by namespace, without declarations', () => {
    const text = `<a xmlns="urn:a" xmlns:p="urn:p" kode="0301" p:kode='&#xc5;RSO &amp; "&lt;"' __proto__="x"/>`;
    const { attributes } = parseXml(text);
    expect(Object.entries(attributes)).toEqual([
      ['kode', '0301'],
      ['{urn:p}kode', 'ÅRSO & "<"'],
      ['__proto__', 'x'],
    ]);
    expect(attributes.constructor).toBeUndefined();
  });

  it('keeps names that every object has, and those of prefixes in turn, within others of the same', () => {
    const turns = '<p:__proto__/><q:constructor/><p:x/><q:x/><__proto__/><q:y/>';
    const text = `<x xmlns="0" xmlns:p="__proto__" xmlns:q="q">${turns}<x xmlns:q="p" xmlns="">${turns}</x>${turns}</x>`;
    const { children } = parseXml(text);
    const namesIn = (elements: typeof children) => elements.map(({ name, namespace }) => `{${namespace}}${name}`);
    const named = ['{__proto__}__proto__', '{q}constructor', '{__proto__}x', '{q}x', '{0}__proto__', '{q}y'];
    expect(namesIn(children)).toEqual([...named, '{}x', ...named]);
    expect(namesIn(children[6]?.children ?? [])).toEqual(
      named.map((name) => name.replace('{q}', '{p}').replace('{0}', '{}')),
    );
  });

  it('is read in two parses where it holds another as text', () => {
    const outer = parseXml('<return>&lt;a b="&amp;#xc5;">&amp;amp;#xe5; &amp;#xe5;&lt;/a></return>');
    expect(parseXml(outer.text)).toMatchObject({ attributes: { b: 'Å' }, text: '&#xe5; å' });
  });
});

describe('is refused, in words that repeat nothing of it:', () => {
  const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY hemmelig${n + 1} "${`&hemmelig${n};`.repeat(10)}">`);

  it.each([
    ['a document type', '<!DOCTYPE hemmelig><a/>', 'document type declaration'],
    ['an external document type', '<!DOCTYPE a SYSTEM "http://hemmelig/x.dtd"><a/>', 'document type declaration'],
    [
      'an external entity',
      '<!DOCTYPE a [<!ENTITY h SYSTEM "file:///etc/hemmelig">]><a>&h;</a>',
      'document type declaration',
    ],
    [
      'a billion laughs',
      `<!DOCTYPE a [<!ENTITY hemmelig0 "ha">${laughs.join('')}]><a>&hemmelig9;</a>`,
      'document type declaration',
    ],
    ['a custom entity', '<a>&hemmelig;</a>', 'not well-formed'],
    ['an entity of HTML', '<a>hemmelig&nbsp;</a>', 'not well-formed'],
    ['an entity that every object has', '<a>&constructor;</a>', 'not well-formed'],
    ['an instruction before the root', '<?hemmelig x?><a/>', 'processing instruction'],
    ['an instruction within', '<a><?xml-hemmelig href="x"?></a>', 'processing instruction'],
    ['an instruction after the root', '<a/><?hemmelig?>', 'processing instruction'],
    ['a second declaration', '<?xml version="1.0"?><?xml version="1.0"?><hemmelig/>', 'not well-formed'],
    ['a declaration after a space', ' <?xml version="1.0"?><hemmelig/>', 'not well-formed'],
    [
      'a control character that XML 1.1 would allow',
      '<?xml version="1.1"?><hemmelig>&#1;</hemmelig>',
      'not well-formed',
    ],
    ['a control character', '<hemmelig>\u0001</hemmelig>', 'not well-formed'],
    ['a reference to no character', '<hemmelig>&#0;</hemmelig>', 'not well-formed'],
    ['a reference past Unicode', '<hemmelig>&#x110000;</hemmelig>', 'not well-formed'],
    ['a half surrogate', '<hemmelig>\ud800</hemmelig>', 'not well-formed'],
    ['a half surrogate by reference', '<hemmelig a="&#xdc00;"/>', 'not well-formed'],
    ['a prefix bound to nothing', '<hemmelig:a/>', 'not well-formed'],
    ['an attribute prefix bound to nothing', '<a hemmelig:b="x"/>', 'not well-formed'],
    ['an attribute twice', '<a hemmelig="1" hemmelig="2"/>', 'not well-formed'],
    [
      'an attribute twice by namespace',
      '<a xmlns:p="urn:h" xmlns:q="urn:h" p:hemmelig="1" q:hemmelig="2"/>',
      'not well-formed',
    ],
    ['an attribute with a raw <', '<a b="<hemmelig"/>', 'not well-formed'],
    ['two roots', '<a/><hemmelig/>', 'not well-formed'],
    ['text after the root', '<a/>hemmelig', 'not well-formed'],
    ['an end that fits no start', '<a></hemmelig>', 'not well-formed'],
    ['an element without an end', '<a><hemmelig>', 'not well-formed'],
    ['an open tag', '<a hemmelig="', 'not well-formed'],
    ['CDATA without an end', '<a><![CDATA[hemmelig</a>', 'not well-formed'],
    ['a comment without an end', '<a/><!-- hemmelig', 'not well-formed'],
    ['HTML', '<html><body>hemmelig<br></body></html>', 'not well-formed'],
    ['JSON', '{"hemmelig":1}', 'not well-formed'],
    ['spaces', ' \n', 'not well-formed'],
    ['nothing', '', 'not well-formed'],
  ])('%s', (_, text, message) => {
    const error = thrownBy(() => parseXml(text));
    expect(error).toBeInstanceOf(XmlError);
    expect((error as XmlError).message).toBe(message);
    expect(inspect({ ...(error as XmlError) }, { depth: 9 })).not.toContain('hemmelig');
    expect((error as XmlError).cause).toBeUndefined();
    // The tree of signed messages is built by the same rules.
    expect(thrownBy(() => parseTree(text))).toEqual(error);
  });

  const deep = (levels: number) => '<a>'.repeat(levels) + '</a>'.repeat(levels);
  const wide = (attributes: number) => `<a ${Array.from({ length: attributes }, (_, n) => `b${n}=""`).join(' ')}/>`;

  it.each([
    ['an element below 64 others', deep(64), deep(65), 'too deep'],
    ['a 65th attribute', wide(64), wide(65), 'too many attributes'],
    [
      'a 65th attribute, namespaces counted',
      `<a xmlns="u"${wide(63).slice(2)}`,
      `<a xmlns="u"${wide(64).slice(2)}`,
      'too many attributes',
    ],
  ])('%s', (_, edge, past, message) => {
    expect(parseXml(edge).name).toBe('a');
    for (const read of [parseXml, parseTree]) expect(() => read(past)).toThrow(new XmlError(message));
  });

  it('more elements than allowed', () => {
    const limits = { ...XML_LIMITS, maxElements: 3 };
    expect(parseXml('<a><b/><b/></a>', limits).name).toBe('a');
    expect(() => parseXml('<a><b/><b/><b/></a>', limits)).toThrow(new XmlError('too many elements'));
  });

  it('more attributes in all than allowed, declarations of namespaces counted', () => {
    const limits = { ...XML_LIMITS, maxAttributesInAll: 4 };
    expect(parseXml('<a b="" xmlns="u"><c d=""/><c d=""/></a>', limits).name).toBe('a');
    const past = '<a b="" xmlns="u"><c d=""/><c d=""/><c d=""/></a>';
    expect(() => parseXml(past, limits)).toThrow(new XmlError('too many attributes'));
  });

  it.each([
    ['in an element', (text: string) => `<a>${text}</a>`],
    ['in pieces', (text: string) => `<a>${text.slice(0, 3)}<!----><![CDATA[${text.slice(3)}]]></a>`],
    ['around others', (text: string) => `<a>${text.slice(0, 3)}<b/>${text.slice(3)}</a>`],
    ['in an attribute', (text: string) => `<a b="${text}"/>`],
  ])('a longer text than allowed, %s', (_, write) => {
    const limits = { ...XML_LIMITS, maxText: 8 };
    expect(parseXml(write('hemmelig'), limits).name).toBe('a');
    for (const read of [parseXml, parseTree]) {
      expect(() => read(write('hemmelige'), limits)).toThrow(new XmlError('too long a text'));
    }
  });

  it.each(['xmlns', 'xmlns:n'])('the name of a namespace that is longer than 1024 characters, in %s', (name) => {
    const write = (length: number) => `<a ${name}="${'u'.repeat(length)}" b="${'x'.repeat(2000)}"/>`;
    expect(parseXml(write(1024)).name).toBe('a');
    expect(() => parseXml(write(1025))).toThrow(new XmlError('too long a namespace'));
    expect(() => parseTree(write(1025))).toThrow(new XmlError('too long a namespace'));
  });

  it('has an element and an attribute for every 24 characters that it may have', () => {
    expect(xmlLimits(24_000)).toEqual({
      maxCharacters: 24_000,
      maxDepth: 64,
      maxAttributes: 64,
      maxElements: 1_000,
      maxAttributesInAll: 1_000,
      maxText: 24_000,
    });
  });

  it('more characters than allowed', () => {
    const text = '<a>hemmelig</a>';
    const limits = { ...XML_LIMITS, maxCharacters: text.length };
    expect(parseXml(text, limits).text).toBe('hemmelig');
    for (const read of [parseXml, parseTree]) expect(() => read(`${text} `, limits)).toThrow(new XmlError('too large'));
  });

  it('a start tag that never ends, before it is read to its end', () => {
    const parts = Array.from({ length: 200_000 }, (_, n) => `a${n}="x"`);
    expect(() => parseXml(`<a ${parts.join(' ')}`)).toThrow(new XmlError('too many attributes'));
  });

  it('counts depth and attributes for each element anew', () => {
    const one = wide(64);
    expect(parseXml(`<r>${one.repeat(3)}${'<b/>'.repeat(100)}</r>`).children).toHaveLength(103);
  });
});

describe('the readers', () => {
  const root = parseXml('<r><a> x </a><a>y</a><b> </b></r>');

  it('give the first child, all children as a list, and text without the space around it', () => {
    expect(child(root, 'a')?.text).toBe(' x ');
    expect(childrenOf(root, 'a').map(({ text }) => text)).toEqual([' x ', 'y']);
    expect(childrenOf(root, 'b')).toHaveLength(1);
    expect(textOf(root, 'a')).toBe('x');
  });

  it('take no notice of an element that is nil, whatever it holds', () => {
    const nil = parseXml(
      `<r xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><a xsi:nil="true">x</a><a xsi:nil=" 1 "/><a xsi:nil="false">y</a><a nil="true">z</a><b xsi:nil="true"><c>x</c></b></r>`,
    );
    expect([textOf(nil, 'a'), child(nil, 'b')]).toEqual(['y', undefined]);
    expect(childrenOf(nil, 'a').map(({ text }) => text)).toEqual(['y', 'z']);
  });

  it('say of what is absent or blank that it is', () => {
    expect([child(root, 'c'), textOf(root, 'b'), textOf(root, 'c'), textOf(undefined, 'a')]).toEqual(
      Array(4).fill(undefined),
    );
    expect([childrenOf(root, 'c'), childrenOf(undefined, 'a')]).toEqual([[], []]);
  });
});

describe('the template', () => {
  const special = `& < > " ' ]]> &amp; &#xe5; \r å 😀 <![CDATA[ <!-- <?x?> -->`;

  it('escapes every special character, in text and in attributes', () => {
    const { text } = xml`<a b="${`&<>"'\r`}" c='${`&<>"'\r`}'>${`&<>"'\r`}</a>`;
    const escaped = '&amp;&lt;&gt;&quot;&apos;&#13;';
    expect(text).toBe(`<a b="${escaped}" c='${escaped}'>${escaped}</a>`);
  });

  it.each([
    ['every special character', special],
    ['an element', '</a><b>x</b><a>'],
    ['an attribute', '" b2="x'],
    ['an attribute in single quotes', "' b2='x"],
    ['the end of the element', '"/><b/><a c="'],
    ['the end of CDATA', ']]><b/>'],
    ['a comment', '<!--'],
    ['an entity', '&b;'],
    ['a document type', '<!DOCTYPE a>'],
  ])('cannot be made to write %s', (_, value) => {
    const markup = xml`<a b="${value}" c='${value}'>${value}<d>${value}</d></a>`;
    const { attributes, children, text } = parseXml(markup.text);
    expect({ attributes: { ...attributes }, text }).toEqual({ attributes: { b: value, c: value }, text: value });
    expect(children).toMatchObject([{ name: 'd', text: value, children: [] }]);
  });

  it('keeps a line feed in text; in an attribute XML reads it as a space', () => {
    expect(parseXml(xml`<a b="${'x\ny\tz'}">${'x\ny\tz'}</a>`.text)).toMatchObject({
      attributes: { b: 'x y z' },
      text: 'x\ny\tz',
    });
  });

  it('takes markup as markup, lists of it too, and nothing as nothing', () => {
    const items = ['a&b', 'c'].map((text) => xml`<i>${text}</i>`);
    expect(xml`<a n="${7}" t="${true}">${items}${[]}${undefined}${xml`<z/>`}</a>`.text).toBe(
      '<a n="7" t="true"><i>a&amp;b</i><i>c</i><z/></a>',
    );
  });

  it('never takes for markup what only looks like it', () => {
    const forged = { text: '<b/>' } as XmlMarkup;
    expect(() => xml`<a>${forged}</a>`).toThrow(TypeError);
    expect(() => xml`<a>${[forged]}</a>`).toThrow(TypeError);
    expect(xml`<a>${['<b/>'] as unknown as XmlMarkup[]}</a>`.text).toBe('<a>&lt;b/&gt;</a>');
    expect(String(xml`<b/>`)).toBe('<b/>');
  });

  it('writes names where names stand, of elements and of attributes, with a prefix or without', () => {
    const [name, attribute] = ['ws:blåbær-2.x', 'xml:lang'];
    const attributes = [xml` ${attribute}="${'nb'}"`, xml` ${'kode'}='${'1'}'`];
    expect(xml`<${name}${attributes} ${'b'}="2"><${'c'}/></${name}>`.text).toBe(
      `<ws:blåbær-2.x xml:lang="nb" kode='1' b="2"><c/></ws:blåbær-2.x>`,
    );
  });

  it.each([
    ['nothing', ''],
    ['two names', 'a b'],
    ['an attribute', 'a b="c"'],
    ['an end of the tag', 'a>'],
    ['an empty element', 'a/'],
    ['a digit first', '1a'],
    ['a hyphen first', '-a'],
    ['a colon first', ':a'],
    ['a colon last', 'a:'],
    ['two colons', 'a:b:c'],
    ['a comment', '!--'],
    ['an instruction', '?xml'],
    ['a line feed behind it', 'a\n'],
    ['a sign of another script’s multiplication', 'a×b'],
  ])('refuses a name that is none: %s', (_, name) => {
    const error = new XmlError('not a name');
    expect(() => xml`<${name}/>`).toThrow(error);
    expect(() => xml`<a></${name}>`).toThrow(error);
    expect(() => xml`<a ${name}="b"/>`).toThrow(error);
    expect(() => xml` ${name}='b'`).toThrow(error);
  });

  it('takes no markup, number or absence for a name', () => {
    for (const value of [xml`a`, 7, undefined]) expect(() => xml`<${value}/>`).toThrow(new XmlError('not a name'));
  });

  it('is the only way to make markup: what a register or a client wrote has no other', async () => {
    expect(Object.keys(await import('../../../src/wire/soap/xml-writer.ts')).toSorted()).toEqual(['xml']);
    const alike: XmlMarkup = Object.create(Object.getPrototypeOf(xml`<b/>`));
    expect(() => xml`<a>${alike}</a>`).toThrow(TypeError);
  });

  it.each([
    ['NUL', 'x\0'],
    ['a control character', '\u0001'],
    ['an escape', '\u001b[0m'],
    ['U+FFFE', '\ufffe'],
    ['U+FFFF', '\uffff'],
    ['a high half surrogate', 'x\ud83d'],
    ['a low half surrogate', '\ude00x'],
    ['surrogates the wrong way round', '\ude00\ud83d'],
  ])('refuses %s, which no XML can carry', (_, value) => {
    expect(isXmlText(value)).toBe(false);
    expect(() => xml`<a>${value}</a>`).toThrow(new XmlError('character that XML cannot hold'));
  });

  it.each(['', '\t\n\r', 'å', '\u007f\u0085', '\ud7ff\ue000\ufffd', '😀', '\u{10ffff}'])('carries %j', (value) => {
    expect(isXmlText(value)).toBe(true);
    expect(parseXml(xml`<a>${value}</a>`.text).text).toBe(value);
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}
