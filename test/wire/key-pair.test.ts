import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import forge from 'node-forge';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createCertificates } from '../../src/sandbox/postkasse/certificates.ts';
import { loadKeyPair, loadTrust, KeyError } from '../../src/wire/key-pair.ts';

const folder = mkdtempSync(join(tmpdir(), 'registergraf-noekler-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const certificates = createCertificates(() => new Date());
const l1 = certificates.forOrganisation('311000012');
const PASSORD = 'svært-hemmelig';

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content, { mode: 0o600 });
  return path;
}
const pem = (key: KeyObject, passphrase?: string) =>
  key.export({ type: 'pkcs8', format: 'pem', ...(passphrase && { cipher: 'aes-256-cbc', passphrase }) });

const sertifikat = file('l1.pem', l1.sertifikat.toString());
const key = file('l1-key.pem', pem(l1.privateKey));
const encrypted = file('l1-kryptert.pem', pem(l1.privateKey, PASSORD));
const fremmed = file('fremmed.pem', pem(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey));
const trusted = file('rot.pem', certificates.root().sertifikat.toString());
const p12 = file(
  'l1.p12',
  Buffer.from(
    forge.asn1
      .toDer(
        forge.pkcs12.toPkcs12Asn1(
          forge.pki.privateKeyFromPem(pem(l1.privateKey).toString()),
          [
            forge.pki.certificateFromPem(certificates.root().sertifikat.toString()),
            forge.pki.certificateFromPem(l1.sertifikat.toString()),
          ],
          PASSORD,
          { algorithm: 'aes256' },
        ),
      )
      .getBytes(),
    'binary',
  ),
);

