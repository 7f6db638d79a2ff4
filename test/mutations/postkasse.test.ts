import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { catalogue } from '../../src/sources/postkasse/codes.ts';
import type { RunningGateway } from '../support/gateway.ts';
import { startTraced } from '../support/traced.ts';
import { mutate, mutateOne, postkasseSettings, postkasseCalls, sertifikat } from './support.ts';

const L1 = '311000012';
const L3 = '314000013'; // a supplier whose approval is withdrawn
const PERSONS = {
  S01: '01817011000',
  S02: '02827112006',
  S04: '04847314007',
  S05: '05857415002',
  S06: '06867516008',
  S08: '08887718009',
  S09: '11918019091',
  S10: '12928120005',
  S11: '13818221082',
  S12: '14828322088',
  S13: '15838423083',
  S14: '16848524089',
  S15: '17858625084',
  S16: '18868726160',
} as const;
const FEIL_K2 = '01817011001';

const input = (personidentifikator: string, changes: object = {}) => ({
  personidentifikator,
  postkasseleverandoerOrgNummer: L1,
  postkasseadresse: 'ny.adresse#0001',
  ...changes,
});
const slett = (personidentifikator: string, changes: object = {}) => ({
  personidentifikator,
  postkasseleverandoerOrgNummer: L1,
  ...changes,
});

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startTraced({ sources: { timeoutMs: 1_000 } });
});
beforeEach(() => gateway.sandbox.reset());
afterAll(() => gateway.close());

type Cases = Record<string, { readonly input: object; readonly opphav?: 'GATEWAY' }>;
const GATEWAY = { opphav: 'GATEWAY' } as const;

// The contract's coverage table (section 11).
const OPERATION_FIELDS: Record<string, { readonly operation: string; readonly cases: Cases }> = {
  oppdaterPostkasse: {
    operation: 'OppdaterPostkasse',
    cases: {
      FEILET: { input: input(PERSONS.S14) },
      RESERVERT: { input: input(PERSONS.S05) },
      ALLEREDE_AKTIV: { input: input(PERSONS.S12) },
      INGEN_POSTBOKS_FUNNET: { input: input(PERSONS.S01) },
      BRUKER_IKKE_FUNNET: { input: input(PERSONS.S06) },
      POSTKASSE_EKSISTERER_ALLEREDE: { input: input(PERSONS.S11) },
      UGYLDIG_SERTIFIKAT: { input: input(PERSONS.S10) },
      UGYLDIG_PERSONNUMMER: { input: input(FEIL_K2), ...GATEWAY },
      UGYLDIG_EPOSTADRESSE: { input: input(PERSONS.S09) },
      UGYLDIG_ORGNR: { input: input(PERSONS.S02, { postkasseleverandoerOrgNummer: L3 }) },
    },
  },
  opprettOgVelgSikkerDigitalPostkasse: {
    operation: 'OpprettOgVelgSikkerDigitalPostkasse',
    cases: {
      FEILET: { input: input(PERSONS.S14) },
      RESERVERT: { input: input(PERSONS.S05) },
      ALLEREDE_AKTIV: { input: input(PERSONS.S02) },
      INGEN_POSTBOKS_FUNNET: { input: input(PERSONS.S13) },
      BRUKER_IKKE_FUNNET: { input: input(PERSONS.S06) },
      POSTKASSE_EKSISTERER_ALLEREDE: { input: input(PERSONS.S04) },
      UGYLDIG_SERTIFIKAT: { input: input(PERSONS.S10) },
      UGYLDIG_PERSONNUMMER: { input: input(FEIL_K2), ...GATEWAY },
      UGYLDIG_EPOSTADRESSE: { input: input(PERSONS.S09) },
      UGYLDIG_ORGNR: { input: input(PERSONS.S01, { postkasseleverandoerOrgNummer: L3 }) },
    },
  },
  slettPostkasse: {
    operation: 'SlettPostkasse',
    cases: {
      FEILET: { input: slett(PERSONS.S14) },
      RESERVERT: { input: slett(PERSONS.S13) },
      ALLEREDE_AKTIV: { input: slett(PERSONS.S12) },
      INGEN_POSTBOKS_FUNNET: { input: slett(PERSONS.S01) },
      BRUKER_IKKE_FUNNET: { input: slett(PERSONS.S06) },
      POSTKASSE_EKSISTERER_ALLEREDE: { input: slett(PERSONS.S11) },
      UGYLDIG_SERTIFIKAT: { input: slett(PERSONS.S10) },
      UGYLDIG_PERSONNUMMER: { input: slett(FEIL_K2), ...GATEWAY },
      UGYLDIG_EPOSTADRESSE: { input: slett(PERSONS.S09) },
      UGYLDIG_ORGNR: { input: slett(PERSONS.S02, { postkasseleverandoerOrgNummer: L3 }) },
    },
  },
};

