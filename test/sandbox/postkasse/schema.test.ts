import { describe, expect, it } from 'vitest';
import { respons } from '../../../src/sandbox/postkasse/schema/postkasseleverandoer.ts';
import { validate } from '../../../src/sandbox/postkasse/schema/schema.ts';
import { parseXml } from '../../../src/wire/soap/xml.ts';
import { envelope11, L1, PK, startSandbox, verdict } from './client.ts';

const sandbox = startSandbox();
const INVALID = 'HTTP 500 Client: Validation error';
const S01 = '01817011000';

/** An OpprettPostkasse with one thing changed. */
function opprett({ person = S01, orgnr = L1, adresse = 'test.person#NY01', rest = '' } = {}): string {
  return message(
    field('personidentifikator', person) +
      field('postkasseleverandoerOrgNummer', orgnr) +
      field('postkasseadresse', adresse) +
      rest,
  );
}

function message(felter: string): string {
  return envelope11(`<pk:OpprettPostkasseForespoersel>${felter}</pk:OpprettPostkasseForespoersel>`);
}

function field(name: string, text: string): string {
  return `<pk:${name}>${text}</pk:${name}>`;
}

function cert(text: string): string {
  return field('x509Sertifikat', text);
}

describe('What the schema lets through is answered by the register', () => {
  const wrapped = () =>
    sandbox.sandbox.certificates
      .forOrganisation(L1)
      .der.toString('base64')
      .replace(/(.{64})/g, '$1\r\n  ');

  it.each([
    ['eleven letters as personidentifikator', () => opprett({ person: 'abcdefghijk' }), 'FEILET UGYLDIG_PERSONNUMMER'],
    ['an OrgNummer of 8 characters', () => opprett({ orgnr: '31100001' }), 'FEILET UGYLDIG_ORGNR'],
    ['an OrgNummer of 20', () => opprett({ orgnr: '3'.repeat(20) }), 'FEILET UGYLDIG_ORGNR'],
    ['an OrgNummer as 9908:', () => opprett({ orgnr: '9908:311000012' }), 'FEILET UGYLDIG_ORGNR'],
    ['a postkasseadresse of 8 characters', () => opprett({ adresse: 'a'.repeat(8) }), 'OK'],
    ['a postkasseadresse of 100, beyond the plane', () => opprett({ adresse: '🦊'.repeat(100) }), 'OK'],
    ['no certificate', () => opprett(), 'OK'],
    ['an empty certificate', () => opprett({ rest: cert('') }), 'FEILET UGYLDIG_SERTIFIKAT'],
    ['a certificate wrapped over lines', () => opprett({ rest: cert(wrapped()) }), 'OK'],
    ['base64 that is no certificate', () => opprett({ rest: cert('aGVp') }), 'FEILET UGYLDIG_SERTIFIKAT'],
    ['a certificate with a byte too many', () => opprett({ rest: cert(withTail()) }), 'FEILET UGYLDIG_SERTIFIKAT'],
    ['a comment inside a number', () => opprett({ person: '01817<!--x-->011000' }), 'OK'],
    ['any prefix', () => opprett().replaceAll('pk:', 'ns17:').replace('xmlns:pk', 'xmlns:ns17'), 'OK'],
  ])('%s', async (_, body, expected) => {
    expect(verdict(await sandbox.sendB(body()))).toBe(expected);
  });

  function withTail(): string {
    return Buffer.concat([sandbox.sandbox.certificates.forOrganisation(L1).der, Buffer.from([0])]).toString('base64');
  }
});

describe('What the schema does not let through is a fault', () => {
  const person = field('personidentifikator', S01);
  const orgnr = field('postkasseleverandoerOrgNummer', L1);
  const adresse = field('postkasseadresse', 'test.person#NY01');

  it.each([
    ['a personidentifikator of 10 characters', opprett({ person: '0181701100' })],
    ['a personidentifikator with a leading space', opprett({ person: ` ${S01}` })],
    ['an OrgNummer of 7', opprett({ orgnr: '3110000' })],
    ['an OrgNummer of 21', opprett({ orgnr: '3'.repeat(21) })],
    ['a postkasseadresse of 1', opprett({ adresse: 'a' })],
    ['a postkasseadresse of 7', opprett({ adresse: 'a'.repeat(7) })],
    ['a postkasseadresse of 101', opprett({ adresse: 'a'.repeat(101) })],
    ['PEM armour', opprett({ rest: cert('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----') })],
    ['base64url', opprett({ rest: cert('MI-_') })],
    ['base64 of a wrong length', opprett({ rest: cert('MIIBA') })],
    ['a certificate with a capital X', opprett({ rest: field('X509Sertifikat', 'MIIB') })],
    ['two certificates', opprett({ rest: cert('MIIB') + cert('MIIB') })],
    ['virksomhetsidentifikator', message(person + field('virksomhetsidentifikator', L1) + adresse)],
    ['swapped order', message(orgnr + person + adresse)],
    ['a field missing', message(person + adresse)],
    ['a field in another namespace', message(`<personidentifikator>${S01}</personidentifikator>${orgnr}${adresse}`)],
    ['an element inside a field', opprett({ adresse: 'test.<pk:b/>person#NY01' })],
    ['text between the fields', message(`${person}hei${orgnr}${adresse}`)],
    ['an attribute that nobody declared', message(person.replace('>', ' id="1">') + orgnr + adresse)],
    [
      'a nil certificate',
      opprett({ rest: '<pk:x509Sertifikat xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>' }),
    ],
  ])('%s', async (_, body) => {
    expect(verdict(await sandbox.sendB(body))).toBe(INVALID);
  });
});

describe('What the schema says of an answer', () => {
  const answer = (operation: 'KanVelgeSikkerDigitalPostkasse' | 'OppdaterPostkasse', felter: string) => {
    const text = `<pk:${operation}Respons xmlns:pk="${PK}">${felter}</pk:${operation}Respons>`;
    return validate(parseXml(text), respons(operation)) === undefined;
  };
  const status = (text: string) => field('status', text);
  const beskrivelse = (text: string) => field('beskrivelse', text);

  it.each([
    ['FEILET without beskrivelse', 'OppdaterPostkasse', status('FEILET'), true],
    ['OK with beskrivelse', 'OppdaterPostkasse', status('OK') + beskrivelse('RESERVERT'), true],
    [
      'NEI with a code outside the documentation of KanVelge',
      'KanVelgeSikkerDigitalPostkasse',
      status('NEI') + beskrivelse('INGEN_POSTBOKS_FUNNET'),
      true,
    ],
    ['an empty beskrivelse', 'OppdaterPostkasse', status('FEILET') + beskrivelse(''), false],
    ['an unlisted beskrivelse', 'OppdaterPostkasse', status('FEILET') + beskrivelse('UKJENT_TESTKODE'), false],
    ['JA outside KanVelge', 'OppdaterPostkasse', status('JA'), false],
    ['OK in KanVelge', 'KanVelgeSikkerDigitalPostkasse', status('OK'), false],
    ['no status', 'OppdaterPostkasse', beskrivelse('RESERVERT'), false],
  ] as const)('%s', (_, operation, felter, isValid) => {
    expect(answer(operation, felter)).toBe(isValid);
  });
});
