import { describe, expect, test } from 'vitest';
import { SOAP_NAMESPACE, type SoapVersion } from '../../../../src/wire/soap/envelope.ts';
import { textOf } from '../../../../src/wire/soap/xml.ts';
import { forger, QUESTION, responder, security, signatureValueOf } from './kit.ts';
import { without, xmlsec1 } from './xmlsec1.ts';

/** As WSS4J writes them, which lists all prefixes in scope in its BSP mode. */
function withPrefixes(text: string, list: string): string {
  const prefixes = `<ec:InclusiveNamespaces xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="${list}"/>`;
  return text
    .replaceAll('></ds:Transform>', `>${prefixes}</ds:Transform>`)
    .replaceAll('></ds:CanonicalizationMethod>', `>${prefixes}</ds:CanonicalizationMethod>`);
}

/** The envelope's prefix before those of all that is signed by code points, and after them in a dictionary. */
const upperCase = (text: string) =>
  text.replaceAll('<e:', '<SOAP-ENV:').replaceAll('</e:', '</SOAP-ENV:').replaceAll('xmlns:e=', 'xmlns:SOAP-ENV=');

describe.skipIf(without)(`A response that xmlsec1 signed${without ? ` (${without})` : ''}`, () => {
  describe.each(['1.1', '1.2'] satisfies SoapVersion[])('in SOAP %s', (version) => {
    const tool = without ? undefined : xmlsec1(SOAP_NAMESPACE[version]);
    const key = responder.privateKey.export({ type: 'pkcs8', format: 'pem' });

    /** What we have signed, emptied of it: a template for somebody else. */
    function template(signed: string): string {
      return signed.replaceAll(/(<ds:DigestValue>)[^<]*/g, '$1').replace(/(<ds:SignatureValue>)[^<]*/, '$1');
    }

    test.each([
      ['as the profile has it', (text: string) => text],
      [
        'with white space between its parts',
        (text: string) => text.replaceAll('></ds:', '>\n  </ds:').replaceAll('<ds:Reference', '\n<ds:Reference'),
      ],
      ['with InclusiveNamespaces, as WSS4J writes them', (text: string) => withPrefixes(text, 'e')],
      ['with a prefix in upper case', (text: string) => withPrefixes(upperCase(text), 'SOAP-ENV')],
      [
        'with a default namespace that is listed',
        (text: string) => withPrefixes(text.replace('<e:Envelope', '<e:Envelope xmlns="urn:x"'), '#default e never'),
      ],
    ])('is read %s', async (_, change) => {
      const exchange = await security().protect(version, QUESTION);
      const f = forger(version, signatureValueOf(exchange.envelope));
      const signed = tool?.sign(change(template(f.signed())), key).replace(/^<\?xml[^>]*\?>\s*/, '') ?? '';
      const read = (envelope: string) => exchange.open(Buffer.from(envelope), 'text/xml');
      const content = await read(f.encrypted(signed));
      expect(content.kind === 'body' && textOf(content.element, 'status')).toBe('NEI');
      expect(await read(f.encrypted(signed.replace('RESERVERT', 'ALLEREDE_AKTIV')))).toEqual({
        kind: 'insecure',
        step: 'digest',
      });
    });
  });
});
