import { describe, expect, test } from 'vitest';
import { writeHentPersoner } from '../../../../src/sources/postkasse/adapters/oppslagstjenesten/messages/reads.ts';
import type { SoapMessage } from '../../../../src/wire/soap/client.ts';
import { SOAP_NAMESPACE, type SoapVersion, withoutDeclaration } from '../../../../src/wire/soap/envelope.ts';
import { canonicalise, EXCLUSIVE } from '../../../../src/wire/soap/security/canonical.ts';
import { writeTimestamp } from '../../../../src/wire/soap/security/timestamp.ts';
import { parseTree } from '../../../../src/wire/soap/security/tree.ts';
import { WSSE, WSU } from '../../../../src/wire/soap/security/uris.ts';
import { child, childrenOf, parseXml, xml } from '../../../../src/wire/soap/xml.ts';
import { digestOf, client, NOW, PK, QUESTION, security } from './kit.ts';
import { without, xmlsec1 } from './xmlsec1.ts';

const PAA_VEGNE_AV = writeHentPersoner(
  ['01817011000' as Parameters<typeof writeHentPersoner>[0][number]],
  '316000010' as Parameters<typeof writeHentPersoner>[1],
);

async function write(version: SoapVersion, message: SoapMessage = QUESTION): Promise<string> {
  return (await security().protect(version, message)).envelope;
}

describe('The contract’s test vector', () => {
  test('is the Timestamp that is written', () => {
    const timestamp = writeTimestamp('TS-1', Date.parse('2024-01-15T12:00:00Z'), 60_000);
    expect(Buffer.byteLength(timestamp)).toBe(242);
    expect(digestOf(timestamp)).toBe('EzxT9YhoWrAQCZGb7DnYK0HuicLybXojufMuCCNOar4=');
    expect(canonicalise(parseTree(timestamp).root, EXCLUSIVE)).toBe(timestamp);
  });

  test('is the canonical form of its Body, however the document writes it', () => {
    const canonical = `<soap:Body xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:wsu="${WSU}" wsu:Id="id-1"><pk:KanVelgeSikkerDigitalPostkasseForespoersel xmlns:pk="${PK}"><pk:personidentifikator>01817011000</pk:personidentifikator></pk:KanVelgeSikkerDigitalPostkasseForespoersel></soap:Body>`;
    expect(Buffer.byteLength(canonical)).toBe(408);
    expect(digestOf(canonical)).toBe('B6P9Y5Dtu3LFQIo+bhlPlCgBSg3bZ0NmXiPQwo7GhVc=');
    const written = `<soap:Envelope xmlns:soap='http://schemas.xmlsoap.org/soap/envelope/' xmlns:pk="${PK}" xmlns:x="urn:x"><soap:Body wsu:Id = "id-1" xmlns:wsu="${WSU}"><pk:KanVelgeSikkerDigitalPostkasseForespoersel ><pk:personidentifikator><![CDATA[018]]>1701&#49;000</pk:personidentifikator></pk:KanVelgeSikkerDigitalPostkasseForespoersel></soap:Body></soap:Envelope>`;
    const [body] = parseTree(written).root.children;
    expect(body && canonicalise(body, EXCLUSIVE)).toBe(canonical);
  });
});

describe.each(['1.1', '1.2'] satisfies SoapVersion[])('A request in SOAP %s', (version) => {
  const soap = SOAP_NAMESPACE[version];

  test('has one Security that must be understood, and in it one of each part', async () => {
    const envelope = parseXml(withoutDeclaration(await write(version)));
    const [security, ...others] = childrenOf(child(envelope, 'Header'), 'Security');
    expect(others).toEqual([]);
    expect(security?.namespace).toBe(WSSE);
    expect(security?.attributes[`{${soap}}mustUnderstand`]).toBe(version === '1.2' ? 'true' : '1');
    expect(security?.children.map(({ name }) => name)).toEqual(['BinarySecurityToken', 'Timestamp', 'Signature']);
    expect(security?.children[0]?.text).toBe(client.der.toString('base64'));
  });

  test('lives for a minute from now', async () => {
    expect(await write(version)).toContain(
      '<wsu:Created>2026-06-15T12:00:00.000Z</wsu:Created><wsu:Expires>2026-06-15T12:01:00.000Z</wsu:Expires>',
    );
    expect(NOW).toBe(Date.parse('2026-06-15T12:00:00.000Z'));
  });

  test('has six ids, of letters first, that no other message has', async () => {
    const ids = (envelope: string) => [...envelope.matchAll(/ (?:wsu:)?Id="([^"]+)"/g)].map(([, id]) => id);
    const [one, other] = [ids(await write(version)), ids(await write(version))];
    expect(one.every((id) => /^(TS|id|X509|KI|STR|SIG)-[0-9a-f-]{36}$/.test(id ?? ''))).toBe(true);
    expect(new Set(one).size).toBe(6);
    expect(one.filter((id) => other.includes(id))).toHaveLength(0);
  });

  test('covers the header of the one who is spoken for', async () => {
    const envelope = await write(version, PAA_VEGNE_AV);
    const references = [...envelope.matchAll(/<ds:Reference URI="#(\w+)-/g)].map(([, prefix]) => prefix);
    expect(references).toEqual(['TS', 'id', 'OT']);
    expect(envelope).toMatch(/<ot:Oppslagstjenesten [^>]*wsu:Id="OT-[^>]*><ot:PaaVegneAv>316000010</);
  });

  describe.skipIf(without)(`read by xmlsec1${without ? ` (${without})` : ''}`, () => {
    const tool = without ? undefined : xmlsec1(soap);
    const pem = client.sertifikat.toString();

    test.each([
      ['a question', QUESTION],
      ['a question on somebody’s behalf', PAA_VEGNE_AV],
      [
        'text that canonical form writes in its own way',
        { body: () => xml`<a xmlns="urn:a" b="1" a="${'<"\'>&\t\n'}"><c>${'æøå "\'<>&\r 😀'}</c></a>` },
      ],
    ] satisfies [string, SoapMessage][])('%s holds', async (_, message) => {
      expect(tool?.verifies(await write(version, message), pem)).toBe(true);
    });

    test('does not hold when it is changed', async () => {
      const envelope = await write(version, PAA_VEGNE_AV);
      expect(tool?.verifies(envelope.replace('01817011000', '01817011001'), pem)).toBe(false);
      expect(tool?.verifies(envelope.replace('316000010', '316000011'), pem)).toBe(false);
      expect(tool?.verifies(envelope.replace('12:01:00', '12:02:00'), pem)).toBe(false);
    });
  });
});