describe.each(Object.entries(OPERATION_FIELDS))('%s', (felt, { operation, cases }) => {
  const documented = catalogue.codes.filter(({ operations }) => operations.some((one) => one === operation));

  test('has a case for each documented code, and for no other', () => {
    expect(documented.map(({ kode }) => kode).toSorted()).toEqual(Object.keys(cases).toSorted());
  });

  test.each(documented.map(({ kode, type }) => [kode, type] as const))('answers %s as %s', async (kode, typename) => {
    const { input: wanted = {}, opphav = 'KILDE' } = cases[kode] ?? {};
    const member = await mutateOne(gateway, felt, wanted);
    expect(member).toMatchObject({ __typename: typename, kode, opphav, kanProevesIgjen: false });
    expect(await postkasseCalls(gateway)).toEqual(opphav === 'GATEWAY' ? [] : [operation]);
  });

  test('keeps a reason that nobody has documented visible', async () => {
    const wanted = felt === 'slettPostkasse' ? slett(PERSONS.S15) : input(PERSONS.S15);
    expect(await mutateOne(gateway, felt, wanted)).toMatchObject({
      __typename: 'UdokumentertFeil',
      kode: 'UKJENT_TESTKODE',
    });
  });
});

describe('what the gateway refuses before any call', () => {
  const L1_CERTIFICATE = sertifikat(L1);
  test.each<[string, object, string]>([
    [
      'an organisasjonsnummer with a wrong check digit',
      { postkasseleverandoerOrgNummer: '311000013' },
      'UGYLDIG_ORGNR',
    ],
    ['an organisasjonsnummer with its ISO prefix', { postkasseleverandoerOrgNummer: `9908:${L1}` }, 'UGYLDIG_ORGNR'],
    ['an empty certificate', { x509Sertifikat: '' }, 'UGYLDIG_SERTIFIKAT'],
    ['the beginning of a certificate', { x509Sertifikat: 'MIIB' }, 'UGYLDIG_SERTIFIKAT'],
    [
      'a certificate with its PEM armour',
      { x509Sertifikat: `-----BEGIN CERTIFICATE-----\n${L1_CERTIFICATE}` },
      'UGYLDIG_SERTIFIKAT',
    ],
    [
      'a certificate with bytes after it',
      { x509Sertifikat: Buffer.concat([Buffer.from(L1_CERTIFICATE, 'base64'), Buffer.from([0])]).toString('base64') },
      'UGYLDIG_SERTIFIKAT',
    ],
    ['a postkasseadresse of seven characters', { postkasseadresse: ' 1234567 ' }, 'FEILET'],
    ['a postkasseadresse of 101 characters', { postkasseadresse: 'a'.repeat(101) }, 'FEILET'],
    ['a postkasseadresse that XML cannot carry', { postkasseadresse: 'test.person\u0000#0001' }, 'FEILET'],
  ])('%s', async (_, changes, kode) => {
    for (const felt of ['oppdaterPostkasse', 'opprettOgVelgSikkerDigitalPostkasse']) {
      expect(await mutateOne(gateway, felt, input(PERSONS.S02, changes))).toMatchObject({ kode, opphav: 'GATEWAY' });
    }
    expect(await postkasseCalls(gateway)).toEqual([]);
  });
});

const READ_BACK =
  'innbygger { kontaktregister { ... on Kontaktregisteroppfoering { digitalPost { postkasseadresse } } } }';
const adresse = (member: { innbygger?: { kontaktregister: Record<string, unknown> } } | undefined) =>
  member?.innbygger?.kontaktregister.digitalPost;

