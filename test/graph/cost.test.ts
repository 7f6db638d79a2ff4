import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { backendCalls } from '../../src/graph/cost.ts';
import { schema } from '../../src/graph/schema.ts';

const cost = (source: string, variables: Record<string, unknown> = {}, operationName?: string) =>
  backendCalls(parse(source), schema, operationName, variables);

const list = (length: number) => JSON.stringify(Array.from({ length }, () => '700000001'));
const ENHET = 'enhet(organisasjonsnummer: "1")';

describe('an operation costs the calls that it could cause', () => {
  it.each([
    ['a shell', `{ ${ENHET} { organisasjonsnummer } }`, 0],
    ['__typename', `{ __typename ${ENHET} { __typename basisdata { __typename } } }`, 1],
    ['a field an operation', `{ ${ENHET} { basisdata { __typename } roller { __typename } } }`, 2],
    [
      'aliases, for duplicates are not known before',
      `{ a: ${ENHET} { basisdata { __typename } } b: ${ENHET} { basisdata { __typename } } }`,
      2,
    ],
    ['a list by its length', `{ enheter(organisasjonsnumre: ${list(100)}) { basisdata { __typename } } }`, 100],
    ['an empty list', '{ enheter(organisasjonsnumre: []) { basisdata { __typename } } }', 0],
    [
      'a list of unknown length as ten',
      `{ ${ENHET} { bedrifter { ... on Bedrifter { bedrifter { basisdata { __typename } } } } } }`,
      11,
    ],
    ['a search', '{ sokEnhet(soek: { soekestreng: "a", maksTreff: 1000 }) { __typename } }', 1],
    [
      'its hits: 20 where nothing is said',
      '{ sokEnhet(soek: { soekestreng: "a" }) { ... on SokEnhetTreffliste { treff { enhet { basisdata { __typename } } } } } }',
      21,
    ],
    [
      'its hits, by maksTreff',
      '{ sokEnhet(soek: { soekestreng: "a", maksTreff: 999 }) { ... on SokEnhetTreffliste { treff { enhet { basisdata { __typename } } } } } }',
      1000,
    ],
    ['what the gateway knows itself', '{ dokumenterteFeil { kode felter } }', 0],
    ['introspection', '{ __schema { types { name fields { name } } } }', 0],
    [
      'a write',
      'mutation { slettPostkasse(input: { personidentifikator: "1", postkasseleverandoerOrgNummer: "2" }) { __typename } }',
      1,
    ],
  ])('%s', (_, source, calls) => {
    expect(cost(source)).toBe(calls);
  });

  it('every member of a union counts, for nobody knows before which it will be', () => {
    const basisdata = 'basisdata { __typename }';
    const members = ['SlettetSomDublett', 'SlettetSomSammenslaatt', 'KorrektEnhetSlettet'];
    const edges = members.map((member) => `... on ${member} { korrektEnhet { ${basisdata} } }`);
    expect(cost(`{ ${ENHET} { basisdata { ${edges.join(' ')} } } }`)).toBe(4);
  });

  it('fragments count where they stand, as often as they stand there', () => {
    const source = `{ a: ${ENHET} { ...navn } b: ${ENHET} { ...navn ... on Enhet { ...navn } } }
      fragment navn on Enhet { basisdata { __typename } }`;
    expect(cost(source)).toBeGreaterThanOrEqual(2);
  });

  it('a list comes by a variable too', () => {
    const source = 'query ($numre: [ID!]!) { enheter(organisasjonsnumre: $numre) { basisdata { __typename } } }';
    expect(cost(source, { numre: ['1', '2', '3'] })).toBe(3);
  });

  it('and so does a search', () => {
    const source =
      'query ($soek: SokEnhetInput!) { sokEnhet(soek: $soek) { ... on SokEnhetTreffliste { treff { enhet { basisdata { __typename } } } } } }';
    expect(cost(source, { soek: { soekestreng: 'a', maksTreff: 50 } })).toBe(51);
  });

  it('a search cannot pay for another with less than no hits', () => {
    const treff = '... on SokEnhetTreffliste { treff { enhet { basisdata { __typename } } } }';
    const source = `{
      enheter(organisasjonsnumre: ${list(1000)}) { basisdata { __typename } roller { __typename } }
      sokEnhet(soek: { soekestreng: "a", maksTreff: -1000 }) { ${treff} }
    }`;
    expect(cost(source)).toBe(2001);
  });

  it('counts the operation that is asked for, and none that is not there', () => {
    const source = `query En { ${ENHET} { basisdata { __typename } } }
      query To { ${ENHET} { basisdata { __typename } roller { __typename } } }`;
    expect(cost(source, {}, 'En')).toBe(1);
    expect(cost(source, {}, 'To')).toBe(2);
    expect(cost(source, {}, 'Tre')).toBe(0);
  });
});

describe('a call that is shared costs a call for each thousand', () => {
  const people = (length: number) => list(length).replaceAll('700000001', '01817011000');
  const source = (...lengths: number[]) =>
    `{ ${lengths.map((length, index) => `l${index}: innbyggere(personidentifikatorer: ${people(length)}) { kontaktregister { __typename } }`).join(' ')} }`;

  it.each([
    [[1], 1],
    [[1000], 1],
    [[1000, 1], 2],
    [[1000, 1000], 2],
    [[1000, 1000, 1], 3],
  ])('%j people: %i', (lengths, calls) => {
    expect(cost(source(...lengths))).toBe(calls);
  });
});

describe('a list argument holds at most a thousand', () => {
  it.each([
    ['enheter', 'organisasjonsnumre'],
    ['borgere', 'cprs'],
    ['innbyggere', 'personidentifikatorer'],
  ])('%s', (field, argument) => {
    expect(cost(`{ ${field}(${argument}: ${list(1000)}) { __typename } }`)).toBe(0);
    expect(() => cost(`{ ${field}(${argument}: ${list(1001)}) { __typename } }`)).toThrow(
      `${argument} holds 1001 values; at most 1000 are allowed.`,
    );
  });
});

describe('all lists of an operation hold at most three thousand', () => {
  const aliased = (...lengths: number[]) =>
    lengths.map((length, index) => `l${index}: enheter(organisasjonsnumre: ${list(length)}) { __typename }`).join(' ');
  const tooMany = 'The lists of the operation hold more than 3000 values, each as often as it stands there.';

  it('under aliases, and in fragments', () => {
    expect(cost(`{ ${aliased(1000, 1000, 1000)} }`)).toBe(0);
    expect(() => cost(`{ ${aliased(1000, 1000, 1000, 1)} }`)).toThrow(tooMany);
    expect(() => cost(`{ ...all } fragment all on Query { ${aliased(1000, 1000, 1000, 1)} }`)).toThrow(tooMany);
  });

  it('of any kind, by variables too', () => {
    const source = `query ($numre: [ID!]!, $r: [_Any!]!) { enheter(organisasjonsnumre: $numre) { __typename }
      a: _entities(representations: $r) { __typename } b: _entities(representations: $r) { __typename } }`;
    const thousand = Array.from({ length: 1000 }, () => '1');
    expect(cost(source, { numre: thousand, r: thousand })).toBe(0);
    const more = source.replace(/ }$/, ' c: _entities(representations: $r) { __typename } }');
    expect(() => cost(more, { numre: thousand, r: thousand })).toThrow(tooMany);
  });

  it('of which the operation before takes none', () => {
    expect(cost(`{ ${aliased(1000, 1000)} }`)).toBe(0);
    expect(cost(`{ ${aliased(1000, 1000)} }`)).toBe(0);
  });
});
