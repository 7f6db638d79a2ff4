import { readdirSync, readFileSync } from 'node:fs';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type FieldNode,
  GraphQLInt,
  getOperationAST,
  parse,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { costOf } from '../../src/graph-kit/operation-cost.ts';
import { schema } from '../../src/graph/schema.ts';
import { LIMITS } from '../../src/server/limits.ts';
import { createRandom } from '../differential/random.ts';
import { mask } from '../../src/domain/mask.ts';
import { SOON_MS } from '../support/patience.ts';

const cost = (source: string, variables: Record<string, unknown> = {}, operationName?: string) =>
  costOf(parse(source), schema, operationName, variables).calls;

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

  describe('of objects that exclude each other the dearest', () => {
    const basisdata = 'basisdata { __typename }';
    const edge = (member: string, selection = basisdata) => `... on ${member} { korrektEnhet { ${selection} } }`;

    it('is the one that counts, for there will be one of them', () => {
      const edges = ['SlettetSomDublett', 'SlettetSomSammenslaatt', 'KorrektEnhetSlettet'].map((one) => edge(one));
      expect(cost(`{ ${ENHET} { basisdata { ${edges.join(' ')} } } }`)).toBe(2);
      const dearer = edge('KorrektEnhetSlettet', `${basisdata} roller { __typename }`);
      expect(cost(`{ ${ENHET} { basisdata { ${edges[0]} ${dearer} ${edges[1]} } } }`)).toBe(3);
    });

    it('has what its interfaces have too, and what stands there without a condition', () => {
      const data = '... on Enhetsdata { enhet { roller { __typename } } }';
      const source = (more: string) => `{ ${ENHET} { basisdata { ... { ${data} } ${more} } } }`;
      expect(cost(source(''))).toBe(2);
      expect(cost(source(edge('SlettetSomDublett')))).toBe(2);
      expect(cost(source(`... on Basisdata { enhet { ${basisdata} } }`))).toBe(3);
    });

    it('may come by way of fragments in fragments', () => {
      const source = `{ ${ENHET} { basisdata { ...a } } } fragment a on BasisdataResultat { ...b ... on EnhetErBedrift { juridiskEnhet { ${basisdata} } } }
        fragment b on BasisdataResultat { ${edge('SlettetSomDublett', `${basisdata} roller { __typename }`)} }`;
      expect(cost(source)).toBe(3);
    });
  });

  describe('what is skipped', () => {
    const source = (directive: string) =>
      `query ($ja: Boolean = true, $nei: Boolean! = false) { ${ENHET} { basisdata { __typename } roller ${directive} { __typename } } }`;

    it.each([
      ['@skip(if: true)', 1],
      ['@skip(if: false)', 2],
      ['@include(if: false)', 1],
      ['@include(if: true)', 2],
      ['@skip(if: $ja)', 1],
      ['@include(if: $nei)', 1],
      ['@skip(if: $nei) @include(if: $ja)', 2],
      ['@skip(if: $nei) @include(if: $nei)', 1],
    ])('by %s costs %i', (directive, calls) => {
      expect(cost(source(directive), { ja: true, nei: false })).toBe(calls);
    });

    it('may be a fragment, and a list that is too long', () => {
      const fragments = `{ ${ENHET} { ...f @skip(if: true) ... @include(if: false) { roller { __typename } } } } fragment f on Enhet { basisdata { __typename } }`;
      expect(cost(fragments)).toBe(0);
      expect(cost(`{ enheter(organisasjonsnumre: ${list(1001)}) @skip(if: true) { __typename } }`)).toBe(0);
    });
  });

  it('fragments count where they stand, as often as they stand there', () => {
    const source = `{ a: ${ENHET} { ...navn } b: ${ENHET} { ...navn ... on Enhet { ...navn } } }
      fragment navn on Enhet { basisdata { __typename } }`;
    expect(cost(source)).toBeGreaterThanOrEqual(2);
  });

  it('a list comes by a variable too', () => {
    const source = 'query ($numbers: [ID!]!) { enheter(organisasjonsnumre: $numbers) { basisdata { __typename } } }';
    expect(cost(source, { numbers: ['1', '2', '3'] })).toBe(3);
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

  it('a search for more hits than there may be has none: the field says what is wrong with it', () => {
    const source = (maksTreff: number) =>
      `{ sokEnhet(soek: { soekestreng: "a", maksTreff: ${maksTreff} }) { ... on SokEnhetTreffliste { treff { enhet { basisdata { __typename } } } } } }`;
    expect([1000, 1001, 2_000_000_000].map((maksTreff) => cost(source(maksTreff)))).toEqual([1001, 1, 1]);
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
      `${argument} holds 1,001 values; at most 1000 are allowed.`,
    );
  });

  it('and is told how many it holds, though six digits in a row would be masked', () => {
    const message = 'cprs holds 100,000 values; at most 1000 are allowed.';
    expect(() => cost(`{ borgere(cprs: ${list(100_000)}) { __typename } }`)).toThrow(message);
    expect(mask(message)).toBe(message);
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
    const source = `query ($numbers: [ID!]!, $r: [_Any!]!) { enheter(organisasjonsnumre: $numbers) { __typename }
      a: _entities(representations: $r) { __typename } b: _entities(representations: $r) { __typename } }`;
    const thousand = Array.from({ length: 1000 }, () => '1');
    expect(cost(source, { numbers: thousand, r: thousand })).toBe(0);
    const more = source.replace(/ }$/, ' c: _entities(representations: $r) { __typename } }');
    expect(() => cost(more, { numbers: thousand, r: thousand })).toThrow(tooMany);
  });

  it('of which the operation before takes none', () => {
    expect(cost(`{ ${aliased(1000, 1000)} }`)).toBe(0);
    expect(cost(`{ ${aliased(1000, 1000)} }`)).toBe(0);
  });
});

