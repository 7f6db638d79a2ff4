import { type GraphQLArgument, type GraphQLInputField, getNamedType, isInputObjectType, isObjectType } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apiSchema } from '../../src/graph/schema.ts';
import { type RunningGateway, startGateway } from '../support/gateway.ts';
import { ENTRIES } from '../mutations/support.ts';

// Every place of the graph that takes a number, each asked with the number as registers take it, and as people write it.

type Kind = 'cpr' | 'personidentifikator' | 'organisasjonsnummer' | 'telefonnummer';

const cut = (number: string, ...at: readonly number[]) =>
  [0, ...at].map((from, index, starts) => number.slice(from, starts[index + 1]));

const WRITINGS: Readonly<Record<Kind, (number: string) => readonly string[]>> = {
  cpr: (number) => [cut(number, 6).join('-'), ` ${cut(number, 6).join('\u00a0')}`],
  personidentifikator: (number) => [cut(number, 6).join(' '), `${cut(number, 2, 4, 6).join('\u202f')} `],
  organisasjonsnummer: (number) => [
    cut(number, 3, 6).join(' '),
    `0192:${number}`,
    `NO ${cut(number, 3, 6).join('\u00a0')} MVA`,
    `NO${number}MVA`,
  ],
  telefonnummer: (number) => [cut(number, 2, 4, 6).join(' '), ` ${cut(number, 4).join('-')}`],
};

interface Place {
  readonly kind: Kind;
  readonly number: string;
  /** The operation, and its variables by the number. */
  readonly query: string;
  variables(number: string): object;
  /** Of the answer to what is no number. */
  readonly kode: string;
}

const FEIL = '... on Registerfeil { kode opphav }';
const CPR = '0303505003';
const PERSON = '02827112006';
const SUPPLIER = '311000012';
const UNIT = '700102009';

const UNIT_FIELDS = `organisasjonsnummer basisdata { __typename ${FEIL} }`;
const PERSON_FIELDS = `personidentifikator kontaktregister { __typename ${FEIL} } rolleutskrift { __typename }`;
const CITIZEN_FIELDS = `cpr kontaktinformation { ${ENTRIES.replace('kode', 'kode opphav')} }`;

const shell = (field: string, selection: string): string => `query ($number: ID!) { ${field} { ${selection} } }`;
const shells = (field: string, selection: string): string => `query ($numbers: [ID!]!) { ${field} { ${selection} } }`;
const one = (number: string) => ({ number });
const many = (number: string) => ({ numbers: [number] });

const write = (field: string, type: string, success: string): string =>
  `mutation ($input: ${type}!) { ${field}(input: $input) { __typename ${FEIL} ${success} } }`;
const ofCitizen = (field: string, type: string, member: string, rest: object): Place => ({
  kind: 'cpr',
  number: CPR,
  query: write(field, type, `... on ${member} { borger { ${CITIZEN_FIELDS} } }`),
  variables: (cpr) => ({ input: { cpr, ...rest } }),
  kode: '1001',
});
const STORED = { kontaktdataType: 'MOBILTELEFON', kontaktdata: '67000099' };
const storing = (kontaktdata: object) =>
  ofCitizen('createKontaktinformation', 'CreateKontaktinformationInput', 'KontaktinformationGemt', {
    kontaktinformation: [kontaktdata],
  });
const MAILBOX = { postkasseadresse: 'ny.adresse#0001' };
const ofMailbox = (field: string, type: string, member: string, rest: object): readonly Place[] => {
  const query = write(field, type, `... on ${member} { innbygger { ${PERSON_FIELDS} } }`);
  const input = { personidentifikator: PERSON, postkasseleverandoerOrgNummer: SUPPLIER, ...rest };
  return [
    {
      kind: 'personidentifikator',
      number: PERSON,
      query,
      variables: (personidentifikator) => ({ input: { ...input, personidentifikator } }),
      kode: 'UGYLDIG_PERSONNUMMER',
    },
    {
      kind: 'organisasjonsnummer',
      number: SUPPLIER,
      query,
      variables: (postkasseleverandoerOrgNummer) => ({ input: { ...input, postkasseleverandoerOrgNummer } }),
      kode: 'UGYLDIG_ORGNR',
    },
  ];
};
const [updated, updatedAt] = ofMailbox('oppdaterPostkasse', 'PostkasseInput', 'PostkasseOppdatert', MAILBOX);
const [chosen, chosenAt] = ofMailbox(
  'opprettOgVelgSikkerDigitalPostkasse',
  'PostkasseInput',
  'PostkasseOppdatert',
  MAILBOX,
);
const [removed, removedAt] = ofMailbox('slettPostkasse', 'SlettPostkasseInput', 'PostkasseSlettet', {});

