import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens';
import { getOperationAST, type ParseOptions, type Source } from 'graphql';
import type { GatewayPlugin } from '../context.ts';
import { ERRORS } from '../errors.ts';
import type { Limits } from '../limits.ts';
import { refusalError } from '../refuse.ts';

/** How a document is parsed: no more than so many tokens, and its operation's name and kind are kept for the log. */
export function useParseLimits({ tokens }: Limits): readonly GatewayPlugin[] {
  return [
    useOperationName(),
    maxTokensPlugin({
      n: tokens,
      onReject: [
        () => {
          throw refusalError(ERRORS.tooManyTokens, [{ limit: tokens }]);
        },
      ],
    }),
    useFewLocations(),
  ];
}

function useOperationName(): GatewayPlugin {
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

/**
 * The location of a mistake is found by counting lines from the beginning of the document, which takes long in a long one. Mistakes in
 * documents with more lines than this have no locations.
 */
const MAX_LINES_WITH_LOCATIONS = 1000;

function useFewLocations(): GatewayPlugin {
  return {
    onParse({ parseFn, setParseFn }) {
      setParseFn((source: string | Source, options: ParseOptions) => {
        const text = typeof source === 'string' ? source : source.body;
        return parseFn(source, isLong(text) ? { ...options, noLocation: true } : options);
      });
    },
  };
}

function isLong(text: string): boolean {
  const breaks = /\r\n|[\r\n]/g;
  for (let line = 1; line <= MAX_LINES_WITH_LOCATIONS; line += 1) if (!breaks.test(text)) return false;
  return true;
}
