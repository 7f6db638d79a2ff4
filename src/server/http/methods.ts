/** The methods by which GraphQL is answered. QUERY is that of RFC 10008: safe as GET is, with the question in its body as POST has it. */
export const GRAPHQL_METHODS = ['GET', 'POST', 'QUERY'] as const;

export type GraphqlMethod = (typeof GRAPHQL_METHODS)[number];

/** What `/graphql` answers: the value of the header Allow. */
export const ALLOWED_METHODS = [...GRAPHQL_METHODS, 'OPTIONS'].join(', ');

/** The header by which a resource says that it takes QUERY (RFC 10008), and its value: a list of media types (RFC 9651). On all answers but those to POST. */
export const ACCEPT_QUERY = ['accept-query', 'application/json'] as const;

/** Undefined for any other method. */
export function graphqlMethodOf(method: string | undefined): GraphqlMethod | undefined {
  switch (method) {
    case 'POST':
    case 'GET':
    case 'QUERY':
      return method;
    default:
      return undefined;
  }
}
