import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeKey } from '../../../src/sandbox/issuer/index.ts';
import { type Claims, confirmationOf, mintProof } from '../../../src/sandbox/issuer/kinds.ts';
import { createProofCheck, MAX_PROOF_CHARS } from '../../../src/server/callers/dpop.ts';
import { createSeenProofs, PROOF_WINDOW_S, REMEMBERED_MS } from '../../../src/server/callers/seen-proofs.ts';
import { type GatewayOfMany, PUBLIC_URL, startGatewayOfMany } from '../../support/issuers.ts';

let gateway: GatewayOfMany;
beforeAll(async () => {
  gateway = await startGatewayOfMany();
});
afterAll(() => gateway.close());

const QUERY = { query: '{ enhet(organisasjonsnummer: "700102009") { basisdata { __typename } } }' };

/** A token that is bound to the holder's key, or whatever `cnf` says. */
const bound = async (cnf?: unknown) =>
  gateway.mint('maskinporten', { cnf: cnf ?? (await confirmationOf(gateway.holder)) });

interface Changed {
  readonly claims?: Claims;
  readonly header?: object;
  readonly address?: string;
  readonly method?: string;
}

async function proofOf(token: string, { claims, header, address = PUBLIC_URL, method = 'POST' }: Changed = {}) {
  return mintProof(
    gateway.holder,
    { token, address, method },
    { ...(claims && { claims }), ...(header && { header }) },
  );
}

async function ask(headers: Record<string, string>) {
  const before = gateway.lines.length;
  const response = await gateway.post(QUERY, headers);
  await response.text();
  await expect.poll(() => gateway.lines.length).toBeGreaterThan(before);
  const { why } = JSON.parse(gateway.lines.at(-1) ?? '{}') as { why?: string };
  return { status: response.status, challenge: response.headers.get('www-authenticate'), why };
}

const now = () => Math.floor(Date.now() / 1000);

