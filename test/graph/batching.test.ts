import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EnheterDocument, InnbyggereDocument, RegistersDocument } from '../../examples/typed/graphql.ts';
import { type RunningGateway, startGateway } from '../support/gateway.ts';
import { synthetic, unitNumbers } from '../support/numbers.ts';

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());
beforeEach(() => gateway.sandbox.reset());

/** Backend calls of each register, in the order of the alphabet of their nouns. */
function calls() {
  const { kontaktinformation, postkasse, enhet } = gateway.sandbox;
  return {
    enhet: enhet.traffic().calls,
    kontaktinformation: kontaktinformation.traffic().calls,
    postkasse: postkasse.traffic().calls,
  };
}

const NONE = { enhet: 0, kontaktinformation: 0, postkasse: 0 };

async function query(source: string, variables: object = {}): Promise<Record<string, unknown>> {
  const response = await gateway.post({ query: source, variables });
  const { data, errors } = (await response.json()) as { data: Record<string, unknown>; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

async function operations(): Promise<string[]> {
  const answer = await fetch(`${gateway.sandbox.enhet.hooksUrl}/_sandbox/calls`);
  return ((await answer.json()) as { calls: { operation: string }[] }).calls.map(({ operation }) => operation);
}

describe('units: one call for each that differs, eight at once', () => {
  it('100 aliased enheter of which 40 differ make 40 calls', async () => {
    const numbers = unitNumbers(40);
    gateway.sandbox.enhet.delayMs = 20;
    const fields = Array.from(
      { length: 100 },
      (_, index) => `e${index}: enhet(organisasjonsnummer: "${numbers[index % 40]}") { basisdata { __typename } }`,
    );
    const data = await query(`{ ${fields.join('\n')} }`);
    expect(Object.keys(data)).toHaveLength(100);
    expect(calls()).toEqual({ ...NONE, enhet: 40 });
    expect(gateway.sandbox.enhet.traffic().mostAtOnce).toBe(8);
  });

  it('duplicates, aliases and two spellings cost nothing, and each is the same unit', async () => {
    const organisasjonsnumre = ['700102009', '700 102 009', ' 700102009', '700\u00a0102\u00a0009', '700102009'];
    const { data } = await gateway.ask(EnheterDocument, { organisasjonsnumre });
    expect(data?.enheter?.map(({ organisasjonsnummer }) => organisasjonsnummer)).toEqual(Array(5).fill('700102009'));
    for (const enhet of data?.enheter ?? []) expect(enhet.basisdata).toMatchObject({ __typename: 'Basisdata' });
    expect(calls()).toEqual({ ...NONE, enhet: 1 });
  });

  it('a malformed number among them costs no call and moves no answer', async () => {
    const { data } = await gateway.ask(EnheterDocument, { organisasjonsnumre: ['1', '700102009', '', '700000001'] });
    expect(data?.enheter?.map(({ basisdata }) => basisdata?.__typename)).toEqual([
      'UgyldigOrganisasjonsnummerFormat',
      'Basisdata',
      'OrgnrIkkeGitt',
      'Basisdata',
    ]);
    expect(calls()).toEqual({ ...NONE, enhet: 2 });
  });

  it('basisdata needs only hentBasisdataMini', async () => {
    await query('{ enhet(organisasjonsnummer: "700102009") { organisasjonsnummer basisdata { __typename } } }');
    expect(await operations()).toEqual(['hentBasisdataMini']);
  });

  it('each operation is asked for itself', async () => {
    await query('{ enhet(organisasjonsnummer: "700102009") { basisdata { __typename } kontaktdata { __typename } } }');
    expect((await operations()).toSorted()).toEqual(['hentBasisdataMini', 'hentKontaktdata']);
  });

  it('the state of a unit is read of the call of saerligeOpplysninger', async () => {
    await query(
      '{ enhet(organisasjonsnummer: "700099903") { tilstand { __typename } saerligeOpplysninger { __typename } } }',
    );
    expect(await operations()).toEqual(['hentSaerligeOpplysninger']);
  });

  it('the change log is asked for once, under however many aliases', async () => {
    await query('{ a: endringslogg { __typename } b: endringslogg { __typename } }');
    expect(await operations()).toEqual(['hentEndringslogg']);
  });

  it('the same search is one call, another is another', async () => {
    await query(`{
      a: sokEnhet(soek: { soekestreng: "sandkasse" }) { __typename }
      b: sokEnhet(soek: { soekestreng: "sandkasse", maksTreff: 20, medUnderenheter: false }) { __typename }
      c: sokEnhet(soek: { soekestreng: "sandkasse", maksTreff: 21 }) { __typename }
    }`);
    expect(calls()).toEqual({ ...NONE, enhet: 2 });
  });
});

describe('persons: up to a thousand in one call', () => {
  const TWO_LISTS = `query Innbyggere($some: [ID!]!, $others: [ID!]!) {
    some: innbyggere(personidentifikatorer: $some) { kontaktregister { __typename } }
    others: innbyggere(personidentifikatorer: $others) { kontaktregister { __typename } }
  }`;

  it('1000 innbyggere are one call', async () => {
    const { data } = await gateway.ask(InnbyggereDocument, { personidentifikatorer: synthetic(1000) });
    expect(data?.innbyggere).toHaveLength(1000);
    for (const innbygger of data?.innbyggere ?? []) {
      expect(innbygger.kontaktregister?.__typename).toBe('BrukerIkkeFunnet');
    }
    expect(calls()).toEqual({ ...NONE, postkasse: 1 });
  });

  it('1001 in two lists are two calls', async () => {
    const people = synthetic(1001);
    const data = await query(TWO_LISTS, { some: people.slice(0, 1000), others: people.slice(1000) });
    expect(data.others).toEqual([{ kontaktregister: { __typename: 'BrukerIkkeFunnet' } }]);
    expect(calls()).toEqual({ ...NONE, postkasse: 2 });
  });

  it('1000 in each of two lists are one call when they are the same people', async () => {
    const people = synthetic(1000);
    await query(TWO_LISTS, { some: people, others: people.toReversed() });
    expect(calls()).toEqual({ ...NONE, postkasse: 1 });
  });

  it('the answers stand in the order of the questions', async () => {
    const personidentifikatorer = ['06867516008', '07877617003', '02827112006', 'x', '05857415002', '02827112006'];
    const { data } = await gateway.ask(InnbyggereDocument, { personidentifikatorer });
    expect(data?.innbyggere?.map(({ kontaktregister }) => kontaktregister)).toMatchObject([
      { __typename: 'Kontaktregisteroppfoering', status: 'SLETTET' },
      { __typename: 'BrukerIkkeFunnet' },
      { __typename: 'Kontaktregisteroppfoering', status: 'AKTIV', reservasjon: false },
      { __typename: 'UgyldigPersonnummer' },
      { __typename: 'Kontaktregisteroppfoering', status: 'AKTIV', reservasjon: true },
      { __typename: 'Kontaktregisteroppfoering', status: 'AKTIV', reservasjon: false },
    ]);
    expect(calls()).toEqual({ ...NONE, postkasse: 1 });
  });
});

describe('one operation, however it is come by', () => {
  it('a unit by its number and over a person’s roles is asked for once', async () => {
    await query(`{
      enhet(organisasjonsnummer: "700000001") { basisdata { __typename } }
      innbygger(personidentifikator: "01817010055") {
        rolleutskrift { ... on Rolleutskrift { roller { enhet { basisdata { __typename } } } } }
      }
    }`);
    // One for the roles, and one for each of the three units.
    expect(calls()).toEqual({ ...NONE, enhet: 4 });
  });

  it('a person by her number, over a unit’s roles and back again is asked for once', async () => {
    await query(`{
      innbygger(personidentifikator: "01817010055") { kanVelgeSikkerDigitalPostkasse { __typename } }
      enhet(organisasjonsnummer: "700102009") {
        roller { ... on Roller { rollegrupper { roller { innehaver { ... on RollePerson {
          innbygger { kanVelgeSikkerDigitalPostkasse { __typename } }
        } } } } } }
      }
    }`);
    expect(calls()).toEqual({ ...NONE, enhet: 1, postkasse: 1 });
  });

  it('all three registers in one request', async () => {
    const variables = { cpr: '0101505006', personidentifikator: '02827112006', organisasjonsnummer: '700102009' };
    await gateway.ask(RegistersDocument, variables);
    expect(calls()).toEqual({ enhet: 2, kontaktinformation: 1, postkasse: 1 });
  });

  it('the next request asks anew', async () => {
    for (const _ of [1, 2]) await gateway.ask(EnheterDocument, { organisasjonsnumre: ['700102009'] });
    expect(calls()).toEqual({ ...NONE, enhet: 2 });
  });
});

describe('two requests at once', () => {
  const source = `{
    borger(cpr: "0505505005") { kontaktinformation { __typename } }
    innbygger(personidentifikator: "02827112006") { kontaktregister { __typename } }
    enhet(organisasjonsnummer: "700102009") { basisdata { __typename } }
  }`;
  const at = (caller: string) => gateway.post({ query: source }, { 'x-sandbox-caller': caller });

  beforeEach(() => {
    for (const register of ['kontaktinformation', 'postkasse', 'enhet'] as const)
      gateway.sandbox[register].delayMs = 100;
  });

  it('of one caller share their calls', async () => {
    const answers = await Promise.all([at('jobcenter-1'), at('jobcenter-1')]);
    const [one, other] = await Promise.all(answers.map((answer) => answer.json()));
    expect(one).toEqual(other);
    expect(calls()).toEqual({ enhet: 1, kontaktinformation: 1, postkasse: 1 });
  });

  it('of two callers do not, for each has their own answer', async () => {
    const answers = await Promise.all([at('jobcenter-1'), at('kommune-1')]);
    const [one, other] = (await Promise.all(answers.map((answer) => answer.json()))) as { data: { borger: object } }[];
    expect(one?.data.borger).toEqual({ kontaktinformation: { __typename: 'Kontaktinformationer' } });
    expect(other?.data.borger).toEqual({ kontaktinformation: { __typename: 'StarIkkeAutoriseret' } });
    expect(calls()).toEqual({ enhet: 2, kontaktinformation: 2, postkasse: 2 });
  });
});

describe('shells ask nobody', () => {
  it.each([
    '{ borger(cpr: "0101505006") { cpr } borgere(cprs: ["0101505006"]) { cpr } }',
    '{ innbygger(personidentifikator: "02827112006") { personidentifikator } }',
    '{ enhet(organisasjonsnummer: "no number at all") { organisasjonsnummer __typename } }',
    '{ dokumenterteFeil { kode } }',
    '{ __schema { types { name } } }',
  ])('%s', async (source) => {
    await query(source);
    expect(calls()).toEqual(NONE);
  });
});
