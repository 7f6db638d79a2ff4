import { AsyncLocalStorage } from 'node:async_hooks';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { createYoga, maskError } from 'graphql-yoga';
import { useAnswerSize } from './use-answer-size.ts';
import { useClearAnswers, useOneLineErrors } from './use-answers.ts';
import { useCostLimit } from '../checks/cost.ts';
import { createDocumentCache, keepsNoErrors } from '../documents/cache.ts';
import { documentLimits } from './use-document-limits.ts';
import { useGraphqlJsExecution } from './use-execution.ts';
import { type Logger, logBug } from '../logging.ts';
import { type ServerContext, useOperation } from '../context.ts';
import type { GatewayOptions } from '../options.ts';
import { usePersistedDocuments } from './use-persisted-documents.ts';
import { usePersonalDataByPost } from '../checks/personal-data.ts';
import { refusal } from '../refuse.ts';
import { rulesOf } from '../checks/rules.ts';
import { useFirstMistake, useRules } from './use-rules.ts';
import { useRequestParameters } from './use-request-parameters.ts';

export type Execute = (url: string, init: RequestInit, context: ServerContext) => Promise<Response>;

/** GraphQL over HTTP by Yoga, with everything off that this gateway does itself or does not do. */
export function createExecute(
  schema: GraphQLSchema,
  { limits, profile, documents }: GatewayOptions,
  logger: Logger,
): Execute {
  // Yoga masks an error without saying whose request it was. A bug that many of its fields share is logged once.
  const requests = new AsyncLocalStorage<{ readonly requestId: string; readonly logged: WeakSet<object> }>();
  const logOnce = (error: unknown): void => {
    const bug = error instanceof GraphQLError ? error.originalError : error;
    const { requestId, logged } = requests.getStore() ?? {};
    if (bug instanceof Error && logged?.has(bug)) return;
    if (bug instanceof Error) logged?.add(bug);
    logBug(logger, requestId, error);
  };
  const yoga = createYoga<ServerContext>({
    schema,
    plugins: [
      useGraphqlJsExecution(),
      useOperation(),
      useRequestParameters(),
      useClearAnswers(),
      ...usePersistedDocuments(documents, profile),
      ...documentLimits(limits),
      useRules(rulesOf(profile)),
      usePersonalDataByPost(),
      useCostLimit({ calls: limits.calls, fields: limits.fields }, profile),
      ...(profile.guidance ? [] : [useFirstMistake(), useOneLineErrors()]),
      // Last, when nobody changes the answer any more.
      useAnswerSize(limits.answerBytes),
    ],
    maskedErrors: {
      // NODE_ENV=development would make Yoga show what it masks.
      isDev: false,
      maskError(error, message) {
        // No resolver's, which would come with its path: the document is nested deeper than the stack reaches.
        if (error instanceof RangeError && error.message.includes('call stack'))
          return refusal('The document is nested too deeply.', 'TOO_DEEP');
        const shown = maskError(error, message, false);
        if (shown !== error) logOnce(error);
        return shown;
      },
    },
    parserAndValidationCache: { documentCache: createDocumentCache(documents), errorCache: keepsNoErrors },
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
    const { requestId } = context;
    return requests.run({ requestId, logged: new WeakSet() }, () => yoga.fetch(url, init, context));
  };
}
