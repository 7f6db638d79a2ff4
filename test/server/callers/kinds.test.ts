import { createHmac, createPublicKey } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeKey, type SigningKey } from '../../../src/sandbox/issuer/index.ts';
import { publicPart } from '../../../src/sandbox/issuer/key.ts';
import { type Claims, EXAMPLES, mintKind, type TokenKind } from '../../../src/sandbox/issuer/kinds.ts';
import { type GatewayOfMany, READ, startGatewayOfMany } from '../../support/issuers.ts';

let gateway: GatewayOfMany;
beforeAll(async () => {
  gateway = await startGatewayOfMany();
});
afterAll(() => gateway.close());

const UNIT = '700102009';
const CITIZEN = '02827112006';
const FIELD = '__typename ... on Registerfeil { kode opphav }';
const QUERY = /* GraphQL */ `
  {
    enhet(organisasjonsnummer: "${UNIT}") { basisdata { ${FIELD} } roller { ${FIELD} } }
    innbygger(personidentifikator: "${CITIZEN}") { kontaktregister { ${FIELD} } }
  }
`;

const LACKING = {
  basisdata: 'KildeUtilgjengelig',
  roller: 'GrunndataManglerAutorisasjon',
  kontaktregister: 'KildeUtilgjengelig',
};

/** The status, and what each of the three fields has answered. */
async function ask(headers: Record<string, string>) {
  const response = await gateway.post({ query: QUERY }, headers);
  const { data } = (await response.json()) as {
    data?: Record<string, Record<string, { __typename: string; kode?: string; opphav?: string }>>;
  };
  const { basisdata, roller } = data?.enhet ?? {};
  const kontaktregister = data?.innbygger?.kontaktregister;
  const told = {
    basisdata: basisdata?.__typename,
    roller: roller?.__typename,
    kontaktregister: kontaktregister?.__typename,
  };
  return { status: response.status, challenge: response.headers.get('www-authenticate'), ...(data && { told }) };
}

const why = () => JSON.parse(gateway.lines.at(-1) ?? '{}').why as string | undefined;

async function refusal(headers: Record<string, string>) {
  const before = gateway.lines.length;
  const { status, challenge, told } = await ask(headers);
  await expect.poll(() => gateway.lines.length).toBeGreaterThan(before);
  return { status, challenge, told, why: why() };
}

describe('a token', () => {
  const READS_UNITS = { ...LACKING, basisdata: 'Basisdata', roller: 'Roller' };
  const OWN = { ...LACKING, basisdata: 'Basisdata', kontaktregister: 'Kontaktregisteroppfoering' };
  const GOOD: readonly [string, TokenKind, Claims, Partial<typeof LACKING>][] = [
    ['of Maskinporten without audience, with a scope of ours', 'maskinporten', {}, READS_UNITS],
    ['of Maskinporten for an unspecified audience', 'maskinporten', { aud: 'unspecified' }, READS_UNITS],
    ['of Maskinporten for us', 'maskinportenForUs', {}, READS_UNITS],
    ['of Maskinporten with other scopes beside ours', 'maskinporten', { scope: `a:b ${READ}` }, READS_UNITS],
    ['of Maskinporten, delegated', 'delegated', {}, READS_UNITS],
    ['of Maskinporten with a consent', 'consent', {}, READS_UNITS],
    ['of ID-porten', 'idporten', {}, OWN],
    ['of ID-porten with the older name of the level', 'idporten', { acr: 'Level4' }, OWN],
    ['of TokenX', 'tokenx', {}, { ...OWN, basisdata: 'GrunndataManglerAutorisasjon' }],
    [
      'of TokenX with ID-porten’s name of the level',
      'tokenx',
      { acr: 'idporten-loa-high' },
      { ...OWN, basisdata: 'GrunndataManglerAutorisasjon' },
    ],
    ['of an application of Entra', 'entraApp', {}, { ...OWN, roller: 'GrunndataManglerAutorisasjon' }],
    ['of a user of Entra', 'entraUser', {}, READS_UNITS],
    ['of HelseID', 'helseid', {}, OWN],
  ];

  test.each(GOOD)('%s is let in, to what it allows', async (_, kind, claims, told) => {
    expect(await ask(await gateway.headersOf(kind, claims))).toMatchObject({ status: 200, told });
  });

  test('for us, with no scope of ours or one that only begins alike, is let in to nothing', async () => {
    const told = {
      basisdata: 'GrunndataManglerAutorisasjon',
      roller: 'GrunndataManglerAutorisasjon',
      kontaktregister: 'KildeUtilgjengelig',
    };
    for (const scope of [
      'testetaten:registergraf.readwrite',
      'krr:global/kontaktinformasjon.read',
      'registergraf:enhet.read',
    ]) {
      expect(await ask(await gateway.headersOf('maskinportenForUs', { scope }))).toMatchObject({ status: 200, told });
    }
  });
});

