import { afterAll, describe, expect, test } from 'vitest';
import { type Environment, readConfig } from '../../src/config.ts';
import { createFiles } from '../support/certificates.ts';
import { problemsOf } from './problems.ts';

const GRUNNDATA = {
  GRUNNDATA_URL: 'https://grunndata.example/ws',
  GRUNNDATA_BRUKERID: 'brukeren',
  GRUNNDATA_PASSORD: 'svært-hemmelig',
};

const TOKEN = {
  TOKEN_UTSTEDER: 'https://utsteder.example',
  TOKEN_MOTTAKER: 'registergraf',
  TOKEN_JWKS_URL: 'https://utsteder.example/jwks',
  AUDIT_NOEGLE: 'thirty-two characters at the very least',
};

const files = createFiles();
afterAll(() => files[Symbol.dispose]());

const problems = (environment: Environment) => problemsOf(() => readConfig(environment));

describe('authentication', () => {
  test('is off on the embedded sandbox, and needs nothing there when it is on: the sandbox has its own issuer', () => {
    expect(readConfig({}).autentisering).toMatchObject({ paakrevd: false, token: undefined });
    expect(readConfig({ AUTENTISERING: 'paakrevd' }).autentisering).toMatchObject({ paakrevd: true, token: undefined });
  });

  test('is required as soon as a register is configured, and all that it needs is named', () => {
    expect(problems(GRUNNDATA)).toEqual([
      'TOKEN_UTSTEDER: missing; authentication is required (AUTENTISERING=av switches it off).',
      'TOKEN_MOTTAKER: missing; authentication is required.',
      'TOKEN_JWKS_URL: missing; authentication is required; or give TOKEN_JWKS_FIL.',
      'AUDIT_NOEGLE: missing; authentication is required.',
    ]);
  });

  test('is switched off by the one word that says so', () => {
    expect(readConfig({ ...GRUNNDATA, AUTENTISERING: 'av' }).autentisering.paakrevd).toBe(false);
    expect(problems({ ...GRUNNDATA, ...TOKEN, AUTENTISERING: 'nei' })).toEqual([
      'AUTENTISERING: must be one of paakrevd, av.',
    ]);
  });

  test('needs no organisation of the gateway: every caller brings one', () => {
    const star = {
      ...TOKEN,
      STAR_URL: 'http://127.0.0.1:4100',
      STAR_KODELISTER: JSON.stringify({
        bekraeftet: false,
        kontaktdata: { mobiltelefon: 1, fastnetTelefon: 2, mailadresse: 3 },
        kontaktdatastatus: { ikkeVerificeret: 1, verificeret: 2 },
      }),
    };
    expect(problems(star)).toEqual([]);
    expect(problems({ ...star, AUTENTISERING: 'av' })).toEqual([
      'STAR_ORGANISATIONSTYPE: missing; STAR_URL needs it.',
      'STAR_ORGANISATIONSKODE: missing; STAR_URL needs it.',
    ]);
  });
});

describe('what is trusted', () => {
  const token = (own: Environment) => readConfig({ ...GRUNNDATA, ...TOKEN, ...own }).autentisering.token;

  test('has strict defaults', () => {
    expect(token({})).toMatchObject({
      utsteder: 'https://utsteder.example',
      mottakere: ['registergraf'],
      noekler: { url: 'https://utsteder.example/jwks' },
      algoritmer: ['RS256', 'PS256', 'ES256', 'EdDSA'],
      klokkeavvikS: 30,
      maksTegn: 8000,
    });
  });

  test('may be keys from a file', () => {
    const file = files.write('jwks.json', JSON.stringify({ keys: [{ kty: 'EC', crv: 'P-256', x: 'a', y: 'b' }] }));
    expect(token({ TOKEN_JWKS_URL: '', TOKEN_JWKS_FIL: file })?.noekler).toMatchObject({ jwks: { keys: [{}] } });
  });

  test.each([
    ['TOKEN_ALGORITMER', 'HS256', 'signatures that only the issuer can make'],
    ['TOKEN_ALGORITMER', 'RS256,none', 'signatures that only the issuer can make'],
    ['TOKEN_JWKS_URL', 'http://utsteder.example/jwks', 'must be https'],
    ['TOKEN_JWKS_FIL', files.write('none.json', '{}'), 'the file must be JSON with a list of public keys'],
    ['TOKEN_JWKS_FIL', files.path('missing'), 'the file cannot be read'],
    ['TOKEN_JWKS_FIL', files.write('secret.json', '{"keys":[{"kty":"EC","d":"x"}]}'), 'must not hold secret keys'],
    ['TOKEN_KLOKKEAVVIK_S', '3600', 'from 0 to 300'],
    ['TOKEN_KRAV', '{"navn":1}', 'look at navn'],
    ['TOKEN_KRAV', '{"rolle":"x"}', 'TOKEN_KRAV'],
    ['AUDIT_NOEGLE', 'short', 'at least 32 characters'],
  ])('%s=%s is refused', (name, value, says) => {
    expect(problems({ ...GRUNNDATA, ...TOKEN, [name]: value })).toEqual([expect.stringContaining(says)]);
  });

  test('maps claims as it is told, and the rest as usual', () => {
    const krav = token({
      TOKEN_KRAV: JSON.stringify({
        identifikator: 'https://claims.example/star-id',
        brugertype: { krav: 'role', ellers: 'sagsbehandler', oversett: { employee: 'medarbejder' } },
      }),
    })?.krav;
    expect(krav).toMatchObject({
      identifikator: { krav: ['https://claims.example/star-id'] },
      brugertype: { krav: ['role'], ellers: 'sagsbehandler', oversett: { employee: 'medarbejder' } },
      scopes: { krav: ['scope', 'scp'] },
    });
  });
});
