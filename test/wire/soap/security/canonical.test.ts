import { describe, expect, test } from 'vitest';
import { type Canonicalization, canonicalise, EXCLUSIVE } from '../../../../src/wire/soap/security/canonical.ts';
import { SecurityRefusal } from '../../../../src/wire/soap/security/refusal.ts';
import { parseTree } from '../../../../src/wire/soap/security/tree.ts';
import { elementsOf } from './elements.ts';
import { C14N, C14N_WITH_COMMENTS, EXC_C14N, EXC_C14N_WITH_COMMENTS } from '../../../../src/wire/soap/security/uris.ts';

const INCLUSIVE: Canonicalization = { algorithm: C14N };
const listing = (...prefixList: readonly string[]) => ({ algorithm: EXC_C14N, prefixList });

/** The element of this local name, where it stands. */
function canonical(document: string, name: string, canonicalization: Canonicalization): string {
  const element = elementsOf(document).find((one) => one.name === name);
  if (!element) throw new Error('no such element');
  return canonicalise(element, canonicalization);
}

describe('Declarations', () => {
  test.each<[string, string, Canonicalization, string]>([
    ['of what is used', '<a:x xmlns:a="urn:a" xmlns:b="urn:b"><a:y/></a:x>', EXCLUSIVE, '<a:y xmlns:a="urn:a"></a:y>'],
    ['of what an attribute uses', '<x xmlns:b="urn:b"><y b:c="1"/></x>', EXCLUSIVE, '<y xmlns:b="urn:b" b:c="1"></y>'],
    [
      'of what is listed',
      '<a:x xmlns:a="urn:a" xmlns:b="urn:b" xmlns:c="urn:c"><a:y>b:z</a:y></a:x>',
      listing('b'),
      '<a:y xmlns:a="urn:a" xmlns:b="urn:b">b:z</a:y>',
    ],
    [
      'of the default namespace, listed',
      '<x xmlns="urn:x" xmlns:a="urn:a"><a:y/></x>',
      listing('#default'),
      '<a:y xmlns="urn:x" xmlns:a="urn:a"></a:y>',
    ],
    ['not of what is listed and nowhere declared', '<y/>', listing('never', 'xml', 'xmlns'), '<y></y>'],
    [
      'of what is listed, where it changes inside',
      '<x xmlns:b="urn:b"><y><z xmlns:b="urn:c"/><z/></y></x>',
      listing('b'),
      '<y xmlns:b="urn:b"><z xmlns:b="urn:c"></z><z></z></y>',
    ],
    [
      'of everything in scope, the nearest',
      '<x xmlns="urn:x" xmlns:a="urn:a" xmlns:b="urn:b"><w xmlns:a="urn:c"><y/></w></x>',
      INCLUSIVE,
      '<y xmlns="urn:x" xmlns:a="urn:c" xmlns:b="urn:b"></y>',
    ],
    [
      'once, of an inherited default namespace',
      '<x xmlns="urn:x"><y><z/></y></x>',
      INCLUSIVE,
      '<y xmlns="urn:x"><z></z></y>',
    ],
    [
      'not again where nothing changes',
      '<y xmlns:a="urn:a"><z xmlns:a="urn:a"><a:b xmlns:a="urn:a"/></z></y>',
      INCLUSIVE,
      '<y xmlns:a="urn:a"><z><a:b></a:b></z></y>',
    ],
    [
      'of no default namespace, only where one was written',
      '<x xmlns="urn:x"><y xmlns=""><z xmlns="urn:z"><w xmlns=""/></z></y></x>',
      INCLUSIVE,
      '<y><z xmlns="urn:z"><w xmlns=""></w></z></y>',
    ],
    [
      'of no default namespace, only where it is used',
      '<y xmlns="urn:x"><a:z xmlns:a="urn:a" xmlns=""><w/></a:z></y>',
      EXCLUSIVE,
      '<y xmlns="urn:x"><a:z xmlns:a="urn:a"><w xmlns=""></w></a:z></y>',
    ],
    [
      'again for a sibling',
      '<y><a:z xmlns:a="urn:a"/><a:z xmlns:a="urn:a"/></y>',
      EXCLUSIVE,
      '<y><a:z xmlns:a="urn:a"></a:z><a:z xmlns:a="urn:a"></a:z></y>',
    ],
    [
      'never of xml',
      '<y xmlns:xml="http://www.w3.org/XML/1998/namespace" xml:lang="nb"/>',
      INCLUSIVE,
      '<y xml:lang="nb"></y>',
    ],
    [
      'by the code points of their prefixes',
      '<y xmlns:\u{10400}="urn:5" xmlns:\uFA00="urn:4" xmlns:a="urn:3" xmlns:SOAP-ENV="urn:2" xmlns="urn:1"/>',
      INCLUSIVE,
      '<y xmlns="urn:1" xmlns:SOAP-ENV="urn:2" xmlns:a="urn:3" xmlns:\uFA00="urn:4" xmlns:\u{10400}="urn:5"></y>',
    ],
    [
      'with the first character past U+FFFF after all before it',
      '<y xmlns:\u{10000}="urn:2" xmlns:\uFA00="urn:1"/>',
      INCLUSIVE,
      '<y xmlns:\uFA00="urn:1" xmlns:\u{10000}="urn:2"></y>',
    ],
    // xmllint and xmlsec1 leave the & bare, which is no XML.
    ['with their names escaped', '<y xmlns="urn:x?a&amp;b&lt;"/>', EXCLUSIVE, '<y xmlns="urn:x?a&amp;b&lt;"></y>'],
  ])('are written %s', (_, document, canonicalization, expected) => {
    expect(canonical(document, 'y', canonicalization)).toBe(expected);
  });
});