const seconds = () => Math.floor(Date.now() / 1000);
const body = (ID: string, authority = 'iso6523-actorid-upis') => ({ consumer: { authority, ID } });

describe('is answered 401:', () => {
  const BAD: readonly [string, TokenKind, Claims, string][] = [
    ['Maskinporten without its last slash', 'maskinporten', { iss: 'https://maskinporten.example' }, 'UNKNOWN_ISSUER'],
    ['ID-porten with a slash', 'idporten', { iss: 'https://idporten.example/' }, 'UNKNOWN_ISSUER'],
    ['no issuer', 'maskinporten', { iss: undefined }, 'UNKNOWN_ISSUER'],
    ['another issuer’s name on it', 'maskinporten', { iss: EXAMPLES.idporten.issuer }, 'ERR_JWKS_NO_MATCHING_KEY'],
    ['expired', 'maskinporten', { exp: seconds() - 31, iat: seconds() - 100 }, 'ERR_JWT_EXPIRED'],
    ['without an end', 'maskinporten', { exp: undefined }, 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['issued in the future', 'maskinporten', { iat: seconds() + 600, exp: seconds() + 700 }, 'ISSUED_IN_FUTURE'],
    ['issued nobody knows when', 'maskinporten', { iat: undefined }, 'LIFETIME'],
    ['that lives too long', 'maskinporten', { exp: seconds() + 3_700 }, 'LIFETIME'],
    ['Entra for nobody', 'entraApp', { aud: undefined }, 'AUDIENCE'],
    ['TokenX for nobody', 'tokenx', { aud: undefined }, 'AUDIENCE'],
    ['HelseID for another API', 'helseid', { aud: 'nhn:parek' }, 'AUDIENCE'],
    ['Maskinporten for another API', 'maskinporten', { aud: 'https://others.example' }, 'AUDIENCE'],
    [
      'KRR’s scope, for no audience',
      'maskinporten',
      { scope: 'krr:global/kontaktinformasjon.read' },
      'SCOPE_OF_OTHERS',
    ],
    [
      'KRR’s scope, for an unspecified audience',
      'maskinporten',
      { scope: 'krr:global/kontaktinformasjon.read', aud: ['unspecified'] },
      'SCOPE_OF_OTHERS',
    ],
    ['a citizen’s token for KRR', 'idporten', { scope: 'openid krr:user/kontaktinformasjon.read' }, 'SCOPE_OF_OTHERS'],
    ['a scope that ours is a part of', 'maskinporten', { scope: `${READ}write` }, 'SCOPE_OF_OTHERS'],
    ['a scope as a property of all objects', 'maskinporten', { scope: 'constructor toString' }, 'SCOPE_OF_OTHERS'],
    ['a body of another scheme', 'maskinporten', body('9908:316000010'), 'CONSUMER'],
    ['a body of another authority', 'maskinporten', body('0192:316000010', 'iso6523'), 'CONSUMER'],
    ['a body with a wrong check digit', 'maskinporten', body('0192:316000011'), 'CONSUMER'],
    ['a body with ten digits', 'maskinporten', body('0192:3160000100'), 'CONSUMER'],
    ['no body', 'maskinporten', { consumer: undefined }, 'CONSUMER'],
    ['a supplier with a wrong check digit', 'delegated', { supplier: body('0192:310000109').consumer }, 'CONSUMER'],
    [
      'an ID token of ID-porten',
      'idporten',
      { aud: 'registergraf-web', nonce: 'n', at_hash: 'h', scope: undefined },
      'AUDIENCE',
    ],
    ['an ID token for our audience', 'idporten', { aud: EXAMPLES.idporten.audience, nonce: 'n' }, 'ID_TOKEN'],
    ['an ID token of Entra', 'entraUser', { at_hash: 'h' }, 'ID_TOKEN'],
    ['an ID token without a nonce', 'idporten', { aud: EXAMPLES.idporten.audience, scope: undefined }, 'NO_SCOPE'],
    [
      'neither an application nor a user',
      'entraUser',
      { scp: undefined, roles: ['person.read'] },
      'NEITHER_APP_NOR_USER',
    ],
    ['a system user’s', 'systemUser', {}, 'SYSTEM_USER'],
    [
      'details of a kind that nobody knows',
      'maskinporten',
      { authorization_details: [{ type: 'x' }] },
      'UNKNOWN_DETAILS',
    ],
    ['a citizen whom it does not name', 'idporten', { pid: undefined }, 'NO_PERSON'],
    ['a login with its number in a list', 'helseid', { 'helseid://claims/identity/pid': ['02827112006'] }, 'NO_PERSON'],
    ['a citizen with half a number', 'tokenx', { pid: '018200' }, 'NO_PERSON'],
    ['bound to a key, sent as a bearer', 'maskinporten', { cnf: { jkt: 'x' } }, 'NOT_PROVEN'],
    ['bound to a certificate, sent as a bearer', 'maskinporten', { cnf: { 'x5t#S256': 'x' } }, 'NOT_PROVEN'],
  ];

  test.each(BAD)('%s', async (_, kind, claims, word) => {
    const refused = await refusal(await gateway.headersOf(kind, claims));
    expect(refused).toEqual({
      status: 401,
      challenge: expect.stringContaining('error="invalid_token"'),
      told: undefined,
      why: word,
    });
  });

  test.each([
    ['ID-porten', 'idporten', { acr: 'idporten-loa-substantial' }],
    ['ID-porten, older', 'idporten', { acr: 'Level3' }],
    ['TokenX', 'tokenx', { acr: 'Level3' }],
    ['a level of nobody', 'tokenx', { acr: 'Level5' }],
    ['no level', 'tokenx', { acr: undefined }],
    ['HelseID', 'helseid', { 'helseid://claims/identity/security_level': '3' }],
  ] as const)('a login of too low a level, which the client is told of: %s', async (_, kind, claims) => {
    expect(await refusal(await gateway.headersOf(kind, claims))).toMatchObject({
      status: 401,
      challenge: expect.stringContaining('error="insufficient_user_authentication"'),
      why: 'LEVEL',
    });
  });

  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const payloadOf = async () => (await gateway.mint('maskinporten')).split('.')[1] ?? '';

  test('a signature by nobody, by a secret, or by a key that the token brings', async () => {
    const key = gateway.keyOf('maskinporten');
    const { kid, ...others } = await makeKey();
    const payload = await payloadOf();
    const pem = createPublicKey({ key: publicPart(key) as never, format: 'jwk' }).export({
      type: 'spki',
      format: 'pem',
    });
    const none = `${encode({ alg: 'none' })}.${payload}.`;
    const content = `${encode({ alg: 'HS256', kid: key.kid })}.${payload}`;
    const secret = `${content}.${createHmac('sha256', pem).update(content).digest('base64url')}`;
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const header = { alg: 'ES256', kid, jwk: publicPart({ kid, ...others }), jku: 'http://127.0.0.1:1/jwks' } as const;
    const brought = await new SignJWT(claims).setProtectedHeader(header).sign(await importJWK({ kid, ...others }));
    const foreign = await mintKind({ kid: key.kid, ...others } as SigningKey, 'maskinporten');
    for (const token of [none, secret, brought, foreign]) {
      expect(await refusal({ authorization: `Bearer ${token}` })).toMatchObject({ status: 401 });
    }
  });

  test('a token by reference, one that is too long, and none', async () => {
    const [token] = [await gateway.mint('maskinporten', { more: 'x'.repeat(8_000) })];
    expect(await refusal({ authorization: `Bearer ${token}` })).toMatchObject({ status: 401, why: 'TOO_LONG' });
    expect(await refusal({ authorization: 'Bearer dGhlIHRva2Vu' })).toMatchObject({ status: 401, why: 'NO_JWT' });
    expect(await refusal({})).toMatchObject({ status: 401, why: 'MISSING' });
  });
});
