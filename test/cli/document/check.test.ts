import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { printSchema } from 'graphql';
import { afterAll, describe, expect, test } from 'vitest';
import { type CheckOptions, checkDocuments } from '../../../src/cli/document/check.ts';
import { apiSchema } from '../../../src/graph/schema.ts';
import { documentId } from '../../../src/server/documents/documents.ts';
import { createFiles } from '../../support/certificates.ts';

const files = createFiles();
afterAll(() => files[Symbol.dispose]());

/** A file in a folder of its own. */
function write(name: string, content: string): string {
  const path = files.path(name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

function check(paths: string | readonly string[], options: Partial<CheckOptions> = {}) {
  return checkDocuments([paths].flat(), {
    schema: undefined,
    against: undefined,
    variables: {},
    allowMissing: [],
    failOn: 'unavailable',
    environment: {},
    ...options,
  });
}

const SDL = printSchema(apiSchema);
const replaced = (from: string | RegExp, to: string) => {
  const text = SDL.replace(from, to);
  if (text === SDL) throw new Error(`nothing to replace: ${from}`);
  return text;
};

const WHOLE = '... on Registerfeil { kode melding }';
const UNIT = `query Unit($number: ID!) {
  enhet(organisasjonsnummer: $number) {
    basisdata {
      __typename
      ... on Basisdata { navn }
      ${WHOLE}
    }
  }
}
`;

/** Fragments, each of which spreads the next one. */
const chainOf = (count: number) =>
  Array.from({ length: count }, (_, index) => `fragment F${index} on Query { ...F${index + 1} }`).join(' ');

describe('document check tells of an operation', () => {
  test('its calls, scopes, persons and unions', async () => {
    const file = write('told/unit.graphql', UNIT);
    expect(await check(file)).toEqual({
      version: 1,
      schema: null,
      against: null,
      limits: { depth: 12, tokens: 10_000, aliases: 100, calls: 1000, fields: 200_000 },
      failOn: 'unavailable',
      fails: false,
      operations: [
        {
          name: 'Unit',
          kind: 'query',
          file,
          line: 1,
          column: 1,
          isValid: true,
          calls: { least: 1, most: 1, sizes: [] },
          scopes: [{ scope: 'registergraf:enhet.read', fields: ['Enhet.basisdata'], ownRead: false }],
          touchesPersons: false,
          unions: [
            {
              path: 'enhet.basisdata',
              field: 'Enhet.basisdata',
              union: 'BasisdataResultat',
              file,
              line: 3,
              column: 5,
              leftOut: [],
            },
          ],
        },
      ],
      findings: [],
    });
  });

  test('that it touches persons, and what a citizen may ask of themselves', async () => {
    const text = `query Mailbox($number: ID!) { innbygger(personidentifikator: $number) { kontaktregister { __typename ${WHOLE} } } }`;
    const { operations } = await check(write('persons/mailbox.graphql', text));
    expect(operations[0]).toMatchObject({
      touchesPersons: true,
      scopes: [{ scope: 'registergraf:kontaktregister.read', fields: ['Innbygger.kontaktregister'], ownRead: true }],
    });
  });

  test('which members it leaves out, and fails where KildeUtilgjengelig is one', async () => {
    const text = UNIT.replace(WHOLE, '... on EnhetSlettet @include(if: $detailed) { kode }').replace(
      'ID!)',
      'ID!, $detailed: Boolean!)',
    );
    const file = write('missing/unit.graphql', text);
    const { fails, findings, operations } = await check(file);
    expect(fails).toBe(true);
    expect(findings.map(({ level, kind, message }) => [level, kind, message])).toEqual([
      ['unavailable', 'left-out', 'enhet.basisdata leaves out KildeUtilgjengelig.'],
      ['missing', 'left-out', expect.stringMatching(/^enhet\.basisdata leaves out .*EnhetAldriOpprettet.*\.$/)],
      ['missing', 'left-out', 'enhet.basisdata leaves out EnhetSlettet where $detailed is false.'],
    ]);
    expect(operations[0]?.unions[0]?.leftOut).toContainEqual({
      member: 'EnhetSlettet',
      when: { detailed: false },
      allowed: false,
    });
    expect((await check(file, { failOn: 'error' })).fails).toBe(false);
    expect((await check(file, { failOn: 'never' })).fails).toBe(false);
  });

  test('no finding of members that may be left out, step by step', async () => {
    const file = write('allowed/unit.graphql', UNIT.replace('... on Basisdata { navn }', ''));
    expect((await check(file)).fails).toBe(false);
    expect((await check(file, { failOn: 'missing' })).fails).toBe(true);
    const { fails, operations, findings } = await check(file, { failOn: 'missing', allowMissing: ['Basisdata'] });
    expect([fails, findings]).toEqual([false, []]);
    expect(operations[0]?.unions[0]?.leftOut).toEqual([{ member: 'Basisdata', allowed: true }]);
    await expect(check(file, { allowMissing: ['Basisdatum'] })).rejects.toThrow('no union has Basisdatum');
  });
});

describe('document check completes operations by fragments', () => {
  test('of other files, and names what they share once', async () => {
    write('shared/feil.graphql', `fragment feil on Registerfeil { kode tekst }`);
    write('shared/deep/one.graphql', UNIT.replace(WHOLE, '...feil'));
    write('shared/deep/two.gql', UNIT.replace(WHOLE, '...feil').replace('Unit', 'Other'));
    write('shared/schema.graphql', SDL);
    write('shared/node_modules/other/bad.graphql', 'query {');
    const { operations, findings } = await check(files.path('shared'));
    expect(operations.map(({ name, isValid }) => [name, isValid])).toEqual([
      ['Unit', false],
      ['Other', false],
    ]);
    expect(findings).toEqual([
      {
        level: 'error',
        kind: 'validation',
        code: 'GRAPHQL_VALIDATION_FAILED',
        message: expect.stringContaining('Cannot query field "tekst" on type "Registerfeil"'),
        file: files.path('shared/feil.graphql'),
        line: 1,
        column: 38,
        operations: ['Unit', 'Other'],
      },
    ]);
  });

  test('and says which are ambiguous, unused, or wrong though nobody uses them', async () => {
    write('fragments/a.graphql', 'fragment feil on Registerfeil { kode }');
    write('fragments/b.graphql', 'fragment feil on Registerfeil { melding }');
    write('fragments/unused.graphql', 'fragment idle on Enhet { organisasjonsnummer nummer }');
    write('fragments/unit.graphql', UNIT.replace(WHOLE, '...feil'));
    const { findings } = await check(files.path('fragments'));
    expect(findings.map(({ level, kind, file }) => [level, kind, file.split('/').at(-1)])).toEqual([
      ['error', 'fragment', 'a.graphql'],
      ['error', 'validation', 'unused.graphql'],
      ['notice', 'unused-fragment', 'b.graphql'],
      ['notice', 'unused-fragment', 'unused.graphql'],
    ]);
  });
});

describe('document check finds', () => {
  test('what is no GraphQL, with its place', async () => {
    const file = write('syntax/unit.graphql', '{\n  enhet(organisasjonsnummer: "700102009" {\n}');
    const { fails, operations, findings } = await check(file);
    expect([fails, operations]).toEqual([true, []]);
    expect(findings).toEqual([expect.objectContaining({ kind: 'syntax', file, line: 2, column: 42 })]);
  });

  test('operations of one name, and one without a name beside others', async () => {
    const file = write('names/two.graphql', `${UNIT}${UNIT}{ __typename }`);
    write('names/zero.graphql', UNIT);
    const { findings } = await check(files.path('names'));
    expect(findings.filter(({ level }) => level === 'error').map(({ message, file: of }) => [of, message])).toEqual([
      [file, 'There can be only one operation named "Unit".'],
      [file, 'This anonymous operation must be the only defined operation.'],
    ]);
    expect(findings.filter(({ kind }) => kind === 'repeated-name').map(({ file: of }) => of)).toEqual([
      files.path('names/zero.graphql'),
    ]);
  });

  test('what is deprecated, and a union without __typename', async () => {
    const schema = write(
      'deprecated/schema.graphql',
      replaced('  navn: String!', '  navn: String! @deprecated(reason: "Gone soon.")'),
    );
    const file = write('deprecated/unit.graphql', UNIT.replace('__typename\n', ''));
    const { fails, findings } = await check(file, { schema });
    expect(fails).toBe(false);
    expect(findings.map(({ level, kind, line, message }) => [level, kind, line, message])).toEqual([
      [
        'notice',
        'no-typename',
        3,
        'enhet.basisdata has no __typename (codegen with typedDocuments, Apollo Client and urql add it).',
      ],
      ['notice', 'deprecated', 4, expect.stringContaining('Gone soon.')],
    ]);
  });

  test('no number of a person in a message', async () => {
    const text = `query Number { dokumenterteFeil(kilde: "02827112006") { kode } sokEnhet(soek: { soekestreng: "a", maksTreff: "010150-5006" }) { __typename } }`;
    const { findings } = await check(write('numbers/number.graphql', text));
    expect(findings.map(({ message }) => message)).toEqual([
      expect.stringContaining('"******"'),
      expect.stringContaining('"******"'),
    ]);
    expect(JSON.stringify(findings)).not.toMatch(/5006|02827112006/);
  });
});

describe('document check holds operations to the limits of the environment', () => {
  const LIST =
    'query List($numbers: [ID!]!) { enheter(organisasjonsnumre: $numbers) { basisdata { __typename ... on Basisdata { navn } ... on Registerfeil { kode } } } }';

  test.each([
    ['TOO_DEEP', { MAX_DEPTH: '2' }, UNIT],
    ['TOO_MANY_ALIASES', { MAX_ALIASES: '1' }, '{ a: __typename b: __typename }'],
    ['TOO_MANY_TOKENS', { MAX_TOKENS: '20' }, UNIT],
    [
      'TOO_MANY_CALLS',
      { MAX_CALLS: '1' },
      UNIT.replace('basisdata', 'roller { __typename ... on Registerfeil { kode } } basisdata'),
    ],
    ['TOO_MANY_FIELDS', { MAX_FIELDS: '3' }, UNIT],
    ['INTROSPECTION_DISABLED', { PROFILE: 'production' }, '{ __schema { description } }'],
  ])('%s', async (code, environment, text) => {
    const file = write(`limits/${code}.graphql`, text);
    expect((await check(file, { environment })).findings).toContainEqual(
      expect.objectContaining({ level: 'error', kind: 'refused', code, line: expect.any(Number) }),
    );
    expect((await check(file)).findings.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('and ends with documents that are made to be endless', async () => {
    const twice = (count: number, fragment: (index: number, next: string) => string) =>
      Array.from({ length: count }, (_, index) => fragment(index, index + 1 < count ? `f${index + 1}` : 'last')).join(
        '\n',
      );
    const fragments = `{ enhet(organisasjonsnummer: "1") { basisdata { ...f0 } } }
      ${twice(40, (index, next) => `fragment f${index} on BasisdataResultat { ...${next} ... { ...${next} } }`)}
      fragment last on BasisdataResultat { __typename ... on Registerfeil { kode } }`;
    const aliases = `{ enhet(organisasjonsnummer: "1") { ...f0 } }
      ${twice(24, (index, next) => `fragment f${index} on Enhet { basisdata { ... on EnhetErBedrift { a: juridiskEnhet { ...${next} } b: juridiskEnhet { ...${next} } } } }`)}
      fragment last on Enhet { organisasjonsnummer }`;
    const [spread, aliased] = await Promise.all([
      check(write('endless/fragments.graphql', fragments)),
      check(write('endless/aliases.graphql', aliases), { against: 'schema/registergraf.graphql' }),
    ]);
    expect(spread.operations[0]?.unions[0]?.leftOut).toEqual([{ member: 'Basisdata', allowed: false }]);
    expect(aliased.operations[0]).toMatchObject({ isValid: false, calls: null });
    expect(aliased.findings.map(({ code }) => code)).toContain('TOO_MANY_ALIASES');
  });

  test.each([
    ['fields', `{${'a{'.repeat(20_000)}a${'}'.repeat(20_000)}}`],
    ['lists', `{ enheter(organisasjonsnumre: ${'['.repeat(20_000)}${']'.repeat(20_000)}) { __typename } }`],
    ['fragments', `query A { ...F0 } ${chainOf(20_000)} fragment F20000 on Query { __typename }`],
  ])('and refuses %s in each other as a gateway does, where they are too deep to be read', async (name, text) => {
    const { fails, findings } = await check(write(`deep/${name}.graphql`, text), { failOn: 'error' });
    expect(fails).toBe(true);
    expect(findings.filter(({ level }) => level === 'error')).toContainEqual(
      expect.objectContaining({ kind: 'refused', code: 'TOO_DEEP', message: 'The document is nested too deeply.' }),
    );
  });

  test('and goes through blank lines of a program once', async () => {
    // From each of its lines through all that follow it, this would take longer than a test may.
    write('blank/program.js', '\n'.repeat(150_000));
    write('blank/unit.graphql', UNIT);
    expect((await check(files.path('blank'))).operations).toHaveLength(1);
  });

  test('and no list may be longer than every gateway takes', async () => {
    const numbers = JSON.stringify(Array.from({ length: 1001 }, () => '1'));
    const file = write('limits/values.graphql', `{ enheter(organisasjonsnumre: ${numbers}) { organisasjonsnummer } }`);
    const { operations, findings } = await check(file);
    expect(operations[0]).toMatchObject({ isValid: true, calls: null });
    expect(findings).toEqual([expect.objectContaining({ level: 'error', kind: 'refused', code: 'TOO_MANY_VALUES' })]);
  });

  test('and says how long a list may be that could go past them', async () => {
    const file = write('limits/list.graphql', LIST);
    const { fails, findings } = await check(file, { environment: { MAX_CALLS: '300' } });
    expect([fails, findings.map(({ level, kind, message }) => [level, kind, message])]).toEqual([
      false,
      [
        [
          'notice',
          'calls',
          'The operation could cost 1,000 calls to the registers; the limit is 300: up to 300 of $numbers are within it.',
        ],
      ],
    ]);
    const long = { numbers: Array.from({ length: 301 }, () => '1') };
    const known = await check(file, { environment: { MAX_CALLS: '300' }, variables: long });
    expect(known.operations[0]?.calls).toEqual({ least: 301, most: 301, sizes: [] });
    expect(known.findings).toEqual([expect.objectContaining({ kind: 'refused', code: 'TOO_MANY_CALLS' })]);
  });

  test('and refuses variables of another type, or that nobody has, without their values', async () => {
    const file = write('limits/list.graphql', LIST);
    await expect(check(file, { variables: { numbers: [{ number: '0101505006' }] } })).rejects.toThrow(
      '--variables: $numbers of List is not of its type, [ID!]!',
    );
    await expect(check(file, { variables: { people: [] } })).rejects.toThrow(
      '--variables holds 1 that no operation has',
    );
    await expect(check(file, { environment: { MAX_CALLS: 'many' } })).rejects.toThrow('MAX_CALLS: must be');
  });
});

describe('document check reads a manifest', () => {
  const id = documentId(UNIT);

  test('and holds each document to its id', async () => {
    const other = UNIT.replace('navn', 'name');
    const wrong = `sha256:${'0'.repeat(64)}`;
    const file = write('manifest/good.json', JSON.stringify({ [id]: UNIT }));
    expect(await check(file)).toMatchObject({ fails: false, operations: [{ name: 'Unit', file, id, line: 1 }] });
    const bad = write(
      'manifest/bad.json',
      `{"${id}": ${JSON.stringify(UNIT)}, "${wrong}": "fragment f on Enhet { organisasjonsnummer }", "${documentId(other)}": ${JSON.stringify(other)}, "${id}": ${JSON.stringify(UNIT)}}`,
    );
    const { fails, findings } = await check(bad);
    expect(fails).toBe(true);
    expect(findings.map(({ kind, id: of, line }) => [kind, of, line])).toEqual(
      expect.arrayContaining([
        ['repeated-id', id, 1],
        ['wrong-id', wrong, 1],
        ['validation', wrong, 1],
        ['validation', documentId(other), 5],
      ]),
    );
  });

  test('and sends what stands there, unused fragments too', async () => {
    const text = `${UNIT} fragment idle on Enhet { organisasjonsnummer }`;
    const { findings } = await check(write('manifest/idle.json', JSON.stringify({ [documentId(text)]: text })));
    expect(findings).toEqual([expect.objectContaining({ level: 'error', message: 'Fragment "idle" is never used.' })]);
  });
});

describe('document check cannot read', () => {
  test.each([
    ['nowhere', undefined, 'there is no '],
    ['program.ts', 'gql`query { __typename }`', 'is a program'],
    ['manifest.json', '{"id": 1}', 'is no manifest'],
    ['empty.graphql', '# nothing\nfragment f on Enhet { organisasjonsnummer }', 'there is no operation in'],
  ])('%s', async (name, content, message) => {
    const path = content === undefined ? files.path(name) : write(`unread/${name}`, content);
    await expect(check(path)).rejects.toThrow(message);
  });
});
