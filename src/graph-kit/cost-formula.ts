import { type FieldNode, type GraphQLField, getArgumentValues } from 'graphql';
import { GRAPH_REFUSALS } from '../domain/refusals.ts';
import { plainArguments, type ReadPlainly } from './plain-values.ts';
import { type FieldCost, MAX_LIST, tooMuch } from './cost.ts';

/** What a part of an operation costs. */
export interface Cost {
  readonly calls: number;
  readonly fields: number;
  readonly values: number;
  /** Fragments that may be delivered on their own; infinitely many in a list of unknown length. */
  readonly deferred: number;
}

export const NOTHING: Cost = { calls: 0, fields: 0, values: 0, deferred: 0 };

/**
 * What a part of an operation costs, as far as its document says: a cost, or what makes one of the lengths of its lists when the variables
 * are known.
 */
export type Formula = Cost | Counted;

/** A cost that depends on arguments, or on how many hits the search around it can have. */
export class Counted {
  /** False: it depends on the hits alone. */
  readonly readsArguments: boolean;
  readonly #count: (given: Given, hits: number | undefined) => Cost;

  constructor(readsArguments: boolean, count: (given: Given, hits: number | undefined) => Cost) {
    this.readsArguments = readsArguments;
    this.#count = count;
  }

  /** Once for each number of hits: a fragment can stand in many places, which stand in many others. */
  in(given: Given, hits: number | undefined): Cost {
    const known = given.counted.get(this) ?? new Map<number | undefined, Cost>();
    given.counted.set(this, known);
    const cost = known.get(hits) ?? this.#count(given, hits);
    known.set(hits, cost);
    return cost;
  }
}

type Complexity = (args: object) => FieldCost;

/** A field whose cost depends on its arguments. */
export interface CountedField {
  readonly node: FieldNode;
  readonly field: GraphQLField<unknown, unknown>;
  readonly complexity: Complexity;
  readonly readArguments: ReadPlainly;
}

export function countedField(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  complexity: Complexity,
): CountedField {
  return { node, field, complexity, readArguments: plainArguments(field.args, node) };
}

/** The arguments of one request, read when they are asked for. */
export class Given {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly counted = new Map<Counted, Map<number | undefined, Cost>>();
  readonly #fields = new Map<FieldNode, FieldCost>();

  constructor(variables: Readonly<Record<string, unknown>>) {
    this.variables = variables;
  }

  /** What a field costs with its arguments. Throws where a list is too long. */
  costOf(counted: CountedField): FieldCost {
    const known = this.#fields.get(counted.node);
    if (known) return known;
    const cost = this.#read(counted);
    this.#fields.set(counted.node, cost);
    return cost;
  }

  #read({ node, field, complexity, readArguments }: CountedField): FieldCost {
    let args: object;
    try {
      args = readArguments(this.variables) ?? getArgumentValues(field, node, this.variables);
    } catch {
      // Invalid arguments: the field is not executed, and its place in the answer holds the error.
      return FREE;
    }
    const cost = complexity(args);
    if (cost.list && cost.list.length > MAX_LIST) {
      const { argument, length } = cost.list;
      // Grouped: six digits in a row would be masked, since they could be a person's.
      const count = length.toLocaleString('en');
      throw tooMuch(GRAPH_REFUSALS.tooManyValues, { argument, count, limit: MAX_LIST });
    }
    return cost;
  }
}

export const FREE: FieldCost = { calls: 0 };

export function costIn(formula: Formula, given: Given, hits?: number): Cost {
  return formula instanceof Counted ? formula.in(given, hits) : formula;
}

/** The same, where no search is around it. */
export function withoutHits(formula: Formula): Formula {
  if (!(formula instanceof Counted)) return formula;
  return formula.readsArguments
    ? new Counted(true, (given) => formula.in(given, undefined))
    : formula.in(new Given({}), undefined);
}

export function sumOf(formulas: readonly Formula[]): Formula {
  return combined(formulas, NOTHING, add);
}

/** The greatest, each number by itself. */
export function greatestOf(formulas: readonly Formula[]): Formula {
  return combined(formulas, NOTHING, greater);
}

function combined(formulas: readonly Formula[], first: Cost, combine: (one: Cost, other: Cost) => Cost): Formula {
  let known = first;
  const counted: Counted[] = [];
  for (const formula of formulas) {
    if (formula instanceof Counted) counted.push(formula);
    else known = combine(known, formula);
  }
  if (counted.length === 0) return known;
  const readsArguments = counted.some((one) => one.readsArguments);
  return new Counted(readsArguments, (given, hits) => {
    let all = known;
    for (const one of counted) all = combine(all, one.in(given, hits));
    return all;
  });
}

export function fieldsAlone(fields: number): Cost {
  return { calls: 0, fields, values: 0, deferred: 0 };
}

/** Nested fragments can make a cost infinite, and lists a count. Infinity times 0 would be NaN, which passes every limit: here it is 0. */
export function times(cost: number, count: number): number {
  return count === 0 || cost === 0 ? 0 : cost * count;
}

function add(one: Cost, other: Cost): Cost {
  return {
    calls: one.calls + other.calls,
    fields: one.fields + other.fields,
    values: one.values + other.values,
    deferred: one.deferred + other.deferred,
  };
}

function greater(one: Cost, other: Cost): Cost {
  return {
    calls: Math.max(one.calls, other.calls),
    fields: Math.max(one.fields, other.fields),
    values: Math.max(one.values, other.values),
    deferred: Math.max(one.deferred, other.deferred),
  };
}
