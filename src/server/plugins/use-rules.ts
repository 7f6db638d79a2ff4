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
      // GraphiQL's introspection is deep; graphql-js limits what of it could grow.
      ignoreIntrospection: true,
      flattenFragments: true,
      ...reported(refusalError(ERRORS.tooDeep, [{ limit: depth }])),
    }),
    maxAliasesPlugin({
      n: aliases,
      // Left out, the library would let any number of `__typename` under aliases through.
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

/** Validation ends at the first mistake, and does not say what else could have been meant: a guess would learn names from that. */
export function useFirstMistake(): GatewayPlugin {
  return {
    onValidate({ setValidationFn }) {
      setValidationFn(((schema, document, rules) =>
        validate(schema, document, rules, { maxErrors: 1, hideSuggestions: true }).slice(0, 1)) as typeof validate);
    },
  };
}
