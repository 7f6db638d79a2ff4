import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FULL, searchDocument, startSandbox, writeRequest } from './ask.ts';

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

describe('the bytes of grunndataWS', () => {
  it('are, for 700102009 in hentBasisdataMini, exactly those of the sample', async () => {
    const sample = readFileSync(new URL('samples/hentBasisdataMini-700102009.xml', import.meta.url), 'utf8');
    expect((await sandbox.ask('hentBasisdataMini', '700102009')).wire).toBe(sample);
  });

  it('say text/xml in UTF-8', async () => {
    expect((await sandbox.ask('hentBasisdataMini', '700102009')).contentType).toBe('text/xml;charset=utf-8');
  });

  it('hold letters and ampersands that are escaped twice, in attributes too', async () => {
    const { wire } = await sandbox.ask('hentSaerligeOpplysninger', '700000001');
    expect(wire).toContain('statuskode="&amp;#xc5;RSO"');
    expect(wire).toMatch(/^\p{ASCII}+$/u);
    expect((await sandbox.ask('hentKontaktdata', '700000001')).wire).not.toContain('&gt;');
  });

  it('are raw UTF-8, indented, under a wrong declaration in sokEnhet alone', async () => {
    const { wire, inner } = await sandbox.ask('sokEnhet', searchDocument('FLØYTE'));
    expect(inner.split('\n').slice(0, 4)).toEqual([
      '<?xml version="1.0" encoding="ISO-8859-1"?>',
      '',
      '<grunndata xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="https://schema.brreg.no/grunndata/sokEnhet.xsd">',
      '  <responseHeader prossessDato="2026-01-15" tjeneste="sokEnhet">',
    ]);
    expect(inner).toContain('\n          <OrgNavn>BLÅBÆR &amp; FLØYTE SANDKASSE</OrgNavn>\n');
    expect(inner.endsWith('\n  </melding>\n</grunndata>\n')).toBe(true);
    expect(wire).toContain('BLÅBÆR &amp;amp; FLØYTE');
  });
});

describe('a request', () => {
  const mini = writeRequest('hentBasisdataMini', '700102009', FULL);

  it.each([
    ['in any order of children', mini.replace(/(<ws:userid>.*<\/ws:password>)(<ws:orgnr>.*<\/ws:orgnr>)/, '$2$1'), {}],
    ['with another prefix', mini.replaceAll('ws:', 'x:').replace('xmlns:ws', 'xmlns:x'), {}],
    ['with any SOAPAction', mini, { soapaction: 'urn:whatever' }],
    [
      'with WS-Addressing',
      mini.replace(
        '<soapenv:Header/>',
        '<soapenv:Header><a:Action xmlns:a="http://www.w3.org/2005/08/addressing">x</a:Action></soapenv:Header>',
      ),
      {},
    ],
    ['with spaces around the number', mini.replace('700102009', ' 700102009\n'), {}],
  ])('is understood %s', async (_, body, headers) => {
    const answer = await sandbox.post('/grunndata/ErFr', body, { headers });
    expect([answer.status, answer.wire.includes('>Data returnert&lt;')]).toEqual([200, true]);
  });

  it('is understood behind any path prefix', async () => {
    expect((await sandbox.post('/enhet/grunndata/ErFr', mini)).status).toBe(200);
  });

  it.each([
    ['is not XML', '/grunndata/ErFr', '<soapenv:Envelope'],
    ['is not UTF-8', '/grunndata/ErFr', Buffer.from(mini.replace('700102009', 'ø'), 'latin1')],
    ['has a document type', '/grunndata/ErFr', `<!DOCTYPE x>${mini.slice(mini.indexOf('<soapenv'))}`],
    [
      'is SOAP 1.2',
      '/grunndata/ErFr',
      mini.replace('http://schemas.xmlsoap.org/soap/envelope/', 'http://www.w3.org/2003/05/soap-envelope'),
    ],
    ['has no Body', '/grunndata/ErFr', mini.replace(/<soapenv:Body>[\s\S]*<\/soapenv:Body>/, '')],
    ['asks for nothing', '/grunndata/ErFr', mini.replace(/<ws:hent[\s\S]*Mini>/, '')],
    ['names no operation', '/grunndata/ErFr', mini.replaceAll('hentBasisdataMini', 'hentAlt')],
    ['is in another namespace', '/grunndata/ErFr', mini.replace('no/brreg', 'no.brreg')],
    ['asks the wrong service', '/grunndata/Frivillighet', mini],
  ])('that %s is answered with a SOAP fault', async (_, path, body) => {
    const answer = await sandbox.post(path, body);
    expect(answer.status).toBe(500);
    expect(answer.contentType).toBe('text/xml;charset=utf-8');
    expect(answer.wire).toMatch(
      /^<\?xml version='1\.0' encoding='UTF-8'\?><S:Envelope xmlns:S="http:\/\/schemas\.xmlsoap\.org\/soap\/envelope\/"><S:Body><S:Fault xmlns:ns4="http:\/\/www\.w3\.org\/2003\/05\/soap-envelope"><faultcode>S:Client<\/faultcode><faultstring>[^<]+<\/faultstring><\/S:Fault><\/S:Body><\/S:Envelope>$/,
    );
  });

  it('for anything but the two services finds nothing, and only POST asks', async () => {
    expect((await sandbox.post('/grunndata/Annet', mini)).status).toBe(404);
    expect((await fetch(`${sandbox.url}/grunndata/ErFr`)).status).toBe(405);
  });
});
