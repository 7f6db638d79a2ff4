import { afterAll, describe, expect, test } from 'vitest';
import { type Environment, readConfig } from '../../src/config.ts';
import { createFiles } from '../support/certificates.ts';
import { problemsOf } from './problems.ts';

const GRUNNDATA = {
  GRUNNDATA_URL: 'https://grunndata.example/ws',
  GRUNNDATA_USER: 'brukeren',
  GRUNNDATA_PASSWORD: 'svært-hemmelig',
};

const TOKEN = {
  TOKEN_ISSUER: 'https://issuer.example',
  TOKEN_AUDIENCE: 'registergraf',
  TOKEN_JWKS_URL: 'https://issuer.example/jwks',
  AUDIT_KEY: 'thirty-two characters at the very least',
};

const files = createFiles();
afterAll(() => files[Symbol.dispose]());

const problems = (environment: Environment) => problemsOf(() => readConfig(environment));

describe('authentication', () => {
  test('is off on the embedded sandbox, and needs nothing there when it is on: the sandbox has its own issuer', () => {
    expect(readConfig({}).authentication).toMatchObject({ required: false, issuers: [] });
    expect(readConfig({ AUTHENTICATION: 'required' }).authentication).toMatchObject({
      required: true,
      issuers: [],
    });
  });

  test('is required as soon as a register is configured, and all that it needs is named', () => {
    expect(problems(GRUNNDATA)).toEqual([
      'TOKEN_ISSUER: missing; authentication is required (AUTHENTICATION=off switches it off).',
      'TOKEN_AUDIENCE: missing; authentication is required.',
      'TOKEN_JWKS_URL: missing; authentication is required; or give TOKEN_JWKS_FILE.',
      'AUDIT_KEY: missing; authentication is required.',
    ]);
  });

  test('is switched off by the one word that says so', () => {
    expect(readConfig({ ...GRUNNDATA, AUTHENTICATION: 'off' }).authentication.required).toBe(false);
    expect(problems({ ...GRUNNDATA, ...TOKEN, AUTHENTICATION: 'nei' })).toEqual([
      'AUTHENTICATION: must be one of required, off.',
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
    expect(problems({ ...star, AUTHENTICATION: 'off' })).toEqual([
      'STAR_ORGANISATIONSTYPE: missing; STAR_URL needs it.',
      'STAR_ORGANISATIONSKODE: missing; STAR_URL needs it.',
    ]);
  });
});

describe('what is trusted', () => {
  const token = (own: Environment) => readConfig({ ...GRUNNDATA, ...TOKEN, ...own }).authentication.issuers[0];

  test('has strict defaults', () => {
    expect(token({})).toMatchObject({
      issuer: 'https://issuer.example',
      audiences: ['registergraf'],
      keys: { url: 'https://issuer.example/jwks' },
      algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
      clockSkewS: 30,
      maxChars: 8000,
    });
  });

  test('may be keys from a file', () => {
    const file = files.write('jwks.json', JSON.stringify({ keys: [{ kty: 'EC', crv: 'P-256', x: 'a', y: 'b' }] }));
    expect(token({ TOKEN_JWKS_URL: '', TOKEN_JWKS_FILE: file })?.keys).toMatchObject({ jwks: { keys: [{}] } });
  });

  test.each([
    ['TOKEN_ALGORITHMS', 'HS256', 'signatures that only the issuer can make'],
    ['TOKEN_ALGORITHMS', 'RS256,none', 'signatures that only the issuer can make'],
    ['TOKEN_JWKS_URL', 'http://issuer.example/jwks', 'must be https'],
    ['TOKEN_JWKS_FILE', files.write('none.json', '{}'), 'the file must be JSON with a list of public keys'],
    ['TOKEN_JWKS_FILE', files.path('missing'), 'the file cannot be read'],
    ['TOKEN_JWKS_FILE', files.write('secret.json', '{"keys":[{"kty":"EC","d":"x"}]}'), 'must not hold secret keys'],
    ['TOKEN_CLOCK_SKEW_S', '3600', 'from 0 to 300'],
    ['TOKEN_CLAIMS', '{"navn":1}', 'look at navn'],
    ['TOKEN_CLAIMS', '{"rolle":"x"}', 'TOKEN_CLAIMS'],
    ['AUDIT_KEY', 'short', 'at least 32 characters'],
  ])('%s=%s is refused', (name, value, says) => {
    expect(problems({ ...GRUNNDATA, ...TOKEN, [name]: value })).toEqual([expect.stringContaining(says)]);
  });

  test('maps claims as it is told, and the rest as usual', () => {
    const claims = token({
      TOKEN_CLAIMS: JSON.stringify({
        identifikator: 'https://claims.example/star-id',
        userType: { claims: 'role', otherwise: 'sagsbehandler', translate: { employee: 'medarbejder' } },
      }),
    })?.claims;
    expect(claims).toMatchObject({
      identifikator: { claims: ['https://claims.example/star-id'] },
      userType: { claims: ['role'], otherwise: 'sagsbehandler', translate: { employee: 'medarbejder' } },
      scopes: { claims: ['scope', 'scp'] },
    });
  });
});
