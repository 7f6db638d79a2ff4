import { createPrivateKey } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { type Environment, readConfig } from '../../src/config.ts';
import { METADATA_HEADERS, ORGANISATIONSTYPER } from '../../src/sources/kontaktinformation/settings.ts';
import { createFiles, starCertificates } from '../support/certificates.ts';
import { problemsOf } from './problems.ts';

const KODELISTER = {
  bekraeftet: true,
  kontaktdata: { mobiltelefon: 17, fastnetTelefon: 23, mailadresse: 42 },
  kontaktdatastatus: { ikkeVerificeret: 71, verificeret: 72 },
};

const groups = (bekraeftet: readonly [boolean, boolean, boolean]) => ({
  STAR_KODELISTER: JSON.stringify({ ...KODELISTER, bekraeftet: bekraeftet[0] }),
  STAR_ORGANISATIONSTYPER: JSON.stringify({ ...ORGANISATIONSTYPER, bekraeftet: bekraeftet[1] }),
  STAR_METADATA_HEADERS: JSON.stringify({ ...METADATA_HEADERS, bekraeftet: bekraeftet[2] }),
});

const STAR = {
  AUTHENTICATION: 'off',
  STAR_URL: 'https://star.example',
  STAR_ORGANISATIONSTYPE: '8',
  STAR_ORGANISATIONSKODE: '90100',
  ...groups([true, true, true]),
};

const problems = (environment: Environment) => problemsOf(() => readConfig(environment));

describe('against a real STAR, placeholders keep the gateway from starting', () => {
  test('and every group that is not confirmed is named in one line', () => {
    expect(problems({ ...STAR, ...groups([false, false, false]) })).toEqual([
      'STAR_URL: a real STAR is not asked with placeholders; confirm with STAR first: kodelister (STAR_KODELISTER does not say "bekraeftet": true), organisationstyper (STAR_ORGANISATIONSTYPER does not say "bekraeftet": true), metadataHeaders (STAR_METADATA_HEADERS does not say "bekraeftet": true).',
    ]);
  });

  test('also a group that is missing', () => {
    const { STAR_ORGANISATIONSTYPER: _, STAR_METADATA_HEADERS: __, ...rest } = STAR;
    expect(problems(rest)).toEqual([
      expect.stringMatching(/organisationstyper \(STAR_ORGANISATIONSTYPER is missing\), metadataHeaders .* is missing/),
    ]);
  });

  test('but not the others', () => {
    const [line] = problems({ ...STAR, ...groups([true, false, true]) });
    expect(line).toMatch(/first: organisationstyper \([^,]*\)\.$/);
  });

  test('with all three confirmed it starts, whatever the numbers are', () => {
    expect(problems(STAR)).toEqual([]);
  });

  test('on this machine there is only a sandbox, which takes them', () => {
    expect(problems({ ...STAR, STAR_URL: 'http://127.0.0.1:4100', ...groups([false, false, false]) })).toEqual([]);
  });
});

describe('a group that cannot be right is refused', () => {
  test.each([
    ['STAR_ORGANISATIONSTYPER', { ...ORGANISATIONSTYPER, star: 8 }, 'same number'],
    ['STAR_ORGANISATIONSTYPER', { ...ORGANISATIONSTYPER, star: undefined }, 'look at star'],
    ['STAR_ORGANISATIONSTYPER', { ...ORGANISATIONSTYPER, star: 101 }, 'look at star'],
    ['STAR_METADATA_HEADERS', { ...METADATA_HEADERS, encoding: 'xml' }, 'look at encoding'],
    ['STAR_METADATA_HEADERS', { ...METADATA_HEADERS, activeOrganisation: 'a b' }, 'look at activeOrganisation'],
  ])('%s, %#', (name, group, says) => {
    const environment = { ...STAR, STAR_URL: 'http://127.0.0.1:4100', [name]: JSON.stringify(group) };
    expect(problems(environment)).toEqual([expect.stringContaining(says)]);
  });
});

describe('a client certificate', () => {
  using files = createFiles();
  const own = createFiles();
  afterAll(() => own[Symbol.dispose]());
  const client = starCertificates().client('klient-ok');
  const other = starCertificates().client('klient-ok');
  const cert = own.write('klient.pem', client.cert);
  const key = own.write('klient.key', client.key);
  const locked = own.write(
    'locked.key',
    createPrivateKey(client.key)
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'aaben sesam' })
      .toString(),
  );
  const otherKey = own.write('other.key', other.key);
  const ca = own.write('ca.pem', starCertificates().ca);

  const star = (certificate?: string, privateKey?: string, rest: Environment = {}) => ({
    ...STAR,
    STAR_CLIENT_CERT: certificate,
    STAR_CLIENT_KEY: privateKey,
    ...rest,
  });

  test('is read once, with the key that belongs to it', () => {
    const { kontaktinformation } = readConfig(star(cert, key, { STAR_CA: ca })).sources;
    expect(kontaktinformation?.client?.sertifikat.subject).toContain('CN=klient-ok');
    expect(kontaktinformation?.trusted?.join('')).toBe(starCertificates().ca);
  });

  test('may have a key behind a passphrase', () => {
    const environment = star(cert, locked, { STAR_CLIENT_KEY_PASSWORD: 'aaben sesam' });
    expect(readConfig(environment).sources.kontaktinformation?.client).toBeDefined();
  });

  test.each([
    ['a missing certificate', star(files.path('none'), key), 'STAR_CLIENT_CERT: there is no such file.'],
    ['a missing key', star(cert, files.path('none')), 'STAR_CLIENT_KEY: there is no such file.'],
    ['a key in the place of a certificate', star(key, key), 'STAR_CLIENT_CERT: holds no certificate in PEM.'],
    ['a certificate in the place of a key', star(cert, cert), 'STAR_CLIENT_KEY: holds no private key in PEM.'],
    ['no passphrase', star(cert, locked), 'STAR_CLIENT_KEY_PASSWORD: missing; the key is encrypted.'],
    [
      'a wrong passphrase',
      star(cert, locked, { STAR_CLIENT_KEY_PASSWORD: 'hemmelig' }),
      'STAR_CLIENT_KEY_PASSWORD: does not open the key.',
    ],
    ['another’s key', star(cert, otherKey), 'STAR_CLIENT_KEY: the certificate and the key do not belong together.'],
    ['no key', star(cert), 'STAR_CLIENT_KEY: missing; only a PKCS#12 file holds certificate and key in one.'],
    ['no certificate', star(undefined, key), 'STAR_CLIENT_CERT: missing; a certificate and its key come together.'],
    ['no roots', star(cert, key, { STAR_CA: key }), 'STAR_CA: holds no certificate in PEM.'],
  ])('with %s is one clear line', (_, environment, line) => {
    expect(problems(environment)).toEqual([line]);
  });
});
