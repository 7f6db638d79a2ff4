import {
  type FieldNode,
  type GraphQLArgument,
  GraphQLBoolean,
  GraphQLID,
  type GraphQLInputType,
  GraphQLInt,
  type GraphQLSchema,
  GraphQLString,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  type TypeNode,
  typeFromAST,
  type VariableDefinitionNode,
  valueFromAST,
} from 'graphql';

type Values = Readonly<Record<string, unknown>>;

/** What graphql-js would read the same; undefined where that has to read it, and to say what is wrong with it. */
export type ReadPlainly = (given: Values) => Record<string, unknown> | undefined;

/** Values that graphql-js takes as they are, by the types of the language. */
const PLAIN = new Map<unknown, (value: unknown) => boolean>([
  [GraphQLString, (value) => typeof value === 'string'],
  [GraphQLID, (value) => typeof value === 'string'],
  [GraphQLBoolean, (value) => typeof value === 'boolean'],
  [GraphQLInt, (value) => typeof value === 'number' && Number.isInteger(value) && (value | 0) === value],
]);

/** A plain object has no member of its own by this name. */
const NO_MEMBER = '__proto__';

interface Definition {
  readonly name: string;
  readonly isPlain: (value: unknown) => boolean;
  readonly isList: boolean;
  /** Whether it may be left out, and is missing then. */
  readonly isOptional: boolean;
}

/**
 * Reads variables that are all texts, whole numbers, truth values, or lists of such: most are, and what graphql-js finds out about their types
 * for each request is found out once here.
 */
export function plainVariables(schema: GraphQLSchema, definitions: readonly VariableDefinitionNode[]): ReadPlainly {
  const known: Definition[] = [];
  for (const { variable, type, defaultValue } of definitions) {
    const { value: name } = variable.name;
    const read = plainType(schema, type);
    if (!read || name === NO_MEMBER) return () => undefined;
    known.push({ name, ...read, isOptional: type.kind !== Kind.NON_NULL_TYPE && defaultValue === undefined });
  }
  return (given) => {
    const read: Record<string, unknown> = {};
    for (const { name, isPlain, isList, isOptional } of known) {
      if (!Object.hasOwn(given, name)) {
        if (isOptional) continue;
        return undefined;
      }
      const value = given[name];
      if (!isList) {
        if (!isPlain(value)) return undefined;
        read[name] = value;
        continue;
      }
      if (!Array.isArray(value)) return undefined;
      for (let index = 0; index < value.length; index += 1) if (!isPlain(value[index])) return undefined;
      read[name] = value.slice();
    }
    return read;
  };
}

function plainType(schema: GraphQLSchema, node: TypeNode): Pick<Definition, 'isPlain' | 'isList'> | undefined {
  // A variable of an unknown type is refused before.
  const type = getNullableType(typeFromAST(schema, node as never)) as GraphQLInputType | undefined;
  const isList = isListType(type);
  const isPlain = PLAIN.get(isList ? getNullableType(type.ofType) : type);
  return isPlain && { isPlain, isList };
}

/** One argument of a field: the value of a variable, or what it always is. */
interface Argument {
  readonly name: string;
  readonly variable: string | undefined;
  readonly value: unknown;
}

/** Reads a field's arguments that are variables with values, or scalars in the document. Undefined as `ReadPlainly` is. */
export function plainArguments(args: readonly GraphQLArgument[], node: FieldNode | undefined): ReadPlainly {
  const known: Argument[] = [];
  for (const { name, type, defaultValue } of args) {
    const given = node?.arguments?.find((one) => one.name.value === name)?.value;
    if (!given) {
      if (defaultValue !== undefined) known.push({ name, variable: undefined, value: defaultValue });
      else if (isNonNullType(type)) return () => undefined;
    } else if (given.kind === Kind.VARIABLE) {
      known.push({ name, variable: given.name.value, value: undefined });
    } else {
      // A scalar of our own may be written as a list or an object, with variables in it.
      const isConstant = given.kind !== Kind.LIST && given.kind !== Kind.OBJECT && isLeafType(getNullableType(type));
      const value = isConstant ? valueFromAST(given, type) : undefined;
      if (value === undefined || value === null) return () => undefined;
      known.push({ name, variable: undefined, value });
    }
  }
  return (variables) => {
    const read: Record<string, unknown> = {};
    for (const { name, variable, value } of known) {
      if (variable === undefined) {
        read[name] = value;
        continue;
      }
      const given = Object.hasOwn(variables, variable) ? variables[variable] : undefined;
      if (given === undefined || given === null) return undefined;
      read[name] = given;
    }
    return read;
  };
}
