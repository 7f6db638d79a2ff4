import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { type Environment, readConfig } from '../../src/config.ts';
import { chooseDokumenter } from '../../src/dokumenter.ts';
import { schema } from '../../src/graph/schema.ts';
import { documentId } from '../../src/server/dokumenter.ts';
import { createFiles } from '../support/certificates.ts';
import { problemsOf } from './problems.ts';

const GRUNNDATA = {
  AUTENTISERING: 'av',
  GRUNNDATA_URL: 'https://grunndata.example/ws',
  GRUNNDATA_BRUKERID: 'brukeren',
  GRUNNDATA_PASSORD: 'svært-hemmelig',
};
const EXAMPLES = ['typed', 'web/src/graf'].map(
  (folder) => new URL(`../../examples/${folder}/persisted-documents.json`, import.meta.url),
);

const manifest = (...texts: string[]) =>
  JSON.stringify(Object.fromEntries(texts.map((text) => [documentId(text), text])));

/** As main.ts does: the environment, and then the graph. */
const choose = (environment: Environment) => chooseDokumenter(readConfig(environment), schema);

const problems = (environment: Environment) => problemsOf(() => choose(environment));

describe('the profile', () => {
  test('is the open one unless another is named', () => {
    expect(readConfig({}).profil).toBe('aapen');
    expect(readConfig({ PROFIL: 'subgraf', SANDBOX: 'on' }).profil).toBe('subgraf');
    expect(problems({ PROFIL: 'production' })).toEqual(['PROFIL: must be one of aapen, produksjon, subgraf.']);
  });

  test('of production needs documents, but on the embedded sandbox', () => {
    expect(problems({ ...GRUNNDATA, PROFIL: 'produksjon' })).toEqual([
      'DOKUMENTER: missing; PROFIL is produksjon, which answers nothing else.',
    ]);
    expect(problems({ PROFIL: 'produksjon', SANDBOX: 'on' })).toEqual([]);
    expect(problems({ ...GRUNNDATA, PROFIL: 'subgraf' })).toEqual([]);
  });
});

describe('the documents', () => {
  test('are those of the file', () => {
    using files = createFiles();
    const DOKUMENTER = files.write('dokumenter.json', manifest('{ __typename }'));
    expect([...choose({ ...GRUNNDATA, PROFIL: 'produksjon', DOKUMENTER })]).toEqual([
      [documentId('{ __typename }'), '{ __typename }'],
    ]);
  });

  test('are those of the examples on the embedded sandbox, and none elsewhere', () => {
    const [operations, page] = EXAMPLES.map((file) => JSON.parse(readFileSync(file, 'utf8')));
    expect(Object.fromEntries(choose({}))).toEqual({ ...operations, ...page });
    expect(choose({}).size).toBeGreaterThan(20);
    expect(choose(GRUNNDATA).size).toBe(0);
  });

  test('of the examples that a changed graph no longer takes are left out, until nothing is left for production', () => {
    const changed = buildSchema('type Query { registre: Int }');
    expect(chooseDokumenter(readConfig({}), changed).size).toBe(0);
    expect(() => chooseDokumenter(readConfig({ PROFIL: 'produksjon', SANDBOX: 'on' }), changed)).toThrow(
      'DOKUMENTER: missing; PROFIL is produksjon, and no document of the examples is at hand.',
    );
  });

  test.each([
    ['no JSON', '{', /^DOKUMENTER: the file must be JSON with an object: under each id the text of its document/],
    ['a list', '[]', /^DOKUMENTER: the file must be JSON with an object/],
    ['another format', '{"version":1}', /^DOKUMENTER: the file must be JSON with an object.*look at version\)\.$/],
    [
      'a wrong id',
      '{"sha256:12":"{ a }"}',
      'DOKUMENTER: the file holds sha256:12, which is not the sha256 of its document.',
    ],
    [
      'documents that do not fit the graph',
      manifest('{ enhett }', '{ __typename }', '{'),
      `DOKUMENTER: ${documentId('{ enhett }')} does not fit the graph: Cannot query field "enhett" on type "Query". Did you mean "enhet" or "enheter"? (and 1 more do not)`,
    ],
  ])('of a file with %s stop the start with one line', (_, content, line) => {
    using files = createFiles();
    const found = problems({ DOKUMENTER: files.write('dokumenter.json', content) });
    expect(found).toEqual([typeof line === 'string' ? line : expect.stringMatching(line)]);
  });

  test('of a file that is not there stop the start with one line', () => {
    expect(problems({ DOKUMENTER: 'no-such-file.json' })).toEqual(['DOKUMENTER: the file cannot be read.']);
  });

  test('that would tell the schema are refused where it is not told', () => {
    using files = createFiles();
    const DOKUMENTER = files.write('dokumenter.json', manifest('{ __schema { description } }'));
    expect(problems({ DOKUMENTER })).toEqual([]);
    expect(problems({ PROFIL: 'produksjon', SANDBOX: 'on', DOKUMENTER })).toEqual([
      expect.stringMatching(/^DOKUMENTER: sha256:[0-9a-f]{64} does not fit the graph: The schema is not told here\.$/),
    ]);
  });
});
