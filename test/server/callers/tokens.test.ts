import { createHmac, createPublicKey } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SCOPES as ENHET_SCOPES } from '../../../src/sources/enhet/fields.ts';
import { SCOPES as KONTAKTINFORMATION_SCOPES } from '../../../src/sources/kontaktinformation/fields.ts';
import { makeKey, mintMaskinportenToken, type SigningKey, startIssuer } from '../../../src/sandbox/issuer/index.ts';
import { requireToken } from '../../../src/server/callers/identify.ts';
import { createTokenVerifier } from '../../../src/server/callers/token.ts';
import { type GuardedGateway, sandboxToken, senderOf, startGuardedGateway, tokenOf } from '../../support/callers.ts';

let gateway: GuardedGateway;
beforeAll(async () => {
  gateway = await startGuardedGateway();
});
afterAll(() => gateway.close());

const QUERY = { query: '{ enhet(organisasjonsnummer: "700102009") { basisdata { __typename } } }' };
const ANSWER = { data: { enhet: { basisdata: { __typename: 'Basisdata' } } } };

const MINUTE = 60;
const fromNow = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

async function ask(authorization: string | undefined) {
  const response = await gateway.post(QUERY, authorization === undefined ? {} : { authorization });
  const { status, headers } = response;
  return { status, challenge: headers.get('www-authenticate'), body: (await response.json()) as unknown };
}

const good = (claims: Record<string, unknown> = {}) => tokenOf(gateway.issuer.key(), 'jobcenter-1', { claims });

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

async function withHeader(header: object, sign: (content: string) => string): Promise<string> {
  const [, claims] = (await good()).split('.');
  const content = `${encode(header)}.${claims}`;
  return `${content}.${sign(content)}`;
}

