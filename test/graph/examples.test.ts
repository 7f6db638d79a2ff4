import {
  type GraphQLObjectType,
  getNamedType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apiSchema, schema } from '../../src/graph/schema.ts';
import { touchesPersonalData } from '../../src/server/checks/personal-data.ts';
import { PROFILES } from '../../src/server/profile.ts';
import { filesOf, OWN_ONLY, REST_ONLY, type RunExample, textOf, VARIABLES, variablesOf } from '../support/examples.ts';
import { exampleDocuments, type RunningGateway, startGateway } from '../support/gateway.ts';

const runAsText: RunExample = (name, variables) => run(textOf('operations', `${name}.graphql`), variables);

const SUCCESS =
  /^\{"\w+":\{"__typename":"(?:KontaktinformationGemt|VerifikationskodeSendt|KontaktinformationVerificeret|PostkasseOppdatert|PostkasseSlettet)"/;

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
// What one example has written, the next is not to see.
beforeEach(() => gateway.sandbox.reset());
afterAll(() => gateway.close());

async function run(query: string, variables?: object, operationName?: string) {
  const response = await gateway.post({ query, variables, operationName });
  expect(response.status).toBe(200);
  const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
  expect(errors).toBeUndefined();
  expect(data).toBeTruthy();
  return JSON.stringify(data);
}

describe('the example operations', () => {
  const files = filesOf('operations');

  it('each have variables to run with', () => {
    expect(files.map((file) => file.replace('.graphql', '')).toSorted()).toEqual(Object.keys(VARIABLES).toSorted());
  });

  it.each(files)('%s says what it shows, and runs', async (file) => {
    const text = textOf('operations', file);
    expect(text).toMatch(/^# [A-Z].*[.?]\n(?:query|mutation) /);
    const data = await run(text, await variablesOf(file.replace('.graphql', ''), gateway, runAsText));
    const name = file.replace('.graphql', '');
    if (REST_ONLY.includes(name)) {
      expect(data).toContain('"kode":"IKKE_TILBUDT"');
      return;
    }
    if (OWN_ONLY.includes(name)) {
      expect(data).toContain('"kode":"MANGLER_SCOPE"');
      return;
    }
    expect(data).not.toContain('"__typename":"KildeUtilgjengelig"');
    expect(data).not.toContain('"__typename":"UdokumentertFeil"');
    // A mutation's own answer comes first.
    if (text.includes('\nmutation ')) expect(data).toMatch(SUCCESS);
  });

  it('are one for each mutation, and change what they read', () => {
    const shown = files.flatMap((file) => coordinates(textOf('operations', file)));
    const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
    expect(mutations).toHaveLength(8);
    expect(mutations.filter((name) => !shown.includes(`Mutation.${name}`))).toEqual([]);
  });

  it('show every field of the graph that a read comes to', () => {
    const shown = new Set(files.flatMap((file) => coordinates(textOf('operations', file))));
    expect(shown.size).toBeGreaterThan(100);
    expect(readable().filter((coordinate) => !shown.has(coordinate))).toEqual([]);
  });
});

describe('the example operations by their ids, where nothing else is answered,', () => {
  const own = Object.keys(JSON.parse(textOf('typed', 'persisted-documents.json')));
  const documents = new Map([...exampleDocuments()].filter(([id]) => own.includes(id)));
  const persisted = [...documents].map(([documentId, text]) => ({
    documentId,
    name: /^(?:query|mutation) (\w+)/.exec(text)?.[1] ?? '',
    personal: touchesPersonalData(parse(text), schema),
  }));

  let production: RunningGateway;
  beforeAll(async () => {
    production = await startGateway({ profile: PROFILES.production, documents });
  });
  beforeEach(() => production.sandbox.reset());
  const runById: RunExample = (asked, variables) =>
    production.post({ documentId: persisted.find(({ name }) => name === asked)?.documentId, variables });
  afterAll(() => production.close());

  it('are all there, some on persons and some not', () => {
    expect(persisted.map(({ name }) => name).toSorted()).toEqual(Object.keys(VARIABLES).toSorted());
    expect(new Set(persisted.map(({ personal }) => personal)).size).toBe(2);
  });

  it.each(persisted)('$name runs', async ({ documentId, name }) => {
    const response = await production.post({ documentId, variables: await variablesOf(name, production, runById) });
    const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ __typename: expect.stringMatching(/^(?:Query|Mutation)$/) });
  });

  it.each(persisted)('$name runs by GET too, unless it touches a person: $personal', async (example) => {
    const { documentId, name, personal } = example;
    const variables = JSON.stringify(await variablesOf(name, production, runById));
    const parameters = new URLSearchParams({ documentId, variables });
    const headers = { 'graphql-require-preflight': '1' };
    const response = await fetch(`${production.url}/graphql?${parameters}`, { headers });
    expect(response.status).toBe(personal ? 405 : 200);
    expect('data' in ((await response.json()) as object)).toBe(!personal);
  });
});

/** "Type.field" of each field that a document selects; one selected on an interface is selected on its types. */
function coordinates(text: string): string[] {
  const types = new TypeInfo(schema);
  const found: string[] = [];
  visit(
    parse(text),
    visitWithTypeInfo(types, {
      Field: ({ name }) => {
        const parent = types.getParentType();
        const owners = isInterfaceType(parent) ? schema.getPossibleTypes(parent) : [parent];
        for (const owner of owners) found.push(`${owner?.name}.${name.value}`);
      },
    }),
  );
  return found;
}

/** Every field that a query can come to. */
function readable(): string[] {
  const seen = new Set<GraphQLObjectType>();
  const walk = (type: unknown): void => {
    if (isUnionType(type)) for (const member of type.getTypes()) walk(member);
    if (isInterfaceType(type)) for (const possible of schema.getPossibleTypes(type)) walk(possible);
    if (!isObjectType(type) || seen.has(type)) return;
    seen.add(type);
    for (const field of Object.values(type.getFields())) walk(getNamedType(field.type));
  };
  walk(apiSchema.getQueryType());
  return [...seen].flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
}
