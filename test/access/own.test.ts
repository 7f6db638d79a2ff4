import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getNamedType, isObjectType } from 'graphql';
import { mayAsk } from '../../src/domain/access.ts';
import type { Caller } from '../../src/domain/caller.ts';
import { schema } from '../../src/graph/schema.ts';
import { ALL_SCOPES, OPERATION_FIELDS } from '../../src/graph/scopes.ts';
import type { RegisterName } from '../../src/sandbox/index.ts';
import { createPersonHash } from '../../src/server/audit/trail.ts';
import { AUDIT_KEY } from '../support/gateway.ts';
import { type GatewayOfMany, CITIZEN_SCOPE, startGatewayOfMany } from '../support/issuers.ts';

// A citizen who asks by a token of their own, that allows as much as a careless configuration can: every scope there is.

const OWN = '02827112006';
const OTHER = '01817010055';
const EVERYTHING = ['registergraf:own.read', ...ALL_SCOPES];

let gateway: GatewayOfMany;
beforeAll(async () => {
  const persons = { scopes: { [CITIZEN_SCOPE]: EVERYTHING } };
  gateway = await startGatewayOfMany({}, { idporten: persons, tokenx: { grants: EVERYTHING } });
});
afterAll(() => gateway.close());

interface Answer {
  readonly data?: Record<string, unknown>;
}

