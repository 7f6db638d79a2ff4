import { generateKeyPairSync } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { describe, expect, it } from 'vitest';
import { ASSERTION_S } from '../../../src/wire/maskinporten/grant.ts';
import { createMaskinporten, type Grant } from '../../../src/wire/maskinporten/index.ts';
import { TOO_LONG_MS } from '../../support/patience.ts';
import { createClient, serve } from '../loopback.ts';
import { KILDE, reportedCall } from './played.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const GOOD = { access_token: 'abc.def.ghi', token_type: 'bearer', expires_in: 600, scope: 'a b' };
const grantError = (error_description: string) => [400, { error: 'invalid_grant', error_description }] as const;

type Answer = readonly [status: number, body: unknown];

/** A Maskinporten at a token endpoint of its own, that answers these one after another, and the last one from then on. */
async function answering(answers: readonly Answer[], { document }: { document?: (url: string) => unknown } = {}) {
  const assertions: string[] = [];
  const asked: string[] = [];
  const url = await serve(async (request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.method === 'GET') {
      const own = { issuer: `${url}/as/`, token_endpoint: `${url}/elsewhere/token?a=b` };
      return void response.end(JSON.stringify(document ? document(url) : own));
    }
    let body = '';
    for await (const piece of request) body += String(piece);
    const form = new URLSearchParams(body);
    expect([...form.keys()]).toEqual(['grant_type', 'assertion']);
    expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    assertions.push(form.get('assertion') ?? '');
    const [status, said] = answers[Math.min(assertions.length, answers.length) - 1] ?? [500, ''];
    const text = typeof said === 'string' ? said : JSON.stringify(said);
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(text.replace('ECHO', assertions.at(-1) ?? ''));
  });
  return { url, assertions, asked };
}

async function ask(url: string, grant: Grant = { scopes: ['b', 'a'] }) {
  const { call, reports } = reportedCall();
  const http = createClient(url, { kilde: KILDE, pausesMs: [0, 0] });
  const client = { issuer: `${url}/as/`, clientId: 'klient', privateKey, shownAs: { kid: 'k1' } };
  return { answer: await createMaskinporten(client, http, KILDE).get(grant, call), reports, call };
}

describe('the assertion', () => {
  it('holds the claims of the contract and no others', async () => {
    const { url, assertions, asked } = await answering([[200, GOOD]]);
    const grant = { scopes: ['b', 'a'], resource: 'https://api.example/base', consumerOrg: '316000010' };
    const { answer } = await ask(url, grant);
    expect(answer).toMatchObject({ kind: 'token', scopes: ['a', 'b'], expiresIn: 600 });
    expect(asked).toEqual(['GET /as/.well-known/oauth-authorization-server', 'POST /elsewhere/token?a=b']);
    const [assertion = ''] = assertions;
    expect(decodeProtectedHeader(assertion)).toEqual({ alg: 'RS256', kid: 'k1' });
    const { iat = 0, jti, ...claims } = decodeJwt(assertion);
    expect(claims).toEqual({
      aud: `${url}/as/`,
      iss: 'klient',
      scope: 'b a',
      exp: iat + ASSERTION_S,
      resource: ['https://api.example/base'],
      consumer_org: '316000010',
    });
    expect(jti).toMatch(/^[0-9a-f-]{36}$/);
    expect(Math.abs(Date.now() / 1000 - iat)).toBeLessThan(10);
  });

  it('is signed for no more than is asked for', async () => {
    const { url, assertions } = await answering([[200, GOOD]]);
    await ask(url);
    expect(Object.keys(decodeJwt(assertions[0] ?? '')).toSorted()).toEqual([
      'aud',
      'exp',
      'iat',
      'iss',
      'jti',
      'scope',
    ]);
  });
});

describe('a refusal that a new assertion may help', () => {
  it.each([
    ['JWT is expired (MP-130)'],
    ['Grant is used before (MP-012)'],
    ['Invalid assertion. Issue time is after now'],
    ['MP-130'],
  ])('%s: is tried once more, with another jti', async (text) => {
    const { url, assertions } = await answering([grantError(text), [200, GOOD]]);
    expect((await ask(url)).answer).toMatchObject({ kind: 'token' });
    expect(assertions).toHaveLength(2);
    expect(new Set(assertions.map((one) => decodeJwt(one).jti)).size).toBe(2);
  });

  it('but not twice', async () => {
    const { url, assertions } = await answering([grantError('Grant is used before (MP-012)')]);
    expect((await ask(url)).answer).toMatchObject({ problem: 'client', mpCode: 'MP-012' });
    expect(assertions).toHaveLength(2);
  });
});

