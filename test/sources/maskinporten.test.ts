import { readFileSync } from 'node:fs';
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createMaskinportenSandbox } from '../../src/sandbox/maskinporten/index.ts';
import { connectMaskinporten, readMaskinporten, VARIABLES } from '../../src/sources/maskinporten.ts';
import { CALL_POLICY } from '../../src/wire/http/settings.ts';
import type { HttpTransition } from '../../src/wire/http/http.ts';
import { createFiles } from '../support/certificates.ts';
import { createCall } from '../wire/loopback.ts';
import { GRANT, KILDE, playMaskinporten } from '../wire/maskinporten/played.ts';

const files = createFiles();
afterAll(() => files[Symbol.dispose]());

const pem = (type: 'rsa' | 'ec', options: object = {}) => {
  const { privateKey } =
    type === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048, ...options })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey;
};
const pkcs8 = { type: 'pkcs8', format: 'pem' } as const;
const KEY = files.write('key.pem', pem('rsa').export(pkcs8) as string);
const GOOD = {
  MASKINPORTEN_ISSUER: 'https://test.maskinporten.no/',
  MASKINPORTEN_CLIENT_ID: '7b7f8f1e-0000-4000-8000-000000000001',
  MASKINPORTEN_KEY: KEY,
  MASKINPORTEN_KEY_ID: 'k1',
};

