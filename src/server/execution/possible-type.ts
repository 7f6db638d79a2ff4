import {
  GraphQLError,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type GraphQLUnionType,
  isObjectType,
} from 'graphql';
import type { PlannedField } from './plan.ts';

/** The type of object that a value of an abstract type says it is of: or the error of graphql-js, where it can be of no such. */
export function possibleType(
  schema: GraphQLSchema,
  type: GraphQLInterfaceType | GraphQLUnionType,
  { nodes, parentType, field }: PlannedField,
  name: unknown,
): GraphQLObjectType {
  if (typeof name !== 'string') {
    const place = `for field "${parentType.name}.${field.name}"`;
    throw new GraphQLError(
      `Abstract type "${type.name}" must resolve to an Object type at runtime ${place}. Either the "${type.name}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`,
      { nodes },
    );
  }
  const object = schema.getType(name);
  if (object === undefined) {
    throw new GraphQLError(
      `Abstract type "${type.name}" was resolved to a type "${name}" that does not exist inside the schema.`,
      { nodes },
    );
  }
  if (!isObjectType(object)) {
    throw new GraphQLError(`Abstract type "${type.name}" was resolved to a non-object type "${name}".`, { nodes });
  }
  if (!schema.isSubType(type, object)) {
    throw new GraphQLError(`Runtime Object type "${object.name}" is not a possible type for "${type.name}".`, {
      nodes,
    });
  }
  return object;
}
