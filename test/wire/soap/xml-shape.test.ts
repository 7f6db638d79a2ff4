import { describe, expect, it } from 'vitest';
import { canonicalise, EXCLUSIVE } from '../../../src/wire/soap/security/canonical.ts';
import { parseTree } from '../../../src/wire/soap/security/tree.ts';
import { parseXml, type XmlElement } from '../../../src/wire/soap/xml.ts';
import { XML_LIMITS, XmlError } from '../../../src/wire/soap/xml-limits.ts';
import type { XmlNode } from '../../../src/wire/soap/xml-node.ts';
import { XmlNames } from '../../../src/wire/soap/xml-syntax.ts';
import { readWithSaxes } from './saxes.ts';
import { createDice } from './security/generated-documents.ts';

/** Lists whose entries are like each other, which are read by their shape once it is known, beside those read tag by tag. */
const LISTS = 150;
const ENTRIES = 60;

const dice = createDice(11);
const below = (end: number) => Math.floor(dice() * end);
const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item;

const VALUES = ['', 'x', ' ', 'å', '😀', '0301', '\n', '\t', '>', ']]', "'", '&amp;', '&#13;', '\r\n', 'x'.repeat(40)];
/** What makes an entry another one, or none. */
const ODD = [
  '<!---->',
  '<![CDATA[x]]>',
  '<c/>',
  '<b>y</b>',
  ' e="f"',
  '<',
  '&',
  ']]>',
  '</a>',
  '\u0001',
  ' xmlns="urn:x"',
  '<?x?>',
  '/',
  ' ',
];

function entry(blank: string, optional: boolean): string {
  const [one, two, three, four] = [pick(VALUES), pick(VALUES), pick(VALUES), pick(VALUES)];
  return `<a>${blank}<b>${one}</b>${blank}<c d="${two}" e="${three}"></c>${optional ? `<f><g>${four}</g></f>` : ''}${blank}</a>`;
}

function list(): string {
  const blank = pick(['', '', '\n  ']);
  const entries = Array.from({ length: ENTRIES }, () => entry(blank, dice() < 0.3));
  if (dice() < 0.7) {
    const index = below(ENTRIES);
    const changed = entries[index] as string;
    const at = below(changed.length + 1);
    entries[index] = changed.slice(0, at) + pick(ODD) + changed.slice(at + pick([0, 1]));
  }
  return entries.join('');
}

function plain({ name, namespace, attributes, children, text }: XmlElement): unknown {
  return { name, namespace, attributes: { ...attributes }, children: children.map(plain), text };
}

function unlessRefused<Read>(read: () => Read): Read | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof XmlError) return 'refused';
    throw error;
  }
}

function* within(node: XmlNode): Generator<XmlNode> {
  yield node;
  for (const child of node.children) yield* within(child);
}

