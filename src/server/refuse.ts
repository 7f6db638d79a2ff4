import { GraphQLError, type GraphQLErrorOptions } from 'graphql';
import { type Refusal, textOf, type Values } from '../domain/refusals.ts';

/** What a step of a request refuses with, before GraphQL has it. */
export interface Refused {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** For the log: what was wrong with the caller's token, in a word of ours. */
  readonly why?: string;
}

export function refuse<Text extends string>(refusal: Refusal<Text>, ...values: Values<Text>): Refused {
  const { status, code } = refusal;
  return { status, code, message: textOf(refusal, ...values) };
}

/** The same as an error of GraphQL's: the code for programs, the message for people, and an HTTP status of its own. */
export function refusalError<Text extends string>(
  refusal: Refusal<Text>,
  values: Values<Text>,
  { headers = {}, nodes = null }: { headers?: Record<string, string>; nodes?: GraphQLErrorOptions['nodes'] } = {},
): GraphQLError {
  const { code, status, handshake: spec = false } = refusal;
  return new GraphQLError(textOf(refusal, ...values), { nodes, extensions: { code, http: { status, spec, headers } } });
}
