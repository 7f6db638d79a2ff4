import { execFileSync } from 'node:child_process';
import type { KeyObject } from 'node:crypto';
import forge from 'node-forge';
import { afterAll, describe, expect, test } from 'vitest';
import * as der from '../support/der.ts';
import { loadKeyPair, KeyError } from '../../src/wire/key-pair.ts';
import { readPkcs12 } from '../../src/wire/pkcs12.ts';
import { createFiles } from '../support/certificates.ts';
import { JUDGES, reasonToSkip } from '../support/judges.ts';
import { ec, type Issued, isAuthority, isEndUser, issue, keyUsage, rsa } from './certificates.ts';

const without = reasonToSkip(JUDGES.openssl);

const files = createFiles();
afterAll(() => files[Symbol.dispose]());

const VALID = { from: '2026-01-01T00:00:00Z', to: '2126-01-01T00:00:00Z' };
const authority = issue({
  ...VALID,
  subject: [['CN', 'Authority']],
  extensions: [isAuthority(), keyUsage('keyCertSign')],
});
const holder = (name: string, keys = rsa()) =>
  issue({ ...VALID, subject: [['CN', name]], issuer: authority, keys, extensions: [isEndUser()] });
const ours = holder('Ours');
const other = holder('Other');
const curve = holder('Curve', ec());

const PASSWORD = 'svært-hemmelig-ÆØÅ-€';
const pem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();
const toPem = ({ certificate, keys }: Issued) => `${certificate}${pem(keys.privateKey)}`;

/** A file as OpenSSL writes it. */
function write(password: string, options: readonly string[] = [], of = ours): Buffer {
  const entry = files.write('entry.pem', toPem(of));
  const chain = files.write('chain.pem', authority.certificate.toString());
  const args = ['pkcs12', '-export', '-in', entry, '-certfile', chain, '-passout', 'env:PASSWORD', ...options];
  return execFileSync('openssl', args, { env: { ...process.env, PASSWORD: password } });
}

const TRIPLE_DES = ['-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'];
const OPEN = ['-certpbe', 'NONE', '-keypbe', 'NONE', '-nomac'];

/** All entries of several files in one, in their order, which OpenSSL does not write. */
function merged(...all: readonly Buffer[]): Buffer {
  const parse = (bytes: string | Buffer) => forge.asn1.fromDer(bytes.toString('latin1'));
  const child = (node: forge.asn1.Asn1, index: number) => (node.value as forge.asn1.Asn1[])[index] as forge.asn1.Asn1;
  const contents = all.map((bytes) => {
    const octets = child(child(child(parse(bytes), 1), 1), 0).value as string;
    const safes = forge.asn1.fromDer(octets).value as forge.asn1.Asn1[];
    return safes.map((safe) => Buffer.from(forge.asn1.toDer(safe).getBytes(), 'latin1'));
  });
  const safe = der.octetString(der.sequence(...contents.flat()));
  const info = der.sequence(der.oid('1.2.840.113549.1.7.1'), der.explicit(0, safe));
  return der.sequence(der.integer(Buffer.from([3])), info);
}

function load(bytes: Buffer, passord?: string) {
  return loadKeyPair({ sertifikat: files.write('read.p12', bytes), passord });
}

