import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import forge from 'node-forge';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createSertifikater } from '../../src/sandbox/postkasse/sertifikater.ts';
import { loadNoekkel, loadTillit, NoekkelError } from '../../src/wire/noekkel.ts';

const folder = mkdtempSync(join(tmpdir(), 'registergraf-noekler-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const sertifikater = createSertifikater(() => new Date());
const l1 = sertifikater.forVirksomhet('311000012');
const PASSORD = 'svært-hemmelig';

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content, { mode: 0o600 });
  return path;
}
const pem = (key: KeyObject, passphrase?: string) =>
  key.export({ type: 'pkcs8', format: 'pem', ...(passphrase && { cipher: 'aes-256-cbc', passphrase }) });

const sertifikat = file('l1.pem', l1.sertifikat.toString());
const noekkel = file('l1-noekkel.pem', pem(l1.privateKey));
const kryptert = file('l1-kryptert.pem', pem(l1.privateKey, PASSORD));
const fremmed = file('fremmed.pem', pem(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey));
const tillit = file('rot.pem', sertifikater.rot().sertifikat.toString());
const p12 = file(
  'l1.p12',
  Buffer.from(
    forge.asn1
      .toDer(
        forge.pkcs12.toPkcs12Asn1(
          forge.pki.privateKeyFromPem(pem(l1.privateKey).toString()),
          [
            forge.pki.certificateFromPem(sertifikater.rot().sertifikat.toString()),
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
    ['PEM', { sertifikat, noekkel }],
    ['encrypted PEM', { sertifikat, noekkel: kryptert, passord: PASSORD }],
    [
      'PEM with its issuer before it',
      { sertifikat: file('kjede.pem', `${sertifikater.rot().sertifikat}\n${l1.sertifikat}`), noekkel },
    ],
    ['PKCS#12', { sertifikat: p12, passord: PASSORD }],
  ])('is read from %s', (_, filer) => {
    const read = loadNoekkel(filer);
    expect(read.sertifikat.raw).toEqual(l1.der);
    expect(read.privateKey.equals(l1.privateKey)).toBe(true);
  });

  test.each([
    [
      'a file that is not there',
      { sertifikat: join(folder, 'borte.pem'), noekkel },
      'sertifikat: there is no such file',
    ],
    ['a key that is not there', { sertifikat, noekkel: join(folder, 'borte.pem') }, 'noekkel: there is no such file'],
    ['a folder', { sertifikat: folder, noekkel }, 'sertifikat: the file cannot be read'],
    [
      'a key that nobody named',
      { sertifikat },
      'noekkel: missing; only a PKCS#12 file holds certificate and key in one',
    ],
    [
      'a key of somebody else',
      { sertifikat, noekkel: fremmed },
      'noekkel: the certificate and the key do not belong together',
    ],
    ['a password that is missing', { sertifikat, noekkel: kryptert }, 'passord: missing; the key is encrypted'],
    ['a wrong password', { sertifikat, noekkel: kryptert, passord: 'feil' }, 'passord: does not open the key'],
    ['a wrong password for PKCS#12', { sertifikat: p12, passord: 'feil' }, 'passord: does not open the key'],
    ['no password for PKCS#12', { sertifikat: p12 }, 'passord: does not open the key'],
    ['a certificate as a key', { sertifikat, noekkel: sertifikat }, 'noekkel: holds no private key in PEM'],
    ['a key as a certificate', { sertifikat: noekkel, noekkel }, 'sertifikat: holds no certificate in PEM'],
    ['something else', { sertifikat: file('x', 'hei'), noekkel }, 'sertifikat: is neither PEM nor PKCS#12'],
    [
      'a certificate that is cut',
      { sertifikat: file('y.pem', l1.sertifikat.toString().replace(/\n.{64}/, '')), noekkel },
      'sertifikat: holds no certificate in PEM',
    ],
  ])('is refused in one line: %s', (_, filer, expected) => {
    let refusal: unknown;
    try {
      loadNoekkel(filer);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(NoekkelError);
    const { med, message } = refusal as NoekkelError;
    expect(`${med}: ${message}`).toBe(expected);
  });
});

describe('Trusted authorities', () => {
  test('are all that stand in the file', () => {
    const both = file('begge.pem', `${sertifikater.rot().sertifikat}${sertifikater.fremmedRot().sertifikat}`);
    expect(loadTillit(both)).toHaveLength(2);
  });

  test('must be authorities', () => {
    expect(() => loadTillit(sertifikat)).toThrow('holds a certificate that is no certificate authority');
  });
});

describe('Signing from the environment', () => {
  const SIGNERT = {
    POSTKASSE_URL: 'https://postkasse.example/',
    POSTKASSE_SERTIFIKAT: sertifikat,
    POSTKASSE_NOEKKEL: noekkel,
    POSTKASSE_TILLIT: tillit,
    POSTKASSE_RESPONDER_ORGNR: '310000000',
  };
  const problems = (environment: Record<string, string>) => {
    try {
      readConfig({ AUTENTISERING: 'av', ...environment });
      return [];
    } catch (error) {
      return (error as { problems: string[] }).problems;
    }
  };

  test('loads the keys once, for both services', () => {
    const { postkasse } = readConfig({ AUTENTISERING: 'av', ...SIGNERT, POSTKASSE_KLOKKEAVVIK_MS: '5000' }).sources;
    const signering = postkasse?.sikkerhet === 'signert' ? postkasse.signering : undefined;
    if (typeof signering !== 'object') throw new Error('nothing to sign with');
    expect(signering.postkasse).toMatchObject({
      responderOrgnr: '310000000',
      klokkeavvikMs: 5000,
      levetidMs: 60_000,
    });
    expect(signering.kontaktregister.privateKey).toBe(signering.postkasse.privateKey);
  });

  test('names everything that is missing', () => {
    expect(problems({ POSTKASSE_URL: 'https://postkasse.example/' })).toEqual(
      ['POSTKASSE_SERTIFIKAT', 'POSTKASSE_NOEKKEL', 'POSTKASSE_TILLIT', 'POSTKASSE_RESPONDER_ORGNR'].map(
        (name) => `${name}: missing; POSTKASSE_URL needs it, for POSTKASSE_SIKKERHET is signert.`,
      ),
    );
  });

  test('tells of each file that does not do, without its name', () => {
    expect(
      problems({
        ...SIGNERT,
        POSTKASSE_TILLIT: join(folder, 'borte.pem'),
        POSTKASSE_NOEKKEL: fremmed,
        KONTAKTREGISTER_SERTIFIKAT: p12,
        KONTAKTREGISTER_NOEKKEL_PASSORD: 'feil',
      }),
    ).toEqual([
      'POSTKASSE_TILLIT: there is no such file.',
      'POSTKASSE_NOEKKEL: the certificate and the key do not belong together.',
      'KONTAKTREGISTER_NOEKKEL_PASSORD: does not open the key.',
    ]);
  });

  test('may be left out, but not in production', () => {
    const ingen = { POSTKASSE_URL: 'http://127.0.0.1:1/', POSTKASSE_SIKKERHET: 'ingen' };
    expect(problems(ingen)).toEqual([]);
    expect(problems({ ...ingen, NODE_ENV: 'production' })).toEqual([
      'POSTKASSE_SIKKERHET: must be signert when NODE_ENV is production.',
    ]);
  });
});