describe('a token that is bound to a key', () => {
  test('is let in with a proof of the key, whatever the letters of the scheme', async () => {
    const token = await bound();
    for (const scheme of ['DPoP', 'dpop']) {
      expect((await ask({ authorization: `${scheme} ${token}`, dpop: await proofOf(token) })).status).toBe(200);
    }
  });

  test('may be proven for our address in other letters, with a query, and a moment ago', async () => {
    const token = await bound();
    for (const changed of [
      { address: 'HTTPS://Registergraf.Example:443/graphql?query=x#y' },
      { claims: { iat: now() - PROOF_WINDOW_S + 10 } },
      { claims: { iat: now() + PROOF_WINDOW_S - 10 } },
      { header: { typ: 'application/dpop+jwt' } },
    ]) {
      const headers = { authorization: `DPoP ${token}`, dpop: await proofOf(token, changed) };
      expect(await ask(headers)).toMatchObject({ status: 200 });
    }
  });

  test('is proven for one request: a second one is refused, with another proof it is not', async () => {
    const token = await bound();
    const headers = { authorization: `DPoP ${token}`, dpop: await proofOf(token) };
    expect((await ask(headers)).status).toBe(200);
    expect(await ask(headers)).toMatchObject({ status: 401, why: 'DPOP_SEEN' });
    expect((await ask({ ...headers, dpop: await proofOf(token) })).status).toBe(200);
  });

  test('is refused as a bearer, with a proof or without', async () => {
    const token = await bound();
    const authorization = `Bearer ${token}`;
    const refused = {
      status: 401,
      why: 'NOT_PROVEN',
      challenge: expect.stringMatching(/^Bearer .*error="invalid_token", DPoP /),
    };
    expect(await ask({ authorization })).toEqual(refused);
    expect(await ask({ authorization, dpop: await proofOf(token) })).toEqual(refused);
  });

  const BAD: readonly [string, Changed, string][] = [
    ['of another type', { header: { typ: 'jwt' } }, 'DPOP_ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['without a type', { header: { typ: undefined } }, 'DPOP_ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['without a key', { header: { jwk: undefined } }, 'DPOP_ERR_JWS_INVALID'],
    ['for another method', { method: 'GET' }, 'DPOP_METHOD'],
    ['for a method in small letters', { method: 'post' }, 'DPOP_METHOD'],
    ['for another host', { address: 'https://others.example/graphql' }, 'DPOP_ADDRESS'],
    ['for another path', { address: 'https://registergraf.example/graphql/' }, 'DPOP_ADDRESS'],
    ['for no address', { address: 'graphql' }, 'DPOP_ADDRESS'],
    ['that is old', { claims: { iat: now() - PROOF_WINDOW_S - 10 } }, 'DPOP_TIME'],
    ['of the future', { claims: { iat: now() + PROOF_WINDOW_S + 10 } }, 'DPOP_TIME'],
    ['of no time', { claims: { iat: undefined } }, 'DPOP_ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['for another token', { claims: { ath: 'x' } }, 'DPOP_TOKEN'],
    ['for no token', { claims: { ath: undefined } }, 'DPOP_ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['without an id', { claims: { jti: undefined } }, 'DPOP_ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['with an empty id', { claims: { jti: '' } }, 'DPOP_ID'],
    ['that is too long', { claims: { more: 'x'.repeat(MAX_PROOF_CHARS) } }, 'DPOP_TOO_LONG'],
  ];

  test.each(BAD)('is refused with a proof %s', async (_, changed, why) => {
    const token = await bound();
    expect(await ask({ authorization: `DPoP ${token}`, dpop: await proofOf(token, changed) })).toEqual({
      status: 401,
      challenge: expect.stringMatching(/^DPoP realm="registergraf", error="invalid_dpop_proof", algs="ES256 /),
      why,
    });
  });

  test('is refused with a proof for where the gateway listens: Host says nothing', async () => {
    const token = await bound();
    const dpop = await proofOf(token, { address: `${gateway.url}/graphql` });
    expect(await ask({ authorization: `DPoP ${token}`, dpop })).toMatchObject({ status: 401, why: 'DPOP_ADDRESS' });
  });

  test('is refused with a proof by another key, by a secret, and by a key that shows its private part', async () => {
    const token = await bound();
    const authorization = `DPoP ${token}`;
    const other = await mintProof(await makeKey(), { token, address: PUBLIC_URL });
    const own = gateway.holder;
    const shown = await proofOf(token, { header: { jwk: own } });
    const secret = await new SignJWT({ htm: 'POST', htu: PUBLIC_URL, iat: now(), jti: 'j', ath: 'a' })
      .setProtectedHeader({ typ: 'dpop+jwt', alg: 'HS256', jwk: { kty: 'oct', k: 'c2VjcmV0' } as never })
      .sign(Buffer.from('c2VjcmV0', 'base64url'));
    expect(await ask({ authorization, dpop: other })).toMatchObject({ status: 401, why: 'DPOP_KEY' });
    expect(await ask({ authorization, dpop: shown })).toMatchObject({ status: 401, why: 'DPOP_ERR_JWS_INVALID' });
    expect(await ask({ authorization, dpop: secret })).toMatchObject({
      status: 401,
      why: 'DPOP_ERR_JOSE_ALG_NOT_ALLOWED',
    });
    expect(await ask({ authorization, dpop: 'x' })).toMatchObject({ status: 401, why: 'DPOP_ERR_JWS_INVALID' });
    expect(await ask({ authorization })).toMatchObject({ status: 401, why: 'DPOP_HEADER' });
  });

  test('of a certificate only, or of no key at all, is no token to be proven', async () => {
    for (const token of [await bound({ 'x5t#S256': 'x' }), await gateway.mint('maskinporten')]) {
      expect(await ask({ authorization: `DPoP ${token}`, dpop: await proofOf(token) })).toMatchObject({
        status: 401,
        why: 'DPOP_NOT_BOUND',
        challenge: expect.stringContaining('error="invalid_token"'),
      });
    }
  });

  test('asks by GET with a proof for GET', async () => {
    const token = await bound();
    const get = async (method: string) => {
      const headers = { authorization: `DPoP ${token}`, dpop: await proofOf(token, { method }) };
      return fetch(`${gateway.url}/graphql?query={__typename}`, { headers });
    };
    expect([(await get('GET')).status, (await get('POST')).status]).toEqual([200, 401]);
  });
});

test('a token of an issuer that wants proofs is refused without a key', async () => {
  expect(await ask({ authorization: `Bearer ${await gateway.mint('helseid')}` })).toMatchObject({
    status: 401,
    why: 'NOT_PROVEN',
  });
});

test('a request has one header of each', async () => {
  const token = await bound();
  const good = { authorization: `DPoP ${token}`, dpop: await proofOf(token) };
  async function send(headers: Record<string, string | string[]>): Promise<number | undefined> {
    const sent = request(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
    }).end(JSON.stringify(QUERY));
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    response.resume();
    return response.statusCode;
  }
  const bearer = `Bearer ${await gateway.mint('maskinporten')}`;
  expect(await send({ ...good, dpop: [good.dpop, await proofOf(token)] })).toBe(401);
  expect(await send({ ...good, authorization: [good.authorization, bearer] })).toBe(401);
  expect(await send({ authorization: [bearer, bearer] })).toBe(401);
  expect([await send(good), await send({ authorization: bearer })]).toEqual([200, 200]);
});

test('what is wrong with our own address is no proof for any other', async () => {
  const token = await bound();
  const check = createProofCheck('no address');
  const confirmation = await confirmationOf(gateway.holder);
  expect(await check(await proofOf(token), { token, confirmation, method: 'POST' })).toBe('DPOP_ADDRESS');
});

describe('used proofs', () => {
  function remember(max: number) {
    let at = 0;
    const seen = createSeenProofs({ now: () => at, max });
    const pass = (ms: number) => {
      at += ms;
    };
    return { isNew: seen.isNew, pass };
  }

  test('are known for five minutes, by key and id', () => {
    const { isNew, pass } = remember(10);
    expect([isNew('a', '1'), isNew('a', '2'), isNew('b', '1'), isNew('a', '1')]).toEqual([true, true, true, false]);
    pass(REMEMBERED_MS - 1);
    expect(isNew('a', '1')).toBe(false);
    pass(1);
    expect(isNew('a', '1')).toBe(true);
  });

  test('of a flood push out no proofs of others', () => {
    const { isNew } = remember(100);
    for (const key of ['a', 'b', 'c']) expect(isNew(key, 'mine')).toBe(true);
    for (let id = 0; id < 1_000; id += 1) expect(isNew('flood', String(id))).toBe(true);
    expect(['a', 'b', 'c'].map((key) => isNew(key, 'mine'))).toEqual([false, false, false]);
    expect(isNew('flood', '999')).toBe(false);
    expect(isNew('flood', '0')).toBe(true);
  });

  test('of many keys are no more than there may be', () => {
    const { isNew } = remember(100);
    for (let key = 0; key < 1_000; key += 1) expect(isNew(String(key), 'x')).toBe(true);
    const known = Array.from({ length: 1_000 }, (_, key) => key).filter((key) => !isNew(String(key), 'x'));
    expect(known.length).toBeLessThanOrEqual(100);
  });
});