function read(environment: Readonly<Record<string, string | undefined>>) {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined));
  const parsed = z.object(VARIABLES).safeParse(set);
  const problems = parsed.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}.`) ?? [];
  const reading = { set, read: parsed.data, isProduction: true, problems, readFile: readFileSync };
  const config = readMaskinporten(reading);
  return { config, problems, behalf: parsed.data?.ON_BEHALF_OF };
}

describe('the client at Maskinporten', () => {
  it('is read from four variables, and is absent without any', () => {
    const { config, problems } = read(GOOD);
    expect(problems).toEqual([]);
    expect(config?.client).toMatchObject({
      issuer: 'https://test.maskinporten.no/',
      clientId: GOOD.MASKINPORTEN_CLIENT_ID,
      shownAs: { kid: 'k1' },
    });
    expect(read({})).toEqual({ config: undefined, problems: [], behalf: undefined });
    expect(read({ ON_BEHALF_OF: '0192:316000010, 315000017,316000010' })).toEqual({
      config: undefined,
      problems: [],
      behalf: ['316000010', '315000017'],
    });
  });

  it('may show a certificate with its chain', async () => {
    const { certificate } = await createMaskinportenSandbox().clientCertificates();
    const key = files.write('unit-key.pem', certificate.privateKey.export(pkcs8) as string);
    const chain = files.write('unit.pem', certificate.chain.map(String).join(''));
    const shown = { ...GOOD, MASKINPORTEN_KEY: key, MASKINPORTEN_KEY_ID: undefined, MASKINPORTEN_CERT: chain };
    const { config, problems } = read(shown);
    expect(problems).toEqual([]);
    const { shownAs } = config?.client ?? {};
    const subjects = shownAs && 'chain' in shownAs ? shownAs.chain.map(({ subject }) => subject) : [];
    expect(subjects).toEqual(certificate.chain.map(({ subject }) => subject));
    expect(read({ ...shown, MASKINPORTEN_KEY: KEY }).problems).toEqual([
      'MASKINPORTEN_KEY: the certificate and the key do not belong together.',
    ]);
  });

  describe('by a key that is a JWK,', () => {
    const jwkOf = (kid?: string, type: 'rsa' | 'ec' = 'rsa') => ({ ...pem(type).export({ format: 'jwk' }), kid });
    const readJwk = (jwk: unknown, more: Readonly<Record<string, string | undefined>> = {}) =>
      read({
        ...GOOD,
        MASKINPORTEN_KEY: files.write('key.json', JSON.stringify(jwk)),
        MASKINPORTEN_KEY_ID: undefined,
        ...more,
      });

    it('has the name that stands there, so that both are renewed in one file', () => {
      const jwk = jwkOf('2026-11');
      const { config, problems } = readJwk(jwk);
      expect(problems).toEqual([]);
      expect(config?.client.shownAs).toEqual({ kid: '2026-11' });
      expect(config?.client.privateKey.export({ format: 'jwk' }).n).toBe((jwk as { n?: string }).n);
    });

    it.each<[string, unknown, Readonly<Record<string, string>>, readonly string[]]>([
      ['that has no name', jwkOf(), {}, ['MASKINPORTEN_KEY_ID: missing; the key needs it, or MASKINPORTEN_CERT.']],
      [
        'that has another',
        jwkOf('a'),
        { MASKINPORTEN_KEY_ID: 'b' },
        ['MASKINPORTEN_KEY_ID: is not the kid of MASKINPORTEN_KEY.'],
      ],
      [
        'of another kind',
        jwkOf('a', 'ec'),
        { MASKINPORTEN_KEY_ID: 'a' },
        ['MASKINPORTEN_KEY: must be an RSA key of 2048 bits or more.'],
      ],
      [
        'that is public',
        { ...jwkOf('a'), d: undefined },
        { MASKINPORTEN_KEY_ID: 'a' },
        ['MASKINPORTEN_KEY: holds no private key, neither in PEM nor as a JWK.'],
      ],
    ])('one %s is refused', (_, jwk, more, expected) => {
      expect(readJwk(jwk, more).problems).toEqual(expected);
    });

    it('one without a name has that of the variable', () => {
      expect(readJwk(jwkOf(), { MASKINPORTEN_KEY_ID: 'k1' }).config?.client.shownAs).toEqual({ kid: 'k1' });
    });
  });

  const encrypted = pem('rsa').export({ ...pkcs8, cipher: 'aes-256-cbc', passphrase: 'hemmelig' }) as string;
  it.each<[string, Readonly<Record<string, string | undefined>>, string]>([
    [
      'without its issuer',
      { MASKINPORTEN_ISSUER: undefined },
      'MASKINPORTEN_ISSUER: missing; MASKINPORTEN_CLIENT_ID needs it.',
    ],
    ['without its key', { MASKINPORTEN_KEY: undefined }, 'MASKINPORTEN_KEY: missing; MASKINPORTEN_ISSUER needs it.'],
    [
      'without what it shows',
      { MASKINPORTEN_KEY_ID: undefined },
      'MASKINPORTEN_KEY_ID: missing; the key needs it, or MASKINPORTEN_CERT.',
    ],
    [
      'with both that it may show',
      { MASKINPORTEN_CERT: KEY },
      'MASKINPORTEN_CERT: set beside MASKINPORTEN_KEY_ID; a client shows one of them.',
    ],
    [
      'whose issuer has no slash',
      { MASKINPORTEN_ISSUER: 'https://maskinporten.no' },
      'MASKINPORTEN_ISSUER: must end in a slash, as the issuer’s own name does.',
    ],
    [
      'that is asked in clear',
      { MASKINPORTEN_ISSUER: 'http://maskinporten.no/' },
      'MASKINPORTEN_ISSUER: must be an https address.',
    ],
    [
      'whose key is not there',
      { MASKINPORTEN_KEY: files.path('none.pem') },
      'MASKINPORTEN_KEY: there is no such file.',
    ],
    [
      'whose key is none',
      { MASKINPORTEN_KEY: files.write('none', 'nei') },
      'MASKINPORTEN_KEY: holds no private key in PEM.',
    ],
    [
      'whose key has a password',
      { MASKINPORTEN_KEY: files.write('encrypted.pem', encrypted) },
      'MASKINPORTEN_KEY: is encrypted; it must stand there without a password.',
    ],
    [
      'whose key is weak',
      { MASKINPORTEN_KEY: files.write('weak.pem', pem('rsa', { modulusLength: 2040 }).export(pkcs8) as string) },
      'MASKINPORTEN_KEY: must be an RSA key of 2048 bits or more.',
    ],
    [
      'whose key is of another kind',
      { MASKINPORTEN_KEY: files.write('ec.pem', pem('ec').export(pkcs8) as string) },
      'MASKINPORTEN_KEY: must be an RSA key of 2048 bits or more.',
    ],
    [
      'that acts for no number',
      { ON_BEHALF_OF: '316000011' },
      'ON_BEHALF_OF: must be organisasjonsnumre of nine digits between commas.',
    ],
  ])('%s is refused in one line', (_, changes, line) => {
    const { config, problems } = read({ ...GOOD, ...changes });
    expect(problems).toEqual([line]);
    expect(config).toBeUndefined();
  });

  it('says what each variable is for', () => {
    for (const schema of Object.values(VARIABLES))
      expect(z.globalRegistry.get(schema)).toMatchObject({
        description: expect.any(String),
        example: expect.any(String),
      });
  });
});

it('is asked by the policy of the source, which is told of its troubles', async () => {
  const { issuer, privateKey, kid, played } = await playMaskinporten();
  played.outage = 'drops';
  const told: (readonly [string, HttpTransition])[] = [];
  const asking = {
    policy: { ...CALL_POLICY, pausesMs: [] },
    onTransition: (service: string, transition: HttpTransition) => void told.push([service, transition]),
  };
  const config = { client: { issuer, clientId: 'klient-krr', privateKey, shownAs: { kid } } };
  const { tokens, http } = connectMaskinporten(config, asking, KILDE);
  const call = createCall();
  expect(await tokens.get(GRANT, call)).toMatchObject({ problem: 'unavailable', feil: { kode: 'TILKOBLING' } });
  expect(call.counted).toEqual([KILDE]);
  expect(told).toEqual([['maskinporten', { what: 'state', from: 'UNKNOWN', to: 'DOWN' }]]);
  await Promise.all(http.map((client) => client.close()));
});