describe('a list of entries that are alike', () => {
  const lists = Array.from({ length: LISTS }, list);
  const names = new XmlNames();

  it('is read as it is tag by tag, and refused where it is', () => {
    let refused = 0;
    for (const entries of lists) {
      const document = `<r>${entries}</r>`;
      const theirs = readWithSaxes(document);
      if (!theirs) refused += 1;
      const ours = unlessRefused(() => plain(parseXml(document, XML_LIMITS, names)));
      expect(ours, JSON.stringify(document)).toEqual(theirs ? plain(theirs) : 'refused');
    }
    expect(refused).toBeGreaterThan(LISTS / 10);
    expect(refused).toBeLessThan((2 * LISTS) / 3);
    expect(names.shapes.of(names.named('a') as never)).not.toHaveLength(0);
  });

  it.each([
    ['text beside elements', '<a>x.*<b>1</b>(</a>'],
    ['a comment beside elements', '<a><!-- . --><b>1</b></a>'],
    ['CDATA beside elements', '<a><![CDATA[ ]]><b>1</b></a>'],
    ['a reference to a blank beside elements', '<a>&#32;<b>1</b></a>'],
    ['carriage returns beside elements', '<a>\r\n<b>1</b></a>'],
    ['nothing but tags', '<a><b/></a>'],
    ['signs that mean something in an expression', '<a.b-c><d.e f.g="1">1</d.e></a.b-c>'],
    ['declarations', '<a xmlns:x="urn:x"><x:b>1</x:b></a>'],
    ['prefixed attributes', '<a><b xml:lang="nb">1</b></a>'],
  ])('is read as it is tag by tag, with %s in each', (_, entry) => {
    const document = `<r>${entry.repeat(ENTRIES)}</r>`;
    const theirs = readWithSaxes(document) as XmlElement;
    const known = new XmlNames();
    for (const _again of [1, 2]) expect(plain(parseXml(document, XML_LIMITS, known))).toEqual(plain(theirs));
    const alone = canonicalise(parseTree(entry).root, EXCLUSIVE);
    expect(canonicalise(parseTree(document).root, EXCLUSIVE)).toBe(`<r>${alone.repeat(ENTRIES)}</r>`);
  });

  it('has elements that know where they stand, and their canonical forms', () => {
    const signed = new XmlNames();
    for (const entries of lists) {
      const document = `<r>${entries}</r>`;
      if (!readWithSaxes(document)) continue;
      const { root } = parseTree(document, XML_LIMITS, signed);
      for (const node of within(root)) {
        const { start, contentStart, contentEnd, end, tagName, parent } = node;
        expect(document.slice(start, start + 1 + tagName.length)).toBe(`<${tagName}`);
        expect(document[contentStart - 1]).toBe('>');
        expect(contentEnd === end || document.startsWith(`</${tagName}`, contentEnd)).toBe(true);
        expect(document[end - 1]).toBe('>');
        expect(parent === undefined || parent.children.includes(node)).toBe(true);
      }
      // Each entry alone is read tag by tag.
      const alone = root.children.map((node) =>
        canonicalise(parseTree(document.slice(node.start, node.end)).root, EXCLUSIVE),
      );
      const between = root.text === '' ? canonicalise(root, EXCLUSIVE) : `<r>${alone.join('')}</r>`;
      expect(between).toBe(`<r>${alone.join('')}</r>`);
    }
    expect(signed.shapes.of(signed.named('a') as never)).not.toHaveLength(0);
  });

  it('is refused past the limits as it is tag by tag', () => {
    const entries = Array.from({ length: ENTRIES }, () => '<a><b>x</b><c d="y"></c></a>').join('');
    const document = `<r>${entries}</r>`;
    const known = new XmlNames();
    parseXml(document, XML_LIMITS, known);
    const edges = [
      [{ maxElements: 1 + 3 * ENTRIES }, 'too many elements'],
      [{ maxAttributesInAll: ENTRIES }, 'too many attributes'],
      [{ maxDepth: 3 }, 'too deep'],
      [{ maxText: 1 }, 'too long a text'],
    ] as const;
    for (const [edge, message] of edges) {
      const [[name, most]] = Object.entries(edge) as [[string, number]];
      expect(parseXml(document, { ...XML_LIMITS, ...edge }, known).children).toHaveLength(ENTRIES);
      const past = { ...XML_LIMITS, [name]: most - 1 };
      expect(() => parseXml(document, past, known)).toThrow(new XmlError(message));
    }
  });

  it('is kept for other documents without the names that could hold a number of somebody', () => {
    const known = new XmlNames();
    const entry = '<a><b01817011000>x</b01817011000></a>';
    parseXml(`<r>${entry.repeat(ENTRIES)}</r>`, XML_LIMITS, known);
    expect(known.named('b01817011000')).toBeUndefined();
    expect(known.named('a')?.child).toBeUndefined();
    expect(known.shapes.of(known.named('a') as never)).toHaveLength(0);
  });
});