async function ask(query: string, variables: object = {}): Promise<Answer> {
  const response = await gateway.post({ query, variables }, await gateway.headersOf('idporten'));
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

const calls = () =>
  (Object.keys(gateway.sandbox.hooks) as RegisterName[]).map((name) => gateway.sandbox[name].traffic().calls);

const FEIL = '__typename ... on Registerfeil { kode opphav melding }';
const MELDING = 'Whoever asks by a token of their own is told of nobody else, and nothing is written for them.';
const REFUSED = { __typename: 'KildeUtilgjengelig', kode: 'MANGLER_SCOPE', opphav: 'GATEWAY', melding: MELDING };
const REFUSED_BY_GRUNNDATA = { ...REFUSED, __typename: 'GrunndataManglerAutorisasjon', kode: '-100' };
const REFUSED_BY_STAR = { ...REFUSED, __typename: 'StarManglendeRettigheder', kode: '1013' };

const PERSONAL = `kontaktregister { ${FEIL} } kanVelgeSikkerDigitalPostkasse { ${FEIL} } rolleutskrift { ${FEIL} }`;
const ALL_REFUSED = {
  kontaktregister: REFUSED,
  kanVelgeSikkerDigitalPostkasse: REFUSED,
  rolleutskrift: REFUSED_BY_GRUNNDATA,
};
const ALL_TOLD = {
  kontaktregister: { __typename: 'Kontaktregisteroppfoering' },
  kanVelgeSikkerDigitalPostkasse: { __typename: 'AlleredeAktiv', opphav: 'KILDE' },
  rolleutskrift: { __typename: 'Rolleutskrift' },
};

describe('a citizen’s own token', () => {
  test('is told what the registers know of that citizen, and of units', async () => {
    const { data } = await ask(
      `{ innbygger(personidentifikator: "${OWN}") { ${PERSONAL} } sokEnhet(soek: { soekestreng: "TEST" }) { __typename } }`,
    );
    expect(data).toMatchObject({ innbygger: ALL_TOLD, sokEnhet: { __typename: 'SokEnhetTreffliste' } });
  });

  test('is written down as that person, by a hash alone', async () => {
    await ask(`{ innbygger(personidentifikator: "${OWN}") { kontaktregister { __typename } } }`);
    const person = createPersonHash(AUDIT_KEY)({ kind: 'personidentifikator', identifikator: OWN });
    expect(gateway.audit().at(-1)).toMatchObject({
      user: person,
      userType: 'borger',
      person,
      operation: 'HentPersoner',
    });
    expect(JSON.stringify([gateway.logged(), gateway.audit()])).not.toContain(OWN);
  });

  test('is refused everybody else, under whatever name, and nobody is asked', async () => {
    const before = calls();
    const { data } = await ask(
      `query ($all: [ID!]!, $entities: [_Any!]!) {
        one: innbygger(personidentifikator: "${OTHER}") { ${PERSONAL} }
        own: innbygger(personidentifikator: "${OTHER}") { kontaktregister { ${FEIL} } again: kontaktregister { ${FEIL} } }
        list: innbyggere(personidentifikatorer: $all) { ${PERSONAL} }
        _entities(representations: $entities) { ... on Innbygger { ${PERSONAL} } }
      }`,
      {
        all: [OTHER, `${OWN}0`, `${OWN.slice(0, 6)}/${OWN.slice(6)}`, '', `0${OWN}`],
        entities: [{ __typename: 'Innbygger', personidentifikator: OTHER }],
      },
    );
    expect(data).toEqual({
      one: ALL_REFUSED,
      own: { kontaktregister: REFUSED, again: REFUSED },
      list: Array.from({ length: 5 }, () => ALL_REFUSED),
      _entities: [ALL_REFUSED],
    });
    expect(calls()).toEqual(before);
  });

  test('is told of that citizen however the number is written', async () => {
    const written = [`${OWN.slice(0, 6)} ${OWN.slice(6)}`, ` ${OWN}`, `${OWN.slice(0, 6)}-${OWN.slice(6)}`];
    const { data } = await ask(
      `query ($all: [ID!]!) { innbyggere(personidentifikatorer: $all) { personidentifikator kontaktregister { ${FEIL} } } }`,
      { all: written },
    );
    const told = { personidentifikator: OWN, kontaktregister: ALL_TOLD.kontaktregister };
    expect(data?.innbyggere).toEqual([told, told, told]);
  });

  test('gets its own out of a list with others, and theirs not', async () => {
    const { data } = await ask(
      `{ innbyggere(personidentifikatorer: ["${OTHER}", "${OWN}", "${OTHER}"]) { personidentifikator kontaktregister { ${FEIL} } } }`,
    );
    expect(data?.innbyggere).toEqual([
      { personidentifikator: OTHER, kontaktregister: REFUSED },
      { personidentifikator: OWN, kontaktregister: { __typename: 'Kontaktregisteroppfoering' } },
      { personidentifikator: OTHER, kontaktregister: REFUSED },
    ]);
  });

  test('finds no way over units to those who hold roles in them', async () => {
    const { data } = await ask(
      `{
        enhet(organisasjonsnummer: "700102009") { roller { ${FEIL} ... on Roller { rollegrupper { type } } } }
        innbygger(personidentifikator: "${OWN}") { rolleutskrift { ... on Rolleutskrift { roller { enhet { roller { ${FEIL} } } } } } }
        _entities(representations: [{ __typename: "Enhet", organisasjonsnummer: "700102009" }]) { ... on Enhet { roller { ${FEIL} } } }
      }`,
    );
    expect(data?.enhet).toEqual({ roller: REFUSED_BY_GRUNNDATA });
    expect(data?._entities).toEqual([{ roller: REFUSED_BY_GRUNNDATA }]);
    const own = data?.innbygger as { rolleutskrift: { roller: readonly unknown[] } };
    const { roller } = own.rolleutskrift;
    expect(roller.length).toBeGreaterThan(0);
    for (const rolle of roller) expect(rolle).toEqual({ enhet: { roller: REFUSED_BY_GRUNNDATA } });
  });

  test('finds no citizen of Denmark: by number, by phone or by mail, though the number were the same', async () => {
    const { data } = await ask(
      `{
        borger(cpr: "0101505006") { kontaktinformation { ${FEIL} } }
        same: borger(cpr: "${OWN}") { kontaktinformation { ${FEIL} } }
        borgereMedMobiltelefon(mobiltelefon: "67000001") { ${FEIL} }
        own: borgereMedMobiltelefon(mobiltelefon: "${OWN}") { ${FEIL} }
        borgereMedEmail(email: "borger-1@example.org") { ${FEIL} }
      }`,
    );
    expect(data).toEqual({
      borger: { kontaktinformation: REFUSED_BY_STAR },
      same: { kontaktinformation: REFUSED_BY_STAR },
      borgereMedMobiltelefon: REFUSED_BY_STAR,
      own: REFUSED_BY_STAR,
      borgereMedEmail: REFUSED_BY_STAR,
    });
  });

  test('writes nothing, not even of its own', async () => {
    const before = calls();
    const input = `personidentifikator: "${OWN}", postkasseleverandoerOrgNummer: "700102009"`;
    const { data } = await ask(
      `mutation {
        oppdaterPostkasse(input: { ${input}, postkasseadresse: "ola.nordmann#0000" }) { ${FEIL} }
        opprettOgVelgSikkerDigitalPostkasse(input: { ${input}, postkasseadresse: "ola.nordmann#0000" }) { ${FEIL} }
        slettPostkasse(input: { ${input} }) { ${FEIL} }
        sletKontaktinformation(input: { cpr: "0101505006", kontaktdataType: FASTNET_TELEFON }) { ${FEIL} }
      }`,
    );
    expect(data).toEqual({
      oppdaterPostkasse: REFUSED,
      opprettOgVelgSikkerDigitalPostkasse: REFUSED,
      slettPostkasse: REFUSED,
      sletKontaktinformation: REFUSED_BY_STAR,
    });
    expect(calls()).toEqual(before);
  });

  test('is told which scope is missing for a unit, and that roles of others are told to no citizen', async () => {
    await using few = await startGatewayOfMany({}, { tokenx: { grants: 'registergraf:own.read' } });
    const query = `{ enhet(organisasjonsnummer: "700102009") { basisdata { ${FEIL} } roller { ${FEIL} } } }`;
    const response = await few.post({ query }, await few.headersOf('tokenx'));
    const melding = 'The caller lacks the scope registergraf:enhet.read.';
    expect(await response.json()).toEqual({
      data: { enhet: { basisdata: { ...REFUSED_BY_GRUNNDATA, melding }, roller: REFUSED_BY_GRUNNDATA } },
    });
    await using none = await startGatewayOfMany({}, { tokenx: { grants: 'registergraf:enhet.read' } });
    const own = await none.post({ query }, await none.headersOf('tokenx'));
    expect(await own.json()).toMatchObject({ data: { enhet: { roller: REFUSED_BY_GRUNNDATA } } });
  });

  test('is no token for its own data where its issuer’s words do not mean that', async () => {
    await using few = await startGatewayOfMany({}, { tokenx: { grants: 'registergraf:enhet.read' } });
    const query = `{ innbygger(personidentifikator: "${OWN}") { kontaktregister { ${FEIL} } } }`;
    const response = await few.post({ query }, await few.headersOf('tokenx'));
    expect(await response.json()).toEqual({
      data: {
        innbygger: { kontaktregister: { ...REFUSED, melding: 'The caller lacks the scope registergraf:own.read.' } },
      },
    });
  });
});

describe('the rule over the table of scopes', () => {
  const citizen = { scopes: new Set(EVERYTHING), person: OWN } as unknown as Caller;
  const typeOf = (name: string) => schema.getType(name);

  /** As the schema marks it: whether the field's answer tells of persons. */
  function accessOf(coordinate: string) {
    const [parent = '', name = ''] = coordinate.split('.');
    const type = typeOf(parent);
    const field = isObjectType(type) ? type.getFields()[name] : undefined;
    const { scope, person } = OPERATION_FIELDS[coordinate] ?? { scope: '' };
    const personal = field?.extensions.personal === true;
    return {
      scope,
      ...(person && { person }),
      writes: parent === 'Mutation',
      personal,
      type: getNamedType(field?.type),
    };
  }

  test('lets a citizen ask these of themselves, these of units, and nothing else', () => {
    const about = { personidentifikator: OWN, cpr: OWN, mobiltelefon: OWN, email: OWN };
    const coordinates = Object.keys(OPERATION_FIELDS);
    const asked = (own: boolean) =>
      coordinates.filter((at) =>
        mayAsk(accessOf(at), citizen, own ? about : {}, own ? { ...about, input: about } : {}),
      );
    // Who holds a unit's roles, and who may sign for it, are persons.
    const ofUnits = coordinates.filter((at) =>
      /^Enhet\.(?!(?:roller|fullmakt)$)|^Query\.(?:sokEnhet|endringslogg)$/.test(at),
    );
    const ofOneself = coordinates.filter((at) => at.startsWith('Innbygger.'));
    // Names nobody: it is about whoever asks.
    const ofCaller = ['Query.innsynslogg'];
    expect(asked(false)).toEqual([...ofUnits, ...ofCaller]);
    expect(asked(true).toSorted()).toEqual([...ofUnits, ...ofOneself, ...ofCaller].toSorted());
  });

  test('knows of each field on a person whom it is about', () => {
    const onPersons = Object.entries(OPERATION_FIELDS).filter(([at]) => {
      const { personal } = typeOf(at.split('.')[0] ?? '')?.extensions ?? {};
      return personal !== undefined;
    });
    expect(onPersons.length).toBeGreaterThan(3);
    expect(onPersons.filter(([, { person }]) => person === undefined)).toEqual([]);
  });
});
