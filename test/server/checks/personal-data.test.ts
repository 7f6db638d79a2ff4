import { getNamedType, isLeafType, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schema } from '../../../src/graph/schema.ts';
import { documentId } from '../../../src/server/documents/documents.ts';
import { touchesPersonalData } from '../../../src/server/checks/personal-data.ts';
import { createSchema, type RunningGateway, read, startGateway } from '../gateway-under-test.ts';
import { SOURCE_ABOUT_NOBODY } from '../../sources/reached.ts';

let gateway: RunningGateway;
/** Every document that is refused below is also held, so that its id can be asked for. */
const documents = new Map<string, string>();
beforeAll(async () => {
  gateway = await startGateway({ options: { documents } });
});
afterAll(() => gateway[Symbol.asyncDispose]());

const PERSONAL = {
  borger: '{ borger(cpr: "1") { cpr } }',
  borgere: '{ borgere(cprs: ["1"]) { cpr } }',
  borgereMedMobiltelefon: '{ borgereMedMobiltelefon(mobiltelefon: "1") { __typename } }',
  borgereMedEmail: '{ borgereMedEmail(email: "1") { __typename } }',
  innbygger: '{ innbygger(personidentifikator: "1") { personidentifikator } }',
  innbyggere: '{ innbyggere(personidentifikatorer: ["1"]) { personidentifikator } }',
  'entities of a router': 'query($r: [Noe!]!) { _entities(representations: $r) { __typename } }',
  'a person through an inline fragment':
    '{ enhet(organisasjonsnummer: "1") { innehaver { ... on RollePerson { __typename } } } }',
  'a person through a named fragment':
    '{ enhet(organisasjonsnummer: "1") { innehaver { ...p } } } fragment p on RollePerson { innbygger { __typename } }',
  'a person under an alias': '{ enhet: borger(cpr: "1") { cpr } }',
  'a person beside a unit':
    '{ enhet(organisasjonsnummer: "1") { navn } ...b } fragment b on Query { borger(cpr: "1") { cpr } }',
  'a person in another operation':
    'query A { enhet(organisasjonsnummer: "1") { navn } } query B { borger(cpr: "1") { cpr } }',
  'a person who is skipped': '{ __typename borger(cpr: "1") @skip(if: true) { cpr } }',
  'a mutation': 'mutation { sletKontaktinformation(cpr: "1") }',
};

for (const query of Object.values(PERSONAL)) documents.set(documentId(query), query);

describe('by GET, an operation is refused with 405 and the methods that are left in Allow, that asks for', () => {
  const byId = Object.entries(PERSONAL).map(([what, query]) => [`${what}, by its id`, query, true] as const);
  const byText = Object.entries(PERSONAL).map(([what, query]) => [what, query, false] as const);

  test.each([...byText, ...byId])('%s', async (_, query, isId) => {
    const parameters = new URLSearchParams({
      ...(isId ? { documentId: documentId(query) } : { query }),
      operationName: query.includes('query A') ? 'A' : '',
      variables: '{"r":[]}',
    });
    const response = await fetch(`${gateway.url}/graphql?${parameters}`);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(query.startsWith('mutation') ? 'POST' : 'POST, QUERY');
    expect(await response.json()).not.toHaveProperty('data');
  });

  test('a person, also from a client that asks for application/json', async () => {
    expect((await gateway.get(PERSONAL.borger, { accept: 'application/json' })).status).toBe(405);
  });
});

describe('by GET, an operation is answered that asks for', () => {
  test.each([
    ['a unit', '{ enhet(organisasjonsnummer: "1") { organisasjonsnummer navn } }'],
    ['a unit that holds a role', '{ enhet(organisasjonsnummer: "1") { innehaver { ... on Enhet { navn } } } }'],
    ['the schema', '{ __schema { types { name } } __type(name: "Borger") { fields { name } } }'],
  ])('%s', async (_, query) => {
    expect(await read(await gateway.get(query))).toMatchObject({ status: 200, code: undefined });
  });
});

test('by POST, a person is answered', async () => {
  expect(await read(await gateway.post({ query: PERSONAL.borger }))).toMatchObject({
    status: 200,
    answer: { data: { borger: { cpr: '1' } } },
  });
});

test('a person deep in a document is seen', () => {
  const schema = createSchema();
  const unit =
    '{ enhet(organisasjonsnummer: "1") { morenhet { morenhet { innehaver { ...x } } } } } fragment x on Rolleinnehaver';
  expect(touchesPersonalData(parse(`${unit} { ... on Enhet { navn } }`), schema)).toBe(false);
  expect(touchesPersonalData(parse(`${unit} { ... on RollePerson { fornavn } }`), schema)).toBe(true);
});

describe('in the whole graph', () => {
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
  const open = fields.filter(({ name, args, type }) => {
    const given = args.map((argument) => `${argument.name}: $a`).join(', ');
    const selection = isLeafType(getNamedType(type)) ? '' : '{ __typename }';
    return !touchesPersonalData(parse(`{ ${name}${given && `(${given})`} ${selection} }`), schema);
  });

  test('only what is about units and codes is answered by GET; a new root field is decided on here', () => {
    expect(fields.length).toBeGreaterThan(10);
    expect(open.map(({ name }) => name).sort()).toEqual(
      [
        ...SOURCE_ABOUT_NOBODY,
        '_service',
        'dokumenterteFeil',
        'endringslogg',
        'enhet',
        'enheter',
        'sokEnhet',
      ].toSorted(),
    );
  });
});
