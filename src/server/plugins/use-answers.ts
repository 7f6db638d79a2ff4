import { GraphQLError } from 'graphql';
import type { GatewayPlugin } from '../context.ts';
import { SPEC_CODES } from '../catalogue.ts';

/** Gives every refusal the HTTP status that says what happened, and its code to the log. */
export function useAnswers(): GatewayPlugin {
  return {
    onResultProcess({ request, result, setResult, serverContext }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result || !result.errors?.length || 'data' in result) return;
      const { errors } = result;
      serverContext.operation.refused = String(errors[0]?.extensions.code ?? 'UNKNOWN');
      setResult({ ...result, extensions: { ...result.extensions, ...statusFor(request, errors) } });
    },
  };
}

/**
 * Yoga takes every client that does not say what it accepts for one that asks for application/json. Ours must ask by
 * name, and even then only mistakes in what was asked are meant: all else has the status that says what happened.
 */
function statusFor(request: Request, errors: readonly GraphQLError[]): object {
  const asksForJson = /application\/json/i.test(request.headers.get('accept') ?? '');
  if (asksForJson && errors.every(({ extensions }) => SPEC_CODES.has(extensions.code)))
    return { http: { status: 200 } };
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
