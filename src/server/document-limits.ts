import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthPlugin } from '@escape.tech/graphql-armor-max-depth';
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens';
import type { GraphQLError, ValidationContext } from 'graphql';
import type { Limits } from './limits.ts';
import { refusal } from './refusal.ts';

/** What a document may hold before anybody looks at what it asks for. */
export function documentLimits({ tokens, dybde, aliaser }: Limits): object[] {
  return [
    maxTokensPlugin({
      n: tokens,
      onReject: [
        () => {
          throw refusal(`The document has more than ${tokens} tokens.`, 'FOR_MANGE_TOKENS');
        },
      ],
    }),
    maxDepthPlugin({
      n: dybde,
      // GraphiQL's introspection is deep; graphql-js limits what of it could grow.
      ignoreIntrospection: true,
      flattenFragments: true,
      ...reported(refusal(`The operation is more than ${dybde} fields deep.`, 'FOR_DYB')),
    }),
    maxAliasesPlugin({
      n: aliaser,
      // Left out, the library would let any number of `__typename` under aliases through.
      allowList: [],
      ...reported(refusal(`The operation has more than ${aliaser} aliases.`, 'FOR_MANGE_ALIASER')),
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
