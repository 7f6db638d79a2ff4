import { GraphQLError, validate } from 'graphql';
import type { GatewayPlugin } from './operation.ts';

/**
 * A refusal is one line: the first mistake, without its place and without what else could have been meant, for whoever
 * guesses learns names from that. An error of a field that was answered keeps its path.
 */
export function useOneLineErrors(): GatewayPlugin {
  return {
    onValidate({ setValidationFn }) {
      setValidationFn(((schema, document, rules) =>
        validate(schema, document, rules, { maxErrors: 1, hideSuggestions: true }).slice(0, 1)) as typeof validate);
    },
    onResultProcess({ result, setResult }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result || !result.errors?.length) return;
      const errors = 'data' in result ? result.errors : result.errors.slice(0, 1);
      setResult({ ...result, errors: errors.map(withoutPlace) });
    },
  };
}

function withoutPlace({ message, path, extensions }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { path: path ?? null, extensions });
}