describe('a success', () => {
  test('is seen by what is read after it in the same operation', async () => {
    const members = await mutate(gateway, [
      { felt: 'opprettOgVelgSikkerDigitalPostkasse', input: input(PERSONS.S01), read: READ_BACK },
      {
        felt: 'oppdaterPostkasse',
        input: input(PERSONS.S01, { postkasseadresse: ' endret<&>#0002 ', x509Sertifikat: sertifikat(L1) }),
        read: READ_BACK,
      },
      { felt: 'slettPostkasse', input: slett(PERSONS.S01), read: READ_BACK },
    ]);
    expect(members.map(({ __typename }) => __typename)).toEqual([
      'PostkasseOppdatert',
      'PostkasseOppdatert',
      'PostkasseSlettet',
    ]);
    expect(members.map(adresse)).toEqual([
      { postkasseadresse: 'ny.adresse#0001' },
      { postkasseadresse: 'endret<&>#0002' },
      null,
    ]);
    expect(await postkasseCalls(gateway)).toEqual([
      'OpprettOgVelgSikkerDigitalPostkasse',
      'HentPersoner',
      'OppdaterPostkasse',
      'HentPersoner',
      'SlettPostkasse',
      'HentPersoner',
    ]);
  });
});

describe('a write whose answer is lost', () => {
  const lose = (disturbance: string, disturbanceCount: number | null = 1) =>
    postkasseSettings(gateway, { disturbance, disturbanceCount });
  const unknown = (kanProevesIgjen: boolean) => ({
    __typename: 'KildeUtilgjengelig',
    kode: 'UTFALL_UKJENT',
    opphav: 'KILDE',
    kanProevesIgjen,
  });

  test.each([
    ['opprettOgVelgSikkerDigitalPostkasse', PERSONS.S01, 'OpprettOgVelgSikkerDigitalPostkasse'],
    ['oppdaterPostkasse', PERSONS.S02, 'OppdaterPostkasse'],
    // Contact data too old to be used for notices: the mailbox is shown to those who do not ask about notices.
    ['oppdaterPostkasse', PERSONS.S08, 'OppdaterPostkasse'],
  ])('after it was done is found in the contact register (%s, %s)', async (felt, person, operation) => {
    const takeOver =
      person === PERSONS.S08 ? [{ felt: 'opprettOgVelgSikkerDigitalPostkasse', input: input(person) }] : [];
    if (takeOver.length > 0) {
      await postkasseSettings(gateway, { takeOver: true });
      await mutate(gateway, takeOver);
    }
    const before = (await postkasseCalls(gateway)).length;
    await lose('performs and breaks the connection');
    const wanted = input(person, { postkasseadresse: 'ny.adresse#0002', x509Sertifikat: sertifikat(L1) });
    expect(await mutateOne(gateway, felt, wanted)).toMatchObject({ __typename: 'PostkasseOppdatert' });
    expect((await postkasseCalls(gateway)).slice(before)).toEqual([operation, 'HentPersoner']);
  });

  test.each([
    ['opprettOgVelgSikkerDigitalPostkasse', PERSONS.S01, 'OpprettOgVelgSikkerDigitalPostkasse', false],
    ['oppdaterPostkasse', PERSONS.S02, 'OppdaterPostkasse', true],
  ])('before it was done is reported as unknown, and not sent again (%s)', async (felt, person, _, again) => {
    for (const disturbance of ['breaks the connection', 'never answers', 'HTTP_503', 'systemError']) {
      await lose(disturbance);
      expect(await mutateOne(gateway, felt, input(person))).toMatchObject(unknown(again));
    }
    const calls = await postkasseCalls(gateway);
    expect(calls).toHaveLength(8);
    expect(calls.filter((operation) => operation === 'HentPersoner')).toHaveLength(4);
  });

  test('and was a removal is unknown either way: nothing shows a mailbox that is not active', async () => {
    await lose('performs and breaks the connection');
    expect(await mutateOne(gateway, 'slettPostkasse', slett(PERSONS.S02))).toMatchObject(unknown(false));
    expect(await postkasseCalls(gateway)).toEqual(['SlettPostkasse']);
  });

  test('and cannot be read back either is unknown', async () => {
    await lose('breaks the connection', null);
    expect(await mutateOne(gateway, 'oppdaterPostkasse', input(PERSONS.S02))).toMatchObject(unknown(true));
    expect(await postkasseCalls(gateway)).toHaveLength(2);
  });

  test('on the person who always breaks the register is unknown', async () => {
    expect(await mutateOne(gateway, 'oppdaterPostkasse', input(PERSONS.S16))).toMatchObject(unknown(true));
    expect(await postkasseCalls(gateway)).toEqual(['OppdaterPostkasse', 'HentPersoner']);
  });
});
