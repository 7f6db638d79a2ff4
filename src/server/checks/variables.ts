import { type GraphQLError, getOperationAST, getVariableValues } from 'graphql';
import type { CheckedOperation, Parts } from '../context.ts';
import { ERRORS } from '../errors.ts';
import { refusalError } from '../refuse.ts';

/** Mistakes that one answer names. */
const MAX_MISTAKES = 5;

/** Step variables: reads them by their types before the cost is counted, since the cost of a list is its length. */
export function readVariables(operation: CheckedOperation, { options }: Parts): readonly GraphQLError[] | undefined {
  const { document, schema, operationName, variableValues, contextValue } = operation;
  const plain = contextValue.kept?.readVariables(variableValues ?? {});
  if (plain) {
    contextValue.variables = plain;
    return undefined;
  }
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  const { coerced, errors } = getVariableValues(schema, definitions, variableValues ?? {}, {
    maxErrors: MAX_MISTAKES,
    hideSuggestions: !options.profile.guidance,
  });
  // Made anew: an original error, thrown by a scalar that reads its value, would be taken for a bug and masked.
  if (errors) {
    return errors.map(({ message, nodes }) => refusalError(ERRORS.invalidVariable, [{ mistake: message }], { nodes }));
  }
  contextValue.variables = coerced;
  return undefined;
}
