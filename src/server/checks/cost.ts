import { getOperationAST, getVariableValues } from 'graphql';
import type { BudgetLimits } from '../../graph/budget.ts';
import { costOf } from '../../graph/operation-cost.ts';
import type { GatewayPlugin } from '../context.ts';
import type { Profile } from '../profile.ts';
import { refusal } from '../refuse.ts';

/**
 * Refuses an operation that could cost too many calls, or whose answer would have too many fields, before it makes the
 * first call; what nobody knows before is counted while it runs.
 * Variables are read first, since the cost of a list is its length: one that does not fit its type is refused here.
 */
export function useCostLimit(limits: BudgetLimits, { guidance }: Profile): GatewayPlugin {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const { document, schema, operationName } = args;
      const definition = getOperationAST(document, operationName);
      const { coerced, errors } = getVariableValues(
        schema,
        definition?.variableDefinitions ?? [],
        args.variableValues ?? {},
        { maxErrors: 5, hideSuggestions: !guidance },
      );
      if (errors) {
        // Made anew: an original error, thrown by a scalar that reads its value, would be taken for a bug and masked.
        const refused = errors.map(({ message, nodes }) =>
          refusal(message, 'INVALID_VARIABLES', { nodes, spec: true }),
        );
        setResultAndStopExecution({ errors: refused });
        return;
      }
      const { calls, fields, budget } = costOf(document, schema, operationName ?? undefined, coerced);
      if (calls > limits.calls) {
        const message = `The operation could cost ${grouped(calls)} calls to the registers; the limit is ${grouped(limits.calls)}.`;
        setResultAndStopExecution({ errors: [refusal(message, 'TOO_MANY_CALLS')] });
      } else if (fields > limits.fields) {
        const message = `The answer could hold ${grouped(fields)} fields; the limit is ${grouped(limits.fields)}.`;
        setResultAndStopExecution({ errors: [refusal(message, 'TOO_MANY_FIELDS')] });
      } else {
        Object.assign(args.contextValue, { budget: budget(limits) });
      }
    },
  };
}

/** Six digits in a row would be masked: in a refusal they could be a person's. */
function grouped(count: number): string {
  return count.toLocaleString('en');
}
