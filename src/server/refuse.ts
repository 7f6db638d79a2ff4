import { GraphQLError, type GraphQLErrorOptions } from 'graphql';

interface Refusal {
  readonly status?: number;
  /** A mistake in what was asked: 200 for a client that asks for application/json, as the specification wants. */
  readonly spec?: boolean;
  readonly headers?: Record<string, string>;
  readonly nodes?: GraphQLErrorOptions['nodes'];
}

/** A request that is not executed: the code for programs, the message for people, and an HTTP status of its own. */
export function refusal(
  message: string,
  code: string,
  { status = 400, spec = false, headers = {}, nodes = null }: Refusal = {},
): GraphQLError {
  return new GraphQLError(message, { nodes, extensions: { code, http: { status, spec, headers } } });
}