const PLACES: Readonly<Record<string, readonly (Place | undefined)[]>> = {
  'Query.borger(cpr:)': [
    { kind: 'cpr', number: CPR, query: shell('borger(cpr: $number)', CITIZEN_FIELDS), variables: one, kode: '1001' },
  ],
  'Query.borgere(cprs:)': [
    {
      kind: 'cpr',
      number: CPR,
      query: shells('borgere(cprs: $numbers)', CITIZEN_FIELDS),
      variables: many,
      kode: '1001',
    },
  ],
  'Query.borgereMedMobiltelefon(mobiltelefon:)': [
    {
      kind: 'telefonnummer',
      number: '67000001',
      query: `query ($number: String!) { borgereMedMobiltelefon(mobiltelefon: $number) { __typename ${FEIL} ... on Borgere { borgere { cpr } } } }`,
      variables: one,
      kode: '9156',
    },
  ],
  'Query.enhet(organisasjonsnummer:)': [
    {
      kind: 'organisasjonsnummer',
      number: UNIT,
      query: shell('enhet(organisasjonsnummer: $number)', UNIT_FIELDS),
      variables: one,
      kode: '10000',
    },
  ],
  'Query.enheter(organisasjonsnumre:)': [
    {
      kind: 'organisasjonsnummer',
      number: UNIT,
      query: shells('enheter(organisasjonsnumre: $numbers)', UNIT_FIELDS),
      variables: many,
      kode: '10000',
    },
  ],
  'Query.innbygger(personidentifikator:)': [
    {
      kind: 'personidentifikator',
      number: PERSON,
      query: shell('innbygger(personidentifikator: $number)', PERSON_FIELDS),
      variables: one,
      kode: 'UGYLDIG_PERSONNUMMER',
    },
  ],
  'Query.innbyggere(personidentifikatorer:)': [
    {
      kind: 'personidentifikator',
      number: PERSON,
      query: shells('innbyggere(personidentifikatorer: $numbers)', PERSON_FIELDS),
      variables: many,
      kode: 'UGYLDIG_PERSONNUMMER',
    },
  ],
  'CreateKontaktinformationInput.cpr': [storing(STORED)],
  'KontaktdataInput.kontaktdata': [
    {
      ...storing(STORED),
      kind: 'telefonnummer',
      number: '67000099',
      variables: (kontaktdata) => ({ input: { cpr: CPR, kontaktinformation: [{ ...STORED, kontaktdata }] } }),
      kode: '9156',
    },
    {
      ...storing(STORED),
      kind: 'telefonnummer',
      number: '83000099',
      variables: (kontaktdata) => ({
        input: { cpr: CPR, kontaktinformation: [{ kontaktdataType: 'FASTNET_TELEFON', kontaktdata }] },
      }),
      kode: '9157',
    },
  ],
  'SletKontaktinformationInput.cpr': [
    ofCitizen('sletKontaktinformation', 'SletKontaktinformationInput', 'KontaktinformationGemt', {
      kontaktdataType: 'MOBILTELEFON',
    }),
  ],
  'UpdateKontaktinformationInput.cpr': [
    ofCitizen('updateKontaktinformation', 'UpdateKontaktinformationInput', 'KontaktinformationGemt', {
      kontaktdataType: 'MOBILTELEFON',
      kontaktdatastatus: 'VERIFICERET',
    }),
  ],
  'GetVerifikationskodeInput.cpr': [
    ofCitizen('getVerifikationskode', 'GetVerifikationskodeInput', 'VerifikationskodeSendt', {
      kontaktdataType: 'MOBILTELEFON',
    }),
  ],
  'VerificerKontaktinformationInput.cpr': [
    ofCitizen('verificerKontaktinformation', 'VerificerKontaktinformationInput', 'KontaktinformationVerificeret', {
      kontaktdataType: 'MOBILTELEFON',
      verifikationskode: '012345',
    }),
  ],
  'PostkasseInput.personidentifikator': [updated, chosen],
  'PostkasseInput.postkasseleverandoerOrgNummer': [updatedAt, chosenAt],
  'SlettPostkasseInput.personidentifikator': [removed],
  'SlettPostkasseInput.postkasseleverandoerOrgNummer': [removedAt],
};

