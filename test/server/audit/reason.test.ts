import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { parseReason } from '../../../src/domain/reason.ts';
import { readCaller } from '../../../src/server/callers/claims.ts';
import { DEFAULT_CLAIMS } from '../../../src/server/callers/settings.ts';
import { CITIZEN_SCOPE, startGatewayOfMany } from '../../support/issuers.ts';
import { type RunningGateway, startGateway } from '../../support/gateway.ts';

const PERSON = '{ borger(cpr: "0101505006") { kontaktinformation { __typename } } }';
const UNIT = '{ enhet(organisasjonsnummer: "700102009") { basisdata { __typename } } }';
const REQUIRED = { purposeRequired: true, caseReferenceRequired: true, purposes: undefined };

describe('a purpose or a case reference', () => {
  test.each([
    ['BOSTED-2', 'BOSTED-2'],
    ['  Søknad om støtte § 14-5, «hastesak» ', 'Søknad om støtte § 14-5, «hastesak»'],
    ['2026/123456-7', '2026/123456-7'],
    ['15.20.00-G01-1234-26', '15.20.00-G01-1234-26'],
    // No day, no month, no check digits.
    ['20261234567', '20261234567'],
    ['4567891234', '4567891234'],
    ['A\u030Asane', '\u00c5sane'],
    ['x'.repeat(100), 'x'.repeat(100)],
  ])('%j is taken', (text, taken) => {
    expect(parseReason(text)).toBe(taken);
  });

  test.each([
    '',
    '   ',
    'x'.repeat(101),
    'a\nb',
    'a\u0000b',
    'a\u200bb',
    'a\u202eb',
    '٠١٠١٥٠٥٠٠٦',
    '0101505006',
    '010150-5006',
    '01 01 50 5006',
    '01.01.50/5006',
    'sak 0101505006.',
    'SAK0101505006X',
    '０１０１５０５００６',
    '02827112006',
    '028271 12006',
    '028271 120 06',
    'angående 02827112006, hast',
    '010150 - 5006',
    '010150  5006',
    '010150–5006',
    '010150 — 5006',
    '010150\u20105006',
    '010150\u22125006',
    '010150_5006',
    '010150:5006',
    '010150, 5006',
    '01 - 01 - 50 - 5006',
    '028271 – 12006',
  ])('%j is not', (text) => {
    expect(parseReason(text)).toBeNull();
  });
});

describe('the headers', () => {
  let gateway: RunningGateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());
  const of = (record: Record<string, unknown> | undefined) => [record?.purpose, record?.caseReference];

  test('stand in the records of the request, and nowhere in the log', async () => {
    const purpose = 'Vurdering av støtte';
    const headers = { 'x-purpose': Buffer.from(purpose).toString('latin1'), 'x-case-reference': '2026/0815' };
    await gateway.post({ query: PERSON }, headers);
    // The short way too.
    await gateway.post({ query: PERSON }, headers);
    expect(gateway.audit().map(of)).toEqual([
      [purpose, '2026/0815'],
      [purpose, '2026/0815'],
    ]);
    await gateway.post({ query: PERSON }, { 'x-purpose': 'Bostøtte' });
    expect(of(gateway.audit().at(-1))).toEqual(['Bostøtte', undefined]);
    await gateway.post({ query: PERSON });
    expect(gateway.audit().at(-1)).not.toHaveProperty('purpose');
    expect(JSON.stringify(gateway.logged())).not.toMatch(/støtte|0815/);
  });

  test('are refused where they hold a number, whatever is asked for, and are told to nobody', async () => {
    const answer = await gateway.post({ query: UNIT }, { 'x-purpose': 'om 010150-5006' });
    expect(answer.status).toBe(400);
    const text = await answer.text();
    expect(text).toContain('INVALID_PURPOSE');
    expect(text + JSON.stringify(gateway.logged())).not.toContain('5006');
  });

  test('are needed by nobody where nothing says so', async () => {
    expect((await gateway.post({ query: PERSON })).status).toBe(200);
  });
});

