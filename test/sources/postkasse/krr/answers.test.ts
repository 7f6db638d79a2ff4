import { describe, expect, it, test } from 'vitest';
import type { Outcome } from '../../../../src/domain/outcome.ts';
import { deriveKanVelge } from '../../../../src/sources/postkasse/adapters/krr/derived.ts';
import type { KrrPerson } from '../../../../src/sources/postkasse/adapters/krr/messages/personer.ts';
import { expectNoPersonalData } from '../../privacy.ts';
import { krrCall, personer, playRaw, strangers } from './played.ts';

// What KRR may answer that the sandbox never does.

const [ONE = '', OTHER = ''] = ['01817011000', '02827112006'];
const KEYS = personer(ONE, OTHER);
const aktiv = (personidentifikator: string, more: object = {}) => ({
  personidentifikator,
  status: 'AKTIV',
  reservasjon: 'NEI',
  ...more,
});
const codes = (outcomes: readonly Outcome<unknown>[]) => outcomes.map((one) => (one.ok ? 'found' : one.feil.kode));

test('the numbers stand in the body alone, and those who are not registered are asked for', async () => {
  const krr = await playRaw(() => ({ personer: [aktiv(ONE)] }));
  await krr.port.hentPersoner(personer(ONE, ONE), krrCall().call);
  expect(krr.asked).toMatchObject([
    {
      url: '/rest/v2/personer',
      body: { personidentifikatorer: [ONE], inkluderIkkeRegistrerte: true },
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      token: 'Bearer token-1.own',
    },
  ]);
  const { personidentifikatorer: _, body: __, ...rest } = krr.asked[0] ?? {};
  expect(JSON.stringify(rest)).not.toContain(ONE);
});

describe('of two persons', () => {
  it.each<[string, readonly unknown[], readonly string[]]>([
    ['each is found by the number, not by the place', [aktiv(OTHER), aktiv(ONE)], ['found', 'found']],
    ['one who is missing fails alone', [aktiv(OTHER)], ['UGYLDIG_SVAR', 'found']],
    ['one whom nobody asked about answers nobody', [aktiv('04847314007'), aktiv(OTHER)], ['UGYLDIG_SVAR', 'found']],
    [
      'one with a status that nobody knows fails alone',
      [aktiv(ONE, { status: 'SOVENDE' }), aktiv(OTHER)],
      ['UGYLDIG_SVAR', 'found'],
    ],
    ['one without a status fails alone', [aktiv(ONE, { status: undefined }), aktiv(OTHER)], ['UGYLDIG_SVAR', 'found']],
    [
      'one whose contact data are no object fails alone',
      [aktiv(ONE, { kontaktinformasjon: 'x' }), aktiv(OTHER)],
      ['UGYLDIG_SVAR', 'found'],
    ],
    [
      'one whose mail is a number fails alone',
      [aktiv(ONE, { kontaktinformasjon: { epostadresse: 1 } }), aktiv(OTHER)],
      ['UGYLDIG_SVAR', 'found'],
    ],
    [
      'what is no person answers nobody',
      [null, 'x', [], {}, { personidentifikator: 1 }, aktiv(OTHER)],
      ['UGYLDIG_SVAR', 'found'],
    ],
    ['one who is told of twice in the same words is found', [aktiv(ONE), aktiv(OTHER), aktiv(ONE)], ['found', 'found']],
    [
      'one who is told of twice in two ways fails alone',
      [aktiv(ONE), aktiv(OTHER), aktiv(ONE, { reservasjon: 'JA' }), aktiv(ONE)],
      ['UGYLDIG_SVAR', 'found'],
    ],
    [
      'keys that nobody has documented, empty ones and null ones are nothing',
      [aktiv(ONE, { undocumented: { x: 1 }, sertifikat: '', spraak: null, kontaktinformasjon: null }), aktiv(OTHER)],
      ['found', 'found'],
    ],
  ])('%s', async (_, rows, expected) => {
    const krr = await playRaw(() => ({ personer: rows }));
    const { call, reports } = krrCall();
    const outcomes = await krr.port.hentPersoner(KEYS, call);
    expect(codes(outcomes)).toEqual(expected);
    expectNoPersonalData(
      outcomes.filter(({ ok }) => !ok),
      KEYS,
      reports,
    );
  });
});

test('times are read with hours alone, with minutes and with Z; what is no time is not known', async () => {
  const kontaktinformasjon = {
    epostadresse: 'ola@example.com',
    epostadresse_oppdatert: '2024-01-05T13:12:00+01',
    epostadresse_sist_verifisert: '2026-06-01T09:00:00+02:00',
    epostadresse_sist_validert: '2024-02-30T13:14:00+01',
    epostadresse_duplisert: 'KANSKJE',
  };
  const more = {
    kontaktinformasjon,
    spraak: 'da',
    spraak_oppdatert: '2024-01-05T13:12:00.000Z',
    reservasjon: 'VET_IKKE',
  };
  const krr = await playRaw(() => ({
    personer: [aktiv(ONE, { ...more, reservasjonstidspunkt: '2024-01-05', reservasjon_oppdatert: 'i gaar' })],
  }));
  expect(await krr.port.hentPersoner(personer(ONE), krrCall().call)).toEqual([
    {
      ok: true,
      data: {
        kilde: 'KRR',
        status: 'AKTIV',
        reservasjon: null,
        reservasjonstidspunkt: null,
        reservasjonOppdatert: null,
        varslingsstatus: null,
        mobiltelefonnummer: null,
        epostadresse: {
          verdi: 'ola@example.com',
          sistOppdatert: '2024-01-05T13:12:00+01:00',
          sistVerifisert: '2026-06-01T09:00:00+02:00',
          sistValidert: null,
          duplisert: null,
        },
        digitalPost: null,
        spraak: null,
        spraakOppdatert: '2024-01-05T13:12:00.000Z',
      },
    },
  ]);
});