describe('Attributes', () => {
  test.each<[string, string, Canonicalization, string]>([
    [
      'by the names of their namespaces, then by their own',
      '<y xmlns:b="urn:a" xmlns:a="urn:b" a:a="4" b:b="3" b:a="2" z="1"/>',
      EXCLUSIVE,
      '<y xmlns:a="urn:b" xmlns:b="urn:a" z="1" b:a="2" b:b="3" a:a="4"></y>',
    ],
    // Glued together, urn:ab + a stands before urn:a + c.
    [
      'by one after the other, not by both as one word',
      '<y xmlns:p="urn:a" xmlns:q="urn:ab" q:a="2" p:c="1"/>',
      EXCLUSIVE,
      '<y xmlns:p="urn:a" xmlns:q="urn:ab" p:c="1" q:a="2"></y>',
    ],
    [
      'by code points',
      '<y \u{10400}="6" \uFA00="5" é="4" a="3" Z="2" A="1" xmlns:p="urn:\u{10400}" xmlns:q="urn:\uFA00" p:a="8" q:a="7"/>',
      EXCLUSIVE,
      '<y xmlns:p="urn:\u{10400}" xmlns:q="urn:\uFA00" A="1" Z="2" a="3" é="4" \uFA00="5" \u{10400}="6" q:a="7" p:a="8"></y>',
    ],
    [
      'escaped, in double quotes',
      `<y a='"&#9;&#10;&#13;&lt;>&amp;&apos;' b="\t\r\n"/>`,
      EXCLUSIVE,
      `<y a="&quot;&#x9;&#xA;&#xD;&lt;>&amp;'" b="  "></y>`,
    ],
    [
      'with those of xml that the elements around have, in inclusive form',
      '<x xml:lang="da" xml:base="b" xml:id="x1"><w xml:lang="nb" xml:space="preserve"><y xml:space="default" a="1"><z/></y></w></x>',
      INCLUSIVE,
      '<y a="1" xml:base="b" xml:id="x1" xml:lang="nb" xml:space="default"><z></z></y>',
    ],
    ['without them in exclusive form', '<x xml:lang="da"><y/></x>', EXCLUSIVE, '<y></y>'],
  ])('are written %s', (_, document, canonicalization, expected) => {
    expect(canonical(document, 'y', canonicalization)).toBe(expected);
  });
});

