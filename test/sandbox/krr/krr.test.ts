import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parsePersonidentifikator } from '../../../src/domain/personidentifikator.ts';
import { createNeighbours } from '../../../src/sandbox/common/neighbours.ts';
import { type PlayedRegister, play } from '../../../src/sandbox/common/played.ts';
import { createKrrSandbox, ONLY_REST } from '../../../src/sandbox/krr/index.ts';
import {
  createMaskinportenSandbox,
  KRR_DELEGATED_SCOPES,
  KRR_SCOPES,
} from '../../../src/sandbox/maskinporten/index.ts';
import { innbyggere } from '../../../src/sandbox/postkasse/index.ts';
import { createHttpClient } from '../../../src/wire/http/client.ts';
import { createMaskinporten, type Grant } from '../../../src/wire/maskinporten/index.ts';
import { createCall } from '../../wire/loopback.ts';

const NOW = new Date('2026-06-15T12:00:00Z');
const machine = () => NOW;
const issuing = createMaskinportenSandbox({}, machine);
let krr: PlayedRegister;
let maskinporten: PlayedRegister<typeof issuing>;
let http: ReturnType<typeof createHttpClient>;

beforeAll(async () => {
  maskinporten = await play(issuing);
  krr = await play(createKrrSandbox({}, { judge: issuing.judge, machine }));
  http = createHttpClient({ kilde: 'KRR', url: maskinporten.url, maxResponseBytes: 64 * 1024 });
});
afterAll(async () => {
  await http.close();
  await Promise.all([krr.close(), maskinporten.close()]);
});
beforeEach(() => krr.reset());

const BOTH = [KRR_SCOPES.kontaktinformasjon, KRR_SCOPES.postkasse];

/** The header of a client of the sandbox, by the gateway's own way to it. */
async function bearer(grant: Partial<Grant> = {}, clientId = 'klient-registergraf'): Promise<string> {
  const { privateKey, kid } = await issuing.clientCertificates();
  const client = { issuer: `${maskinporten.url}/maskinporten/`, clientId, privateKey, shownAs: { kid } };
  const tokens = createMaskinporten(client, http, 'KRR', { now: () => NOW.getTime() });
  const token = await tokens.get({ scopes: BOTH, ...grant }, createCall());
  if (token.kind !== 'token') throw new Error(`no token: ${token.mpCode}`);
  return `Bearer ${token.secret()}`;
}

const numberOf = (id: string) => innbyggere.find((one) => one.id === id)?.personidentifikator ?? '';

