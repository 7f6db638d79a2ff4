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
 * What an operation may still spend while it runs. Before, nobody knows how long a register's lists are; each is counted
 * when it has come, before its members are read.
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

  /** Fields of one object that a field answers, or of one member of its list, but for the members of lists below. */
  weigh(nodes: readonly FieldNode[], type: GraphQLOutputType): number {
    return this.#costOfMember(nodes, type).fields;
  }

  /** Counts a list that has come. Throws what its field answers instead when that is more than the operation may cost. */
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

// Thousandths of a call never sum up quite.
const ROUNDING = 1e-6;

/** An error in the field's own place: without a status, for the rest is answered. */
function over<Text extends string>(refusal: Refusal<Text>, ...values: Values<Text>): GraphQLError {
  return new GraphQLError(textOf(refusal, ...values), { extensions: { code: refusal.code } });
}