describe('the status', () => {
  it.each<[number, number, boolean]>([
    [400, 1, false],
    [403, 1, false],
    [404, 1, false],
    [302, 1, false],
    [500, 1, true],
    [429, 3, true],
    [502, 3, true],
    [503, 3, true],
    [504, 3, true],
  ])('%i is answered after %i calls', async (status, calls, kanProevesIgjen) => {
    const text = `Ugyldig person ${ONE} ola@example.com ${'x'.repeat(3_000)} 04847314007`;
    const krr = await playRaw(() => ({ status, text, headers: { location: '/rest/v2/other' } }));
    const { call, reports } = krrCall();
    const outcomes = await krr.port.hentPersoner(KEYS, call);
    expect(outcomes).toMatchObject(
      KEYS.map(() => ({ feil: { kind: 'unavailable', kilde: 'KRR', kode: `HTTP_${status}`, kanProevesIgjen } })),
    );
    expect(krr.asked.map(({ url }) => url)).toEqual(krr.asked.map(() => '/rest/v2/personer'));
    expect(krr.asked).toHaveLength(calls);
    expectNoPersonalData(outcomes, [...KEYS, '04847314007', 'ola@example.com'], reports);
    expect(JSON.stringify(reports).length).toBeLessThan(4_000);
  });

  it('401 drops the token, and is tried once with another', async () => {
    const krr = await playRaw((_, index) => (index === 0 ? { status: 401 } : { personer: [aktiv(ONE)] }));
    expect(codes(await krr.port.hentPersoner(personer(ONE), krrCall().call))).toEqual(['found']);
    expect(krr.asked.map(({ token }) => token)).toEqual(['Bearer token-1.own', 'Bearer token-2.own']);
    expect(codes(await krr.port.hentPersoner(personer(ONE), krrCall().call))).toEqual(['found']);
    expect([krr.asked.length, krr.grants.length]).toEqual([3, 2]);
  });

  it('401 twice is the answer', async () => {
    const krr = await playRaw(() => ({ status: 401 }));
    const [outcome] = await krr.port.hentPersoner(personer(ONE), krrCall().call);
    expect(outcome).toMatchObject({ feil: { kode: 'HTTP_401', kanProevesIgjen: false } });
    expect(krr.asked).toHaveLength(2);
  });

  it.each([
    ['no JSON', { status: 200, text: '<p>It works!' }],
    ['half of it', { status: 200, text: '{"personer":[' }],
    ['another thing', { status: 200, text: '{"list":[]}' }],
    ['one thing said twice', { status: 200, text: `{"personer":[],"personer":[${JSON.stringify(aktiv(ONE))}]}` }],
    ['nothing', { status: 204 }],
  ])('200 with %s makes no sense', async (_, said) => {
    const krr = await playRaw(() => said);
    expect(codes(await krr.port.hentPersoner(KEYS, krrCall().call))).toEqual(['UGYLDIG_SVAR', 'UGYLDIG_SVAR']);
    expect(krr.asked).toHaveLength(1);
  });

  it.each([
    [500, 'found'],
    [503, 'KRETS_AAPEN'],
  ])('%i for one person again and again lets another be %s', async (status, expected) => {
    const krr = await playRaw(({ personidentifikatorer: [one] }) =>
      one === ONE ? { status } : { personer: [aktiv(one as string)] },
    );
    const port = krr.connect({ breakerCalls: 4, pausesMs: [] });
    for (let times = 0; times < 4; times += 1) await port.hentPersoner(personer(ONE), krrCall().call);
    expect(codes(await port.hentPersoner(personer('04847314007'), krrCall().call))).toEqual([expected]);
  });

  it('of a list that hangs again and again is another’s no more than that of a person', async () => {
    const hanging = new Promise<never>(() => {});
    const krr = await playRaw(({ personidentifikatorer }) =>
      personidentifikatorer.includes(ONE) ? hanging : { personer: personidentifikatorer.map((one) => aktiv(one)) },
    );
    const port = krr.connect({ breakerCalls: 4, pausesMs: [], timeoutMs: 100 });
    const list = personer(ONE, '05857415002');
    for (let times = 0; times < 4; times += 1)
      expect(codes(await port.hentPersoner(list, krrCall().call))).toEqual(['TIDSAVBRUDD', 'TIDSAVBRUDD']);
    expect(codes(await port.hentPersoner(personer('04847314007'), krrCall().call))).toEqual(['found']);
  });

  it('of one call is that call’s alone', async () => {
    const all = strangers(1001);
    const krr = await playRaw(({ personidentifikatorer }) =>
      personidentifikatorer.length === 1000
        ? { status: 400 }
        : { personer: personidentifikatorer.map((one) => aktiv(one)) },
    );
    const found = codes(await krr.port.hentPersoner(all, krrCall().call));
    expect([found.filter((kode) => kode === 'HTTP_400').length, found.at(-1)]).toEqual([1000, 'found']);
  });
});

