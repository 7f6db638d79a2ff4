import fc from 'fast-check';
import { buildSchema, graphqlSync, Kind, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { walk } from '../../../src/cli/document/walk.ts';

const SCHEMA = buildSchema(`
  interface Feil { kode: String }
  interface Flere { flere: String }
  interface Videre { other: Svar }
  type Data implements Videre { data: String, other: Svar }
  type Slettet implements Feil & Videre { kode: String, other: Svar }
  type Dublett implements Feil & Flere { kode: String, flere: String }
  type KildeUtilgjengelig implements Feil { kode: String }
  union Svar = Data | Slettet | Dublett | KildeUtilgjengelig
  union Smaa = Data | KildeUtilgjengelig
  type Query { svar: Svar, liste: [Svar!]! }
`);
const MEMBERS = ['Data', 'Slettet', 'Dublett', 'KildeUtilgjengelig'];

function leftOutOf(text: string, fixed: Record<string, unknown> = {}) {
  const document = parse(text);
  expect(validate(SCHEMA, document)).toEqual([]);
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('no operation');
  return walk(document, operation, SCHEMA, fixed).unions.map(({ path, leftOut, tellsMembers }) => ({
    path,
    tellsMembers,
    members: leftOut.map(({ member, when }) =>
      [member, ...[...(when ?? [])].map(([name, value]) => `${name}=${value}`)].join(' '),
    ),
  }));
}

describe('a union leaves out', () => {
  test.each([
    ['all members, where only __typename is selected', '{ svar { __typename } }', MEMBERS],
    ['none that are named', '{ svar { ... on Data { data } ... on Feil { kode } } }', []],
    [
      'none that has a fragment with __typename alone',
      '{ svar { ... on Data { __typename } ... on Feil { __typename } } }',
      [],
    ],
    [
      'what an interface does not have',
      '{ svar { ... on Flere { flere } } }',
      ['Data', 'Slettet', 'KildeUtilgjengelig'],
    ],
    [
      'what is named by a fragment in a fragment alone, where it does not apply',
      '{ svar { ... on Feil { ... on Flere { flere } } } }',
      ['Data', 'Slettet', 'KildeUtilgjengelig'],
    ],
    [
      'none that is named around a fragment without a type',
      '{ svar { ... on Data { ... { data } } ... on Feil { ... { kode } } } }',
      [],
    ],
    [
      'nothing that a fragment on the union itself names',
      'query { svar { ...all } } fragment all on Svar { ... on Svar { ... on Data { data } ...feil } } fragment feil on Feil { kode }',
      [],
    ],
    ['all, where another union is named', '{ svar { ... on Smaa { __typename } } }', MEMBERS],
    [
      'what another union does not have',
      '{ svar { ... on Smaa { ... on Data { data } ... on Feil { kode } } } }',
      ['Slettet', 'Dublett'],
    ],
    [
      'nothing that the same field selects elsewhere',
      '{ svar { ... on Data { data } } svar { ... on Feil { kode } } }',
      [],
    ],
    [
      'nothing of what is skipped by a constant',
      '{ svar { ... on Data { data } ... on Feil @skip(if: true) { kode } } }',
      MEMBERS.slice(1),
    ],
  ])('%s', (_, text, members) => {
    expect(leftOutOf(text)).toEqual([expect.objectContaining({ path: 'svar', members })]);
  });

  test('what an alias selects, for itself', () => {
    const text =
      '{ one: svar { ... on Data { data } } other: svar { ... on Feil { kode } } liste { ... on Feil { kode } ... on Data { data } } }';
    expect(leftOutOf(text).map(({ path, members }) => [path, members])).toEqual([
      ['one', MEMBERS.slice(1)],
      ['other', ['Data']],
      ['liste', []],
    ]);
  });

  test('unions inside unions, each by what every way there selects', () => {
    const text = `query { svar { ... on Data { other { ... on Data { data } } } ... on Slettet { other { ...feil } } ...feil } }
      fragment feil on Feil { kode }`;
    expect(leftOutOf(text).map(({ path, members }) => [path, members])).toEqual([
      ['svar', []],
      ['svar.other', MEMBERS.slice(1)],
      ['svar.other', ['Data']],
    ]);
  });

  test('what variables leave out, with their values', () => {
    const text = `query ($full: Boolean!, $brief: Boolean!) {
      svar { ... on Data { data } ... on Feil @include(if: $full) { kode } ... on Slettet @skip(if: $brief) { kode } }
      other: svar @include(if: $full) { ... on Data @skip(if: $full) { data } ... on Feil @include(if: $full) { kode } }
    }`;
    expect(leftOutOf(text).map(({ members }) => members)).toEqual([
      ['Slettet full=false brief=true', 'Dublett full=false', 'KildeUtilgjengelig full=false'],
      ['Data'],
    ]);
    expect(leftOutOf(text, { full: true }).map(({ members }) => members)).toEqual([[], ['Data']]);
    expect(leftOutOf(text, { full: false, brief: false })).toEqual([
      expect.objectContaining({ members: ['Dublett', 'KildeUtilgjengelig'] }),
    ]);
  });

  test('what the same fragment leaves out in one place, and not in another', () => {
    const text = `query ($full: Boolean!) { svar { ... on Data @include(if: $full) { ...more } ... on Slettet @skip(if: $full) { ...more } } }
      fragment more on Videre { other { ... on Data @include(if: $full) { data } ... on Feil { kode } } }`;
    expect(leftOutOf(text).map(({ path, members }) => [path, members])).toEqual([
      ['svar', ['Data full=false', 'Slettet full=true', 'Dublett', 'KildeUtilgjengelig']],
      ['svar.other', []],
      ['svar.other', ['Data']],
    ]);
  });

  test('no member whose __typename it does not tell', () => {
    const tells = (text: string) => leftOutOf(text)[0]?.tellsMembers;
    expect(tells('{ svar { __typename ... on Data { data } } }')).toBe(true);
    expect(tells('{ svar { ... on Data { __typename } ... on Feil { __typename } } }')).toBe(true);
    expect(tells('{ svar { ... on Data { __typename } ... on Feil { kode } } }')).toBe(false);
  });
});

/** Selection sets of any shape that is valid: graphql-js executes them, and its answers say what is selected of whom. */
const anySet = fc.letrec<{ selection: string; set: string }>((tie) => ({
  set: fc
    .array(tie('selection'), { minLength: 1, maxLength: 3, depthIdentifier: 'set' })
    .map((all) => `{ ${all.join(' ')} }`),
  selection: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'set' },
    fc.constantFrom('... on Data { data }', '...feil', '... on Flere { flere }', '... on Dublett { kode }'),
    fc
      .tuple(
        fc.constantFrom('', 'on Svar', 'on Feil', 'on Flere', 'on Smaa', 'on Slettet', 'on KildeUtilgjengelig'),
        fc.constantFrom(
          '',
          '@include(if: $one)',
          '@skip(if: $one)',
          '@include(if: $two)',
          '@skip(if: $two)',
          '@skip(if: $one) @include(if: $two)',
        ),
        tie('set'),
      )
      .map(([on, condition, set]) => `... ${on} ${condition} ${set}`),
  ),
})).set;

