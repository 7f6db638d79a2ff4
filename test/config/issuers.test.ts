import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { type Environment, readConfig } from '../../src/config.ts';
import { ISSUER_KINDS } from '../../src/server/callers/settings.ts';
import { createFiles } from '../support/certificates.ts';
import { problemsOf } from './problems.ts';

const GUARDED = {
  GRUNNDATA_URL: 'https://grunndata.example/ws',
  GRUNNDATA_USER: 'brukeren',
  GRUNNDATA_PASSWORD: 'svært-hemmelig',
  AUDIT_KEY: 'thirty-two characters at the very least',
};

const SINGLE = {
  TOKEN_ISSUER: 'https://issuer.example',
  TOKEN_AUDIENCE: 'registergraf',
  TOKEN_JWKS_URL: 'https://issuer.example/jwks',
};

const MASKINPORTEN = {
  kind: 'maskinporten',
  issuer: 'https://maskinporten.no/',
  scopes: { 'a:b': 'registergraf:enhet.read' },
};
const OIDC = { kind: 'oidc', issuer: 'https://login.example', audience: 'registergraf' };

const files = createFiles();
afterAll(() => files[Symbol.dispose]());

const list = (...entries: readonly object[]) => ({ TOKEN_ISSUERS: JSON.stringify(entries) });
const issuersOf = (own: Environment) => readConfig({ ...GUARDED, ...own }).authentication.issuers;
const problems = (own: Environment) => problemsOf(() => readConfig({ ...GUARDED, ...own }));

describe('TOKEN_ISSUERS', () => {
  test('is read from a file as from the variable', () => {
    const file = files.write('issuers.json', JSON.stringify([MASKINPORTEN]));
    expect(issuersOf({ TOKEN_ISSUERS: file })).toEqual(issuersOf(list(MASKINPORTEN)));
    expect(problems({ TOKEN_ISSUERS: files.path('missing') })).toEqual(['TOKEN_ISSUERS: the file cannot be read.']);
  });

  test('has strict defaults, by the kind', () => {
    expect(issuersOf(list(MASKINPORTEN, OIDC))).toMatchObject([
      {
        kind: 'maskinporten',
        audiences: [],
        audienceRequired: false,
        keys: { discovery: 'https://maskinporten.no/.well-known/oauth-authorization-server' },
        algorithms: ['RS256', 'RS384', 'RS512'],
        maxLifetimeS: 3_600,
        grants: { always: [], scopes: { 'a:b': ['registergraf:enhet.read'] } },
        persons: 'own',
        dpopRequired: false,
        clockSkewS: 30,
        maxChars: 8_000,
      },
      {
        kind: 'oidc',
        audienceRequired: true,
        keys: { discovery: 'https://login.example/.well-known/openid-configuration' },
        grants: undefined,
      },
    ]);
  });

  test('stands beside the single issuer, or alone', () => {
    expect(issuersOf({ ...SINGLE, ...list(MASKINPORTEN) }).map(({ issuer }) => issuer)).toEqual([
      'https://issuer.example',
      'https://maskinporten.no/',
    ]);
    expect(issuersOf(SINGLE)).toMatchObject([{ kind: 'oidc', audiences: ['registergraf'] }]);
    expect(problems({ ...list(MASKINPORTEN), TOKEN_AUDIENCE: 'x' })).toEqual([
      'TOKEN_ISSUER: missing; authentication is required (AUTHENTICATION=off switches it off).',
      'TOKEN_JWKS_URL: missing; authentication is required; or give TOKEN_JWKS_FILE.',
    ]);
  });

  test.each<[string, object, string]>([
    ['a kind that nobody knows', { ...OIDC, kind: 'saml' }, '0.kind'],
    ['no issuer', { ...OIDC, issuer: undefined }, '0.issuer'],
    ['keys by http', { ...OIDC, jwksUrl: 'http://login.example/jwks' }, '0.jwksUrl'],
    ['a document by http', { ...OIDC, discovery: 'http://login.example/x' }, '0.discovery'],
    ['an issuer whose document would be fetched by http', { ...OIDC, issuer: 'http://login.example' }, '0.issuer'],
    ['two places of keys', { ...OIDC, jwksUrl: 'https://a.example', discovery: 'https://b.example' }, '0.jwksUrl'],
    ['no audience', { ...OIDC, audience: undefined }, '0.audience'],
    ['an audience that is required and missing', { ...MASKINPORTEN, requireAudience: true }, '0.audience'],
    ['Maskinporten without scopes', { ...MASKINPORTEN, scopes: undefined }, '0.scopes'],
    ['a scope that is none of ours', { ...MASKINPORTEN, scopes: { x: 'registergraf:enhet.raed' } }, '0.scopes.x'],
    ['a shared secret', { ...OIDC, algorithms: 'HS256' }, '0.algorithms'],
    ['no signature', { ...OIDC, algorithms: ['none'] }, '0.algorithms'],
    ['a level of nobody', { ...OIDC, minimumLevel: 'Level4' }, '0.minimumLevel'],
    ['a level of a token without a user', { ...MASKINPORTEN, minimumLevel: 'high' }, 'look at 0'],
    ['a key that nobody reads', { ...OIDC, audiences: ['x'] }, 'look at 0'],
    ['an endless life', { ...OIDC, maximumLifetime: 604_801 }, '0.maximumLifetime'],
    ['no life', { ...OIDC, maximumLifetime: 0 }, '0.maximumLifetime'],
    ['claims of nothing', { ...OIDC, claims: { rolle: 'x' } }, '0.claims'],
  ])('refuses %s', (_, entry, says) => {
    expect(problems(list(entry))).toEqual([
      expect.stringMatching(/^TOKEN_ISSUERS: must be JSON with a list of issuers/),
    ]);
    expect(problems(list(entry))[0]).toContain(says);
  });

  test('names each issuer once, with those of the single variables', () => {
    expect(problems(list(OIDC, OIDC))).toEqual([expect.stringContaining('each once')]);
    expect(problems({ ...SINGLE, ...list({ ...OIDC, issuer: SINGLE.TOKEN_ISSUER }) })).toEqual([
      'TOKEN_ISSUERS: holds TOKEN_ISSUER, too.',
    ]);
  });

  test('needs our own address where proofs of keys are wanted', () => {
    expect(problems(list({ ...OIDC, dpop: true }))).toEqual([
      expect.stringMatching(/^PUBLIC_URL: missing; .*\(dpop\)\.$/),
    ]);
    expect(problems({ ...list({ ...OIDC, dpop: true }), PUBLIC_URL: 'https://registergraf.example' })).toEqual([]);
  });

  test('may take the longest life there is', () => {
    expect(issuersOf(list({ ...OIDC, maximumLifetime: 604_800 }))[0]?.maxLifetimeS).toBe(604_800);
  });
});