describe('the fields of an answer', () => {
  const fields = (source: string, variables: Record<string, unknown> = {}) =>
    costOf(parse(source), schema, undefined, variables).fields;

  it.each([
    ['count each', `{ ${ENHET} { __typename organisasjonsnummer } }`, 3],
    ['count ten where they ask a register', `{ ${ENHET} { basisdata { __typename } } }`, 12],
    ['on every member of a list', `{ enheter(organisasjonsnumre: ${list(7)}) { a: __typename b: __typename } }`, 15],
    [
      'on every hit of a search',
      '{ sokEnhet(soek: { soekestreng: "a", maksTreff: 500 }) { ... on SokEnhetTreffliste { antall treff { navn enhet { organisasjonsnummer } } } } }',
      10 + 1 + 1 + 500 * 3,
    ],
    [
      'on one member of a list that nobody knows the length of',
      `{ ${ENHET} { bedrifter { ... on Bedrifter { bedrifter { organisasjonsnummer } } } } }`,
      1 + 10 + 1 + 1,
    ],
    [
      'of the dearest of objects that exclude each other',
      `{ ${ENHET} { basisdata { ... on Registerfeil { kode melding } ... on Basisdata { navn navnelinjer enhet { organisasjonsnummer } } } } }`,
      1 + 10 + 4,
    ],
    [
      'where a fragment is spread again',
      `{ ...f a: ${ENHET} { __typename } ...f } fragment f on Query { b: __typename }`,
      4,
    ],
  ])('%s', (_, source, expected) => {
    expect(fields(source)).toBe(expected);
  });

  it('of introspection count four each, exactly as many as are answered', () => {
    const source =
      '{ __schema { types { name interfaces { possibleTypes { name } } ...f } } __type(name: "Query") { name } } fragment f on __Type { fields { name args { name } } }';
    const { data } = execute({ schema, document: parse(source) }) as ExecutionResult;
    const count = (value: unknown): number =>
      typeof value === 'object' && value !== null
        ? Object.values(value).reduce<number>((sum, one) => sum + count(one) + (Array.isArray(value) ? 0 : 1), 0)
        : 0;
    expect(fields(source)).toBe(4 * count(data));
  });

  it('are counted in no time, however often a fragment is spread in fragments', () => {
    const nested = Array.from(
      { length: 60 },
      (_, n) => `fragment f${n} on Enhet { a: bedrifter { ...g${n} } b: roller { ...h${n} } c: bedrift { ...i${n} } }
        fragment g${n} on BedrifterResultat { ... on Bedrifter { enhet { ...f${n + 1} } } }
        fragment h${n} on RollerResultat { ... on Roller { enhet { ...f${n + 1} } } }
        fragment i${n} on BedriftResultat { ... on Bedrift { enhet { ...f${n + 1} } } }`,
    ).join(' ');
    const began = performance.now();
    expect(fields(`{ ${ENHET} { ...f0 } } ${nested} fragment f60 on Enhet { __typename }`)).toBeGreaterThan(3 ** 60);
    // One after the other they would take longer than there is time.
    expect(performance.now() - began).toBeLessThan(SOON_MS);
  });

  it('below a list without members are none, though they were infinitely many on one', () => {
    const doubled = Array.from(
      { length: 470 },
      (_, n) => `fragment f${n + 1} on Enhet { ${`...f${n} `.repeat(6)} } `,
    ).join('');
    const empty = `{ enheter(organisasjonsnumre: []) { ...f470 } a: ${ENHET} { roller { __typename } } }
      fragment f0 on Enhet { basisdata { __typename } } ${doubled}`;
    const one = empty.replace('[]', '["1"]');
    expect([cost(empty), fields(empty)]).toEqual([1, 13]);
    expect([cost(one), fields(one)]).toEqual([Infinity, Infinity]);
  });
});