test('Text is what was read: references, CDATA and line ends resolved, and nothing left out', () => {
  const document = '<y>\r\n <![CDATA[<&>]]>&#13;&quot;"\'&gt;&#x1F600;<!-- no -->\t</y>';
  expect(canonical(document, 'y', EXCLUSIVE)).toBe('<y>\n &lt;&amp;&gt;&#xD;""\'&gt;\u{1F600}\t</y>');
});

test('The forms with comments are the same, for trees hold none; another is refused', () => {
  const document = '<x xmlns:b="urn:b"><y/></x>';
  expect(canonical(document, 'y', { algorithm: EXC_C14N_WITH_COMMENTS })).toBe('<y></y>');
  expect(canonical(document, 'y', { algorithm: C14N_WITH_COMMENTS })).toBe('<y xmlns:b="urn:b"></y>');
  expect(() => canonical(document, 'y', { algorithm: 'http://www.w3.org/2006/12/xml-c14n11' })).toThrow(
    'Security verification failed',
  );
});

test('What is nested costs no more than what is not', () => {
  // 60 deep, each with 60 declarations that all below inherit.
  const declarations = Array.from({ length: 60 }, (_, index) => ` xmlns:p${index}="urn:${index}"`).join('');
  const deep = (count: number) => {
    const open = Array.from({ length: 60 }, (_, depth) => `<p${depth}:a${declarations}>`).join('');
    const close = Array.from({ length: 60 }, (_, depth) => `</p${59 - depth}:a>`).join('');
    return parseTree(`${open}${'<p0:b/>'.repeat(count)}${close}`).root;
  };
  for (const canonicalization of [EXCLUSIVE, INCLUSIVE]) {
    const root = deep(40_000);
    const before = process.cpuUsage();
    canonicalise(root, canonicalization);
    const { user } = process.cpuUsage(before);
    expect(user / 1000).toBeLessThan(1_000);
  }
});

describe('A document that is long only in its canonical form', () => {
  const SIZE = 256 * 1024;

  test('is refused where the form is longer than it may be, before more of it is written', () => {
    const document = `<r xmlns:a="${'u'.repeat(1024)}"><y>${'<a:b/>'.repeat(9_000)}</y></r>`;
    expect(document.length).toBeLessThan(SIZE / 4);
    expect(() => canonical(document, 'y', EXCLUSIVE)).toThrow(SecurityRefusal);
  });

  test('is refused before what stands inside an element is looked at, where its start tag is too long already', () => {
    const { root } = parseTree('<a:x xmlns:a="urn:a"><a:y/></a:x>');
    const { children } = root;
    let looks = 0;
    Object.defineProperty(root, 'children', {
      get: () => ({
        length: children.length,
        *[Symbol.iterator]() {
          looks += 1;
          yield* children;
        },
      }),
    });
    expect(() => canonicalise(root, EXCLUSIVE, '<a:x xmlns:a="urn:a">'.length - 1)).toThrow(SecurityRefusal);
    expect(looks).toBe(0);
    expect(() => canonicalise(root, EXCLUSIVE, '<a:x xmlns:a="urn:a">'.length)).toThrow(SecurityRefusal);
    expect(looks).toBe(1);
  });

  test('is written up to the last character', () => {
    const { root } = parseTree('<a:x xmlns:a="urn:a"><a:y/></a:x>');
    const text = '<a:x xmlns:a="urn:a"><a:y></a:y></a:x>';
    expect(canonicalise(root, EXCLUSIVE, text.length)).toBe(text);
    expect(() => canonicalise(root, EXCLUSIVE, text.length - 1)).toThrow(SecurityRefusal);
  });

  test('is sorted quickly, however long the names of its namespaces are', () => {
    const uri = 'u'.repeat(1023);
    const attributes = Array.from({ length: 60 }, (_, n) => `${n % 2 ? 'a' : 'b'}:n${n}=""`).join(' ');
    const document = `<y xmlns:a="${uri}1" xmlns:b="${uri}2" a:x="" b:x="">${`<z ${attributes}/>`.repeat(300)}</y>`;
    expect(document.length).toBeLessThan(SIZE);
    const began = performance.now();
    expect(canonical(document, 'y', EXCLUSIVE)).toContain('<z a:n1="" a:n11=""');
    expect(performance.now() - began).toBeLessThan(500);
  });
});
