import { randomUUID } from 'node:crypto';
import { createRemoteJWKSet, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PlayedRegister, play } from '../../../src/sandbox/common/played.ts';
import { ERRORS } from '../../../src/sandbox/maskinporten/answers/errors.ts';
import {
  CLIENTS,
  createMaskinportenSandbox,
  type MaskinportenSimulator,
} from '../../../src/sandbox/maskinporten/index.ts';

const NOW = new Date('2026-06-15T12:00:00Z');
const SECONDS = NOW.getTime() / 1000;
const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const KRR = 'krr:global/kontaktinformasjon.read krr:global/digitalpost.read';

const simulator = createMaskinportenSandbox({}, () => NOW);
let played: PlayedRegister<MaskinportenSimulator>;
let issuer: string;

beforeAll(async () => {
  played = await play(simulator);
  issuer = `${played.url}/maskinporten/`;
});
afterAll(() => played.close());
beforeEach(() => played.reset());

interface Answer {
  readonly status: number;
  readonly json: Record<string, unknown>;
  readonly code: string | undefined;
}

async function hook(method: string, name: string, body?: unknown) {
  const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) };
  return (await fetch(`${played.hooksUrl}/_sandbox/${name}`, init)).text();
}

async function post(form: Record<string, string>, contentType = 'application/x-www-form-urlencoded'): Promise<Answer> {
  const headers = { 'content-type': contentType };
  const response = await fetch(`${issuer}token`, { method: 'POST', headers, body: String(new URLSearchParams(form)) });
  const json = (await response.json()) as Record<string, unknown>;
  return { status: response.status, json, code: /MP-\d{3}/.exec(String(json.error_description))?.[0] };
}

function claimsOf(changes: JWTPayload = {}): JWTPayload {
  const times = { iat: SECONDS, exp: SECONDS + 110 };
  return { aud: issuer, iss: 'klient-krr', scope: KRR, ...times, jti: randomUUID(), ...changes };
}

async function sign(claims: JWTPayload, header: object = { kid: 'k1' }) {
  const { privateKey } = await simulator.clientCertificates();
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', ...header }).sign(privateKey);
}

/** Asks for a token with what is changed of an assertion that is good. */
async function ask(changes: JWTPayload = {}, header?: object): Promise<Answer> {
  return post({ grant_type: GRANT_TYPE, assertion: await sign(claimsOf(changes), header) });
}

