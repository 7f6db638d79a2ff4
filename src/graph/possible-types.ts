import { type GraphQLSchema, isAbstractType } from 'graphql';

/**
 * `registergraf-client/possibleTypes.json`: the object types of each interface and each union, in the form that Apollo Client's InMemoryCache
 * takes. Without them it silently drops every field that a document selects on an interface: its cache cannot know whether a type is one of it.
 */
export function printPossibleTypes(schema: GraphQLSchema): string {
  const types = Object.values(schema.getTypeMap()).filter(isAbstractType);
  const byName = types.map(
    (type) =>
      [
        type.name,
        schema
          .getPossibleTypes(type)
          .map(({ name }) => name)
          .sort(),
      ] as const,
  );
  return `${JSON.stringify(Object.fromEntries(byName.sort(([one], [other]) => (one < other ? -1 : 1))), null, 2)}\n`;
}