test('what is left out is what graphql-js answers nothing of', () => {
  let gaps = 0;
  fc.assert(
    fc.property(
      anySet,
      anySet,
      fc.constantFrom('', '@include(if: $one)', '@skip(if: $two)'),
      (first, second, condition) => {
        const text = `query ($one: Boolean!, $two: Boolean!) {
        used: __type(name: "Data") @skip(if: $one) { name @include(if: $two) ... on __Type @skip(if: $one) { name } }
        svar ${first} svar ${condition} ${second} } fragment feil on Feil { kode }`;
        const used = text.includes('...feil') ? text : text.replace(/ fragment feil.*/, '');
        const document = parse(used);
        // A fragment may stand where no object can be of both types.
        if (validate(SCHEMA, document).length > 0) return;
        const [found] = leftOutOf(used);
        for (const member of MEMBERS) {
          const lacking = [0, 1, 2, 3].filter((choice) => {
            const variableValues = { one: choice % 2 === 1, two: choice > 1 };
            const rootValue = { svar: { __typename: member, data: '', kode: '', flere: '' } };
            const { data } = graphqlSync({ schema: SCHEMA, source: used, rootValue, variableValues });
            return Object.keys(data?.svar as object).length === 0;
          });
          const told = found?.members.find((one) => one.split(' ')[0] === member);
          const all = lacking.length === 4;
          expect(told === undefined ? 'no' : told === member ? 'all' : 'some', `${member} in ${used}`).toBe(
            lacking.length === 0 ? 'no' : all ? 'all' : 'some',
          );
          if (told !== undefined && !all) {
            gaps += 1;
            const values = Object.fromEntries(
              told
                .split(' ')
                .slice(1)
                .map((one) => one.split('=')),
            );
            const choices = [0, 1, 2, 3].filter(
              (choice) =>
                (values.one ?? String(choice % 2 === 1)) === String(choice % 2 === 1) &&
                (values.two ?? String(choice > 1)) === String(choice > 1),
            );
            expect(choices.filter((choice) => !lacking.includes(choice))).toEqual([]);
          }
        }
      },
    ),
    { numRuns: 80, seed: 20_261_127 },
  );
  expect(gaps).toBeGreaterThan(20);
});