/** Texts that are no such number. Whoever adds one to the graph decides here, or gives it `normalise`. */
const TEXTS = [
  'Query.borgereMedEmail(email:)',
  'Query.innsynslogg(etter:)',
  'SokEnhetInput.soekestreng',
  'SokEnhetInput.kommunenummer',
  'SokEnhetInput.fylkesnummer',
  'SokEnhetInput.organisasjonsform',
  'PostkasseInput.postkasseadresse',
  'PostkasseInput.x509Sertifikat',
  'VerificerKontaktinformationInput.verifikationskode',
];

/** Every argument and input field of the graph that takes a text or an ID. */
function givenTexts(): readonly { readonly coordinate: string; readonly given: GraphQLArgument | GraphQLInputField }[] {
  const all = Object.values(apiSchema.getTypeMap()).flatMap((type) => {
    if (isInputObjectType(type)) {
      return Object.values(type.getFields()).map((given) => ({ coordinate: `${type.name}.${given.name}`, given }));
    }
    if (!isObjectType(type) || type.name.startsWith('__')) return [];
    return Object.values(type.getFields()).flatMap(({ name, args }) =>
      args.map((given) => ({ coordinate: `${type.name}.${name}(${given.name}:)`, given })),
    );
  });
  return all.filter(({ given }) => ['ID', 'String'].includes(getNamedType(given.type).name));
}

let gateway: RunningGateway;
beforeAll(async () => {
  // Unsigned: hundreds of messages, of which the body matters here.
  gateway = await startGateway({ sandbox: { settings: { postkasse: { profile: 'none' } } } });
});
beforeEach(() => gateway.sandbox.reset());
afterAll(() => gateway.close());

const calls = () =>
  [gateway.sandbox.kontaktinformation, gateway.sandbox.postkasse, gateway.sandbox.enhet].map(
    (register) => register.traffic().calls,
  );

async function ask(query: string, variables: object): Promise<string> {
  const response = await gateway.post({ query, variables });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown };
  expect(errors).toBeUndefined();
  return JSON.stringify(data);
}

/** What is answered, what it costs, and whom the audit record says that it was about. */
async function observe({ query, variables }: Place, number: string) {
  gateway.sandbox.reset();
  const before = gateway.audit().length;
  const answer = await ask(query, variables(number));
  const records = gateway.audit().slice(before);
  const persons = records.map(({ operation, kode, personKind, person }) => ({ operation, kode, personKind, person }));
  return { answer, calls: calls(), persons };
}

it('no place of the graph that takes a number is forgotten', () => {
  const places = givenTexts().map(({ coordinate }) => coordinate);
  expect(places.toSorted()).toEqual([...Object.keys(PLACES), ...TEXTS].toSorted());
});

