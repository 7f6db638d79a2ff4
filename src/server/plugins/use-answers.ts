import { GraphQLError } from 'graphql';
import type { GatewayPlugin, ServerContext } from '../context.ts';
import { SPEC_CODES } from '../catalogue.ts';

/** Gives every refusal the HTTP status that says what happened, and its code to the log. */
export function useAnswers(): GatewayPlugin {
  return {
    onResultProcess({ result, setResult, serverContext }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result || !result.errors?.length || 'data' in result) return;
      const { errors } = result;
      serverContext.operation.refused = String(errors[0]?.extensions.code ?? 'UNKNOWN');
      setResult({ ...result, extensions: { ...result.extensions, ...statusFor(serverContext, errors) } });
    },
  };
}

/**
 * Yoga treats a client without an Accept header as one that asks for application/json, and answers 200. Here a client must name
 * application/json, and gets 200 only for the codes of the specification; all other refusals have their own status.
 */
function statusFor({ accepts }: Pick<ServerContext, 'accepts'>, errors: readonly GraphQLError[]): object {
  const asksForJson = /application\/json/i.test(accepts);
  if (asksForJson && errors.every(({ extensions }) => SPEC_CODES.has(extensions.code)))
    return { http: { status: 200 } };
  if (errors.some(({ extensions }) => extensions.unexpected)) return {};
  return { http: { status: Math.max(400, ...errors.flatMap(({ extensions }) => extensions.http?.status ?? [])) } };
}

/**
 * A refusal names the first mistake only, without its location, so that nobody learns the graph's names by guessing. The error of a
 * field keeps its path.
 */
export function useOneLineErrors(): GatewayPlugin {
  return {
    onResultProcess({ result, setResult }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result || !result.errors?.length) return;
      const errors = 'data' in result ? result.errors : result.errors.slice(0, 1);
      setResult({ ...result, errors: errors.map(withoutPlace) });
    },
    onLaterErrors: (errors) => errors.map(withoutPlace),
  };
}

function withoutPlace({ message, path, extensions }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { path: path ?? null, extensions });
}
