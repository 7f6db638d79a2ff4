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
    useFewPlaces(),
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
 * A place is found by counting lines from the beginning, for each mistake and each part of the document that it names. So
 * mistakes in a document of more lines than this are told without their places.
 */
const MAX_LINES_WITH_PLACES = 1000;

function useFewPlaces(): GatewayPlugin {
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
  for (let line = 1; line <= MAX_LINES_WITH_PLACES; line += 1) if (!breaks.test(text)) return false;
  return true;
}
