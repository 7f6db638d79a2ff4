import type { JWTPayload } from 'jose';
import { describe, expect, test } from 'vitest';
import { readCaller } from '../../../src/server/callers/claims.ts';
import { KINDS } from '../../../src/server/callers/kinds.ts';
import { type ClaimMap, DEFAULT_CLAIMS } from '../../../src/server/callers/settings.ts';

const organisationstyper = { aKasse: 2, andenAktoer: 4, kommune: 7, jobcenter: 8, virksomhed: 24, star: 99 };

const read = (token: JWTPayload, claims: Partial<ClaimMap> = {}) =>
  readCaller(token, { claims: { ...DEFAULT_CLAIMS, ...claims }, organisationstyper });

const OIDC = {
  iss: 'https://issuer.example',
  sub: 'u-1',
  name: 'Søren Sagsbehandler',
  userType: 'sagsbehandler',
  organisationstype: 'jobcenter',
  organisationskode: '90100',
  scope: 'a b',
};

describe('an ordinary token', () => {
  test('says who acts, for whom, and what is allowed', () => {
    expect(read(OIDC)).toEqual({
      user: { navn: 'Søren Sagsbehandler', type: 'sagsbehandler', identifikator: 'u-1' },
      organisation: { type: 8, kode: '90100' },
      userOrganisation: { type: 8, kode: '90100' },
      scopes: new Set(['a', 'b']),
      id: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  test('may name an organisation of the user’s own', () => {
    const own = { userOrganisationType: 4, userOrganisationCode: '90000001' };
    expect(read({ ...OIDC, ...own })?.userOrganisation).toEqual({ type: 4, kode: '90000001' });
  });

  test('may hold its scopes in a list', () => {
    expect(read({ ...OIDC, scope: undefined, scp: ['a', 'b'] })?.scopes).toEqual(new Set(['a', 'b']));
    expect(read({ ...OIDC, scope: undefined })?.scopes).toEqual(new Set());
  });

  test('may say anything in other words, where the configuration translates them', () => {
    const caller = read(
      { ...OIDC, 'https://claims.example/kind': 'employee', realm: { roles: ['reader'] } },
      {
        userType: { claims: ['https://claims.example/kind'], translate: { employee: 'medarbejder' } },
        scopes: { claims: ['realm.roles'], translate: { reader: 'registergraf:enhet.read registergraf:roller.read' } },
      },
    );
    expect(caller?.user.type).toBe('medarbejder');
    expect(caller?.scopes).toEqual(new Set(['registergraf:enhet.read', 'registergraf:roller.read']));
  });
});

test('a Maskinporten token is a system that acts for its consumer, which is no authority of STAR', () => {
  const caller = read({
    iss: 'https://maskinporten.example/',
    client_id: 'c-1',
    consumer: { authority: 'iso6523-actorid-upis', ID: '0192:700102009' },
    scope: 'registergraf:enhet.read',
  });
  expect(caller).toMatchObject({
    user: { navn: 'c-1', type: 'system', identifikator: 'c-1' },
    organisation: { type: 0, kode: '700102009' },
  });
});

test.each([
  ['maskinporten', '700102009'],
  ['idporten', '700102009'],
  ['oidc', '700102009'],
  ['tokenx', undefined],
  ['entra', undefined],
  ['helseid', undefined],
] as const)('a body in a token of %s is acted for only where its issuer vouches for it', (kind, consumer) => {
  const { claims } = KINDS[kind];
  const body = { authority: 'iso6523-actorid-upis', ID: '0192:700102009' };
  const token = { iss: 'https://issuer.example', sub: 'u-1', client_id: 'c-1', consumer: body, supplier: body };
  const caller = readCaller(token, { kind, claims, organisationstyper });
  expect(caller?.user).toBeDefined();
  expect([caller?.consumer, caller?.supplier]).toEqual([consumer, consumer]);
});

describe('the id of a caller', () => {
  test('is the same for a new token of the same caller, whatever it allows', () => {
    expect(read({ ...OIDC, exp: 2, jti: 'x', scope: 'c' })?.id).toBe(read({ ...OIDC, exp: 1 })?.id);
  });

  test.each([
    ['another issuer', { iss: 'https://others.example' }],
    ['another user', { sub: 'u-2' }],
    ['another client', { client_id: 'c-2' }],
    ['another authority', { organisationskode: '90200' }],
    ['another kind of user', { userType: 'system' }],
    ['another own organisation', { userOrganisationType: 4, userOrganisationCode: '90000001' }],
  ])('is another for %s', (_, claims) => {
    expect(read({ ...OIDC, ...claims })?.id).not.toBe(read(OIDC)?.id);
  });
});

describe('claims that no caller can have are refused:', () => {
  test.each([
    ['no user', { sub: undefined }],
    ['a user that is an object', { sub: undefined, identifikator: { a: 1 } as unknown as string }],
    ['a very long user', { identifikator: 'x'.repeat(256) }],
    ['an unknown kind of user', { userType: 'toString' }],
    ['an unknown kind of organisation', { organisationstype: 'constructor' }],
    ['a type beyond 100', { organisationstype: 101 }],
    ['a code with a line break', { organisationskode: '90100\r\nx: y' }],
    ['a long code', { organisationskode: '1'.repeat(21) }],
  ])('%s', (_, claims) => {
    expect(read({ ...OIDC, ...claims } as JWTPayload)).toBeUndefined();
  });
});
