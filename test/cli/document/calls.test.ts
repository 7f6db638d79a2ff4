import fc from 'fast-check';
import { buildSchema, type GraphQLSchema, Kind, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { countCalls } from '../../../src/cli/document/calls.ts';
import { byArguments, ONE_CALL, search } from '../../../src/graph-kit/cost.ts';
import { costOf } from '../../../src/graph-kit/operation-cost.ts';
import { schema as graph } from '../../../src/graph/schema.ts';
import { LIMITS } from '../../../src/server/limits.ts';

function count(text: string, fixed: Record<string, unknown> = {}, limit = LIMITS.calls, schema: GraphQLSchema = graph) {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('no operation');
  return countCalls(document, operation, schema, fixed, limit);
}

const LIST =
  'query ($numbers: [ID!]!) { enheter(organisasjonsnumre: $numbers) { basisdata { __typename } roller { __typename } } }';
const SEARCH = `query ($soek: SokEnhetInput!) { sokEnhet(soek: $soek) { ... on SokEnhetTreffliste { treff { enhet { basisdata { __typename } } } } } }`;
const INVITED = `query ($numbers: [ID!]!, $roles: Boolean!) {
  enheter(organisasjonsnumre: $numbers) { basisdata { __typename } roller @include(if: $roles) { __typename } tilstand @skip(if: $roles) { __typename } fullmakt @skip(if: $roles) { __typename } }
}`;

describe('the calls of an operation', () => {
  test('are a number where nothing decides but the document', () => {
    const text = '{ enhet(organisasjonsnummer: "700000001") { basisdata { __typename } roller { __typename } } }';
    expect(count(text)).toMatchObject({ least: 2, most: 2, formula: undefined, sizes: [], allowed: undefined });
    expect(
      count('query ($number: ID!) { enhet(organisasjonsnummer: $number) { basisdata { __typename } } }'),
    ).toMatchObject({ least: 1, most: 1 });
    const literal = '{ enheter(organisasjonsnumre: ["1", "2", "3"]) { basisdata { __typename } } }';
    expect(count(literal)).toMatchObject({ least: 3, most: 3 });
  });

  test('are a formula of the lengths of lists', () => {
    expect(count(LIST)).toMatchObject({
      least: 0,
      most: 2000,
      formula: '2 × $numbers',
      sizes: [{ name: 'numbers', isList: true, most: 1000 }],
      allowed: 500,
    });
  });

  test('share a call where a register takes many', () => {
    const text =
      'query ($people: [ID!]!) { innbyggere(personidentifikatorer: $people) { kontaktregister { __typename } } borger(cpr: "1") { kontaktinformation { __typename } } }';
    expect(count(text)).toMatchObject({ least: 1, most: 2, formula: '1 + 0.001 × $people', allowed: undefined });
  });

  test('are those of as many hits as a search may have', () => {
    expect(count(SEARCH)).toMatchObject({
      least: 1,
      most: 1001,
      formula: '1 + $soek.maksTreff',
      sizes: [{ name: 'soek.maksTreff', isList: false, most: 1000 }],
      allowed: 999,
    });
    expect(count(SEARCH, { soek: { soekestreng: 'a', maksTreff: 50 } })).toMatchObject({
      least: 51,
      most: 51,
      sizes: [],
    });
    const inside = `query ($hits: Int) { sokEnhet(soek: { soekestreng: "a", maksTreff: $hits }) { ... on SokEnhetTreffliste { treff { enhet { basisdata { __typename } } } } } }`;
    expect(count(inside)).toMatchObject({ formula: '1 + $hits', most: 1001 });
  });

  test('count what conditions may leave in', () => {
    expect(count(INVITED)).toMatchObject({ least: 0, most: 3000, formula: '3 × $numbers' });
    expect(count(INVITED, { roles: true })).toMatchObject({ formula: '2 × $numbers' });
    const fixed =
      'query ($roles: Boolean!) { enhet(organisasjonsnummer: "1") { basisdata { __typename } roller @include(if: $roles) { __typename } } }';
    expect(count(fixed)).toMatchObject({ least: 1, most: 2 });
  });

  test('count in all that more conditions decide than can be tried', () => {
    const names = Array.from({ length: 18 }, (_, index) => `field${index}`);
    const fields = names.map(
      (name) => `${name}: enhet(organisasjonsnummer: "1") @include(if: $${name}) { basisdata { __typename } }`,
    );
    const text = `query (${names.map((name) => `$${name}: Boolean!`).join(' ')}) { ${fields.join(' ')} }`;
    expect(count(text)).toMatchObject({ most: 18 });
  });

  test('have no formula where one list or the other is asked for', () => {
    const differs = `query ($a: [ID!]!, $b: [ID!]!, $which: Boolean!) {
      enheter(organisasjonsnumre: $a) @include(if: $which) { basisdata { __typename } }
      other: enheter(organisasjonsnumre: $b) @skip(if: $which) { basisdata { __typename } roller { __typename } } }`;
    expect(count(differs)).toMatchObject({ least: 0, most: 2000, formula: undefined, allowed: undefined });
  });

  test('are refused where a list of the document is too long for any variables', () => {
    const values = JSON.stringify(Array.from({ length: 1001 }, () => '1'));
    expect(() => count(`{ enheter(organisasjonsnumre: ${values}) { organisasjonsnummer } }`)).toThrow(/at most 1000/);
  });
});

describe('in any graph that is made with the kit', () => {
  const schema = buildSchema(`
    input Deep { deep: Deep, hits: Int, names: [String!] }
    type Hit { more: String }
    type Many { hits: [Hit!]! }
    type One { first: Hit, second: Hit }
    union Found = Many | One
    type Query { find(deep: Deep): Found }
  `);
  const fields = (name: string) => {
    const type = schema.getType(name);
    return type && 'getFields' in type ? type.getFields() : {};
  };
  Object.assign(fields('Query').find ?? {}, {
    extensions: { complexity: byArguments(1, ({ deep }: { deep: { hits?: number } }) => search(deep.hits ?? 1, 50)) },
  });
  Object.assign(fields('Hit').more ?? {}, { extensions: { complexity: ONE_CALL } });

  test('the most is what a field takes, and an input in itself has an end', () => {
    const text = 'query ($deep: Deep) { find(deep: $deep) { ... on Many { hits { more } } } }';
    expect(count(text, {}, 20, schema)).toMatchObject({
      least: 1,
      most: 51,
      formula: '1 + $deep.hits',
      sizes: [{ name: 'deep.hits', isList: false, most: 50 }],
      allowed: 19,
    });
  });

  test('there is no formula, and still a bound, where another member costs more at first', () => {
    const text =
      'query ($deep: Deep) { find(deep: $deep) { ... on Many { hits { more } } ... on One { first { more } second { more } } } }';
    expect(count(text, {}, 20, schema)).toMatchObject({ least: 3, most: 51, formula: undefined, allowed: 19 });
  });
});

test('the formula is what the gateway counts, at any size', () => {
  const cases = [
    { text: LIST, variables: (size: number) => ({ numbers: Array.from({ length: size }, () => '1') }) },
    { text: SEARCH, variables: (size: number) => ({ soek: { soekestreng: 'a', maksTreff: size } }) },
  ];
  fc.assert(
    fc.property(fc.constantFrom(...cases), fc.integer({ min: 0, max: 1000 }), ({ text, variables }, size) => {
      const { formula = '' } = count(text);
      const told = formula.split(' + ').reduce((sum, term) => {
        return (
          sum +
          term.split(' × ').reduce((product, factor) => product * (factor.startsWith('$') ? size : Number(factor)), 1)
        );
      }, 0);
      const calls = (length: number) => costOf(parse(text), graph, undefined, variables(length)).calls;
      expect(calls(size)).toBe(told);
      // What is said to be allowed is the last that the gateway lets through.
      const { allowed = 0 } = count(text, {}, 300);
      expect([calls(allowed) <= 300, calls(allowed + 1) <= 300]).toEqual([true, false]);
    }),
    { numRuns: 20 },
  );
});
