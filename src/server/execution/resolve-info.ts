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