describe('the documents', () => {
  it('are where the issuer is, in its own name', async () => {
    const discovery = await fetch(`${issuer}.well-known/oauth-authorization-server`);
    expect(await discovery.json()).toMatchObject({
      issuer,
      token_endpoint: `${issuer}token`,
      jwks_uri: `${issuer}jwk`,
      grant_types_supported: [GRANT_TYPE],
    });
    const { keys } = await (await fetch(`${issuer}jwk`)).json();
    expect(keys.map(({ kid }: { kid: string }) => kid)).toEqual(['sandkasse-2026', 'sandkasse-2025']);
    expect(Object.keys(keys[0]).toSorted()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });

  it('are not elsewhere, nor by another method', async () => {
    expect((await fetch(`${played.url}/.well-known/oauth-authorization-server`)).status).toBe(404);
    expect((await fetch(`${issuer}token`)).status).toBe(405);
  });
});

describe('a token', () => {
  it('is signed by the published key, and says who has asked for what', async () => {
    const { status, json } = await ask();
    expect(status).toBe(200);
    expect(json).toMatchObject({ token_type: 'Bearer', expires_in: 119, scope: KRR });
    const keys = createRemoteJWKSet(new URL(`${issuer}jwk`));
    const { payload, protectedHeader } = await jwtVerify(String(json.access_token), keys, { issuer, currentDate: NOW });
    expect(protectedHeader).toEqual({ alg: 'RS256', kid: 'sandkasse-2026' });
    const { jti, ...claims } = payload;
    expect(jti).toMatch(/^[\w-]{43}$/);
    expect(claims).toEqual({
      iss: issuer,
      client_amr: 'private_key_jwt',
      token_type: 'Bearer',
      client_id: 'klient-krr',
      scope: KRR,
      exp: SECONDS + 119,
      iat: SECONDS,
      consumer: { authority: 'iso6523-actorid-upis', ID: '0192:315000017' },
    });
  });

  it('lasts as long as is set, and has the audience that is set where it is restricted to none', async () => {
    await hook('PUT', 'settings', { expiresIn: 7, unspecifiedAudience: true });
    const { json } = await ask();
    expect(json.expires_in).toBe(7);
    expect(payloadOf(json)).toMatchObject({ exp: SECONDS + 7, aud: 'unspecified' });
    expect(payloadOf((await ask({ resource: ['https://api.example'] })).json)).toMatchObject({
      aud: 'https://api.example',
    });
  });

  it('of a system user names the customer beside the supplier', async () => {
    const org = { authority: 'iso6523-actorid-upis', ID: '0192:316000010' };
    const details = [{ type: 'urn:altinn:systemuser', systemuser_org: org }];
    expect(payloadOf((await ask({ authorization_details: details })).json)).toMatchObject({
      consumer: { ID: '0192:315000017' },
      authorization_details: [{ systemuser_org: org, system_id: '315000017_registergraf' }],
    });
  });

  it('is signed by the new key after a rotation, and the old one is still published', async () => {
    const before = String((await ask()).json.access_token);
    await hook('POST', 'rotate');
    const after = String((await ask()).json.access_token);
    const keys = createRemoteJWKSet(new URL(`${issuer}jwk`));
    for (const token of [before, after]) await jwtVerify(token, keys, { issuer, currentDate: NOW });
    const api = { now: NOW };
    for (const token of [before, after])
      expect(await simulator.judge(`Bearer ${token}`, api)).toMatchObject({ clientId: 'klient-krr' });
    await hook('POST', 'rotate');
    expect(await simulator.judge(`Bearer ${before}`, api)).toEqual({ status: 401 });
    expect(await simulator.judge(`Bearer ${after}`, api)).toMatchObject({ consumer: '315000017' });
  });
});

describe('the judge of tokens', () => {
  it('wants a token of this issuer, for this API, that has not ended', async () => {
    const token = String((await ask({ resource: ['https://api.example'] })).json.access_token);
    const judge = (authorization: string | undefined, api = {}) => simulator.judge(authorization, { now: NOW, ...api });
    expect(await judge(`Bearer ${token}`, { audience: 'https://api.example' })).toMatchObject({
      scopes: KRR.split(' '),
    });
    const later = { now: new Date(NOW.getTime() + 119_000) };
    for (const bad of [
      await judge(undefined),
      await judge(token),
      await judge(`Bearer ${token}x`),
      await judge(`Bearer ${token}`, { audience: 'https://other.example' }),
      await judge(`Bearer ${token}`, later),
      await judge(`Bearer ${await sign(claimsOf())}`),
    ])
      expect(bad).toEqual({ status: 401 });
    const { privateKey } = (await simulator.keys.issuer())[0] ?? { privateKey: undefined };
    if (!privateKey) throw new Error('no key');
    const foreign = { ...payloadOf({ access_token: token }), iss: 'https://maskinporten.no/' };
    const header = { alg: 'RS256', kid: 'sandkasse-2028' };
    expect(await judge(`Bearer ${await new SignJWT(foreign).setProtectedHeader(header).sign(privateKey)}`)).toEqual({
      status: 401,
    });
  });
});

describe('every error of the documentation', () => {
  const details = (detail: unknown) => ({ authorization_details: [detail] });
  const system = (ID: string) => ({
    type: 'urn:altinn:systemuser',
    systemuser_org: { authority: 'iso6523-actorid-upis', ID },
  });
  const acting = (consumer_org?: string) => ({
    iss: 'klient-deleg',
    scope: 'krr:global/kontaktinfo.read',
    ...(consumer_org && { consumer_org }),
  });
  type Row = [name: string, JWTPayload | (() => JWTPayload), code: string | undefined, error: string, header?: object];
  const rows: Row[] = [
    ['a client that is not there', { iss: 'klient-ukjent' }, 'MP-100', 'invalid_client'],
    ['the token endpoint as audience', () => ({ aud: `${issuer}token` }), 'MP-110', 'invalid_grant'],
    ['no final slash', () => ({ aud: issuer.slice(0, -1) }), 'MP-110', 'invalid_grant'],
    ['two audiences', () => ({ aud: [issuer, 'x'] }), 'MP-110', 'invalid_grant'],
    ['a certificate beside a key', {}, 'MP-120', 'invalid_grant', { x5c: ['MIIC'] }],
    ['a key after its year', { iss: 'klient-utgaatt' }, 'MP-121', 'invalid_grant'],
    ['x5c that is no list', { iss: 'klient-sertifikat' }, 'MP-123', 'invalid_grant', { x5c: 'MIIC' }],
    ['a key that is not registered', {}, 'MP-124', 'invalid_grant', { kid: 'k9' }],
    ['one that has ended', { iat: SECONDS - 5, exp: SECONDS }, 'MP-130', 'invalid_grant'],
    ['one that is old', { iat: SECONDS - 12 }, 'MP-130', 'invalid_grant'],
    ['one of the future', { iat: SECONDS + 11 }, undefined, 'invalid_grant'],
    ['a stray character', { scope: `${KRR},` }, 'MP-011', 'invalid_request'],
    ['a body that is no number', { consumer_org: '316 000 010' }, 'MP-011', 'invalid_request'],
    ['no scopes of its own', { iss: 'klient-utenscope' }, 'MP-200', 'invalid_scope'],
    ['a part of a scope', { scope: 'krr:global/digitalpost' }, 'MP-200', 'invalid_scope'],
    ['a scope of ID-porten', { scope: 'openid' }, 'MP-201', 'invalid_scope'],
    ['a scope for the delegated, without a body', acting(), 'MP-250', 'invalid_scope'],
    ['a body without access', acting('311000012'), 'MP-250', 'invalid_scope'],
    ['a body that has not delegated', acting('315000017'), 'MP-251', 'invalid_scope'],
    ['a body, by one who has direct scopes', { consumer_org: '316000010' }, 'MP-251', 'invalid_scope'],
    ['its own number as body', acting('310000108'), undefined, 'invalid_request'],
    ['details of an unknown type', details({ type: 'urn:x' }), 'MP-301', 'invalid_request'],
    ['details without fields', details({ type: 'urn:altinn:systemuser' }), 'MP-302', 'invalid_request'],
    ['details with a bad number', details(system('0192:316000011')), 'MP-303', 'invalid_request'],
    [
      'a consent that is not there',
      details({ type: 'urn:altinn:consent', id: 'a', from: 'b' }),
      'MP-303',
      'invalid_request',
    ],
    ['a claim that it does not know', { nbf: SECONDS }, undefined, 'invalid_request'],
    ['sub', { sub: 'x' }, undefined, 'invalid_request'],
    ['a resource that is no list', { resource: 'https://api.example' }, undefined, 'invalid_request'],
    ['more than two minutes', { exp: SECONDS + 121 }, undefined, 'invalid_request'],
  ];
  it.each<Row>(rows)('%s', async (_, changes, code, error, header) => {
    const answer = await ask(typeof changes === 'function' ? changes() : changes, header);
    expect(answer).toMatchObject({ status: /MP-25/.test(code ?? '') ? 403 : 400, code, json: { error } });
  });

  it('a jti that has come before, until a reset', async () => {
    const jti = randomUUID();
    expect((await ask({ jti })).status).toBe(200);
    expect(await ask({ jti })).toMatchObject({ status: 400, code: 'MP-012' });
    await hook('POST', 'reset');
    expect((await ask({ jti })).status).toBe(200);
    const { jti: _, ...without } = claimsOf();
    expect((await post({ grant_type: GRANT_TYPE, assertion: await sign(without) })).status).toBe(200);
  });

  it('at the edges of times that are good', async () => {
    for (const good of [
      { iat: SECONDS + 10, exp: SECONDS + 130 },
      { iat: SECONDS - 11, exp: SECONDS + 109 },
      { exp: SECONDS + 120 },
    ])
      expect((await ask(good)).status).toBe(200);
    await hook('POST', 'clock', { forward: 1 });
    expect(await ask()).toMatchObject({ code: 'MP-130' });
  });

  it('what is no grant at all', async () => {
    const assertion = await sign(claimsOf());
    expect(await post({ grant_type: 'client_credentials', assertion })).toMatchObject({
      json: { error: 'unsupported_grant_type' },
    });
    expect(await post({ grant_type: GRANT_TYPE, assertion: 'a.b.c' })).toMatchObject({
      json: { error: 'invalid_request' },
    });
    expect(await post({ grant_type: GRANT_TYPE, assertion }, 'application/json')).toMatchObject({ status: 400 });
    const none = [{ alg: 'none' }, claimsOf()].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
    expect(await post({ grant_type: GRANT_TYPE, assertion: `${none.join('.')}.` })).toMatchObject({ code: 'MP-124' });
  });

  it('is reached here, or by the client’s own tests', () => {
    const elsewhere = ['MP-122', 'MP-012'];
    const reached = new Set([...rows.map(([, , code]) => code), ...elsewhere]);
    const documented = Object.values(ERRORS).flatMap((row) => ('code' in row ? [row.code] : []));
    expect(documented.filter((code) => !reached.has(code))).toEqual([]);
    expect(documented).toHaveLength(17);
  });
});

describe('the calls', () => {
  it('are remembered by client and scopes, without assertion and token', async () => {
    await ask();
    await ask({ iss: 'klient-ukjent' });
    const { calls } = JSON.parse(await hook('GET', 'calls'));
    expect(calls).toEqual(
      [
        { client: 'klient-krr', httpStatus: 200 },
        { client: null, httpStatus: 400 },
      ].map((call) => ({
        time: NOW.toISOString(),
        operation: 'token',
        scopes: KRR.split(' '),
        consumerOrg: null,
        ...call,
      })),
    );
  });

  it('come with the time that the clock is set to', async () => {
    await hook('POST', 'clock', { time: '2026-01-15T12:00:00Z' });
    expect((await fetch(`${issuer}jwk`)).headers.get('date')).toBe('Thu, 15 Jan 2026 12:00:00 GMT');
  });
});

it('knows the clients of the contract, and none that it calls unknown', () => {
  const ids = CLIENTS.map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(['klient-krr', 'klient-deleg', 'klient-utgaatt', 'klient-utenscope']));
  expect(ids).not.toContain('klient-ukjent');
});

function payloadOf({ access_token: token }: Record<string, unknown>): JWTPayload {
  return JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString('utf8'));
}
