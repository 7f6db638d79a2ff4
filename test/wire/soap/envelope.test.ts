import { describe, expect, it } from 'vitest';
import {
  decodeXml,
  readEnvelope,
  SOAP_NAMESPACE,
  withoutDeclaration,
  writeEnvelope,
} from '../../../src/wire/soap/envelope.ts';
import { parseXml, xml } from '../../../src/wire/soap/xml.ts';
import { samples } from './samples.ts';

describe('in an envelope', () => {
  it('there are samples', () => {
    expect(samples.length).toBeGreaterThan(40);
  });

  it.each(samples)('$claim', ({ version, contentType, response, content }) => {
    const read = readEnvelope(version, response, contentType);
    expect(read).toMatchObject(content);
    if (content.kind !== 'fault' || read.kind !== 'fault') return;
    // Code and text are for the log alone.
    const { code, text, ...fault } = read.fault;
    expect(fault).toEqual(content.fault);
    expect([typeof code, typeof text]).toEqual(['string', 'string']);
  });

  it.each(samples.filter(({ content }) => content.kind === 'body'))('$claim, but never when cut short', (sample) => {
    const { version, contentType, response } = sample;
    for (let bytes = 0; bytes < response.lastIndexOf('>'); bytes += 7)
      expect(readEnvelope(version, response.subarray(0, bytes), contentType)).toEqual({ kind: 'nonsense' });
  });
});

describe('an envelope that we write', () => {
  it.each(['1.1', '1.2'] as const)('is read again in SOAP %s, header and body', (version) => {
    const text = writeEnvelope(version, xml`<h xmlns="urn:h">&amp;</h>`, xml`<b xmlns="urn:b">${'Blåbær & <x>'}</b>`);
    expect(text).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?><soap:Envelope /);
    expect(readEnvelope(version, Buffer.from(text), undefined)).toMatchObject({
      kind: 'body',
      element: { name: 'b', namespace: 'urn:b', text: 'Blåbær & <x>' },
    });
    const envelope = parseXml(text);
    expect(envelope.namespace).toBe(SOAP_NAMESPACE[version]);
    expect(envelope.children.map(({ name, children }) => [name, children.map((inner) => inner.namespace)])).toEqual([
      ['Header', ['urn:h']],
      ['Body', ['urn:b']],
    ]);
  });
});

describe('the XML declaration', () => {
  it.each([
    ['<?xml version="1.0"?>\n<a/>'],
    ["<?xml version='1.0' encoding='ISO-8859-1' standalone='yes' ?>\r\n\r\n<a/>"],
    ['\uFEFF<?xml version="1.0"?><a/>'],
    ['\n<?xml version="1.0"?><a/>'],
    ['<a/>'],
  ])('is cut off: %j', (text) => {
    expect(withoutDeclaration(text)).toBe('<a/>');
  });

  it.each([['<?xml-stylesheet href="x"?><a/>'], ['<a/><?xml version="1.0"?>'], ['<a><?xml version="1.0"?></a>']])(
    'is nothing else: %j',
    (text) => {
      expect(withoutDeclaration(text)).toBe(text);
    },
  );

  it('is gone from decoded bytes', () => {
    expect(decodeXml(Buffer.from('<?xml version="1.0"?><a>å</a>'), undefined)).toBe('<a>å</a>');
  });
});
