import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from '@graphql-codegen/cli';
import { buildSchema, GraphQLScalarType, isAbstractType, isSpecifiedScalarType, Kind, validate } from 'graphql';
import { loadConfig } from 'graphql-config';
import type { Scalars } from 'registergraf-client';
import possibleTypes from 'registergraf-client/possibleTypes.json' with { type: 'json' };
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import { typedDocuments } from '../../client/src/codegen.ts';
import type { BasisdataDocument } from '../../examples/typed/graphql.ts';
import { ROOT } from '../support/cli.ts';
import { type RunningGateway, startGateway } from '../support/gateway.ts';

// What tools of others make of the files of the package, and of the gateway's own address.

const sdl = readFileSync(join(ROOT, 'client/schema.graphql'), 'utf8');
const schema = buildSchema(sdl);

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

test('the graph of the package is the one that is printed', () => {
  expect(sdl).toBe(readFileSync(join(ROOT, 'schema/registergraf.graphql'), 'utf8'));
});

describe('possibleTypes.json', () => {
  test('has every interface and every union, and what introspection says of each', async () => {
    const query = '{ __schema { types { name possibleTypes { name } } } }';
    const { data } = (await (await gateway.post({ query })).json()) as {
      data: { __schema: { types: { name: string; possibleTypes: { name: string }[] | null }[] } };
    };
    const told = data.__schema.types.flatMap(({ name, possibleTypes: types }) =>
      // What federation adds is in no document of a frontend.
      types && name !== '_Entity' ? [[name, types.map((type) => type.name).sort()] as const] : [],
    );
    expect(possibleTypes).toEqual(Object.fromEntries(told));
    expect(Object.keys(possibleTypes)).toHaveLength(Object.values(schema.getTypeMap()).filter(isAbstractType).length);
    expect(possibleTypes.Registerfeil).toContain('KildeUtilgjengelig');
  });
});

describe('Scalars', () => {
  test('are those of the graph, and what codegen makes of them', () => {
    const own = Object.values(schema.getTypeMap()).filter(
      (type): type is GraphQLScalarType => type instanceof GraphQLScalarType && !isSpecifiedScalarType(type),
    );
    // The compiler holds the names to the type, and the test to the graph.
    const names: Record<Exclude<keyof Scalars, 'ID' | 'String' | 'Boolean' | 'Int' | 'Float'>, true> = {
      Date: true,
      DateTime: true,
    };
    expect(own.map(({ name }) => name).sort()).toEqual(Object.keys(names));
    expect(Object.keys(typedDocuments('').config.scalars)).toEqual(expect.arrayContaining(Object.keys(names)));
    type Variables =
      NonNullable<(typeof BasisdataDocument)['__apiType']> extends (variables: infer V) => unknown ? V : never;
    expectTypeOf<Variables>().toExtend<{ organisasjonsnummer: Scalars['ID'] }>();
  });
});

describe('codegen', { timeout: 120_000 }, () => {
  const documents = 'examples/operations/{Basisdata,Endringslogg,Kontaktinformation}.graphql';
  const typesFrom = async (source: string): Promise<Record<string, string>> => {
    const files = await generate(
      { schema: source, generates: { 'out/': typedDocuments(documents) }, cwd: ROOT, silent: true, errorsOnly: true },
      false,
    );
    return Object.fromEntries(
      (files as readonly { filename: string; content: string }[]).map(({ filename, content }) => [filename, content]),
    );
  };

  test('makes the same of the file and of the gateway’s address', async () => {
    const fromFile = await typesFrom('client/schema.graphql');
    expect(Object.keys(fromFile).sort()).toEqual(
      ['gql.ts', 'graphql.ts', 'index.ts', 'persisted-documents.json'].map((name) => `out/${name}`),
    );
    expect(fromFile['out/graphql.ts']).toContain("__typename: 'EnhetAldriOpprettet'");
    expect(await typesFrom(`${gateway.url}/graphql`)).toEqual(fromFile);
  });

  test('finds questions in TypeScript, and names files as the frontend wants it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'registergraf-codegen-'));
    const question =
      'query Named { enhet(organisasjonsnummer: "700102009") { basisdata { ... on Registerfeil { kode } } } }';
    await writeFile(join(folder, 'page.ts'), `export const named = graphql(\`${question}\`);\n`);
    const generates = { 'out/': typedDocuments(join(folder, '*.{ts,graphql}'), { importExtension: '.js' }) };
    const files: readonly { filename: string; content: string }[] = await generate(
      { schema: join(ROOT, 'client/schema.graphql'), generates, cwd: ROOT, silent: true, errorsOnly: true },
      false,
    );
    await rm(folder, { recursive: true });
    const contentOf = (name: string) => files.find(({ filename }) => filename === `out/${name}`)?.content;
    expect(contentOf('graphql.ts')).toContain('export type NamedQuery');
    expect(contentOf('index.ts')).toContain('"./gql.js"');
  });

  test('takes the scalars of another graph behind the same address, and names one that it does not know', async () => {
    const other = `${sdl}\nscalar Money\nextend type Query { price: Money! }`;
    const generated = (scalars: Record<string, string>) => {
      const typed = typedDocuments([], { scalars });
      const generates = { 'out/': { ...typed, documents: ['query Price { price }'] } };
      return generate({ schema: other, generates, cwd: ROOT, silent: true, errorsOnly: true }, false);
    };
    const files: readonly { filename: string; content: string }[] = await generated({ Money: 'bigint' });
    expect(files.find(({ filename }) => filename === 'out/graphql.ts')?.content).toContain('price: bigint');
    await expect(generated({})).rejects.toThrow(/Money/);
  });
});

test.each([
  ['operations', 'operations'],
  ['web', 'web/src'],
])('.graphqlrc.yml has the operations of %s, and they fit the graph', async (name, folder) => {
  const project = (await loadConfig({ rootDir: ROOT, throwOnMissing: true }))?.getProject(name);
  if (!project) throw new Error('no such project');
  const [loaded, documents] = [await project.getSchema(), await project.getDocuments()];
  const files = readdirSync(join(ROOT, 'examples', folder), { recursive: true, encoding: 'utf8' });
  expect(documents).toHaveLength(files.filter((file) => file.endsWith('.graphql')).length);
  const definitions = documents.flatMap(({ document }) => document?.definitions ?? []);
  expect(validate(loaded, { kind: Kind.DOCUMENT, definitions })).toEqual([]);
});
