import {
  type GraphQLInputType,
  type GraphQLSchema,
  GraphQLInt,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  type OperationDefinitionNode,
  GraphQLBoolean,
  typeFromAST,
} from 'graphql';

/** A number that variables decide: how long a list in them is, or a whole number. */
export interface Size {
  /** "cprs", "soek.maksTreff" */
  readonly name: string;
  readonly isList: boolean;
}

export type Sizes = ReadonlyMap<string, number>;

/** The sizes in the variables of an operation. */
export function sizesOf({ variableDefinitions }: OperationDefinitionNode, schema: GraphQLSchema): Size[] {
  const sizes: Size[] = [];
  const note = (size: Size) => {
    sizes.push(size);
    return 0;
  };
  for (const [name, type] of typesOf(variableDefinitions, schema)) makeValue(type, [name], note);
  return sizes;
}

/** Variables of these sizes. What else they hold does not matter for what an operation costs. */
export function variablesOf(
  { variableDefinitions }: OperationDefinitionNode,
  schema: GraphQLSchema,
  sizes: Sizes,
): Readonly<Record<string, unknown>> {
  const read = ({ name }: Size) => sizes.get(name) ?? 0;
  return Object.fromEntries(
    typesOf(variableDefinitions, schema).map(([name, type]) => [name, makeValue(type, [name], read)]),
  );
}

/** The types of an operation's variables, by their names. */
export function typesOf(
  definitions: OperationDefinitionNode['variableDefinitions'],
  schema: GraphQLSchema,
): (readonly [name: string, type: GraphQLInputType])[] {
  return (definitions ?? []).flatMap(({ variable, type: written }) => {
    const type = typeFromAST(schema, written);
    return isInputType(type) ? [[variable.name.value, type] as const] : [];
  });
}

function makeValue(
  type: GraphQLInputType,
  path: readonly string[],
  read: ((size: Size) => number) | undefined,
  around: readonly GraphQLInputType[] = [],
): unknown {
  const inner = getNullableType(type);
  if (isListType(inner)) {
    const member = makeValue(inner.ofType, path, undefined, around);
    return Array.from({ length: read?.({ name: path.join('.'), isList: true }) ?? 1 }, () => member);
  }
  if (isInputObjectType(inner)) {
    // One that holds itself is empty there.
    if (around.includes(inner)) return undefined;
    const fields = Object.values(inner.getFields());
    return Object.fromEntries(
      fields.map((field) => [field.name, makeValue(field.type, [...path, field.name], read, [...around, inner])]),
    );
  }
  if (isEnumType(inner)) return inner.getValues()[0]?.value;
  if (inner === GraphQLBoolean || inner.name === GraphQLBoolean.name) return false;
  if (inner.name === GraphQLInt.name) return read?.({ name: path.join('.'), isList: false }) ?? 0;
  return '';
}