async function send(path: string, body: unknown, authorization: string | undefined) {
  const headers = { 'content-type': 'application/json', ...(authorization && { authorization }) };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${krr.url}/rest/v2/${path}`, { method: 'POST', headers, body: text });
  const answered = await response.text();
  return { status: response.status, headers: response.headers, text: answered };
}

async function ask(personidentifikatorer: readonly string[], { inkluder = true, authorization = '' } = {}) {
  const body = { personidentifikatorer, ...(inkluder && { inkluderIkkeRegistrerte: true }) };
  const { status, text } = await send('personer', body, authorization || (await bearer()));
  expect(status).toBe(200);
  return JSON.parse(text).personer as Record<string, unknown>[];
}

async function hook(method: string, name: string, body?: unknown) {
  const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) };
  return (await fetch(`${krr.hooksUrl}/_sandbox/${name}`, init)).text();
}

const sample = (name: string) => JSON.parse(readFileSync(new URL(`./samples/${name}.json`, import.meta.url), 'utf8'));

describe('a person', () => {
  it('of every kind is as in the samples', async () => {
    const { status, text } = await send('personer', sample('request'), await bearer());
    expect(status).toBe(200);
    const { personer, ...rest } = JSON.parse(text);
    expect(rest).toEqual({});
    const byNumber = new Map<string, object>();
    for (const { sertifikat, ...person } of personer) {
      byNumber.set(person.personidentifikator, person);
      const isWithMailbox = person.personidentifikator === numberOf('S02');
      expect(Buffer.from(sertifikat ?? '', 'base64').length > 500).toBe(isWithMailbox);
    }
    expect(Object.fromEntries(byNumber)).toEqual(sample('persons'));
  });

  it('whose data are stale may have them all the same, in the time of the winter', async () => {
    await hook('PUT', 'settings', { restStripsStale: false });
    expect(await ask([numberOf('S08')])).toMatchObject([
      {
        varslingsstatus: 'KAN_IKKE_VARSLES',
        kontaktinformasjon: { epostadresse_oppdatert: '2024-11-15T13:00:00+01' },
        digital_post: {},
      },
    ]);
  });

  it('whom only REST knows has a validated mail and a small language, or an empty mailbox', async () => {
    const { S17, S18 } = ONLY_REST;
    const rules = { synthetic: true, accept2032: true };
    for (const number of [S17, S18]) expect(parsePersonidentifikator(number, rules)).toBe(number);
    const [sami] = await ask([S17]);
    expect(sami).toMatchObject({
      spraak: 'se',
      kontaktinformasjon: { epostadresse_sist_validert: expect.any(String) },
    });
    expect(sami?.kontaktinformasjon).not.toHaveProperty('mobiltelefonnummer_sist_validert');
    const [empty] = await ask([S18]);
    expect(empty).toMatchObject({
      status: 'AKTIV',
      digital_post: { postkasseadresse: '', postkasseleverandoeradresse: '311000012' },
      sertifikat: '',
    });
  });
});

describe('a batch', () => {
  it('answers each once and in another order, strangers only when they are wanted', async () => {
    const asked = ['S01', 'S02', 'S07', 'S04', 'S01'].map(numberOf);
    const numbers = (persons: readonly Record<string, unknown>[]) => persons.map((one) => one.personidentifikator);
    const all = numbers(await ask(asked));
    expect(all.toSorted()).toEqual([...new Set(asked)].toSorted());
    expect(all).not.toEqual([...new Set(asked)]);
    expect(numbers(await ask(asked, { inkluder: false })).toSorted()).toEqual(
      ['S01', 'S02', 'S04'].map(numberOf).toSorted(),
    );
  });

  it('holds a thousand, and not one more or none', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => String(10_000_000_000 + index));
    expect(await ask(many)).toHaveLength(1000);
    const authorization = await bearer();
    for (const bad of [[], [...many, numberOf('S01')]])
      expect((await send('personer', { personidentifikatorer: bad }, authorization)).status).toBe(400);
  });

  it.each([
    ['no JSON', '{"personidentifikatorer":["0182'],
    ['no list', {}],
    ['a number of ten digits', { personidentifikatorer: ['0182701100'] }],
    ['a number that is none', { personidentifikatorer: [1827011000] }],
    ['a word for yes', { personidentifikatorer: ['01817011000'], inkluderIkkeRegistrerte: 'JA' }],
  ])('with %s is refused as a whole', async (_, body) => {
    const { status, text } = await send('personer', body, await bearer());
    expect(status).toBe(400);
    expect(text).not.toMatch(/\d{6}/);
  });

  it('fails as a whole for one who brings the register down', async () => {
    const body = { personidentifikatorer: [numberOf('S01'), numberOf('S16')] };
    expect((await send('personer', body, await bearer())).status).toBe(500);
  });
});

describe('a token', () => {
  it('without a scope leaves out its fields, and says nothing of it', async () => {
    const only = async (...scopes: string[]) => ask([numberOf('S02')], { authorization: await bearer({ scopes }) });
    const [mailbox] = await only(KRR_SCOPES.postkasse);
    expect(Object.keys(mailbox ?? {})).toEqual([
      'personidentifikator',
      'reservasjon',
      'status',
      'digital_post',
      'sertifikat',
    ]);
    const [contact] = await only(KRR_SCOPES.kontaktinformasjon);
    expect(contact).not.toHaveProperty('digital_post');
    expect(contact).toMatchObject({ varslingsstatus: 'KAN_VARSLES', spraak: 'nb' });
    const scopes = [KRR_SCOPES.postkasse];
    expect(await ask([numberOf('S04')], { authorization: await bearer({ scopes }) })).toEqual([
      { personidentifikator: '04847314007', reservasjon: 'NEI', status: 'AKTIV' },
    ]);
  });

  it('of a body that has delegated sees what that body sees', async () => {
    const grant = { scopes: Object.values(KRR_DELEGATED_SCOPES), consumerOrg: '316000010' };
    const authorization = await bearer(grant, 'klient-deleg');
    expect(await ask([numberOf('S02')], { authorization })).toMatchObject([{ spraak: 'nb', digital_post: {} }]);
    expect(JSON.parse(await hook('GET', 'calls')).calls).toMatchObject([{ consumer: '316000010' }]);
  });

  it('that does not hold is 401, one that does not reach so far is 403', async () => {
    const status = async (authorization: string | undefined) =>
      (await send('personer', { personidentifikatorer: [numberOf('S01')] }, authorization)).status;
    expect(await status(undefined)).toBe(401);
    expect(await status('Bearer a.b.c')).toBe(401);
    expect(await status(`${await bearer()}x`)).toBe(401);
    const other = createMaskinportenSandbox({}, machine);
    expect(await other.judge(await bearer(), { now: NOW })).toEqual({ status: 401 });
    expect(await status(await bearer({ scopes: ['brreg:data:enhetsregisteret:auto:roller'] }))).toBe(403);
    const notLetIn = { scopes: Object.values(KRR_DELEGATED_SCOPES), consumerOrg: '319000011' };
    expect(await status(await bearer(notLetIn, 'klient-deleg'))).toBe(403);
    const authorization = await bearer();
    await hook('POST', 'clock', { forward: 2 });
    expect(await status(authorization)).toBe(401);
  });

  it('is judged by the Maskinporten of the same sandbox, whichever was made first', async () => {
    const neighbours = createNeighbours();
    const own = createKrrSandbox({}, { ...neighbours, machine });
    neighbours.add(own);
    const asked = async () => {
      const url = new URL('http://krr.example/rest/v2/personer');
      const headers = { authorization: await bearer(), 'content-type': 'application/json' };
      return own.handle({
        method: 'POST',
        url,
        headers,
        body: Buffer.from('{"personidentifikatorer":["01817011000"]}'),
      });
    };
    expect(await asked()).toMatchObject({ status: 401 });
    neighbours.add(issuing);
    expect(await asked()).toMatchObject({ status: 200 });
  });

  it('is nobody’s where no issuer is trusted', async () => {
    const alone = createKrrSandbox();
    const url = new URL('http://krr.example/rest/v2/personer');
    const request = { method: 'POST', url, headers: { authorization: await bearer() }, body: Buffer.from('{}') };
    expect(await alone.handle(request)).toMatchObject({ status: 401 });
  });
});

describe('the feed of changes', () => {
  it('goes by pages to its end, each person once', async () => {
    const authorization = await bearer({ scopes: [...BOTH, KRR_SCOPES.feed] });
    const seen: string[] = [];
    let fraEndringsId = 0;
    for (let pages = 0; pages < 20; pages += 1) {
      const { text } = await send('krr/hentEndringer', { fraEndringsId }, authorization);
      const { list, tilEndringsId, sisteEndringsId, ...rest } = JSON.parse(text);
      expect(rest).toEqual({ fraEndringsId });
      expect(list.length).toBeLessThanOrEqual(3);
      seen.push(...list.map((one: { personidentifikator: string }) => one.personidentifikator));
      if (list.length === 0 || tilEndringsId >= sisteEndringsId) break;
      expect(tilEndringsId).toBeGreaterThan(200_000_001 + 3);
      fraEndringsId = tilEndringsId;
    }
    const registered = innbyggere.filter(({ status }) => status !== 'IKKE_REGISTRERT');
    expect(seen).toEqual([...registered.map((one) => one.personidentifikator), ...Object.values(ONLY_REST)]);
  });

  it('begins at a change, or after it', async () => {
    const authorization = await bearer({ scopes: [KRR_SCOPES.feed] });
    const first = async () => {
      const { text } = await send('krr/hentEndringer', { fraEndringsId: 200_000_001 }, authorization);
      return JSON.parse(text).list[0];
    };
    expect(await first()).toMatchObject({ personidentifikator: numberOf('S02') });
    await hook('PUT', 'settings', { feedIsInclusive: true });
    expect(await first()).toEqual({ personidentifikator: numberOf('S01'), reservasjon: 'NEI', status: 'AKTIV' });
  });

  it('is closed to those without its scope', async () => {
    expect((await send('krr/hentEndringer', { fraEndringsId: 0 }, await bearer())).status).toBe(403);
    const authorization = await bearer({ scopes: [KRR_SCOPES.feed] });
    expect((await send('krr/hentEndringer', { fraEndringsId: '0' }, authorization)).status).toBe(400);
  });
});

describe('beside that', () => {
  it('anybody gets the certificate for printing', async () => {
    const response = await fetch(`${krr.url}/rest/v2/printSertifikat`);
    expect(response.headers.get('cache-control')).toBe('max-age=3600');
    expect(await response.json()).toEqual({
      postkasseleverandoerAdresse: '319000011',
      x509Sertifikat: expect.any(String),
    });
  });

  it('there is nothing', async () => {
    const authorization = await bearer();
    expect((await send('person', {}, authorization)).status).toBe(404);
    expect((await fetch(`${krr.url}/rest/v2/personer`, { headers: { authorization } })).status).toBe(405);
  });

  it.each([
    ['json', '{"status":401,"error":"Unauthorized","path":"/rest/v2/personer"}'],
    ['text', '401 Unauthorized'],
    ['empty', ''],
  ])('an error is written as %s', async (errorForm, text) => {
    await hook('PUT', 'settings', { errorForm });
    const answer = await send('personer', {}, undefined);
    expect(answer).toMatchObject({ status: 401, text });
    expect(answer.headers.get('www-authenticate')).toContain('invalid_token');
  });

  it('calls are remembered without persons', async () => {
    await ask(['S01', 'S02'].map(numberOf));
    await send('personer', {}, undefined);
    const written = await hook('GET', 'calls');
    const time = NOW.toISOString();
    expect(JSON.parse(written).calls).toEqual([
      { time, operation: 'personer', personCount: 2, consumer: '315000017', httpStatus: 200 },
      { time, operation: 'personer', personCount: 0, consumer: null, httpStatus: 401 },
    ]);
    expect(written).not.toMatch(/\d{11}/);
  });
});
