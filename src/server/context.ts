import { getOperationAST, type OperationTypeNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { GraphContext } from '../graph/context.ts';

/** What becomes known of a request's operation on its way, for the log line. */
export interface Operation {
  name?: string | undefined;
  kind?: OperationTypeNode | undefined;
  /** extensions.code of an operation that was refused before execution, or whose answer is too long. */
  refused?: string | undefined;
  /** What was wrong with the caller's token, in a word of ours. */
  why?: string | undefined;
}

/** The resolvers' context, and what only the gateway looks at. */
export interface ServerContext extends GraphContext {
  readonly operation: Operation;
  /** The bytes of an answer that is long, in the place of its response's body. */
  readonly longAnswer: { pieces?: readonly Buffer[] };
}

export type GatewayPlugin = Plugin<ServerContext, ServerContext>;

export function useOperation(): GatewayPlugin {
  return {
    onParse:
      () =>
      ({ result, context }) => {
        if (!result || result instanceof Error) return;
        const definition = getOperationAST(result, context.params.operationName);
        context.operation.name = definition?.name?.value;
        context.operation.kind = definition?.operation;
      },
  };
}
