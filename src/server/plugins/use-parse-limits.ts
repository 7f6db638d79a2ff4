import { getOperationAST, GraphQLError, Lexer, type ParseOptions, parse, Source, TokenKind } from 'graphql';
import type { GatewayPlugin } from '../context.ts';
import { ERRORS } from '../errors.ts';
import type { Limits } from '../limits.ts';
import { refusalError } from '../refuse.ts';

/** How a document is parsed: no more than so many tokens, and its operation's name and kind are kept for the log. */
export function useParseLimits({ tokens }: Limits): readonly GatewayPlugin[] {
  return [useOperationName(), useTokenLimit(tokens), useFewLocations()];
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

function useTokenLimit(limit: number): GatewayPlugin {
  return {
    onParse({ setParseFn }) {
      setParseFn((text: string | Source, options: ParseOptions) => {
        try {
          return parse(text, { ...options, maxTokens: limit });
        } catch (error) {
          throw isOfTokenLimit(error, text, limit) ? refusalError(ERRORS.tooManyTokens, [{ limit }]) : error;
        }
      });
    },
  };
}

/**
 * Whether the parser ended at the first token beyond its limit. It tells so by a text alone; and whatever it ended there for, the
 * document has too many.
 */
function isOfTokenLimit(error: unknown, text: string | Source, limit: number): boolean {
  if (!(error instanceof GraphQLError)) return false;
  const lexer = new Lexer(typeof text === 'string' ? new Source(text) : text);
  try {
    for (let count = 0; count < limit; count += 1) if (lexer.advance().kind === TokenKind.EOF) return false;
    const { kind, start } = lexer.advance();
    return kind !== TokenKind.EOF && error.positions?.[0] === start;
  } catch {
    // What stands there is no token.
    return false;
  }
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
