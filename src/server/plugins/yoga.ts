import { AsyncLocalStorage } from 'node:async_hooks';
import type { GraphQLError } from 'graphql';
import { createYoga } from 'graphql-yoga';
import type { GatewayPlugin, Json, Parts, ServerContext, Step } from '../context.ts';
import { keepsNoErrors } from '../documents/cache.ts';
import { writeLater } from './later-parts.ts';
import { createMaskError, type LoggedRequest } from './use-masking.ts';

export type Execute = (url: string, init: RequestInit, context: ServerContext) => Promise<Executed>;

/** An answer, or its first part. */
export interface Executed {
  readonly status: number;
  /** Why there is no body. */
  readonly statusText: string;
  readonly headers: { readonly 'content-type'?: string | undefined; readonly allow?: string | undefined };
  /** Empty where the request could not be read as one of GraphQL over HTTP. */
  readonly body: string;
  /** The parts after the first, which was so many bytes long; undefined where the answer is whole. */
  readonly later: ((firstBytes: number) => AsyncGenerator<Json>) | undefined;
}

/** GraphQL over HTTP by Yoga, with everything off that this gateway does itself or does not do. */
export function createExecute(plugins: readonly GatewayPlugin[], parts: Parts): Execute {
  const { schema, logger } = parts;
  // Yoga masks an error without saying whose request it was.
  const requests = new AsyncLocalStorage<LoggedRequest>();
  const yoga = createYoga<ServerContext>({
    schema,
    plugins: [...plugins],
    maskedErrors: {
      // NODE_ENV=development would make Yoga show what it masks.
      isDev: false,
      maskError: createMaskError(logger, () => requests.getStore()),
    },
    parserAndValidationCache: { documentCache: parts.kept.parsed, errorCache: keepsNoErrors },
    // node:http reads the body, and has checked its size.
    maxRequestBodySize: false,
    multipart: false,
    batching: false,
    cors: false,
    graphiql: false,
    landingPage: false,
    logging: false,
    // Yoga answers any URL that ends with this path, whatever it asks for; no URL ends with a space.
    healthCheckEndpoint: ' ',
  });
  return async (url, init, context) => {
    const request = { requestId: context.requestId, logged: new WeakSet() };
    const answer = await requests.run(request, () => yoga.fetch(url, init, context));
    const { status, statusText, headers } = answer;
    const first = { status, statusText, headers: namedHeaders(headers), body: await answer.text() };
    const { results } = context.later;
    if (!results) return { ...first, later: undefined };
    const maskBug = createMaskError(logger, () => request);
    return { ...first, later: (firstBytes) => writeLater(results, { firstBytes, context, plugins, maskBug, parts }) };
  };
}

function namedHeaders(headers: Headers): Executed['headers'] {
  return { 'content-type': headers.get('content-type') ?? undefined, allow: headers.get('allow') ?? undefined };
}

/** Those of the steps that Yoga runs, as plugins in the same order: at each of its hooks it asks them in turn. */
export function pluginsOf(steps: readonly Step[], parts: Parts): GatewayPlugin[] {
  return steps.flatMap((step) => {
    if ('hook' in step) return step.plugins(parts);
    return 'check' in step ? [useCheck(step.check, parts)] : [];
  });
}

/** A step that checks the operation: the first that refuses ends the request. */
function useCheck(check: Extract<Step, { check: unknown }>['check'], parts: Parts): GatewayPlugin {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const end = (errors: readonly GraphQLError[] | undefined) => {
        if (errors) setResultAndStopExecution({ errors });
      };
      const errors = check(args, parts);
      return errors instanceof Promise ? errors.then(end) : end(errors);
    },
  };
}
