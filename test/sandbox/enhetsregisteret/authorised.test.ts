import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type PlayedRegister, play } from '../../../src/sandbox/common/played.ts';
import {
  createMaskinportenSandbox,
  ENHETSREGISTERET_SCOPES,
  KRR_SCOPES,
} from '../../../src/sandbox/maskinporten/index.ts';
import { createHttpClient } from '../../../src/wire/http/client.ts';
import { createMaskinporten, type Grant } from '../../../src/wire/maskinporten/index.ts';
import { createCall } from '../../wire/loopback.ts';
import { type Register, startRegister, TODAY } from './register.ts';

const { roller: ROLES_SCOPE, rolleutskrift: PERSON_SCOPE } = ENHETSREGISTERET_SCOPES;
const issuing = createMaskinportenSandbox({}, () => TODAY);
let register: Register;
let maskinporten: PlayedRegister<typeof issuing>;
let http: ReturnType<typeof createHttpClient>;
beforeAll(async () => {
  maskinporten = await play(issuing);
  register = await startRegister({}, { judge: issuing.judge });
  http = createHttpClient({ kilde: 'ENHETSREGISTERET', url: maskinporten.url, maxResponseBytes: 64 * 1024 });
});
afterEach(() => register.reset());
afterAll(async () => {
  await http.close();
  await Promise.all([register.close(), maskinporten.close()]);
});

const tier = () => `${register.url}/enhetsregisteret/autorisert-api`;

/** The header of a client of the sandbox, by the gateway's own way to it. */
async function bearer(grant: Partial<Grant> = {}): Promise<string> {
  const { privateKey, kid } = await issuing.clientCertificates();
  const issuer = `${maskinporten.url}/maskinporten/`;
  const client = { issuer, clientId: 'klient-registergraf', privateKey, shownAs: { kid } };
  const tokens = createMaskinporten(client, http, 'ENHETSREGISTERET', { now: () => TODAY.getTime() });
  const token = await tokens.get({ scopes: [PERSON_SCOPE], resource: tier(), ...grant }, createCall());
  if (token.kind !== 'token') throw new Error(`no token: ${token.mpCode}`);
  return `Bearer ${token.secret()}`;
}

const ask = (path: string, authorization: string | undefined, init: RequestInit = {}) =>
  fetch(tier() + path, {
    ...init,
    headers: { ...init.headers, ...(authorization !== undefined && { authorization }) },
  });

const statusOf = async (path: string, authorization: string | undefined) => {
  const response = await ask(path, authorization);
  await response.arrayBuffer();
  return response.status;
};

const askRolleutskrift = async (body: string, type = 'text/plain', grant: Partial<Grant> = {}) =>
  ask('/personer/rolleutskrift', await bearer(grant), {
    method: 'POST',
    body,
    headers: { 'content-type': type, accept: 'application/json' },
  });

const ROLLER = '/enheter/700000001/roller';

describe('the authorised tier', () => {
  it('tells roles with the numbers of people', async () => {
    const response = await ask('/enheter/700120023/roller', await bearer());
    const { rollegrupper, _links } = await response.json();
    expect([response.status, _links.self.href]).toEqual([200, `${tier()}/enheter/700120023/roller`]);
    const written = JSON.parse(register.sample('roller-700120023')).rollegrupper;
    expect(JSON.stringify(rollegrupper.slice(0, 2))).toBe(JSON.stringify(written));
    const open = await register.read('/enheter/700120023/roller');
    expect(JSON.stringify(open)).not.toContain('fodselsnummer');
    expect(rollegrupper[2]).toEqual(open.rollegrupper[2]);
  });

  it('has a file of them', async () => {
    const response = await ask('/roller/totalbestand', await bearer());
    const text = gunzipSync(Buffer.from(await response.arrayBuffer())).toString('utf8');
    expect(text).toContain('"fodselsnummer": "01817010055"');
  });

  it('lets in by either scope, and by no other', async () => {
    expect(await statusOf(ROLLER, await bearer({ scopes: [ROLES_SCOPE] }))).toBe(200);
    expect(await statusOf(ROLLER, await bearer({ scopes: [PERSON_SCOPE] }))).toBe(200);
    expect(await statusOf(ROLLER, await bearer({ scopes: [KRR_SCOPES.kontaktinformasjon] }))).toBe(403);
  });

  it('takes a token for itself only', async () => {
    const other = 'https://data.brreg.no/enhetsregisteret/autorisert-api';
    expect(await statusOf(ROLLER, await bearer({ resource: other }))).toBe(401);
    expect(await statusOf(ROLLER, await bearer({ resource: `${register.base}` }))).toBe(401);
    expect(await statusOf(ROLLER, await bearer({ resource: undefined }))).toBe(401);
    await register.configure({ audience: other });
    expect(await statusOf(ROLLER, await bearer({ resource: other }))).toBe(200);
  });

  it('refuses no token, no bearer and no JWT', async () => {
    const [, token] = (await bearer()).split(' ');
    for (const authorization of [undefined, '', `Basic ${token}`, 'Bearer x', `Bearer ${token}x`]) {
      const response = await ask(ROLLER, authorization);
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([
        401,
        'Bearer error="invalid_token"',
      ]);
      await response.arrayBuffer();
    }
  });

  it('refuses a token when its time is over', async () => {
    const held = await bearer();
    expect(await statusOf(ROLLER, held)).toBe(200);
    await register.hook('POST', 'clock', { forward: 2 });
    expect(await statusOf(ROLLER, held)).toBe(401);
  });

  it('trusts nobody where it has been told of no Maskinporten', async () => {
    const alone = await startRegister();
    const path = `${alone.url}/enhetsregisteret/autorisert-api${ROLLER}`;
    expect((await fetch(path, { headers: { authorization: await bearer() } })).status).toBe(401);
    await alone.close();
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
    expect((await askRolleutskrift('01817010055', 'text/plain', { scopes: [ROLES_SCOPE] })).status).toBe(403);
    expect((await ask('/personer/rolleutskrift', await bearer())).status).toBe(405);
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
