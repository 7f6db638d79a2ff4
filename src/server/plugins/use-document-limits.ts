import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthPlugin } from '@escape.tech/graphql-armor-max-depth';
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens';
import type { GraphQLError, ParseOptions, Source, ValidationContext } from 'graphql';
import type { Limits } from '../limits.ts';
import type { GatewayPlugin } from '../context.ts';
import { refusal } from '../refuse.ts';

/** A place is found by counting lines from the beginning, for each mistake and each part of the document that it names. */
const MAX_LINES_WITH_PLACES = 1000;

/** Mistakes in a very long document are told without their places. */
function noPlacesInLongDocuments(): GatewayPlugin {
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

/** What a document may hold before anybody looks at what it asks for. */
export function documentLimits({ tokens, depth, aliases }: Limits): object[] {
  return [
    maxTokensPlugin({
      n: tokens,
      onReject: [
        () => {
          throw refusal(`The document has more than ${tokens} tokens.`, 'TOO_MANY_TOKENS');
        },
      ],
    }),
    noPlacesInLongDocuments(),
    maxDepthPlugin({
      n: depth,
      // GraphiQL's introspection is deep; graphql-js limits what of it could grow.
      ignoreIntrospection: true,
      flattenFragments: true,
      ...reported(refusal(`The operation is more than ${depth} fields deep.`, 'TOO_DEEP')),
    }),
    maxAliasesPlugin({
      n: aliases,
      // Left out, the library would let any number of `__typename` under aliases through.
      allowList: [],
      ...reported(refusal(`The operation has more than ${aliases} aliases.`, 'TOO_MANY_ALIASES')),
    }),
  ];
}

// The library throws an error without a code or a status; a reported one is a validation error like the others.
function reported(error: GraphQLError) {
  return {
    propagateOnRejection: false,
    onReject: [(context: ValidationContext | null) => context?.reportError(error)],
  };
}
