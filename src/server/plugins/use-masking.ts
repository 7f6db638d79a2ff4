import { GraphQLError, Kind } from 'graphql';
import { maskError } from 'graphql-yoga';
import type { GatewayPlugin } from '../context.ts';
import { ERRORS } from '../errors.ts';
import { type Logger, logBug } from '../logging.ts';
import { mask, maskStart } from '../../domain/mask.ts';
import { refusalError } from '../refuse.ts';

/** Masks people's numbers in the errors of an answer, and gives a code to errors of graphql-js that have none. */
export function useMasking(): GatewayPlugin {
  return {
    onResultProcess({ result, setResult }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result || !result.errors?.length) return;
      setResult({ ...result, errors: result.errors.map(masked) });
    },
    onLaterErrors: (errors) => errors.map(masked),
  };
}

/** The most characters of an error's message. graphql-js quotes invalid values, which can be a megabyte long. */
export const MAX_MESSAGE = 1000;

function masked(error: GraphQLError): GraphQLError {
  const isLong = error.message.length > MAX_MESSAGE;
  const message = isLong ? `${maskStart(error.message, MAX_MESSAGE - 2)} …` : mask(error.message);
  const code = codeOf(error);
  if (message === error.message && code === error.extensions.code) return error;
  const { nodes = null, source = null, positions = null, path = null } = error;
  return new GraphQLError(message, { nodes, source, positions, path, extensions: { ...error.extensions, code } });
}

/** graphql-js gives no code when it refuses an argument: a variable that may be null, and is, where its field may not. */
function codeOf({ nodes, extensions }: GraphQLError): unknown {
  const isOfArgument = nodes?.every(({ kind }) => kind !== Kind.FIELD);
  return extensions.code ?? (isOfArgument ? ERRORS.nullForArgument.code : undefined);
}

/** The request whose errors are masked, and the bugs of it that are logged. */
export interface LoggedRequest {
  readonly requestId: string;
  readonly logged: WeakSet<object>;
}

/** Yoga's own text, which it passes with the errors of an answer, or of its first part. */
const UNEXPECTED = 'Unexpected error.';

/**
 * What Yoga answers instead of an error. A bug becomes "Unexpected error.", and is logged with the request id, once a request even when
 * many fields share it.
 */
export function createMaskError(
  logger: Logger,
  current: () => LoggedRequest | undefined,
): (error: unknown, message?: string) => Error {
  const logOnce = (error: unknown): void => {
    const bug = error instanceof GraphQLError ? error.originalError : error;
    const { requestId, logged } = current() ?? {};
    if (bug instanceof Error && logged?.has(bug)) return;
    if (bug instanceof Error) logged?.add(bug);
    logBug(logger, requestId, error);
  };
  return (error, message = UNEXPECTED) => {
    // Not from a resolver, whose error would have a path: the document is nested deeper than the call stack allows.
    if (error instanceof RangeError && error.message.includes('call stack'))
      return refusalError(ERRORS.nestedTooDeeply, []);
    const shown = maskError(error, message, false);
    if (shown !== error) logOnce(error);
    return shown;
  };
}