describe('where a reason is required', () => {
  test('persons are asked about with one, and units without', async () => {
    const gateway = await startGateway({ reason: REQUIRED });
    const code = async (query: string, headers: Record<string, string>) => {
      const answer = await gateway.post({ query }, headers);
      const { errors } = (await answer.json()) as { errors?: { extensions: { code: string } }[] };
      return [answer.status, errors?.[0]?.extensions.code];
    };
    try {
      const mutation = `mutation { sletKontaktinformation(input: { cpr: "0101505006", kontaktdataType: MOBILTELEFON }) { __typename } }`;
      for (const query of [PERSON, mutation, '{ borgere(cprs: []) { cpr } }']) {
        expect(await code(query, {})).toEqual([400, 'PURPOSE_REQUIRED']);
        expect(await code(query, { 'x-purpose': 'a' })).toEqual([400, 'CASE_REFERENCE_REQUIRED']);
      }
      expect(gateway.audit()).toEqual([]);
      expect(gateway.sandbox.kontaktinformation.traffic().calls).toBe(0);
      const both = { 'x-purpose': 'a', 'x-case-reference': 'b' };
      expect(await code(PERSON, both)).toEqual([200, undefined]);
      // The document is kept by now: it is looked at again each time.
      expect(await code(PERSON, both)).toEqual([200, undefined]);
      expect(await code(PERSON, {})).toEqual([400, 'PURPOSE_REQUIRED']);
      expect(await code(UNIT, {})).toEqual([200, undefined]);
    } finally {
      await gateway.close();
    }
  });

  test('a citizen’s own token needs none, and a body’s does', async () => {
    const grants = { scopes: { [CITIZEN_SCOPE]: ['registergraf:own.read'] } };
    await using gateway = await startGatewayOfMany({ reason: REQUIRED }, { idporten: grants });
    const query = '{ innbygger(personidentifikator: "02827112006") { kontaktregister { __typename } } }';
    const own = await gateway.post({ query }, await gateway.headersOf('idporten'));
    expect(own.status).toBe(200);
    const body = await gateway.post({ query }, await gateway.headersOf('maskinporten'));
    expect(body.status).toBe(400);
  });
});

test('a token says it by the claims that are named, and a header beside it has to agree', async () => {
  const { readReason } = await import('../../../src/server/audit/reason.ts');
  const claims = {
    ...DEFAULT_CLAIMS,
    purpose: { claims: ['formaal'] },
    caseReference: { claims: ['caseNumber.id'] },
  };
  const token = { sub: 's', formaal: 'BOSTED', caseNumber: { id: '7' } };
  const caller = readCaller(token, { claims, organisationstyper: {} });
  expect(caller?.reason).toEqual({ purpose: 'BOSTED', caseReference: '7' });
  expect(readCaller(token, { claims: DEFAULT_CLAIMS, organisationstyper: {} })).not.toHaveProperty('reason');
  const read = (...purposes: string[]) =>
    readReason(
      {
        headers: purposes.length > 0 ? { 'x-purpose': purposes.join(', ') } : {},
        headersDistinct: { 'x-purpose': purposes },
      },
      caller ?? {},
    ).purpose;
  expect([read(), read('BOSTED'), read('TILTAK'), read('BOSTED', 'BOSTED')]).toEqual(['BOSTED', 'BOSTED', null, null]);
  const wrong = readCaller({ sub: 's', formaal: '0101505006' }, { claims, organisationstyper: {} });
  expect(readReason({ headers: {}, headersDistinct: {} }, wrong ?? {}).purpose).toBeNull();
});

test('the settings are read, and a purpose that nobody could send is refused', () => {
  const reason = (env: Record<string, string>) => readConfig(env).audit.reason;
  expect(reason({})).toEqual({ purposeRequired: false, caseReferenceRequired: false, purposes: undefined });
  expect(
    reason({ AUDIT_PURPOSE_REQUIRED: 'on', AUDIT_CASE_REFERENCE_REQUIRED: 'on', AUDIT_PURPOSES: 'A, B  c,' }),
  ).toEqual({ purposeRequired: true, caseReferenceRequired: true, purposes: new Set(['A', 'B  c']) });
  expect(() => reason({ AUDIT_PURPOSES: 'A, 0101505006' })).toThrow('AUDIT_PURPOSES: must be purposes');
});
