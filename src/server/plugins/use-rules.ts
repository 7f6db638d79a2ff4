import { type ValidationRule, validate } from 'graphql';
import type { GatewayPlugin } from '../context.ts';

/** Validates by these rules too, beside graphql-js's own. */
export function useRules(rules: readonly ValidationRule[]): GatewayPlugin {
  return {
    onValidate({ addValidationRule }) {
      for (const rule of rules) addValidationRule(rule);
    },
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
