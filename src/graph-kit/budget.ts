import { type FieldNode, GraphQLError, type GraphQLOutputType } from 'graphql';
import { GRAPH_REFUSALS, type Refusal, textOf, type Values } from '../domain/refusals.ts';

export interface BudgetLimits {
  readonly fields: number;
  readonly calls: number;
}

interface Spent {
  readonly fields: number;
  readonly calls: number;
}

/**
 * What an operation may still spend while it runs. The length of a register's list is unknown until the register has
 * answered, so each list is counted when its answer arrives, before its members are resolved.
 */
export class Budget {
  readonly #limits: BudgetLimits;
  readonly #costOfMember: (nodes: readonly FieldNode[], type: GraphQLOutputType) => Spent;
  #fields: number;
  #calls: number;

  constructor(
    limits: BudgetLimits,
    begin: Spent,
    costOfMember: (nodes: readonly FieldNode[], type: GraphQLOutputType) => Spent,
  ) {
    this.#limits = limits;
    this.#costOfMember = costOfMember;
    this.#fields = begin.fields;
    this.#calls = begin.calls;
  }

  /** Counts the fields of one object, or of one member of a list. Members of nested lists are not included. */
  weigh(nodes: readonly FieldNode[], type: GraphQLOutputType): number {
    return this.#costOfMember(nodes, type).fields;
  }

  /** Counts a list of an answer. If the operation then exceeds a limit, throws the error that stands in the field's place. */
  spend(nodes: readonly FieldNode[], type: GraphQLOutputType, members: number): void {
    const { fields, calls } = this.#costOfMember(nodes, type);
    if (this.#fields + members * fields > this.#limits.fields) {
      throw over(GRAPH_REFUSALS.listTooLongForFields, { limit: this.#limits.fields.toLocaleString('en') });
    }
    if (this.#calls + members * calls > this.#limits.calls + ROUNDING) {
      throw over(GRAPH_REFUSALS.listTooLongForCalls, { limit: this.#limits.calls.toLocaleString('en') });
    }
    this.#fields += members * fields;
    this.#calls += members * calls;
  }
}

// Tolerance for the rounding errors of a sum of fractions of calls.
const ROUNDING = 1e-6;

/** An error of one field. It has no HTTP status, since the rest of the operation is answered. */
function over<Text extends string>(refusal: Refusal<Text>, ...values: Values<Text>): GraphQLError {
  return new GraphQLError(textOf(refusal, ...values), { extensions: { code: refusal.code } });
}
