import { type DocumentNode, type GraphQLSchema, getOperationAST, getVariableValues } from 'graphql';
import type { GatewayPlugin } from './operation.ts';
import type { Profil } from './profil.ts';
import { refusal } from './refusal.ts';

/** What an operation could cost, in calls to the registers. Its variables have been coerced by the schema. */
export type BackendCalls = (
  document: DocumentNode,
  schema: GraphQLSchema,
  operationName: string | undefined,
  variables: Record<string, unknown>,
) => number;

/**
 * Refuses an operation that could cost too many calls before it makes the first one.
 * Variables are read first, since the cost of a list is its length: one that does not fit its type is refused here.
 */
export function useBackendCallLimit(limit: number, backendCalls: BackendCalls, { veiledning }: Profil): GatewayPlugin {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const { document, schema, operationName } = args;
      const definition = getOperationAST(document, operationName);
      const { coerced, errors } = getVariableValues(
        schema,
        definition?.variableDefinitions ?? [],
        args.variableValues ?? {},
        { maxErrors: 5, hideSuggestions: !veiledning },
      );
      if (errors) {
        // Made anew: an original error, thrown by a scalar that reads its value, would be taken for a bug and masked.
        const refused = errors.map(({ message, nodes }) =>
          refusal(message, 'UGYLDIGE_VARIABLER', { nodes, spec: true }),
        );
        setResultAndStopExecution({ errors: refused });
        return;
      }
      const calls = backendCalls(document, schema, operationName ?? undefined, coerced);
      if (calls > limit) {
        const message = `The operation could cost ${calls} calls to the registers; the limit is ${limit}.`;
        setResultAndStopExecution({ errors: [refusal(message, 'FOR_MANGE_KALL')] });
      }
    },
  };
}
