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
  { headers = {}, nodes = null, hint }: ErrorDetails = {},
): GraphQLError {
  const { code, status, handshake: spec = false } = refusal;
  const extensions = { code, ...(hint !== undefined && { hint }), http: { status, spec, headers } };
  return new GraphQLError(textOf(refusal, ...values), { nodes, extensions });
}

interface ErrorDetails {
  readonly headers?: Record<string, string>;
  readonly nodes?: GraphQLErrorOptions['nodes'];
  /** What people should read where the text is a word that programs wait for. */
  readonly hint?: string;
}