describe('two bodies', () => {
  const [FIRST = '', SECOND = ''] = ['316000010', '315000017'];
  const many = { onBehalfOf: [FIRST, SECOND] };

  it('share no call and no token, though they ask the same at the same time under one id', async () => {
    const krr = await playRaw(
      ({ token }) => ({ personer: [aktiv(ONE, { spraak: token.endsWith(FIRST) ? 'nn' : 'nb' })] }),
      many,
    );
    const ask = (body: string) => krr.port.hentPersoner(personer(ONE), krrCall(body, 'one id').call);
    const answers = (await Promise.all([ask(FIRST), ask(SECOND), ask(FIRST), ask(SECOND)])).flat();
    expect(answers.map((one) => (one.ok ? one.data.spraak : one.feil.kode))).toEqual(['nn', 'nb', 'nn', 'nb']);
    expect(krr.asked.map(({ token }) => token.split('.')[1]).toSorted()).toEqual([SECOND, FIRST]);
    const scope = 'krr:global/kontaktinfo.read krr:global/postkasse.read';
    expect(krr.grants.toSorted((one, other) => (one.consumer ?? '').localeCompare(other.consumer ?? ''))).toEqual([
      { scope, consumer: SECOND },
      { scope, consumer: FIRST },
    ]);
  });

  it('are not named where the gateway acts for itself, whoever the caller acts for', async () => {
    const krr = await playRaw(() => ({ personer: [aktiv(ONE)] }));
    await krr.port.hentPersoner(personer(ONE), krrCall(FIRST).call);
    const scope = 'krr:global/kontaktinformasjon.read krr:global/digitalpost.read';
    expect(krr.grants).toEqual([{ scope, consumer: undefined }]);
  });
});

test('what is granted decides who may be told JA, not what was asked for', async () => {
  const krr = await playRaw(() => ({ personer: [aktiv(ONE)] }), { scope: 'krr:global/kontaktinformasjon.read' });
  const outcomes = await krr.port.kanVelgeSikkerDigitalPostkasse(personer(ONE), krrCall().call);
  expect(outcomes).toMatchObject([{ feil: { kode: 'IKKE_KONFIGURERT' } }]);
  expect(krr.grants[0]?.scope).toContain('krr:global/digitalpost.read');
});

describe('whether a mailbox may be chosen', () => {
  const [person = undefined] = personer(ONE);
  if (!person) throw new Error('nobody');
  const free: KrrPerson = { entry: undefined, status: 'AKTIV', reservasjon: 'NEI', hasPostkasse: false };
  const seen = ['krr:global/digitalpost.read'];
  it.each<[string, KrrPerson | undefined, readonly string[], string]>([
    ['1: missing, of whom nothing is known', undefined, seen, 'UGYLDIG_SVAR'],
    ['1: SLETTET', { ...free, status: 'SLETTET', reservasjon: 'JA' }, seen, 'BRUKER_IKKE_FUNNET'],
    ['1: IKKE_REGISTRERT', { ...free, status: 'IKKE_REGISTRERT' }, [], 'BRUKER_IKKE_FUNNET'],
    ['2: reserved, and with a mailbox', { ...free, reservasjon: 'JA', hasPostkasse: true }, seen, 'RESERVERT'],
    ['2: reserved, of a status that nobody knows', { ...free, status: 'NY', reservasjon: 'JA' }, [], 'RESERVERT'],
    ['3: with a mailbox', { ...free, hasPostkasse: true }, seen, 'ALLEREDE_AKTIV'],
    [
      '3: with a mailbox, and nothing said of reservation',
      { ...free, reservasjon: undefined, hasPostkasse: true },
      seen,
      'ALLEREDE_AKTIV',
    ],
    ['4: not seen', free, ['krr:global/kontaktinformasjon.read'], 'IKKE_KONFIGURERT'],
    ['4: of a status that nobody knows', { ...free, status: 'NY' }, seen, 'UGYLDIG_SVAR'],
    ['4: nothing said of reservation', { ...free, reservasjon: undefined }, seen, 'UGYLDIG_SVAR'],
    ['4: a word for it that nobody knows', { ...free, reservasjon: 'VET_IKKE' }, seen, 'UGYLDIG_SVAR'],
    ['5: nothing against it', free, seen, 'found'],
    ['5: nothing against it, seen as a delegate', free, ['krr:global/postkasse.read'], 'found'],
  ])('row %s', (_, shown, scopes, expected) => {
    expect(codes([deriveKanVelge(shown, person, scopes)])).toEqual([expected]);
  });
});
