import { GraphQLSchema } from 'graphql';

/** The same schema, described: GraphiQL shows it at the root of its documentation. Types and resolvers are shared, not copied. */
export function describeSchema(schema: GraphQLSchema, description: string): GraphQLSchema {
  return new GraphQLSchema({ ...schema.toConfig(), description });
}
