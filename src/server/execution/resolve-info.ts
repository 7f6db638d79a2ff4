import type { GraphQLResolveInfo } from 'graphql';
import type { Path } from './answer-errors.ts';
import type { Plan, PlannedField } from './plan.ts';

/** What graphql-js tells a resolver of the field that it answers. */
export function infoOf(
  { schema, fragments, operation }: Plan,
  { field, nodes, parentType }: PlannedField,
  variableValues: Readonly<Record<string, unknown>>,
  path: Path,
): GraphQLResolveInfo {
  return {
    fieldName: field.name,
    fieldNodes: nodes,
    returnType: field.type,
    parentType,
    path: ofField(path),
    schema,
    fragments,
    rootValue: undefined,
    operation,
    variableValues,
  } as unknown as GraphQLResolveInfo;
}

/** Of a member of a list it tells where the list stands. */
function ofField(path: Path): Path {
  let at = path;
  while (typeof at.key === 'number' && at.prev) at = at.prev;
  return at;
}

/** What graphql-js reads of a field without a resolver, before it looks whether that is a function. */
export function propertyOf(source: unknown, name: string): unknown {
  const holdsProperties = (typeof source === 'object' && source !== null) || typeof source === 'function';
  return holdsProperties ? (source as Record<string, unknown>)[name] : undefined;
}

/** Where a field of an object stands. */
export function placeOf({ name: key, parentType }: PlannedField, prev: Path | undefined): Path {
  return { prev, key, typename: parentType.name };
}