describe('an error', () => {
  const refusals: readonly (readonly [string, Answer, object])[] = [
    [
      'by its code wherever it stands',
      [400, { error: 'MP-251 x', error_description: 7 }],
      { problem: 'access', mpCode: 'MP-251' },
    ],
    [
      'by its code whatever the status',
      [401, { error_description: 'x(MP-250)' }],
      { problem: 'access', mpCode: 'MP-250', status: 401 },
    ],
    ['without a code, by 403', [403, { error: 'invalid_grant' }], { problem: 'access', mpCode: undefined }],
    ['without a code, by invalid_client', [401, { error: 'invalid_client' }], { problem: 'client' }],
    ['without a code, by invalid_grant', grantError('nei'), { problem: 'client' }],
    ['with an unknown code', grantError('MP-999'), { problem: 'configuration', mpCode: 'MP-999' }],
    ['that is no JSON', [404, '<h1>404</h1>'], { problem: 'configuration', status: 404 }],
    ['that leads elsewhere', [302, ''], { problem: 'configuration', status: 302 }],
  ];
  it.each(refusals)('%s is a refusal, asked once', async (_, answered, expected) => {
    const { url, assertions } = await answering([answered]);
    expect((await ask(url)).answer).toMatchObject({ ...expected, feil: { kode: 'IKKE_KONFIGURERT' } });
    expect(assertions).toHaveLength(1);
  });

  it('in the log holds no token, no assertion, no number of a person and no long text', async () => {
    const said = `no 01817011000 ECHO ${'la '.repeat(200)} (MP-120)`;
    const { url, assertions } = await answering([grantError(said)]);
    const { answer, reports } = await ask(url);
    const written = JSON.stringify([answer, reports]);
    expect(reports.at(-1)).toMatchObject({ fault: { code: 'invalid_grant', bracketCode: 'MP-120' } });
    expect((assertions[0] ?? '').split('.').filter((part) => written.includes(part))).toEqual([]);
    expect(written).not.toContain('01817011000');
    expect(reports.at(-1)?.fault?.text.length).toBeLessThanOrEqual(200);
  });
});

describe('a Maskinporten in trouble', () => {
  it('is asked again as any register, and its answer is used when it comes', async () => {
    const { url, assertions } = await answering([
      [503, ''],
      [500, ''],
      [200, GOOD],
    ]);
    expect((await ask(url)).answer).toMatchObject({ kind: 'token' });
    expect(new Set(assertions).size).toBe(3);
  });

  it.each([408, 429, 500, 503])('that goes on answering %i is unavailable by it', async (status) => {
    const { url, assertions } = await answering([[status, '']]);
    expect((await ask(url)).answer).toMatchObject({
      problem: 'unavailable',
      status,
      feil: { kode: `HTTP_${status}`, kanProevesIgjen: true },
    });
    expect(assertions).toHaveLength(3);
  });

  it('is left alone while its breaker is open', async () => {
    const { url, assertions } = await answering([[500, '']]);
    const policy = { pausesMs: [], breakerCalls: 4, breakerFailuresPercent: 50, breakerPauseMs: TOO_LONG_MS };
    const http = createClient(url, { kilde: KILDE, ...policy });
    const client = { issuer: `${url}/as/`, clientId: 'klient', privateKey, shownAs: { kid: 'k1' } };
    const tokens = createMaskinporten(client, http, KILDE);
    const get = (scope: string) => tokens.get({ scopes: [scope] }, reportedCall().call);
    for (const scope of ['a', 'b']) expect(await get(scope)).toMatchObject({ feil: { kode: 'HTTP_500' } });
    expect(await get('c')).toMatchObject({ problem: 'unavailable', feil: { kode: 'KRETS_AAPEN', opphav: 'GATEWAY' } });
    expect(assertions).toHaveLength(2);
  });

  it.each([
    ['no JSON', 'token'],
    ['no token', { ...GOOD, access_token: undefined }],
    ['a token that no header can hold', { ...GOOD, access_token: 'a\r\nb: c' }],
    ['a token without end', { ...GOOD, access_token: 'a'.repeat(16_385) }],
    ['another kind of token', { ...GOOD, token_type: 'DPoP' }],
    ['a token that has ended', { ...GOOD, expires_in: 0 }],
    ['a token whose end is not told', { ...GOOD, expires_in: '600' }],
  ])('that answers %s makes no sense', async (_, body) => {
    const { url, assertions } = await answering([[200, body]]);
    const { answer, reports } = await ask(url);
    expect(answer).toMatchObject({ problem: 'unavailable', feil: { kode: 'UGYLDIG_SVAR' } });
    expect(reports.at(-1)).toMatchObject({ kode: 'UGYLDIG_SVAR' });
    expect(assertions).toHaveLength(1);
  });
});

describe('the discovery document', () => {
  it.each<[string, (url: string) => unknown]>([
    ['of another issuer', (url) => ({ issuer: `${url}/as`, token_endpoint: `${url}/token` })],
    ['without a token endpoint', (url) => ({ issuer: `${url}/as/` })],
    [
      'with one at another host',
      (url) => ({ issuer: `${url}/as/`, token_endpoint: 'https://elsewhere.example/token' }),
    ],
    ['that is none', () => 'nei'],
  ])('%s is not believed: nothing is signed', async (_, document) => {
    const { url, assertions } = await answering([[200, GOOD]], { document });
    const { answer, reports } = await ask(url);
    expect(answer).toMatchObject({ problem: 'configuration', status: 200, feil: { kode: 'IKKE_KONFIGURERT' } });
    expect(reports).toMatchObject([{ operation: 'Maskinporten discovery', kode: 'IKKE_KONFIGURERT' }]);
    expect(assertions).toEqual([]);
  });

  it('is fetched once for all grants', async () => {
    const { url, asked } = await answering([[200, GOOD]]);
    const http = createClient(url, { kilde: KILDE });
    const client = { issuer: `${url}/as/`, clientId: 'klient', privateKey, shownAs: { kid: 'k1' } };
    const tokens = createMaskinporten(client, http, KILDE);
    const scopes = ['a', 'b', 'c'];
    await Promise.all(scopes.map((scope) => tokens.get({ scopes: [scope] }, reportedCall().call)));
    await tokens.get({ scopes: ['d'] }, reportedCall().call);
    expect(asked.filter((one) => one.startsWith('GET'))).toHaveLength(1);
    expect(asked).toHaveLength(5);
  });
});
