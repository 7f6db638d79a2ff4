import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isOrganisasjonsnummer } from '../../../src/domain/organisasjonsnummer.ts';
import { parsePersonidentifikator } from '../../../src/domain/personidentifikator.ts';
import { writeWriting } from '../../../src/sources/postkasse/adapters/oppslagstjenesten/messages/writes.ts';
import {
  POSTKASSE_NEEDS,
  writeHentPersoner,
} from '../../../src/sources/postkasse/adapters/oppslagstjenesten/messages/reads.ts';
import { isSertifikat } from '../../../src/sources/postkasse/certificate.ts';
import { decodeBase64 } from '../../../src/wire/base64.ts';
import { sertifikat } from '../../mutations/support.ts';

const PERSON = parsePersonidentifikator('02827112006', { synthetic: true, accept2032: true });
const L1 = '311000012';
if (!PERSON || !isOrganisasjonsnummer(L1)) throw new Error('a test number that is none');

const sample = (name: string, file: string) =>
  readFileSync(new URL(`./writes/samples/${name}/${file}`, import.meta.url), 'utf8').trimEnd();

describe('a request as sent', () => {
  const postkasse = { supplier: L1, postkasseadresse: 'test.person#S02A' };
  test.each([
    [
      'oppdater-with-a-certificate',
      writeWriting('OppdaterPostkasse', PERSON, { ...postkasse, x509Sertifikat: 'MIICxTCCAa0=' }),
    ],
    ['opprett-og-velg-without-a-certificate', writeWriting('OpprettOgVelgSikkerDigitalPostkasse', PERSON, postkasse)],
    ['slett-has-two-fields', writeWriting('SlettPostkasse', PERSON, { supplier: L1 })],
    ['reading-back-asks-not-about-notices', writeHentPersoner([PERSON], undefined, POSTKASSE_NEEDS)],
  ])('%s', (name, { body }) => {
    expect(body().text).toBe(sample(name, 'request.xml'));
  });
});

describe('a certificate', () => {
  const whole = sertifikat(L1);

  test('is base64 of DER, also over several lines', () => {
    expect(isSertifikat(whole)).toBe(true);
    expect(isSertifikat(whole.replace(/(.{64})/g, '$1\r\n'))).toBe(true);
  });

  test.each([
    ['nothing', ''],
    ['the beginning of one', 'MIIB'],
    ['base64url', 'MII_xTCCAa0='],
    ['base64 of the wrong length', `${whole}A`],
    [
      'PEM, in base64',
      Buffer.from(`-----BEGIN CERTIFICATE-----\n${whole}\n-----END CERTIFICATE-----\n`).toString('base64'),
    ],
    ['one with bytes after it', Buffer.concat([Buffer.from(whole, 'base64'), Buffer.alloc(1)]).toString('base64')],
    ['two', Buffer.concat([Buffer.from(whole, 'base64'), Buffer.from(whole, 'base64')]).toString('base64')],
  ])('is not %s', (_, text) => {
    expect(isSertifikat(text)).toBe(false);
  });

  test('is decoded strictly', () => {
    expect(decodeBase64(' AA\n== ')).toEqual(Buffer.from([0]));
    expect(decodeBase64('AA=')).toBeUndefined();
  });
});
