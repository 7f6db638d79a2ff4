import { generateKeyPair, exportJWK, SignJWT } from 'jose';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listen, type SandboxServer } from '../../../src/sandbox/common/server.ts';
import { PERSON_SCOPE, ROLES_SCOPE } from '../../../src/sandbox/enhetsregisteret/index.ts';
import { type Register, startRegister, TODAY } from './register.ts';

const ISSUER = 'https://maskinporten.sandbox.example/';
const NOW = TODAY.getTime() / 1000;

let register: Register;
let jwks: SandboxServer;
let keys: Awaited<ReturnType<typeof generateKeyPair>>;
let others: Awaited<ReturnType<typeof generateKeyPair>>;
beforeAll(async () => {
  keys = await generateKeyPair('RS256');
  others = await generateKeyPair('RS256');
  const body = JSON.stringify({ keys: [{ ...(await exportJWK(keys.publicKey)), alg: 'RS256', kid: 'sandbox' }] });
  jwks = await listen(() => ({ status: 200, headers: { 'content-type': 'application/json' }, body }));
  register = await startRegister({ maskinporten: { issuer: ISSUER, jwksUri: jwks.url } });
});
afterEach(() => register.reset());
afterAll(async () => {
  await register.close();
  await jwks.close();
});

const tier = () => `${register.url}/enhetsregisteret/autorisert-api`;

interface Claims {
  readonly iss?: string;
  readonly aud?: string;
  readonly exp?: number;
  readonly scope?: string;
}

function token(claims: Claims = {}, key = keys.privateKey): Promise<string> {
  const payload = {
    iss: ISSUER,
    aud: tier(),
    iat: NOW - 10,
    exp: NOW + 100,
    scope: `${ROLES_SCOPE} ${PERSON_SCOPE}`,
    ...claims,
  };
  return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: 'sandbox' }).sign(key);
}

const ask = (path: string, authorization: string | undefined, init: RequestInit = {}) =>
  fetch(tier() + path, {
    ...init,
    headers: { ...init.headers, ...(authorization !== undefined && { authorization }) },
  });

const askRolleutskrift = async (body: string, type = 'text/plain', claims: Claims = {}) =>
  ask('/personer/rolleutskrift', `Bearer ${await token(claims)}`, {
    method: 'POST',
    body,
    headers: { 'content-type': type, accept: 'application/json' },
  });

