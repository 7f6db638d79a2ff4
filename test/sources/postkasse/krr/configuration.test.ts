import { generateKeyPairSync } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { readConfig } from '../../../../src/config.ts';
import { problemsOf } from '../../../config/problems.ts';
import { createFiles } from '../../../support/certificates.ts';

const files = createFiles();
afterAll(() => files[Symbol.dispose]());
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

const MASKINPORTEN = {
  MASKINPORTEN_ISSUER: 'https://maskinporten.example/',
  MASKINPORTEN_CLIENT_ID: 'client',
  MASKINPORTEN_KEY: files.write('key.pem', privateKey.export({ type: 'pkcs8', format: 'pem' }) as string),
  MASKINPORTEN_KEY_ID: 'k1',
};
const KRR = { AUTHENTICATION: 'off', KONTAKTREGISTER_SOURCE: 'krr', KRR_URL: 'https://krr.example', ...MASKINPORTEN };
const SOAP = {
  AUTHENTICATION: 'off',
  KONTAKTREGISTER_URL: 'https://kontaktinfo.example/ws-v5',
  POSTKASSE_SECURITY: 'none',
};
const problems = (set: Record<string, string>) => problemsOf(() => readConfig(set));

test('KRR is chosen by name, and is no sandbox', () => {
  const { sources, sandbox } = readConfig(KRR);
  expect(sandbox).toBe(false);
  expect(sources.postkasse).toMatchObject({
    source: 'krr',
    krr: { url: 'https://krr.example', data: ['kontaktinformasjon', 'digitalpost'] },
    postkasseUrl: undefined,
    onBehalfOf: undefined,
  });
  const one = readConfig({ ...KRR, KRR_SCOPES: 'digitalpost' });
  expect(one.sources.postkasse?.krr?.data).toEqual(['digitalpost']);
});

test('the suppliers’ service may stand beside it', () => {
  const url = 'https://kontaktinfo.example/ws-postkasseleverandoer-v1';
  const { sources } = readConfig({ ...KRR, POSTKASSE_URL: url, POSTKASSE_SECURITY: 'none' });
  expect(sources.postkasse).toMatchObject({ source: 'krr', postkasseUrl: url });
});

test.each<[string, Record<string, string>, readonly string[]]>([
  [
    'without what it needs',
    { AUTHENTICATION: 'off', KONTAKTREGISTER_SOURCE: 'krr' },
    [
      'KRR_URL: missing; KONTAKTREGISTER_SOURCE=krr needs it.',
      'MASKINPORTEN_ISSUER: missing; KONTAKTREGISTER_SOURCE=krr needs it.',
    ],
  ],
  [
    'with half a client',
    { ...KRR, MASKINPORTEN_KEY: '' },
    ['MASKINPORTEN_KEY: missing; MASKINPORTEN_ISSUER needs it.'],
  ],
  [
    'with what only HentPersoner reads',
    {
      ...KRR,
      KONTAKTREGISTER_URL: 'https://kontaktinfo.example/ws-v5',
      POSTKASSE_SECURITY: 'none',
      POSTKASSE_PAA_VEGNE_AV: '316000010',
    },
    ['KONTAKTREGISTER_URL', 'POSTKASSE_PAA_VEGNE_AV'].map(
      (name) => `${name}: is set and not read; KONTAKTREGISTER_SOURCE is krr.`,
    ),
  ],
  ['over http', { ...KRR, KRR_URL: 'http://krr.example' }, ['KRR_URL: must be an https address.']],
  [
    'with a scope that is none',
    { ...KRR, KRR_SCOPES: 'digitalpost,alt' },
    ['KRR_SCOPES: must be of kontaktinformasjon, digitalpost, between commas.'],
  ],
  [
    'with nobody who tells for whom',
    { ...KRR, ON_BEHALF_OF: '316000010' },
    ['ON_BEHALF_OF: says whom callers act for, which their tokens tell; AUTHENTICATION is off.'],
  ],
])('KRR %s is a mistake', (_, set, expected) => {
  expect(problems(set)).toEqual(expected);
});

test('what only KRR reads is said where it is not asked', () => {
  expect(problems({ ...SOAP, KRR_URL: 'https://krr.example' })).toEqual([
    'KRR_URL: is set and not read; KONTAKTREGISTER_SOURCE is oppslagstjenesten.',
  ]);
});

test.each([
  ['MASKINPORTEN_ISSUER', MASKINPORTEN],
  ['MASKINPORTEN_ISSUER', { ...MASKINPORTEN, ...SOAP }],
  ['MASKINPORTEN_CLIENT_ID', { MASKINPORTEN_CLIENT_ID: 'client', SANDBOX: 'on' }],
])('%s of a client that nobody asks with is a mistake, and starts no sandbox', (name, set) => {
  expect(problems(set)).toContain(
    `${name}: is set and not read; ENHET_SOURCE=enhetsregisteret and KONTAKTREGISTER_SOURCE=krr read it.`,
  );
});

test('nor goes a token to Enhetsregisteret over http, though the open register may be asked so', () => {
  const open = { AUTHENTICATION: 'off', ENHET_SOURCE: 'enhetsregisteret' };
  const asked = (host: string, more: object = {}) =>
    problems({ ...open, ENHETSREGISTERET_URL: `${host}/enhetsregisteret/api`, ...more });
  expect(asked('http://proxy.example', MASKINPORTEN)).toEqual([
    'ENHETSREGISTERET_URL: must be an https address: our tokens are sent beside it, and numbers of people.',
  ]);
  expect(asked('https://proxy.example', MASKINPORTEN)).toEqual([]);
  expect(asked('http://127.0.0.1:9', MASKINPORTEN)).toEqual([]);
  expect(asked('http://proxy.example')).toEqual([]);
});

test('one body and many are not acted for at once', () => {
  const set = { ...SOAP, ON_BEHALF_OF: '316000010', POSTKASSE_PAA_VEGNE_AV: '316000010' };
  expect(problems(set)[0]).toBe(
    'POSTKASSE_PAA_VEGNE_AV: set beside ON_BEHALF_OF; it is one body, or each caller’s own.',
  );
});