function publicPem({ d: _, ...publicPart }: SigningKey): string {
  return createPublicKey({ key: publicPart, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString();
}

test('a good token is let in', async () => {
  expect(await ask(`Bearer ${await good()}`)).toMatchObject({ status: 200, body: ANSWER });
  expect(await ask(`bearer ${await good({ aud: ['others', 'registergraf'] })}`)).toMatchObject({ status: 200 });
});

test('a clock that differs by less than half a minute is forgiven', async () => {
  expect((await ask(`Bearer ${await good({ exp: fromNow(-10) })}`)).status).toBe(200);
  expect((await ask(`Bearer ${await good({ nbf: fromNow(10) })}`)).status).toBe(200);
});

test('without a token the answer is 401, in GraphQL’s shape, with the scheme to use', async () => {
  expect(await ask(undefined)).toEqual({
    status: 401,
    challenge: 'Bearer realm="registergraf"',
    body: {
      errors: [
        { message: 'Send a valid token: Authorization: Bearer <token>.', extensions: { code: 'UNAUTHENTICATED' } },
      ],
    },
  });
});

test('GraphiQL’s page and health are open', async () => {
  const page = await fetch(`${gateway.url}/graphql`, { headers: { accept: 'text/html' } });
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200);
  expect((await fetch(`${gateway.url}/graphql?query={__typename}`)).status).toBe(401);
});

describe('a bad token is 401, with the same answer whatever is wrong with it, and nothing of it in the log:', () => {
  const BAD: readonly [string, () => Promise<string>][] = [
    ['expired', async () => `Bearer ${await good({ exp: fromNow(-MINUTE) })}`],
    ['not yet valid', async () => `Bearer ${await good({ nbf: fromNow(MINUTE) })}`],
    ['without an end', async () => `Bearer ${await good({ exp: undefined })}`],
    ['from another issuer', async () => `Bearer ${await good({ iss: 'https://others.example' })}`],
    ['from nobody', async () => `Bearer ${await good({ iss: undefined })}`],
    ['for another audience', async () => `Bearer ${await good({ aud: 'others' })}`],
    ['for no audience', async () => `Bearer ${await good({ aud: undefined })}`],
    ['alg: none', async () => `Bearer ${await withHeader({ alg: 'none' }, () => '')}`],
    ['alg: None', async () => `Bearer ${await withHeader({ alg: 'None' }, () => '')}`],
    [
      'HS256, signed with the public key',
      async () => {
        const key = gateway.issuer.key();
        const sign = (content: string) => createHmac('sha256', publicPem(key)).update(content).digest('base64url');
        return `Bearer ${await withHeader({ alg: 'HS256', kid: key.kid }, sign)}`;
      },
    ],
    ['with an unknown kid', async () => `Bearer ${await tokenOf({ ...(await makeKey()) }, 'jobcenter-1')}`],
    [
      'signed by another key under a known kid',
      async () => `Bearer ${await tokenOf({ ...(await makeKey()), kid: gateway.issuer.key().kid }, 'star')}`,
    ],
    [
      'with claims that were changed after the signature',
      async () => {
        const [header, , signature] = (await good()).split('.');
        const [, claims] = (await tokenOf(gateway.issuer.key(), 'star')).split('.');
        return `Bearer ${header}.${claims}.${signature}`;
      },
    ],
    ['without its signature', async () => `Bearer ${(await good()).replace(/[^.]+$/, '')}`],
    ['with a key of its own', async () => `Bearer ${await withHeader({ alg: 'ES256', jwk: {}, kid: 'x' }, () => 'x')}`],
    ['10 kB of junk', async () => `Bearer ${'x'.repeat(10_000)}`],
    ['10 kB of junk with dots', async () => `Bearer ${'junk.'.repeat(2_000)}`],
    ['a good one that is too long', async () => `Bearer ${await good({ filler: 'x'.repeat(9_000) })}`],
    ['of a user of a kind that nobody knows', async () => `Bearer ${await good({ userType: 'konge' })}`],
    ['of no user', async () => `Bearer ${await good({ identifikator: undefined, sub: undefined })}`],
    ['for an organisation that cannot be', async () => `Bearer ${await good({ organisationskode: 'x y' })}`],
    ['in another scheme', async () => `Basic ${await good()}`],
    ['bare', () => good()],
    ['twice', async () => `Bearer ${await good()} ${await good()}`],
    ['an empty one', async () => 'Bearer '],
  ];

  test.each(BAD)('%s', async (_, make) => {
    const authorization = await make();
    const before = gateway.lines.length;
    expect(await ask(authorization)).toEqual({
      status: 401,
      challenge: expect.stringContaining('Bearer realm="registergraf"'),
      body: {
        errors: [
          { message: 'Send a valid token: Authorization: Bearer <token>.', extensions: { code: 'UNAUTHENTICATED' } },
        ],
      },
    });
    await expect.poll(() => gateway.lines.length).toBeGreaterThan(before);
    const logged = gateway.lines.slice(before).join('');
    expect(logged).toContain('"refused":"UNAUTHENTICATED"');
    const parts = authorization.split(/[ .]/).filter((part) => part.length > 8);
    for (const part of parts) expect(logged).not.toContain(part.slice(0, 40));
    expect(gateway.audit()).toEqual([]);
  });
});

describe('of what the issuer signs with the same key, for the same audience,', () => {
  /** A good token in all but its kind. */
  async function ofKind(typ: unknown, claims: Record<string, unknown> = {}): Promise<string> {
    const key = gateway.issuer.key();
    const [, encoded = ''] = (await good(claims)).split('.');
    const header = { alg: key.alg, kid: key.kid, ...(typ !== undefined && { typ: typ as string }) };
    const payload = JSON.parse(Buffer.from(encoded, 'base64url').toString());
    return new SignJWT(payload).setProtectedHeader(header).sign(await importJWK(key));
  }

  test.each([undefined, 'JWT', 'jwt', 'at+jwt', 'AT+JWT', 'application/at+jwt', 'application/jwt'])(
    'a token of the kind %s is an access token',
    async (typ) => {
      expect((await ask(`Bearer ${await ofKind(typ)}`)).status).toBe(200);
    },
  );

  test.each([
    'logout+jwt',
    'dpop+jwt',
    'id+jwt',
    'secevent+jwt',
    'application/logout+jwt',
    'at+jwt2',
    'xjwt',
    'JOSE',
    '',
    1,
    null,
    ['at+jwt'],
  ])('a token of the kind %j is none', async (typ) => {
    const before = gateway.lines.length;
    expect((await ask(`Bearer ${await ofKind(typ)}`)).status).toBe(401);
    await expect.poll(() => gateway.lines.length).toBeGreaterThan(before);
    expect(JSON.parse(gateway.lines.at(-1) ?? '')).toMatchObject({ refused: 'UNAUTHENTICATED', why: 'WRONG_TYPE' });
  });

  test('Keycloak’s say their kind in a claim', async () => {
    for (const typ of ['ID', 'Refresh', 'Offline', 'Logout']) {
      expect((await ask(`Bearer ${await ofKind('JWT', { typ })}`)).status).toBe(401);
    }
    expect((await ask(`Bearer ${await ofKind('JWT', { typ: 'Bearer' })}`)).status).toBe(200);
  });
});

describe('the issuer’s keys', () => {
  test('are fetched once, and again when a token names a new one: who signs with the old one is out', async () => {
    const own = await startGuardedGateway();
    const askOwn = async (headers: Record<string, string>) => (await own.post(QUERY, headers)).status;
    try {
      const old = await own.bearer('jobcenter-1');
      expect([await askOwn(old), await askOwn(old), own.issuer.fetched()]).toEqual([200, 200, 1]);
      await own.issuer.rotate();
      expect([await askOwn(await own.bearer('jobcenter-1')), own.issuer.fetched()]).toEqual([200, 2]);
      expect(await askOwn(old)).toBe(401);
    } finally {
      await own.close();
    }
  });

  test('are not fetched again and again for tokens that name keys of nobody', async () => {
    const issuer = await startIssuer(await makeKey());
    const verify = createTokenVerifier(sandboxToken(issuer.jwksUrl));
    const unknown = await tokenOf(await makeKey(), 'star');
    for (let times = 0; times < 5; times++) expect(await verify(unknown)).toMatchObject({ problem: 'token' });
    expect(issuer.fetched()).toBe(1);
    await issuer.close();
  });

  test('that are out of reach say nothing of the token: 503', async () => {
    const issuer = await startIssuer(await makeKey());
    const identify = requireToken(createTokenVerifier(sandboxToken(issuer.jwksUrl)));
    await issuer.close();
    const authorization = `Bearer ${await tokenOf(issuer.key(), 'star')}`;
    expect(await identify(senderOf({ authorization }))).toMatchObject({
      refused: { status: 503, code: 'AUTHENTICATION_UNAVAILABLE' },
    });
  });

  test('may come from a file', async () => {
    const key = await makeKey();
    const { d: _, ...publicPart } = key;
    const verify = createTokenVerifier({ ...sandboxToken('http://unused'), keys: { jwks: { keys: [publicPart] } } });
    expect(await verify(await tokenOf(key, 'star'))).toMatchObject({ ok: true });
    expect(await verify(await tokenOf(await makeKey(), 'star'))).toMatchObject({ ok: false });
  });
});

describe('a valid token with too few scopes', () => {
  const query = /* GraphQL */ `
    {
      borger(cpr: "0101505006") {
        kontaktinformation { __typename ... on Registerfeil { kode opphav melding kilde kanProevesIgjen } }
      }
      innbygger(personidentifikator: "01820049926") {
        kontaktregister { __typename ... on Registerfeil { kode opphav } }
      }
      enhet(organisasjonsnummer: "700102009") {
        basisdata { __typename }
        roller { __typename ... on Registerfeil { kode opphav } }
      }
    }
  `;

  test('gets the register’s own refusal from the gateway, without a call, and the other fields answer', async () => {
    const calls = gateway.sandbox.kontaktinformation.traffic().calls;
    const response = await gateway.post(
      { query },
      await gateway.bearer('jobcenter-1', { scopes: [ENHET_SCOPES.enhetRead] }),
    );
    expect(await response.json()).toEqual({
      data: {
        borger: {
          kontaktinformation: {
            __typename: 'StarManglendeRettigheder',
            kode: '1013',
            opphav: 'GATEWAY',
            melding: 'The caller lacks the scope Borgerkommunikation.BorgersKontaktinformationService.read.',
            kilde: 'STAR',
            kanProevesIgjen: false,
          },
        },
        innbygger: {
          kontaktregister: { __typename: 'KildeUtilgjengelig', kode: 'MANGLER_SCOPE', opphav: 'GATEWAY' },
        },
        enhet: {
          basisdata: { __typename: 'Basisdata' },
          roller: { __typename: 'GrunndataManglerAutorisasjon', kode: '-100', opphav: 'GATEWAY' },
        },
      },
    });
    expect(gateway.sandbox.kontaktinformation.traffic().calls).toBe(calls);
  });
});

test('a Maskinporten token asks the Norwegian registers, and STAR is not asked for a caller without an authority', async () => {
  const scopes = [ENHET_SCOPES.enhetRead, KONTAKTINFORMATION_SCOPES.kontaktinformationRead];
  const token = await mintMaskinportenToken(gateway.issuer.key(), '700102009', { scopes });
  const query = /* GraphQL */ `
    {
      enhet(organisasjonsnummer: "700102009") { basisdata { __typename } }
      borger(cpr: "0101505006") { kontaktinformation { __typename ... on Registerfeil { kode opphav } } }
    }
  `;
  const response = await gateway.post({ query }, { authorization: `Bearer ${token}` });
  expect(await response.json()).toEqual({
    data: {
      enhet: { basisdata: { __typename: 'Basisdata' } },
      borger: { kontaktinformation: { __typename: 'StarOpsaetningsfejl', kode: '8232', opphav: 'GATEWAY' } },
    },
  });
  expect(gateway.audit().at(-1)).toMatchObject({ organisation: '0/700102009' });
});

test('the sandbox’s header for callers is refused where tokens are required', async () => {
  const response = await gateway.post(QUERY, { ...(await gateway.bearer('star')), 'x-sandbox-caller': 'star' });
  expect([response.status, await response.json()]).toMatchObject([
    400,
    { errors: [{ extensions: { code: 'SANDBOX_CALLER' } }] },
  ]);
});