describe.each(
  Object.entries(PLACES).flatMap(([coordinate, places]) =>
    places.flatMap((place) => (place ? [{ coordinate, field: /\{ (\w+)/.exec(place.query)?.[1], place }] : [])),
  ),
)('$coordinate of $field', ({ place }) => {
  it('takes the number however it is written, and asks, answers and records the same', async () => {
    const normal = await observe(place, place.number);
    expect(normal.calls.reduce((sum, count) => sum + count)).toBeGreaterThan(0);
    expect(normal.answer).not.toContain('"opphav":"GATEWAY"');
    for (const written of WRITINGS[place.kind](place.number)) {
      expect(await observe(place, written)).toEqual(normal);
    }
  });

  it('refuses what is no number by the code of its register, without a call', async () => {
    for (const wrong of [`${place.number}X`, `${place.number}0000000000000`, place.number.replace(/0(?=\d)/, 'O')]) {
      const { answer, calls } = await observe(place, wrong);
      // A phone number that may be one by STAR's own rule, or not, is STAR's to refuse.
      if (place.query.includes('createKontaktinformation') && place.kind === 'telefonnummer') {
        expect(answer).toContain(`"kode":"${place.kode}"`);
        continue;
      }
      expect(answer).toContain(`"kode":"${place.kode}","opphav":"GATEWAY"`);
      expect(calls).toEqual([0, 0, 0]);
    }
  });
});

describe('a list', () => {
  it('with one number in several writings asks once, and answers in each place', async () => {
    const numbers = [UNIT, ...WRITINGS.organisasjonsnummer(UNIT), UNIT];
    const query = shells('enheter(organisasjonsnumre: $numbers)', UNIT_FIELDS);
    const { enheter } = JSON.parse(await ask(query, { numbers }));
    expect(enheter).toEqual(numbers.map(() => ({ organisasjonsnummer: UNIT, basisdata: { __typename: 'Basisdata' } })));
    expect(calls()).toEqual([0, 0, 1]);
  });

  it('of citizens does so too, with what is no number between them', async () => {
    const numbers = [...WRITINGS.cpr(CPR), 'x', CPR, '010150-500'];
    const { borgere } = JSON.parse(await ask(shells('borgere(cprs: $numbers)', CITIZEN_FIELDS), { numbers }));
    expect(borgere.map(({ cpr }: { readonly cpr: string }) => cpr)).toEqual([CPR, CPR, 'x', CPR, '010150-500']);
    expect(calls()).toEqual([1, 0, 0]);
  });
});

describe('entities of a router', () => {
  it('are one by all writings of their key, and carry its normal form', async () => {
    const representations = [
      ...WRITINGS.organisasjonsnummer(UNIT).map((organisasjonsnummer) => ({
        __typename: 'Enhet',
        organisasjonsnummer,
      })),
      ...WRITINGS.cpr(CPR).map((cpr) => ({ __typename: 'Borger', cpr })),
      ...WRITINGS.personidentifikator(PERSON).map((personidentifikator) => ({
        __typename: 'Innbygger',
        personidentifikator,
      })),
      { __typename: 'Enhet', organisasjonsnummer: Number(UNIT) },
    ];
    const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on Enhet { organisasjonsnummer basisdata { __typename } }
      ... on Borger { cpr kontaktinformation { __typename } }
      ... on Innbygger { personidentifikator kontaktregister { __typename } } } }`;
    const { _entities } = JSON.parse(await ask(query, { representations }));
    const unit = { organisasjonsnummer: UNIT, basisdata: { __typename: 'Basisdata' } };
    const keys = (_entities as Record<string, unknown>[]).map((entity) => Object.values(entity)[0]);
    expect(_entities[0]).toEqual(unit);
    expect(keys).toEqual([UNIT, UNIT, UNIT, UNIT, CPR, CPR, PERSON, PERSON, UNIT]);
    expect(calls()).toEqual([1, 1, 1]);
  });
});

it('of a unit and of the supplier of a mailbox is the same key', async () => {
  const query = `query ($person: ID!, $unit: ID!) {
    innbygger(personidentifikator: $person) { kontaktregister { ... on Kontaktregisteroppfoering { digitalPost { postkasseleverandoer { organisasjonsnummer } } } } }
    enhet(organisasjonsnummer: $unit) { organisasjonsnummer } }`;
  const { innbygger, enhet } = JSON.parse(await ask(query, { person: PERSON, unit: `NO ${SUPPLIER} MVA` }));
  expect(innbygger.kontaktregister.digitalPost.postkasseleverandoer).toEqual(enhet);
});
