import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createCertificateReader } from '../../../src/wire/soap/security/signature.ts';
import { parseTree } from '../../../src/wire/soap/security/tree.ts';
import { parseXml } from '../../../src/wire/soap/xml.ts';
import { XML_LIMITS, XmlError } from '../../../src/wire/soap/xml-limits.ts';
import { XmlNames } from '../../../src/wire/soap/xml-syntax.ts';
import { certificates, L1, RESPONDER, selfSigned } from './security/kit.ts';

// A part of a text that V8 has cut out holds the whole text in memory: what outlives a document must be no part of it.

const DOCUMENTS = 24;
const CHARACTERS = 1_000_000;
/** What a document is full of, which nobody else says. */
const LONG = '01817011000 '.repeat(CHARACTERS / 12);

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function heapUsed(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

/** How many of the documents are still there once each of them has been read. */
function held(read: (index: number) => void): number {
  const before = heapUsed();
  for (let index = 0; index < DOCUMENTS; index += 1) read(index);
  return Math.round((heapUsed() - before) / CHARACTERS);
}

/** A name for each, without digits. */
const nameOf = (index: number) => `n${String.fromCharCode(97 + Math.floor(index / 10), 97 + (index % 10))}`;

describe('documents are forgotten when they have been read', () => {
  it.each<[string, (index: number) => string]>([
    ['names that others do not have', (index) => `<r><x>${LONG}</x><${nameOf(index)}/></r>`],
    [
      'names in namespaces',
      (index) =>
        `<r xmlns:p="urn:a-namespace-of-many-characters-${index}"><x>${LONG}</x><p:${nameOf(index)} p:a="b"/></r>`,
    ],
    [
      'entries that are alike',
      (index) =>
        `<r><x>${LONG}</x>${`<${nameOf(index)}>\n                      <b>x</b></${nameOf(index)}>`.repeat(20)}</r>`,
    ],
  ])('with %s', (_, document) => {
    const names = new XmlNames();
    expect(held((index) => void parseXml(document(index), XML_LIMITS, names))).toBeLessThan(DOCUMENTS / 4);
    expect(names.named(nameOf(DOCUMENTS - 1)) ?? names.named(`p:${nameOf(DOCUMENTS - 1)}`)).toBeDefined();
  });

  it('and are not well-formed in an entry of a known shape', () => {
    const entries = (name: string) => `<p:${name}><p:b>${'x'.repeat(40)}</p:b></p:${name}>`.repeat(20);
    const names = new XmlNames();
    const read = (index: number) => {
      parseXml(`<r xmlns:p="urn:p">${entries(nameOf(index))}</r>`, XML_LIMITS, names);
      const undeclared = `<r><x>${LONG}</x>${entries(nameOf(index))}</r>`;
      expect(() => parseXml(undeclared, XML_LIMITS, names)).toThrow(XmlError);
    };
    expect(held(read)).toBeLessThan(DOCUMENTS / 4);
  });

  it('with the certificates that were in them', () => {
    const all = [certificates.forOrganisation(L1), certificates.forOrganisation(RESPONDER), selfSigned];
    const texts = all.map(({ sertifikat }) => sertifikat.raw.toString('base64'));
    const read = createCertificateReader();
    const readFirst = (index: number) => {
      const { root } = parseTree(`<r><t>${texts[index % texts.length]}</t><x>${LONG}</x></r>`);
      read(root.children[0]?.text ?? '');
    };
    expect(held(readFirst)).toBeLessThan(2);
  });

  it('with names that could hold a number of somebody', () => {
    const names = new XmlNames();
    parseXml('<r><a><b01817011000 c01817011000=""/></a><d01817011000/></r>', XML_LIMITS, names);
    const { child, sibling, attribute } = names.named('a') ?? {};
    expect([names.named('r')?.child?.written, child, sibling, attribute]).toEqual([
      'a',
      undefined,
      undefined,
      undefined,
    ]);
  });
});
