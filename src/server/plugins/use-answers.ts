import { GraphQLError } from 'graphql';
import type { GatewayPlugin, ServerContext } from '../context.ts';
import { HANDSHAKE_CODES, statusOfLibrary } from '../catalogue.ts';
import { GRAPHQL_RESPONSE, mediaTypeOf } from '../http/headers.ts';

/** Gives every refusal the HTTP status that says what happened, and its code to the log, as GraphQL over HTTP has it since September 2026. */
export function useAnswers(): GatewayPlugin {
  return {
    onResultProcess({ result, setResult, serverContext }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result || !result.errors?.length || 'data' in result) return;
      const { errors } = result;
      serverContext.operation.refused = String(errors[0]?.extensions.code ?? 'UNKNOWN');
      setResult({ ...result, extensions: { ...result.extensions, ...answerFor(serverContext, errors) } });
    },
  };
}

/**
 * A refusal has its own status whatever the client accepts, and the media type that says that it is GraphQL's: the specification's, 5.1 and
 * 5.4. Only clients that ask by a hash first, and read nothing but application/json, get 200 for that question.
 */
function answerFor({ accepts }: Pick<ServerContext, 'accepts'>, errors: readonly GraphQLError[]): object {
  const asksForJson = mediaTypeOf(accepts) !== GRAPHQL_RESPONSE && accepts.includes('application/json');
  if (asksForJson && errors.every(isHandshake)) return { http: { status: 200 } };
  const headers = { 'Content-Type': `${GRAPHQL_RESPONSE}; charset=utf-8` };
  if (errors.some(({ extensions }) => extensions.unexpected)) return { http: { headers } };
  const statuses = errors.flatMap(({ extensions: { code, http } }) => statusOfLibrary(code) ?? http?.status ?? []);
  return { http: { status: Math.max(400, ...statuses), headers } };
}

/** 294: data with errors beside it. No registered status: only a client that reads GraphQL's own media type is told so (5.4 and 6.1). */
export const PARTIAL_SUCCESS = 294;

/** Tells by its status of an answer in which something has failed, for whatever is on the way and does not read it. */
export function usePartialSuccess(): GatewayPlugin {
  return {
    onResultProcess({ result, setResult, serverContext: { accepts } }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result || !result.errors?.length || !('data' in result))
        return;
      if (mediaTypeOf(accepts) !== GRAPHQL_RESPONSE) return;
      setResult({ ...result, extensions: { ...result.extensions, http: { status: PARTIAL_SUCCESS } } });
    },
  };
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

/** The same code is also said of ids after which no text is sent. Yoga marks errors of its own, too. */
function isHandshake({ extensions: { code, http } }: GraphQLError): boolean {
  return HANDSHAKE_CODES.has(code) && Boolean(http?.spec);
}