describe('PUBLIC_URL', () => {
  const publicUrl = (PUBLIC_URL: string) => readConfig({ PUBLIC_URL }).authentication.publicUrl;

  test('is where operations are sent, whether it says so or not', () => {
    expect(publicUrl('https://registergraf.example')).toBe('https://registergraf.example/graphql');
    expect(publicUrl('https://registergraf.example/')).toBe('https://registergraf.example/graphql');
    expect(publicUrl('https://api.example/registers/graphql')).toBe('https://api.example/registers/graphql');
  });

  test('is one address', () => {
    expect(problems({ ...SINGLE, PUBLIC_URL: 'https://a.example/?x' })).toEqual([
      expect.stringMatching(/^PUBLIC_URL: /),
    ]);
  });
});

describe('issuers that are named where no token is taken', () => {
  const warnings = (environment: Environment) => readConfig(environment).warnings;
  const { GRUNNDATA_URL, GRUNNDATA_USER, GRUNNDATA_PASSWORD } = GUARDED;
  const OPEN = { GRUNNDATA_URL, GRUNNDATA_USER, GRUNNDATA_PASSWORD, AUTHENTICATION: 'off' };

  test('are told of, and not where one is or nobody is named', () => {
    expect(warnings(list(OIDC))).toEqual([
      'TOKEN_ISSUERS: set and not read; the embedded sandbox takes tokens with AUTHENTICATION=required.',
    ]);
    expect(warnings({ ...SINGLE, ...OPEN })).toEqual([
      'TOKEN_ISSUER, TOKEN_AUDIENCE, TOKEN_JWKS_URL: set and not read; AUTHENTICATION is off.',
    ]);
    expect(warnings({ ...list(OIDC), AUTHENTICATION: 'required' })).toEqual([]);
    expect(warnings({ ...SINGLE, ...GUARDED })).toEqual([]);
    expect(warnings(OPEN)).toEqual([]);
  });
});

describe('docs/callers.md', () => {
  const page = readFileSync('docs/callers.md', 'utf8');
  const examples = [
    ...page.slice(page.indexOf('## Each kind')).matchAll(/^`(\w+)`:[^\n]*(?:\n(?!```)[^\n]*)*\n```json\n(.*?)^```$/gms),
  ];

  test('has an example of each kind, and each is read', () => {
    expect(examples.map(([, kind]) => kind)).toEqual([...ISSUER_KINDS]);
    for (const [, kind, TOKEN_ISSUERS] of examples) {
      expect(issuersOf({ TOKEN_ISSUERS, PUBLIC_URL: 'https://registergraf.example' })).toMatchObject([{ kind }]);
    }
  });
});
