import { readFileSync } from 'node:fs';
import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPersonField, PERSONAL_DATA, PERSON_TYPES, TAGGED } from '../../src/graph/personal-data.ts';
import { OPERATION_FIELDS } from '../../src/graph/scopes.ts';
import { PROFILES } from '../../src/server/profile.ts';
import { type RunningGateway, startGateway } from '../support/gateway.ts';

// What a router team composes.

const subgraph = parse(readFileSync(new URL('../../schema/subgraph.graphql', import.meta.url), 'utf8'));
const definitions = subgraph.definitions.filter((one) => 'name' in one && one.name !== undefined);

const nameOf = (definition: DefinitionNode) => ('name' in definition && definition.name ? definition.name.value : '');
const types = definitions.filter((one): one is ObjectTypeDefinitionNode => one.kind === Kind.OBJECT_TYPE_DEFINITION);
const fields = types.flatMap((type) =>
  (type.fields ?? []).map((field) => ({ at: `${nameOf(type)}.${field.name.value}`, field })),
);

interface Marked {
  readonly directives?: readonly ConstDirectiveNode[];
}
const written = (element: Marked, directive: string) =>
  (element.directives ?? []).filter(({ name }) => name.value === directive).map(print);
const marked = (directive: string) =>
  definitions.filter((one) => written(one as Marked, directive).length > 0).map(nameOf);
const fieldsWith = (directive: string, on = fields): [string, string][] =>
  on.flatMap(({ at, field }: { at: string; field: FieldDefinitionNode }) =>
    written(field, directive).map((text): [string, string] => [at, text]),
  );

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway({ profile: PROFILES.subgraph });
});
afterAll(() => gateway.close());

describe('the subgraph', () => {
  it('is what _service answers a router with, in the profile for routers too', async () => {
    const response = await gateway.post({ query: '{ _service { sdl } }' });
    const { data } = (await response.json()) as { data: { _service: { sdl: string } } };
    expect(print(parse(data._service.sdl))).toBe(print(subgraph));
  });

  it('links federation 2.9 and imports exactly the directives that it uses', () => {
    const [link] = subgraph.definitions.filter(({ kind }) => kind === Kind.SCHEMA_EXTENSION);
    expect(link && print(link)).toContain('url: "https://specs.apollo.dev/federation/v2.9"');
    const imported = [...(link ? print(link) : '').matchAll(/"@(\w+)"/g)].map(([, name]) => name);
    const used = new Set([...print(subgraph).matchAll(/ @(\w+)/g)].map(([, name]) => name));
    expect([...used].filter((name) => name !== 'link').toSorted()).toEqual(imported.toSorted());
  });

  it('leaves out what federation itself adds', () => {
    expect(definitions.map(nameOf).filter((name) => name.startsWith('_'))).toEqual([]);
    expect(fields.filter(({ at }) => at.includes('._'))).toEqual([]);
  });

  it('has an entity for each noun, each with one key of one field', () => {
    expect(types.flatMap((type) => written(type, 'key').map((key) => [nameOf(type), key]))).toEqual(
      expect.arrayContaining([
        ['Borger', '@key(fields: "cpr")'],
        ['Enhet', '@key(fields: "organisasjonsnummer")'],
        ['Innbygger', '@key(fields: "personidentifikator")'],
      ]),
    );
    const keys = types.flatMap((type) => written(type, 'key'));
    expect(keys.filter((key) => !/^@key\(fields: "\w+"\)$/.test(key))).toEqual([]);
  });

  it('asks a router for the scopes that the gateway asks for, field by field', () => {
    const wanted = Object.entries(OPERATION_FIELDS).map(([at, { scope }]) => {
      const orOwn = /^Innbygger\.|^Query\.innsynslogg$/.test(at) ? ', ["registergraf:own.read"]' : '';
      return [at, `@requiresScopes(scopes: [["${scope}"]${orOwn}])`];
    });
    expect(fieldsWith('requiresScopes').toSorted()).toEqual(wanted.toSorted());
    expect(
      fieldsWith('authenticated')
        .map(([at]) => at)
        .toSorted(),
    ).toEqual(Object.keys(OPERATION_FIELDS).toSorted());
  });

  it('marks as shareable the two that stand in every union', () => {
    expect(marked('shareable')).toEqual(expect.arrayContaining(['KildeUtilgjengelig', 'UdokumentertFeil']));
  });

  it('shares no type that leads to an entity or costs a call', () => {
    const shareable = new Set(marked('shareable'));
    const shared = fields.filter(({ at }) => shareable.has(at.split('.')[0] ?? ''));
    expect(shared.length).toBeGreaterThan(20);
    expect(shared.filter(({ field }) => /Resultat|Enhet\b|Innbygger|Borger/.test(print(field.type)))).toEqual([]);
  });

  it('tags what is personal, and nothing else', () => {
    expect(new Set(marked('tag'))).toEqual(TAGGED);
    const tagged = fieldsWith('tag');
    expect(tagged.map(([at]) => at).toSorted()).toEqual(
      fields.flatMap(({ at }) => (isPersonField(at) ? at : [])).toSorted(),
    );
    expect(new Set(tagged.map(([, text]) => text))).toEqual(new Set([`@tag(name: "${PERSONAL_DATA}")`]));
  });

  it('tags a union of which a member is tagged: not all composers can leave a single member out', () => {
    const unions = definitions.filter((one) => one.kind === Kind.UNION_TYPE_DEFINITION);
    const holding = unions.filter(({ types: members = [] }) => members.some(({ name }) => TAGGED.has(name.value)));
    expect(holding.length).toBeGreaterThan(10);
    expect(holding.map(nameOf).filter((name) => !TAGGED.has(name))).toEqual([]);
  });

  it('leaves no way to a person untagged: neither a field of such a type nor one that takes a person’s input', () => {
    const named = (text: string) => text.replace(/[[\]!]/g, '');
    const leads = fields.filter(
      ({ field }) =>
        TAGGED.has(named(print(field.type))) ||
        field.arguments?.some((argument) => PERSON_TYPES.has(named(print(argument.type)))),
    );
    expect(leads.length).toBeGreaterThan(15);
    const open = leads.filter(({ at, field }) => {
      const isTagged = written(field, 'tag').length > 0 || TAGGED.has(at.split('.')[0] ?? '');
      return !isTagged;
    });
    expect(open.map(({ at }) => at)).toEqual([]);
  });
});
