import { type DocumentNode, type GraphQLSchema, getOperationAST } from 'graphql';
import { GRAPH_REFUSALS } from '../domain/refusals.ts';
import { Budget, type BudgetLimits } from './budget.ts';
import { MAX_VALUES, tooMuch } from './cost.ts';
import { CostCounter, NOTHING } from './cost-counter.ts';
import { MAX_DEFERRED } from './defer.ts';

/** What an operation could cost, by its text and its variables alone. */
export interface OperationCost {
  /** Backend calls: of lists of unknown length, ten members count. Nothing is taken off for duplicates. */
  readonly calls: number;
  /**
   * Fields of the answer, each counted on every object; one that asks a register counts `REGISTER_FIELD`. A list of
   * unknown length counts as one member here; `budget` counts the others when the list arrives.
   */
  readonly fields: number;
  /** Whether @defer stands at fragments of the answer, and at no more than MAX_DEFERRED, however long its lists will be. */
  readonly defers: boolean;
  /** What may still be spent while the operation runs. */
  budget(limits: BudgetLimits): Budget;
}

// Tolerance for the rounding errors of a sum of fractions of calls.
const ROUNDING = 1e-6;

/**
 * Counts the most that the operation could cost, before it is executed. What @skip and @include leave out does not count; of
 * types that exclude each other, the most expensive counts. Throws if one list argument, or all together, are too long.
 */
export function costOf(
  document: DocumentNode,
  schema: GraphQLSchema,
  operationName: string | undefined,
  variables: Record<string, unknown>,
): OperationCost {
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  const counter = new CostCounter(document, schema, variables);
  const { calls, fields, values, deferred } = root ? counter.whole(operation.selectionSet, root, undefined) : NOTHING;
  // Each value makes an object or an error in the answer, even if it causes no call.
  if (values > MAX_VALUES) throw tooMuch(GRAPH_REFUSALS.tooManyValuesInAll, { limit: MAX_VALUES });
  return {
    calls: Math.max(0, Math.ceil(calls - ROUNDING)),
    fields: Math.ceil(fields - ROUNDING),
    defers: deferred > 0 && deferred <= MAX_DEFERRED,
    budget: (limits) =>
      new Budget(limits, root ? counter.flat(operation.selectionSet, root) : NOTHING, (nodes, type) =>
        counter.member(nodes, type),
      ),
  };
}
