import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalise } from '../../../src/wire/soap/security/canonical.ts';
import { parseTree } from '../../../src/wire/soap/security/tree.ts';
import { C14N, EXC_C14N } from '../../../src/wire/soap/security/uris.ts';
import { XML_LIMITS, XmlError } from '../../../src/wire/soap/xml-limits.ts';
import type { XmlNode } from '../../../src/wire/soap/xml-node.ts';
import { XmlNames } from '../../../src/wire/soap/xml-syntax.ts';

// What shapes are known from one list must change nothing of the next: it is read as by who knows none.

const RUNS = 150;
/** More than it takes to learn a shape, and to read by it. */
const ENTRIES = 40;

const DECLARED = 'xmlns:p="urn:p" xmlns:q="urn:q"';
const FORMS = [
  { algorithm: EXC_C14N },
  { algorithm: C14N },
  { algorithm: EXC_C14N, prefixList: ['q', '#default'] },
] as const;

const text = fc.constantFrom('', 'x', 'å', ' ', '\n', '\t', '\r\n', ']]', '&amp;', '&#13;', '<!---->', '<![CDATA[<]]>');
const name = fc.constantFrom('a', 'b', 'p:a', 'p:b', 'q:a', 'e.f');
const blank = fc.constantFrom('', '', '\n  ', '\t');
const likely = fc.constantFrom('', '', '', ' c="1"', ' c="1" d="2"');
const unlikely = fc.constantFrom(
  ' d="2" c="1"',
  " c='1'",
  ' c="&lt;"',
  ' p:c="1"',
  ' Id="i"',
  ' xml:lang="nb"',
  ' xmlns="urn:d"',
  ' xmlns:p="urn:other"',
);
const attributes = fc.oneof({ weight: 20, arbitrary: likely }, { weight: 1, arbitrary: unlikely });
/** Elements within elements, of the same names, too: of each, the first is one of a list's entries. */
const { element } = fc.letrec<{ element: string; leaf: string }>((tie) => ({
  leaf: fc.tuple(name, attributes, text).map(([tag, own, content]) => `<${tag}${own}>${content}</${tag}>`),
  element: fc
    .tuple(
      name,
      attributes,
      blank,
      fc.array(fc.oneof({ maxDepth: 3 }, tie('leaf'), tie('element')), { minLength: 1, maxLength: 3 }),
    )
    .map(([tag, own, around, children]) => `<${tag}${own}>${around}${children.join(around)}${around}</${tag}>`),
}));
const odd = fc.constantFrom(
  '<!---->',
  '<a/>',
  '<p:b>y</p:b>',
  ' e="f"',
  '<',
  '&',
  '</a>',
  ' xmlns="urn:x"',
  '>',
  '"',
  ' ',
);

const TEXTS = ['x', 'y', '', 'xyz', '&amp;', '>', ']]', '\r\n', '\t', '<![CDATA[<]]>', '<!---->', '&#13;', 'å'];
const VALUES = ['1', '2', '', '>', '&quot;', '\n', '&#9;', 'å', "'"];

/** The same entry with other texts and values, each in its turn. */
function varied(entry: string, turn: number): string {
  let next = turn;
  const of = (all: readonly string[]) => {
    next += 7;
    return all[next % all.length];
  };
  return entry.replace(/>[xå]</g, () => `>${of(TEXTS)}<`).replace(/ c="1"/g, () => ` c="${of(VALUES)}"`);
}

/** A list whose entries differ in their texts and values, and one of them may be another one, or none. */
const list = fc
  .record({
    entries: fc.array(element, { minLength: 1, maxLength: 2 }),
    blank: text,
    odd,
    at: fc.nat(),
    cut: fc.nat(2),
  })
  .map(({ entries, blank: before, odd: piece, at, cut }) => {
    const all = Array.from({ length: ENTRIES }, (_, index) => {
      const entry = entries[index % entries.length] as string;
      return before + varied(entry, index + at);
    });
    const last = all.at(-1) as string;
    const position = at % (last.length + 1);
    return { alike: all, changed: [...all.slice(0, -1), last.slice(0, position) + piece + last.slice(position + cut)] };
  });

function told(document: string, names: XmlNames): unknown {
  try {
    const { root, hasComments, withId } = parseTree(document, XML_LIMITS, names);
    return [tell(root), hasComments, withId.map(({ start }) => start), FORMS.map((form) => canonicalise(root, form))];
  } catch (error) {
    if (error instanceof XmlError) return 'refused';
    throw error;
  }
}

function tell(node: XmlNode): unknown {
  const { tagName, namespace, attributes, start, contentStart, contentEnd, end, children } = node;
  return [tagName, namespace, { ...attributes }, node.text, start, contentStart, contentEnd, end, children.map(tell)];
}

describe('a list', () => {
  it('is read as by who knows no shapes, in other namespaces, too', () => {
    let byShape = 0;
    fc.assert(
      fc.property(list, ({ alike, changed }) => {
        const names = new XmlNames();
        told(`<r ${DECLARED}>${alike.join('')}</r>`, names);
        if (['a', 'b', 'p:a', 'p:b', 'q:a', 'e.f'].some((one) => names.named(one)?.hasShapes)) byShape += 1;
        for (const entries of [alike, changed]) {
          for (const around of [
            DECLARED,
            `${DECLARED} xmlns="urn:d"`,
            'xmlns:p="urn:q" xmlns:q="urn:p"',
            'xmlns:p="urn:p"',
          ]) {
            const document = `<r ${around}>${entries.join('')}</r>`;
            // One that knows only this document, entry by entry: none of them is repeated often enough to be learned.
            const tagByTag = new XmlNames();
            tagByTag.shapes.learn = () => {};
            expect(told(document, names)).toEqual(told(document, tagByTag));
          }
        }
      }),
      { numRuns: RUNS, seed: 11 },
    );
    expect(byShape).toBeGreaterThan(RUNS / 10);
  });
});