describe('A key', () => {
  test.each([
    ['PEM', { sertifikat, key }],
    ['encrypted PEM', { sertifikat, key: encrypted, passord: PASSORD }],
    [
      'PEM with its issuer before it',
      { sertifikat: file('kjede.pem', `${certificates.root().sertifikat}\n${l1.sertifikat}`), key },
    ],
    ['PKCS#12', { sertifikat: p12, passord: PASSORD }],
  ])('is read from %s', (_, files) => {
    const read = loadKeyPair(files);
    expect(read.sertifikat.raw).toEqual(l1.der);
    expect(read.privateKey.equals(l1.privateKey)).toBe(true);
  });

  test('is read where its only certificate is not valid yet', () => {
    const inHalfAYear = new Date(Date.now() + 180 * 24 * 60 * 60_000);
    const next = createCertificates(() => inHalfAYear).forOrganisation('311000012');
    const files = {
      sertifikat: file('next.pem', `${next.sertifikat}`),
      key: file('next-key.pem', pem(next.privateKey)),
    };
    const read = loadKeyPair(files).sertifikat;
    expect(read.raw).toEqual(next.der);
    expect(read.validFromDate.getTime()).toBeGreaterThan(Date.now());
  });

  test.each([
    ['a file that is not there', { sertifikat: join(folder, 'borte.pem'), key }, 'sertifikat: there is no such file'],
    ['a key that is not there', { sertifikat, key: join(folder, 'borte.pem') }, 'key: there is no such file'],
    ['a folder', { sertifikat: folder, key }, 'sertifikat: the file cannot be read'],
    ['a key that nobody named', { sertifikat }, 'key: missing; only a PKCS#12 file holds certificate and key in one'],
    ['a key of somebody else', { sertifikat, key: fremmed }, 'key: the certificate and the key do not belong together'],
    ['a password that is missing', { sertifikat, key: encrypted }, 'passord: missing; the key is encrypted'],
    ['a wrong password', { sertifikat, key: encrypted, passord: 'feil' }, 'passord: does not open the key'],
    ['a wrong password for PKCS#12', { sertifikat: p12, passord: 'feil' }, 'passord: does not open the key'],
    ['no password for PKCS#12', { sertifikat: p12 }, 'passord: does not open the key'],
    ['a certificate as a key', { sertifikat, key: sertifikat }, 'key: holds no private key in PEM'],
    ['a key as a certificate', { sertifikat: key, key }, 'sertifikat: holds no certificate in PEM'],
    ['something else', { sertifikat: file('x', 'hei'), key }, 'sertifikat: is neither PEM nor PKCS#12'],
    [
      'a certificate that is cut',
      { sertifikat: file('y.pem', l1.sertifikat.toString().replace(/\n.{64}/, '')), key },
      'sertifikat: holds no certificate in PEM',
    ],
  ])('is refused in one line: %s', (_, files, expected) => {
    let refusal: unknown;
    try {
      loadKeyPair(files);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(KeyError);
    const { med, message } = refusal as KeyError;
    expect(`${med}: ${message}`).toBe(expected);
  });
});

describe('Trusted authorities', () => {
  test('are all that stand in the file', () => {
    const both = file('begge.pem', `${certificates.root().sertifikat}${certificates.untrustedRoot().sertifikat}`);
    expect(loadTrust(both)).toHaveLength(2);
  });

  test('must be authorities', () => {
    expect(() => loadTrust(sertifikat)).toThrow('holds a certificate that is no certificate authority');
  });
});

describe('Signing from the environment', () => {
  const SIGNED = {
    POSTKASSE_URL: 'https://postkasse.example/',
    POSTKASSE_CERT: sertifikat,
    POSTKASSE_KEY: key,
    POSTKASSE_CA: trusted,
    POSTKASSE_RESPONDER_ORGNR: '310000000',
  };
  const problems = (environment: Record<string, string>) => {
    try {
      readConfig({ AUTHENTICATION: 'off', ...environment });
      return [];
    } catch (error) {
      return (error as { problems: string[] }).problems;
    }
  };

  test('loads the keys once, for both services', () => {
    const { postkasse } = readConfig({ AUTHENTICATION: 'off', ...SIGNED, POSTKASSE_CLOCK_SKEW_MS: '5000' }).sources;
    const signing = postkasse?.security === 'signed' ? postkasse.signing : undefined;
    if (typeof signing !== 'object') throw new Error('nothing to sign with');
    expect(signing.postkasse).toMatchObject({
      responderOrgnr: '310000000',
      clockSkewMs: 5000,
      ttlMs: 60_000,
    });
    expect(signing.kontaktregister.privateKey).toBe(signing.postkasse.privateKey);
  });

  test('names everything that is missing', () => {
    expect(problems({ POSTKASSE_URL: 'https://postkasse.example/' })).toEqual(
      ['POSTKASSE_CERT', 'POSTKASSE_KEY', 'POSTKASSE_CA', 'POSTKASSE_RESPONDER_ORGNR'].map(
        (name) => `${name}: missing; POSTKASSE_URL needs it, for POSTKASSE_SECURITY is signed.`,
      ),
    );
  });

  test('tells of a number that cannot be read, where the keys can', () => {
    expect(problems({ ...SIGNED, POSTKASSE_CLOCK_SKEW_MS: 'soon' })).toEqual([
      expect.stringMatching(/^POSTKASSE_CLOCK_SKEW_MS: must be a whole number from \d+ to \d+\.?$/),
    ]);
  });

  test('tells of each file that does not do, without its name', () => {
    expect(
      problems({
        ...SIGNED,
        POSTKASSE_CA: join(folder, 'borte.pem'),
        POSTKASSE_KEY: fremmed,
        KONTAKTREGISTER_CERT: p12,
        KONTAKTREGISTER_KEY_PASSWORD: 'feil',
      }),
    ).toEqual([
      'POSTKASSE_CA: there is no such file.',
      'POSTKASSE_KEY: the certificate and the key do not belong together.',
      'KONTAKTREGISTER_KEY_PASSWORD: does not open the key.',
    ]);
  });

  test('may be left out, but not in production', () => {
    const none = { POSTKASSE_URL: 'http://127.0.0.1:1/', POSTKASSE_SECURITY: 'none' };
    expect(problems(none)).toEqual([]);
    expect(problems({ ...none, NODE_ENV: 'production' })).toEqual([
      'POSTKASSE_SECURITY: must be signed when NODE_ENV is production.',
    ]);
  });
});