describe('1000-key lists and the examples cost less than may be', () => {
  const folder = new URL('../../examples/operations/', import.meta.url);
  const thousand = Array.from({ length: 1000 }, () => '1');
  const variables = {
    organisasjonsnumre: thousand,
    cprs: thousand,
    personidentifikatorer: thousand,
    soek: { soekestreng: 'a', maksTreff: 999 },
  };

  it.each(readdirSync(folder).filter((file) => file.endsWith('.graphql')))('%s', (file) => {
    const document = parse(readFileSync(new URL(file, folder), 'utf8'));
    const { calls, fields } = costOf(document, schema, undefined, variables);
    expect(calls).toBeLessThanOrEqual(LIMITS.calls);
    expect(fields).toBeLessThanOrEqual(LIMITS.fields / 4);
  });
});

describe('the formula of a document', () => {
  it('says the same of other variables as counting anew does', () => {
    const random = createRandom('formulas');
    const written = [
      'query ($n: [ID!]!, $m: [ID!] = ["1"], $a: Boolean!, $b: Boolean = true) { enheter(organisasjonsnumre: $n) { ...F @skip(if: $a) } other: enheter(organisasjonsnumre: $m) @include(if: $b) { ...F } } fragment F on Enhet { basisdata { __typename } bedrifter { ... on Bedrifter { bedrifter { roller { __typename } } } } }',
      'query ($s: SokEnhetInput!, $a: Boolean!) { sokEnhet(soek: $s) { ... on SokEnhetTreffliste { treff { enhet { basisdata { __typename } bedrifter @skip(if: $a) { ... on Bedrifter { bedrifter { roller { __typename } } } } } } } } }',
      'query ($a: Boolean!) { __type(name: "Enhet") { fields(includeDeprecated: $a) { name } } enhet(organisasjonsnummer: "1") { ... @defer(if: $a) { basisdata { __typename } } } }',
    ];
    const numbers = () => Array.from({ length: random.below(1002) }, String);
    const variables = () => ({
      n: numbers(),
      ...(random.chance(0.5) && { m: numbers() }),
      s: { soekestreng: 'a', maksTreff: random.below(1100) - 50 },
      a: random.chance(0.5),
      b: random.chance(0.5),
    });
    const told = (document: DocumentNode, given: Record<string, unknown>) => {
      try {
        const { calls, fields, defers, budget } = costOf(document, schema, undefined, given);
        const limits = { calls: 1_000_000, fields: 1_000_000 };
        const [node] = (getOperationAST(document)?.selectionSet.selections ?? []) as FieldNode[];
        const type = schema.getQueryType()?.getFields()[node?.name.value ?? '']?.type ?? GraphQLInt;
        return { calls, fields, defers, weight: node && budget(limits).weigh([node], type) };
      } catch (thrown) {
        return { thrown: String(thrown) };
      }
    };
    for (const text of written) {
      const kept = parse(text);
      for (let time = 0; time < 60; time += 1) {
        const given = variables();
        expect(told(kept, given), JSON.stringify(given)).toEqual(told(parse(text), given));
      }
    }
  });
});
