import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthPlugin } from '@escape.tech/graphql-armor-max-depth';
import { type GraphQLError, type ValidationContext, type ValidationRule, validate } from 'graphql';
import type { GatewayPlugin } from '../context.ts';
import { ERRORS } from '../errors.ts';
import type { Limits } from '../limits.ts';
import { refusalError } from '../refuse.ts';

/** Validates by these rules too, beside graphql-js's own. */
export function useRules(rules: readonly ValidationRule[]): GatewayPlugin {
  return {
    onValidate({ addValidationRule }) {
      for (const rule of rules) addValidationRule(rule);
    },
  };
}

/** How deep an operation may be, and how many aliases it may have. */
export function useShapeLimits({ depth, aliases }: Limits): readonly GatewayPlugin[] {
  return [
    maxDepthPlugin({
      n: depth,
      // GraphiQL's introspection query is deep; graphql-js itself limits its nested lists.
      ignoreIntrospection: true,
      flattenFragments: true,
      ...reported(refusalError(ERRORS.tooDeep, [{ limit: depth }])),
    }),
    maxAliasesPlugin({
      n: aliases,
      // By default the library allows any number of aliased `__typename`.
      allowList: [],
      ...reported(refusalError(ERRORS.tooManyAliases, [{ limit: aliases }])),
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

/** Validation ends at the first mistake and suggests no names, so that nobody learns the graph's names by guessing. */
export function useFirstMistake(): GatewayPlugin {
  return {
    onValidate({ setValidationFn }) {
      setValidationFn(((schema, document, rules) =>
        validate(schema, document, rules, { maxErrors: 1, hideSuggestions: true }).slice(0, 1)) as typeof validate);
    },
  };
}
