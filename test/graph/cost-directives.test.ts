import { readFileSync } from 'node:fs';
import {
  type ConstDirectiveNode,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLObjectType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  parse,
  visit,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { MAX_LIST, UNKNOWN_MEMBERS } from '../../src/graph-kit/cost.ts';
import { WEIGHT_OF_A_CALL } from '../../src/graph-kit/cost-directives.ts';
import { costOf } from '../../src/graph-kit/operation-cost.ts';
import { apiSchema, schema } from '../../src/graph/schema.ts';
import { OPERATION_FIELDS } from '../../src/graph/scopes.ts';
import { LIMITS } from '../../src/server/limits.ts';

// What the subgraph tells a router of costs is what the gateway counts itself.

const text = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const subgraph = parse(text('schema/subgraph.graphql'));

/** The value of an argument of a directive, by the coordinate of the field at which it stands. */
function valuesOf(directive: string, argument: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const numberOf = ({ arguments: given = [] }: ConstDirectiveNode) =>
    given.flatMap(({ name, value }) => (name.value === argument && value.kind === Kind.INT ? Number(value.value) : []));
  for (const definition of subgraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const { name, directives = [] } of definition.fields ?? []) {
      const [value] = directives.filter((one) => one.name.value === directive).flatMap(numberOf);
      if (value !== undefined) found.set(`${definition.name.value}.${name.value}`, value);
    }
  }
  return found;
}

const weights = valuesOf('cost', 'weight');
const lengths = valuesOf('listSize', 'assumedSize');

const callsOf = (query: string, variables: Record<string, unknown> = {}) =>
  costOf(parse(query), schema, undefined, variables).calls;

const KEYS = { Borger: 'borgere(cprs: $keys)', Innbygger: 'innbyggere(personidentifikatorer: $keys)' };
const SHELLS: Record<string, string> = { ...KEYS, Enhet: 'enheter(organisasjonsnumre: $keys)' };

/** What the gateway counts for a field alone, asked on as many objects as one call is shared by at most. */
function countedOf(coordinate: string): number {
  const [type = '', name = ''] = coordinate.split('.');
  const shells = SHELLS[type];
  if (shells) {
    const query = `query ($keys: [ID!]!) { ${shells} { ${name} { __typename } } }`;
    return callsOf(query, { keys: Array(MAX_LIST).fill('1') });
  }
  // A root field, whose arguments do not change what it costs itself: they are variables, and null where they may be.
  const field = (apiSchema.getType(type) as GraphQLObjectType).getFields()[name] as GraphQLField<unknown, unknown>;
  const required = field.args.filter(({ type: given }) => String(given).endsWith('!'));
  const declared = required.map((one) => `$${one.name}: ${one.type}`).join(', ');
  const given = required.map((one) => `${one.name}: $${one.name}`).join(', ');
  const operation = `${type.toLowerCase()} ${declared && `(${declared})`} { ${name}${given && `(${given})`} { __typename } }`;
  return callsOf(operation, Object.fromEntries(required.map((one) => [one.name, {}]))) * MAX_LIST;
}

describe('@cost', () => {
  it('stands at every field that can call a register, and at no other', () => {
    expect([...weights.keys()].toSorted()).toEqual(Object.keys(OPERATION_FIELDS).toSorted());
  });

  it.each([...weights])('of %s is what the gateway counts: %d', (coordinate, weight) => {
    expect((weight / WEIGHT_OF_A_CALL) * MAX_LIST).toBeCloseTo(countedOf(coordinate), 6);
  });

  it('is a whole number, as federation wants it, and another where calls are shared', () => {
    expect([...weights.values()].filter((weight) => !Number.isInteger(weight) || weight < 1)).toEqual([]);
    expect(weights.get('Innbygger.kontaktregister')).toBe(1);
    expect(weights.get('Enhet.basisdata')).toBe(WEIGHT_OF_A_CALL);
  });
});

describe('@listSize', () => {
  const fields = Object.values(apiSchema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
    .flatMap((type) =>
      Object.values((type as GraphQLObjectType).getFields()).map(
        (field) => [`${type.name}.${field.name}`, field] as const,
      ),
    );

  it('stands at every list of objects, and at no list of texts and numbers', () => {
    const lists = fields.filter(([, { type }]) => isListType(getNullableType(type)));
    const ofObjects = lists.filter(([, { type }]) => !isLeafType(getNamedType(type)));
    expect(ofObjects.length).toBeGreaterThan(15);
    expect(lists.length).toBeGreaterThan(ofObjects.length);
    const marked = [...lengths.keys()].filter((coordinate) =>
      isObjectType(apiSchema.getType(coordinate.split('.')[0] ?? '')),
    );
    expect(marked.toSorted()).toEqual(ofObjects.map(([coordinate]) => coordinate).toSorted());
  });

  it('assumes the length that the gateway assumes', () => {
    expect(new Set(lengths.values())).toEqual(new Set([UNKNOWN_MEMBERS]));
    const alone = '{ enhet(organisasjonsnummer: "1") { bedrifter { __typename } } }';
    const below = alone.replace('{ __typename }', '{ ... on Bedrifter { bedrifter { basisdata { __typename } } } }');
    const [list, member] = ['Enhet.bedrifter', 'Enhet.basisdata'].map(
      (at) => (weights.get(at) ?? 0) / WEIGHT_OF_A_CALL,
    );
    expect(callsOf(alone)).toBe(list);
    expect(callsOf(below)).toBe((list ?? 0) + (lengths.get('Bedrifter.bedrifter') ?? 0) * (member ?? 0));
  });
});

it('the graph for frontends has none of these directives', () => {
  const found: string[] = [];
  visit(parse(text('schema/registergraf.graphql')), {
    Directive: ({ name }) => void found.push(name.value),
  });
  expect(found.filter((name) => name === 'cost' || name === 'listSize')).toEqual([]);
});

it('docs/federation.md has the limit that a router needs to refuse what MAX_CALLS refuses', () => {
  const page = text('docs/federation.md');
  const settings = [...page.matchAll(/\b(?:max|maxCost|max_estimated_limit): (\d+)/g)].map(([, limit]) =>
    Number(limit),
  );
  expect(settings).toEqual(Array(3).fill(LIMITS.calls * WEIGHT_OF_A_CALL));
  const sizes = [...page.matchAll(/\b(?:list_size|listSize|estimated_list_size): (\d+)/g)].map(([, size]) =>
    Number(size),
  );
  expect(new Set(sizes)).toEqual(new Set([UNKNOWN_MEMBERS]));
  expect(page).toContain(`@cost(weight: ${WEIGHT_OF_A_CALL})`);
  expect(page).toContain(`@listSize(assumedSize: ${UNKNOWN_MEMBERS})`);
});
