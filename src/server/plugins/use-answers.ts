import { GraphQLError, Kind } from 'graphql';
import { mask, maskStart } from '../mask.ts';
import type { GatewayPlugin } from '../context.ts';
import { refusal } from '../refuse.ts';

/** Makes every answer to a malformed request a clear 4xx that repeats nobody's number. */
export function useClearAnswers(): GatewayPlugin {
  return {
    // What Yoga says of parameters that are not JSON: a 500 by GET, and a piece of the body by POST.
    onRequestParse({ requestParser, setRequestParser }) {
      if (!requestParser) return;
      setRequestParser(async (request) => {
        try {
          return await requestParser(request);
        } catch (thrown) {
          const clear = thrown instanceof GraphQLError && !('originalError' in thrown.extensions);
          throw clear ? thrown : refusal('The request is not JSON.', 'BAD_REQUEST');
        }
      });
    },
    onResultProcess({ request, result, setResult, serverContext }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result || !result.errors?.length) return;
      const errors = result.errors.map(masked);
      if ('data' in result) {
        setResult({ ...result, errors });
        return;
      }
      serverContext.operation.refused = String(errors[0]?.extensions.code ?? 'UNKNOWN');
      setResult({ ...result, errors, extensions: { ...result.extensions, ...statusFor(request, errors) } });
    },
  };
}

/** What the specification wants answered under 200 to a client that asks for application/json, as it always was. */
const LEGACY = new Set<unknown>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'SUBSCRIPTION_NOT_SUPPORTED',
  'INVALID_VARIABLES',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/**
 * Yoga takes every client that does not say what it accepts for one that asks for application/json. Ours must ask by
 * name, and even then only mistakes in what was asked are meant: all else has the status that says what happened.
 */
function statusFor(request: Request, errors: readonly GraphQLError[]): object {
  const asksForJson = /application\/json/i.test(request.headers.get('accept') ?? '');
  if (asksForJson && errors.every(({ extensions }) => LEGACY.has(extensions.code))) return { http: { status: 200 } };
  if (errors.some(({ extensions }) => extensions.unexpected)) return {};
  return { http: { status: Math.max(400, ...errors.flatMap(({ extensions }) => extensions.http?.status ?? [])) } };
}

/**
 * A refusal is one line: the first mistake, without its place, for whoever guesses learns names from that. An error of a field
 * that was answered keeps its path.
 */
export function useOneLineErrors(): GatewayPlugin {
  return {
    onResultProcess({ result, setResult }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result || !result.errors?.length) return;
      const errors = 'data' in result ? result.errors : result.errors.slice(0, 1);
      setResult({ ...result, errors: errors.map(withoutPlace) });
    },
  };
}

function withoutPlace({ message, path, extensions }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { path: path ?? null, extensions });
}

/** Characters of one error's message. graphql-js quotes what it did not understand, be it a megabyte. */
export const MAX_MESSAGE = 1000;

function masked(error: GraphQLError): GraphQLError {
  const isLong = error.message.length > MAX_MESSAGE;
  const message = isLong ? `${maskStart(error.message, MAX_MESSAGE - 2)} …` : mask(error.message);
  const code = codeOf(error);
  if (message === error.message && code === error.extensions.code) return error;
  const { nodes = null, source = null, positions = null, path = null } = error;
  return new GraphQLError(message, { nodes, source, positions, path, extensions: { ...error.extensions, code } });
}

/** What graphql-js says, without a code, of an argument: a variable that may be null, and is, where its field may not. */
function codeOf({ nodes, extensions }: GraphQLError): unknown {
  const isOfArgument = nodes?.every(({ kind }) => kind !== Kind.FIELD);
  return extensions.code ?? (isOfArgument ? 'INVALID_VARIABLES' : undefined);
}
