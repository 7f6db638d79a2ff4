import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  printSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { GENERATED } from '../../src/graph/generated.ts';
import { apiSchema } from '../../src/graph/schema.ts';

// The names that outside users rely on; federation's @key is held in subgraph.test.ts.
const publicGraph = buildSchema(readFileSync(new URL('samples/public-graph.graphql', import.meta.url), 'utf8'));
const printed = buildSchema(printSchema(apiSchema));

const typesOf = (graph: typeof apiSchema) =>
  Object.values(graph.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));

const publicTypes = typesOf(publicGraph);

describe('the printed schema is a superset of the public graph', () => {
  it('looks at a public graph that is there', () => {
    expect(publicTypes.length).toBeGreaterThan(120);
  });

  it.each(publicTypes)('$name', (type) => {
    const own = printed.getType(type.name);
    expect(own?.constructor.name).toBe(type.constructor.name);
    if (!own) return;
    expect(promisesOf(own)).toEqual(expect.arrayContaining(promisesOf(type)));
  });

  const publicUnions = publicTypes.filter(isUnionType);
  it.each(publicUnions)('$name has exactly the public members', (union) => {
    const own = printed.getType(union.name);
    const membersOf = (type: GraphQLNamedType | undefined) =>
      isUnionType(type) ? type.getTypes().map(({ name }) => name) : [];
    expect(membersOf(own).toSorted()).toEqual(membersOf(union).toSorted());
  });
});

describe('what is generated from the schema', () => {
  const root = new URL('../../', import.meta.url);

  it.each(GENERATED)('$name is what the code prints', ({ name, isSame }) => {
    const file = readFileSync(new URL(name, root), 'utf8');
    expect(isSame(file), 'out of date: run `npm run codegen`').toBe(true);
    expect(isSame(file.replace(/1001|KRR|KildeUtilgjengelig/, 'OTHER'))).toBe(false);
  });
});

/** What a user of a type relies on, a sentence each: to keep one is to keep all of it. */
function promisesOf(type: GraphQLNamedType): string[] {
  if (isEnumType(type)) return type.getValues().map(({ name }) => `value ${name}`);
  if (isUnionType(type)) return type.getTypes().map(({ name }) => `member ${name}`);
  if (isInputObjectType(type)) return Object.values(type.getFields()).map(input);
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return [
    ...type.getInterfaces().map(({ name }) => `implements ${name}`),
    ...Object.values(type.getFields()).flatMap((field) => [
      `field ${field.name}: ${field.type}`,
      ...field.args.map((arg) => `argument of ${field.name}: ${input(arg)}`),
    ]),
  ];
}

function input({ name, type, defaultValue }: GraphQLArgument | GraphQLInputField): string {
  return `${name}: ${type}${defaultValue === undefined ? '' : ` = ${JSON.stringify(defaultValue)}`}`;
}