describe('the authorised tier', () => {
  it('tells roles with the numbers of people', async () => {
    const response = await ask('/enheter/700120023/roller', `Bearer ${await token()}`);
    const { rollegrupper, _links } = await response.json();
    expect([response.status, _links.self.href]).toEqual([200, `${tier()}/enheter/700120023/roller`]);
    const written = JSON.parse(register.sample('roller-700120023')).rollegrupper;
    expect(rollegrupper.slice(0, 2)).toEqual(written);
    const open = await register.read('/enheter/700120023/roller');
    expect(JSON.stringify(open)).not.toContain('fodselsnummer');
    expect(rollegrupper[2]).toEqual(open.rollegrupper[2]);
  });

  it('has a file of them', async () => {
    const response = await ask('/roller/totalbestand', `Bearer ${await token()}`);
    expect(gunzipSync(Buffer.from(await response.arrayBuffer())).toString('utf8')).toContain(
      '"fodselsnummer": "01817010055"',
    );
  });

  it.each<[string, Claims, number]>([
    ['another address', { aud: 'https://data.brreg.no/enhetsregisteret/autorisert-api' }, 401],
    ['the open tier', { aud: '' }, 401],
    ['another issuer', { iss: 'https://other.example/' }, 401],
    ['a day that is over', { exp: NOW - 1 }, 401],
    ['no scope of its own', { scope: 'krr:global/kontaktinformasjon.read' }, 403],
    ['the one scope', { scope: ROLES_SCOPE }, 200],
    ['the other scope', { scope: PERSON_SCOPE }, 200],
  ])('answers a token for %s by %o with %i', async (_, claims, status) => {
    const response = await ask('/enheter/700000001/roller', `Bearer ${await token(claims)}`);
    expect(response.status).toBe(status);
    await response.arrayBuffer();
  });

  it('refuses no token, no bearer, no JWT, and one that somebody else has signed', async () => {
    const forged = `Bearer ${await token({}, others.privateKey)}`;
    for (const authorization of [undefined, '', `Basic ${await token()}`, 'Bearer x', forged]) {
      expect((await ask('/enheter/700000001/roller', authorization)).status).toBe(401);
    }
  });

  it('trusts nobody where no Maskinporten is set, nor where its keys cannot be fetched', async () => {
    const held = `Bearer ${await token()}`;
    await register.configure({ maskinporten: null });
    expect((await ask('/enheter/700000001/roller', held)).status).toBe(401);
    await register.configure({ maskinporten: { issuer: ISSUER, jwksUri: 'http://127.0.0.1:9/' } });
    expect((await ask('/enheter/700000001/roller', held)).status).toBe(401);
  });

  it('takes keys as they are, and another address of its own', async () => {
    const jwk = { ...(await exportJWK(keys.publicKey)), kty: 'RSA', alg: 'RS256', kid: 'sandbox' };
    await register.configure({ maskinporten: { issuer: ISSUER, keys: [jwk] }, audience: 'urn:brreg' });
    const status = async (claims: Claims) =>
      (await ask('/enheter/700000001/roller', `Bearer ${await token(claims)}`)).status;
    expect([await status({ aud: 'urn:brreg' }), await status({})]).toEqual([200, 401]);
  });

  it('may have another judge', async () => {
    const asked: string[] = [];
    const judged = await startRegister({}, async (authorization, { audience }) => {
      asked.push(audience);
      return authorization === 'Bearer good' ? { scopes: [ROLES_SCOPE] } : { status: 401 };
    });
    const path = `${judged.url}/enhetsregisteret/autorisert-api/enheter/700000001/roller`;
    const status = async (authorization: string) => (await fetch(path, { headers: { authorization } })).status;
    expect([await status('Bearer good'), await status('Bearer bad')]).toEqual([200, 401]);
    expect(asked[0]).toBe(`${judged.url}/enhetsregisteret/autorisert-api`);
    await judged.close();
  });
});

describe('rolleutskrift', () => {
  it('answers as the contract writes it', async () => {
    const response = await askRolleutskrift('01817010055');
    const { enheter, ...person } = await response.json();
    const { enheter: written, ...rest } = JSON.parse(register.sample('rolleutskrift-01817010055'));
    expect(person).toEqual(rest);
    expect(enheter[0]).toEqual(written[0]);
    expect(enheter.map(({ organisasjonsnummer }: { organisasjonsnummer: string }) => organisasjonsnummer)).toEqual([
      '700000001',
      '700102009',
      '700099903',
    ]);
  });

  it('leaves out what is no business', async () => {
    expect(await (await askRolleutskrift('01817010055')).text()).not.toContain('700050009');
  });

  it('tells of the dead, and that they are', async () => {
    const body = await (await askRolleutskrift('02817018109')).json();
    expect([body.erDoed, body.enheter[0].organisasjonsnummer]).toEqual([true, '700120023']);
  });

  it.each([
    ['01817010136', 404],
    ['01817018099', 404],
    ['', 400],
    ['0181701005', 400],
    ['01817010055\n', 400],
    ['700000001', 400],
  ])('%j is %i', async (body, status) => {
    const response = await askRolleutskrift(body);
    expect([response.status, await response.text()]).toEqual([
      status,
      status === 404 ? '' : expect.not.stringMatching(/[0-9]{10}"/),
    ]);
  });

  it('takes plain text only, and its own scope', async () => {
    expect((await askRolleutskrift('01817010055', 'application/json')).status).toBe(415);
    expect((await askRolleutskrift('01817010055', 'text/plain; charset=utf-8')).status).toBe(200);
    expect((await askRolleutskrift('01817010055', 'text/plain', { scope: ROLES_SCOPE })).status).toBe(403);
    expect((await ask('/personer/rolleutskrift', `Bearer ${await token()}`)).status).toBe(405);
  });

  it('is recorded without the person', async () => {
    await askRolleutskrift('01817010055');
    expect(JSON.stringify(await register.calls())).not.toContain('01817010055');
    expect(await register.calls()).toEqual([
      expect.objectContaining({
        operation: 'POST /enhetsregisteret/autorisert-api/personer/rolleutskrift',
        status: 200,
      }),
    ]);
  });
});
