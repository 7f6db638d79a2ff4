import { type DocumentNode, type GraphQLSchema, getOperationAST } from 'graphql';
import { GRAPH_REFUSALS } from '../domain/refusals.ts';
import { Budget, type BudgetLimits } from './budget.ts';
import { MAX_VALUES, tooMuch } from './cost.ts';
import { CostCounter, NOTHING } from './cost-counter.ts';

/** What an operation could cost, by its text and its variables alone. */
export interface OperationCost {
  /** Backend calls: of lists of unknown length, ten members count. Nothing is taken off for duplicates. */
  readonly calls: number;
  /**
   * Fields of the answer, each on every object; one that asks a register counts `REGISTER_FIELD`. Of lists of unknown
   * length one member counts: the others do when they have come, in `budget`.
   */
  readonly fields: number;
  /** What may still be spent while the operation runs. */
  budget(limits: BudgetLimits): Budget;
}

// A sum of thousandths is never quite whole.
const ROUNDING = 1e-6;

/**
 * Counts what the operation could cost before it costs anything. What @skip and @include leave out does not count; of types
 * that exclude each other the dearest counts. Throws when a list argument is too long, or all of them are.
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
  const { calls, fields, values } = root ? counter.whole(operation.selectionSet, root, undefined) : NOTHING;
  // Each is an object of the answer, or an error, also where it costs no call.
  if (values > MAX_VALUES) throw tooMuch(GRAPH_REFUSALS.tooManyValuesInAll, { limit: MAX_VALUES });
  return {
    calls: Math.max(0, Math.ceil(calls - ROUNDING)),
    fields: Math.ceil(fields - ROUNDING),
    budget: (limits) =>
      new Budget(limits, root ? counter.flat(operation.selectionSet, root) : NOTHING, (nodes, type) =>
        counter.member(nodes, type),
      ),
  };
}