describe.skipIf(without)(`A PKCS#12 file by OpenSSL${without ? ` (${without})` : ''}`, () => {
  test.each<[string, () => Buffer, string | undefined]>([
    ['by AES-256', () => write('plain'), 'plain'],
    ['by a password that is no ASCII', () => write(PASSWORD), PASSWORD],
    [
      'by AES-128, and more often hashed',
      () => write(PASSWORD, ['-keypbe', 'aes-128-cbc', '-iter', '20000']),
      PASSWORD,
    ],
    ['by Triple DES, with such a password', () => write(PASSWORD, TRIPLE_DES), PASSWORD],
    [
      'by RC2 of 40 bits, as older programs write it',
      () => write(PASSWORD, ['-legacy', '-certpbe', 'PBE-SHA1-RC2-40']),
      PASSWORD,
    ],
    ['by both in one file', () => write(PASSWORD, ['-certpbe', 'PBE-SHA1-3DES']), PASSWORD],
    [
      'by a password whose bytes were taken for characters',
      () => write(Buffer.from(PASSWORD).toString('latin1'), TRIPLE_DES),
      PASSWORD,
    ],
    ['sealed by SHA-512', () => write(PASSWORD, ['-macalg', 'sha512']), PASSWORD],
    ['sealed by nothing', () => write(PASSWORD, ['-nomac']), PASSWORD],
    ['by the empty password, given', () => write(''), ''],
    ['by the empty password, not given', () => write(''), undefined],
    ['by nothing', () => write('', OPEN), undefined],
    ['by nothing, though there is a password', () => write('', OPEN), PASSWORD],
    ['with names', () => write(PASSWORD, ['-name', 'Vårt sertifikat', '-caname', 'Utsteder']), PASSWORD],
    ['with a line after its end', () => Buffer.concat([write(PASSWORD), Buffer.from('\r\n')]), PASSWORD],
    ['with zeros after its end', () => Buffer.concat([write(PASSWORD), Buffer.alloc(4096)]), PASSWORD],
    [
      'with an entry of an elliptic curve before',
      () => merged(write(PASSWORD, ['-nomac'], curve), write(PASSWORD, ['-nomac'])),
      PASSWORD,
    ],
    [
      'with an entry of an elliptic curve after',
      () => merged(write(PASSWORD, ['-nomac']), write(PASSWORD, ['-nomac'], curve)),
      PASSWORD,
    ],
    ['with its entry twice', () => merged(write(PASSWORD, ['-nomac']), write(PASSWORD, ['-nomac'])), PASSWORD],
  ])('is read, encrypted %s', (_, make, password) => {
    const read = load(make(), password);
    expect(read.privateKey.equals(ours.keys.privateKey)).toBe(true);
    expect(read.sertifikat.raw).toEqual(ours.certificate.raw);
    expect(read.chain.map(({ subject }) => subject)).toEqual(['CN=Ours', 'CN=Authority']);
  });

  test.each<[string, () => Buffer, string | undefined, string]>([
    ['another password', () => write(PASSWORD), 'feil', 'passord: does not open the key'],
    ['another password, and no seal', () => write(PASSWORD, ['-nomac']), 'feil', 'passord: does not open the key'],
    ['no password', () => write(PASSWORD), undefined, 'passord: does not open the key'],
    ['another case', () => write(PASSWORD), PASSWORD.toLowerCase(), 'passord: does not open the key'],
    [
      'two RSA keys',
      () => merged(write(PASSWORD, ['-nomac']), write(PASSWORD, ['-nomac'], other)),
      PASSWORD,
      'sertifikat: holds several RSA keys; the one that is meant needs a file of its own',
    ],
    ['a key of an elliptic curve alone', () => write(PASSWORD, [], curve), PASSWORD, 'sertifikat: holds no RSA key'],
    ['no key', () => write(PASSWORD, ['-nokeys']), PASSWORD, 'sertifikat: holds no RSA key'],
    [
      'a cipher that nobody uses',
      () => write(PASSWORD, ['-keypbe', 'camellia-256-cbc']),
      PASSWORD,
      'sertifikat: is encrypted in a way that is not supported; AES or Triple DES by a password is',
    ],
    ['half a file', () => write(PASSWORD).subarray(0, 500), PASSWORD, 'sertifikat: is neither PEM nor PKCS#12'],
    ['a certificate in DER', () => ours.certificate.raw, PASSWORD, 'sertifikat: is neither PEM nor PKCS#12'],
  ])('is refused in one line: %s', (_, make, password, expected) => {
    let refusal: unknown;
    try {
      load(make(), password);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(KeyError);
    const { med, message } = refusal as KeyError;
    expect(`${med}: ${message}`).toBe(expected);
  });

  test('with two certificates of one key is read by the one that it names', () => {
    const renewed = issue({
      ...VALID,
      to: '2030-01-01T00:00:00Z',
      subject: ours.subject,
      issuer: authority,
      keys: ours.keys,
    });
    // OpenSSL names the certificate of the key; the other comes as one of the chain.
    files.write('chain-and-older.pem', `${ours.certificate}${authority.certificate}`);
    const bytes = write(PASSWORD, ['-certfile', files.path('chain-and-older.pem')], renewed);
    const read = readPkcs12(bytes, PASSWORD);
    expect(typeof read === 'object' && read.certificates.length).toBeGreaterThan(2);
    expect(load(bytes, PASSWORD).sertifikat.raw).toEqual(renewed.certificate.raw);
  });
});

describe('A key of several certificates', () => {
  const make = (from: string, to: string) =>
    issue({ from, to, subject: ours.subject, issuer: authority, keys: ours.keys }).certificate;
  const expired = make('2020-01-01T00:00:00Z', '2021-01-01T00:00:00Z');
  const now = make('2020-01-01T00:00:00Z', '2100-01-01T00:00:00Z');
  const later = make('2099-01-01T00:00:00Z', '2120-01-01T00:00:00Z');
  const key = () => files.write('ours.key', pem(ours.keys.privateKey));

  test.each([
    ['in their order', [expired, now, later]],
    ['in another', [later, now, expired]],
    ['in a third', [now, later, expired]],
  ])('is read by the one that is valid and holds longest, %s', (_, certificates) => {
    const sertifikat = files.write('several.pem', certificates.join(''));
    expect(loadKeyPair({ sertifikat, key: key() }).sertifikat.raw).toEqual(now.raw);
  });

  test('shows its issuers in the order of issuing, and no other holder’s certificate', () => {
    const root = issue({ ...VALID, subject: [['CN', 'Root']], extensions: [isAuthority(), keyUsage('keyCertSign')] });
    const middle = issue({
      ...VALID,
      subject: [['CN', 'Middle']],
      issuer: root,
      extensions: [isAuthority(), keyUsage('keyCertSign')],
    });
    const leaf = issue({ ...VALID, subject: [['CN', 'Leaf']], issuer: middle, keys: ours.keys });
    const all = [other, root, middle, leaf].map(({ certificate }) => certificate.toString()).join('');
    const { chain } = loadKeyPair({ sertifikat: files.write('unordered.pem', all), key: key() });
    expect(chain.map(({ subject }) => subject)).toEqual(['CN=Leaf', 'CN=Middle', 'CN=Root']);
  });
});
