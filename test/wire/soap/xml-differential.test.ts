import { describe, expect, test } from 'vitest';
import { parseXml, type XmlElement } from '../../../src/wire/soap/xml.ts';
import { XML_LIMITS, XmlError } from '../../../src/wire/soap/xml-limits.ts';
import { XmlReader } from '../../../src/wire/soap/xml-reader.ts';
import { XmlNames } from '../../../src/wire/soap/xml-syntax.ts';
import { type Raw, readRaw } from '../../differential/xml/raw.ts';
import { readWithSaxes } from './saxes.ts';
import { createDice, createWriter } from './security/generated-documents.ts';

/** Our reader beside saxes and libxml2, over documents that dice write, and over the same with some of their pieces changed. */
const DOCUMENTS = 4_000;
const SEED = 7;

/** What takes a document apart, and what is found in one. */
const PIECES = [
  ...[
    '<',
    '>',
    '/',
    '</',
    '/>',
    '&',
    ';',
    '"',
    "'",
    '=',
    ':',
    ' ',
    '\t',
    '\n',
    '\r',
    '\r\n',
    '-',
    '--',
    ']',
    ']]>',
    ']]',
    '!',
    '?',
  ],
  ...[
    '<!--',
    '-->',
    '<!-- -- -->',
    '<!---->',
    '<!--->',
    '<![CDATA[',
    '<![CDATA[]]>',
    '<![cdata[x]]>',
    '<!DOCTYPE a>',
    '<!ELEMENT a>',
  ],
  ...[
    '<?xml version="1.0"?>',
    "<?xml version='1.1' encoding='utf-8' standalone='no' ?>",
    '<?xml?>',
    '<?xml-x?>',
    '<?XML x?>',
    '<??>',
    '\uFEFF',
  ],
  ...[
    '<a>',
    '</a>',
    '<a/>',
    '<a />',
    '<a b="c">',
    "<a b = 'c' >",
    '<x:a/>',
    '<xml:a/>',
    '<xmlns:a/>',
    '<a:b:c/>',
    '<:a/>',
    '<a:/>',
    '<1/>',
  ],
  ...[
    ' b="c"',
    ' b=c',
    ' b',
    ' b="c"d="e"',
    ' xml:b="c"',
    ' x:b="c"',
    ' 1="c"',
    ' b:1="c"',
    ' xmlns:x="urn:x"',
    ' xmlns:x=""',
    ' xmlns=""',
  ],
  ...[
    ' xmlns="http://www.w3.org/XML/1998/namespace"',
    ' xmlns:xml="http://www.w3.org/XML/1998/namespace"',
    ' xmlns:xml="urn:x"',
  ],
  ...[
    ' xmlns:xmlns="urn:x"',
    ' xmlns:x="http://www.w3.org/2000/xmlns/"',
    ' xmlns:x="http://www.w3.org/XML/1998/namespace"',
    ' xmlns:="urn:x"',
  ],
  ...[
    '&lt;',
    '&amp;',
    '&amp;lt;',
    '&#38;lt;',
    '&apos',
    '&nbsp;',
    '&;',
    '&#;',
    '&#x;',
    '&#X41;',
    '&#x41;',
    '&#0065;',
    '&#0;',
    '&#xD800;',
  ],
  ...[
    '&#x10FFFF;',
    '&#x110000;',
    '&#xFFFE;',
    '&#99999999999999999999;',
    '& ',
    '&a b;',
    '&constructor;',
    '&#x1F600;',
    '&#13;',
    '&#10;',
  ],
  ...[
    '\0',
    '\u0001',
    '\u001f',
    '\u007f',
    '\u0085',
    '\u2028',
    '\ufffe',
    '\uffff',
    '\ufffd',
    'å',
    '\u{1F600}',
    '\u{10400}',
    '\u00d7',
    '\u00b7',
  ],
];

function documents(): string[] {
  const dice = createDice(SEED);
  const writer = createWriter(dice, 'i');
  const below = (end: number) => Math.floor(dice() * end);
  const change = (document: string) => {
    const at = below(document.length + 1);
    const end = at + writer.pick([0, 0, 1, 1, 2, 5, below(document.length)]);
    return (
      document.slice(0, at) +
      writer.pick(['', writer.pick(PIECES), document.slice(below(at + 1), at)]) +
      document.slice(end)
    );
  };
  return Array.from({ length: DOCUMENTS }, (_, index) => {
    let document = writer.pick([
      writer.document,
      () => `<r>${Array.from({ length: below(6) }, () => writer.pick(PIECES)).join('')}</r>`,
    ])();
    for (let changes = index % 4; changes > 0; changes -= 1) document = change(document);
    return document;
  });
}

interface Plain extends Omit<Raw, 'attributes' | 'children'> {
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Plain[];
}

function plain({ name, namespace, attributes, children, text }: XmlElement): Plain {
  return { name, namespace, attributes: { ...attributes }, children: children.map(plain), text };
}

function fromRaw({ name, namespace, attributes, children, text }: Raw): Plain {
  return { name, namespace, attributes: Object.fromEntries(attributes), children: children.map(fromRaw), text };
}

function unlessRefused(read: () => XmlElement): Plain | undefined {
  try {
    return plain(read());
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
}

const corpus = documents();
const names = new XmlNames();

describe(`of ${DOCUMENTS} documents, of which some are none`, () => {
  test('our reader accepts those that saxes does, and reads the same in them', () => {
    for (const document of corpus) {
      const theirs = readWithSaxes(document);
      expect(
        unlessRefused(() => parseXml(document)),
        JSON.stringify(document),
      ).toEqual(theirs && plain(theirs));
    }
  });

  test('our reader accepts those that libxml2 does', () => {
    let accepted = 0;
    // It takes processing instructions, which we refuse.
    for (const document of corpus.filter((one) => !/<\?(?!xml\s)/.test(one))) {
      const theirs = readRaw(document);
      if (theirs) accepted += 1;
      expect(
        unlessRefused(() => parseXml(document)),
        JSON.stringify(document),
      ).toEqual(theirs && fromRaw(theirs));
    }
    expect(accepted).toBeGreaterThan(DOCUMENTS / 5);
    expect(accepted).toBeLessThan((3 * DOCUMENTS) / 4);
  });

  test('it reads the same of those in steps, and with the names of all before', () => {
    for (const document of corpus) {
      const inSteps = unlessRefused(() => {
        const reader = new XmlReader(document, XML_LIMITS, names);
        for (let limit = 1; !reader.readTo(limit); limit += 1);
        return reader.root();
      });
      expect(inSteps, JSON.stringify(document)).toEqual(unlessRefused(() => parseXml(document)));
    }
  });
});
