import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { type Environment, readConfig } from '../../src/config.ts';
import { chooseDocuments } from '../../src/documents.ts';
import { schema } from '../../src/graph/schema.ts';
import { documentId } from '../../src/server/documents/documents.ts';
import { createFiles } from '../support/certificates.ts';
import { problemsOf } from './problems.ts';

const GRUNNDATA = {
  AUTHENTICATION: 'off',
  GRUNNDATA_URL: 'https://grunndata.example/ws',
  GRUNNDATA_USER: 'brukeren',
  GRUNNDATA_PASSWORD: 'svært-hemmelig',
};
const EXAMPLES = ['typed', 'web/src/graph'].map(
  (folder) => new URL(`../../examples/${folder}/persisted-documents.json`, import.meta.url),
);

const manifest = (...texts: string[]) =>
  JSON.stringify(Object.fromEntries(texts.map((text) => [documentId(text), text])));

/** As main.ts does: the environment, and then the graph. */
const choose = (environment: Environment) => chooseDocuments(readConfig(environment), schema);

const problems = (environment: Environment) => problemsOf(() => choose(environment));

describe('the profile', () => {
  test('is the open one unless another is named', () => {
    expect(readConfig({}).profile).toBe('open');
    expect(readConfig({ PROFILE: 'subgraph', SANDBOX: 'on' }).profile).toBe('subgraph');
    expect(problems({ PROFILE: 'prod' })).toEqual(['PROFILE: must be one of open, production, subgraph.']);
  });

  test('of production needs documents, but on the embedded sandbox', () => {
    expect(problems({ ...GRUNNDATA, PROFILE: 'production' })).toEqual([
      'DOCUMENTS: missing; PROFILE is production, which answers nothing else.',
    ]);
    expect(problems({ PROFILE: 'production', SANDBOX: 'on' })).toEqual([]);
    expect(problems({ ...GRUNNDATA, PROFILE: 'subgraph', ROUTER_SECRET: 'off' })).toEqual([]);
  });
});

describe('the documents', () => {
  test('are those of the file', () => {
    using files = createFiles();
    const DOCUMENTS = files.write('dokumenter.json', manifest('{ __typename }'));
    expect([...choose({ ...GRUNNDATA, PROFILE: 'production', DOCUMENTS })]).toEqual([
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
    expect(chooseDocuments(readConfig({}), changed).size).toBe(0);
    expect(() => chooseDocuments(readConfig({ PROFILE: 'production', SANDBOX: 'on' }), changed)).toThrow(
      'DOCUMENTS: missing; PROFILE is production, and no document of the examples is at hand.',
    );
  });

  test.each([
    ['no JSON', '{', /^DOCUMENTS: the file must be JSON with an object: under each id the text of its document/],
    ['a list', '[]', /^DOCUMENTS: the file must be JSON with an object/],
    ['another format', '{"version":1}', /^DOCUMENTS: the file must be JSON with an object.*look at version\)\.$/],
    [
      'a wrong id',
      '{"sha256:12":"{ a }"}',
      'DOCUMENTS: the file holds sha256:12, which is not the sha256 of its document.',
    ],
    [
      'documents that do not fit the graph',
      manifest('{ enhett }', '{ __typename }', '{'),
      `DOCUMENTS: ${documentId('{ enhett }')} does not fit the graph: Cannot query field "enhett" on type "Query". Did you mean "enhet" or "enheter"? (and 1 more do not)`,
    ],
  ])('of a file with %s stop the start with one line', (_, content, line) => {
    using files = createFiles();
    const found = problems({ DOCUMENTS: files.write('dokumenter.json', content) });
    expect(found).toEqual([typeof line === 'string' ? line : expect.stringMatching(line)]);
  });

  test('of a file that is not there stop the start with one line', () => {
    expect(problems({ DOCUMENTS: 'no-such-file.json' })).toEqual(['DOCUMENTS: the file cannot be read.']);
  });

  test('that would tell the schema are refused where it is not told', () => {
    using files = createFiles();
    const DOCUMENTS = files.write('dokumenter.json', manifest('{ __schema { description } }'));
    expect(problems({ DOCUMENTS })).toEqual([]);
    expect(problems({ PROFILE: 'production', SANDBOX: 'on', DOCUMENTS })).toEqual([
      expect.stringMatching(/^DOCUMENTS: sha256:[0-9a-f]{64} does not fit the graph: The schema is not told here\.$/),
    ]);
  });
});
