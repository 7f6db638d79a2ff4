import { type DocumentNode, type GraphQLSchema, getOperationAST } from 'graphql';
import { GRAPH_REFUSALS } from '../domain/refusals.ts';
import { Budget, type BudgetLimits } from './budget.ts';
import { MAX_VALUES, tooMuch } from './cost.ts';
import { chosen, conditionsOf } from './conditions.ts';
import { CostCounter } from './cost-counter.ts';
import { costIn, type Formula, Given, NOTHING } from './cost-formula.ts';
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
  variables: Readonly<Record<string, unknown>>,
): OperationCost {
  const { whole, flat, counter } = formulasOf(document, schema, operationName, variables);
  const given = new Given(variables);
  const { calls, fields, values, deferred } = costIn(whole, given);
  // Each value makes an object or an error in the answer, even if it causes no call.
  if (values > MAX_VALUES) throw tooMuch(GRAPH_REFUSALS.tooManyValuesInAll, { limit: MAX_VALUES });
  return {
    calls: wholeCalls(calls),
    fields: Math.ceil(fields - ROUNDING),
    defers: deferred > 0 && deferred <= MAX_DEFERRED,
    budget: (limits) =>
      new Budget(limits, costIn(flat, given), (nodes, type) => costIn(counter.member(nodes, type), given)),
  };
}

/** Calls as they are held to a limit: a share of one is one. */
export function wholeCalls(calls: number): number {
  return Math.max(0, Math.ceil(calls - ROUNDING));
}

/** What an operation costs, as far as its document says. */
interface OperationFormulas {
  readonly whole: Formula;
  readonly flat: Formula;
  readonly counter: CostCounter;
}

interface Known {
  readonly conditions: readonly string[];
  /** By the operation's name, and what its conditions choose. */
  readonly formulas: Map<string, OperationFormulas>;
}

/**
 * Characters of formulas that are kept of one document: each choice of its conditions has a formula of its own, and takes as much as its
 * text is long. One is kept in any case.
 */
export const KEPT_CHARACTERS = 2_048;

// By the document, and within it by the schema: what is kept follows from these alone.
const known = new WeakMap<DocumentNode, WeakMap<GraphQLSchema, Known>>();

/** The formulas of an operation: kept ones, where there is room. */
export function formulasOf(
  document: DocumentNode,
  schema: GraphQLSchema,
  operationName: string | undefined,
  variables: Readonly<Record<string, unknown>>,
): OperationFormulas {
  const ofDocument = known.get(document) ?? new WeakMap<GraphQLSchema, Known>();
  known.set(document, ofDocument);
  const { conditions, formulas } = ofDocument.get(schema) ?? {
    conditions: conditionsOf(document),
    formulas: new Map(),
  };
  ofDocument.set(schema, { conditions, formulas });
  const choice = chosen(conditions, variables);
  const before = choice === undefined ? undefined : formulas.get(`${operationName ?? ''} ${choice}`);
  if (before) return before;
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  const counter = new CostCounter(document, schema, variables);
  const made: OperationFormulas = {
    whole: root ? counter.whole(operation.selectionSet, root) : NOTHING,
    flat: root ? counter.flat(operation.selectionSet, root) : NOTHING,
    counter,
  };
  // An operation that is not in the document has no cost, and may have any name.
  const length = document.loc?.end ?? KEPT_CHARACTERS;
  const isRoom = formulas.size === 0 || (formulas.size + 1) * length <= KEPT_CHARACTERS;
  if (choice !== undefined && operation && isRoom) formulas.set(`${operationName ?? ''} ${choice}`, made);
  return made;
}
