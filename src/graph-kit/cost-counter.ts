import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedOutputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getNullableType,
  isListType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { GRAPH_REFUSALS } from '../domain/refusals.ts';
import { type FieldCost, MAX_LIST, tooMuch } from './cost.ts';
import { IntrospectionCounter, isIntrospectionRoot } from './introspection-cost.ts';
import { Selections } from './selections.ts';

/** The weight of a field that asks a register, also if the gateway answers in its place. A field read from an answer weighs 1. */
export const REGISTER_FIELD = 10;

/** The length assumed for a list of unknown length when calls are counted. */
const UNKNOWN_MEMBERS = 10;

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
 * Every selection set is counted once for each type of object that it can be asked on, however often its fragment is spread:
 * so that counting costs no more than reading the document does.
 */
export class CostCounter {
  readonly #variables: Record<string, unknown>;
  readonly #selections: Selections;
  readonly #introspection: IntrospectionCounter;
  readonly #whole = new Memo<Cost>();
  readonly #flat = new Memo<Cost>();
  readonly #byArguments = new Map<FieldNode, FieldCost>();

  constructor(document: DocumentNode, schema: GraphQLSchema, variables: Record<string, unknown>) {
    this.#variables = variables;
    this.#selections = new Selections(document, schema, variables);
    this.#introspection = new IntrospectionCounter(schema, variables, this.#selections);
  }

  /** A selection set on one object, with everything below it. `hits`: the most members of the lists in it, where that is known. */
  whole(set: SelectionSetNode, type: GraphQLObjectType, hits: number | undefined): Cost {
    return this.#whole.once(set, hits === undefined ? type : `${type.name} ${hits}`, () => {
      const sum = this.#sum(
        set,
        type,
        (inner) => this.whole(inner, type, hits),
        (node, field) => {
          const own = this.#fieldCost(node, field);
          const { isList, type: inner } = shapeOf(field);
          const below = node.selectionSet
            ? this.#dearest(node.selectionSet, inner, (set, one) => this.whole(set, one, own.hits))
            : NOTHING;
          const known = own.list?.length ?? hits;
          return {
            calls: own.calls + times(below.calls, isList ? (known ?? UNKNOWN_MEMBERS) : 1),
            fields: weightOf(own) + times(below.fields, isList ? (known ?? 1) : 1),
            values: (own.list?.length ?? 0) + below.values,
            deferred: times(below.deferred, isList ? (known ?? Number.POSITIVE_INFINITY) : 1),
          };
        },
      );
      const deferred = this.#selections.deferred(set, type);
      return deferred === 0 ? sum : { ...sum, deferred: sum.deferred + deferred };
    });
  }

  /** The same, but for the members of its lists. */
  flat(set: SelectionSetNode, type: GraphQLObjectType): Cost {
    return this.#flat.once(set, type, () =>
      this.#sum(
        set,
        type,
        (inner) => this.flat(inner, type),
        (node, field) => {
          const own = this.#fieldCost(node, field);
          const { isList, type: inner } = shapeOf(field);
          const below = node.selectionSet && !isList ? this.#flatDearest(node.selectionSet, inner) : NOTHING;
          return { calls: own.calls + below.calls, fields: weightOf(own) + below.fields, values: 0, deferred: 0 };
        },
      ),
    );
  }

  /** What one object costs that a field answers, or one member of its list, but for the members of lists below. */
  member(nodes: readonly FieldNode[], type: GraphQLOutputType): Cost {
    if (!nodes[0]?.selectionSet) return fieldsAlone(1);
    const named = getNamedType(type);
    return nodes.reduce(
      (sum, { selectionSet }) => (selectionSet ? add(sum, this.#flatDearest(selectionSet, named)) : sum),
      NOTHING,
    );
  }

  #flatDearest(set: SelectionSetNode, type: GraphQLNamedOutputType): Cost {
    return this.#dearest(set, type, (inner, one) => this.flat(inner, one));
  }

  #sum(
    set: SelectionSetNode,
    type: GraphQLObjectType,
    ofFragment: (set: SelectionSetNode) => Cost,
    ofField: (node: FieldNode, field: GraphQLField<unknown, unknown>) => Cost,
  ): Cost {
    let sum = NOTHING;
    // Most fields are read from an answer, and hold nothing below.
    let plain = 0;
    for (const node of this.#selections.of(set, type)) {
      if (node.kind === Kind.SELECTION_SET) {
        sum = add(sum, ofFragment(node));
        continue;
      }
      const name = node.name.value;
      const field = type.getFields()[name];
      if (field && (node.selectionSet || field.extensions.complexity)) sum = add(sum, ofField(node, field));
      else if (isIntrospectionRoot(name)) sum = add(sum, fieldsAlone(this.#introspection.ofRoot(node, name)));
      else plain += 1;
    }
    return add(sum, fieldsAlone(plain));
  }

  /** The greatest cost, each number by itself, among the types of object that the field can answer. */
  #dearest(
    set: SelectionSetNode,
    type: GraphQLNamedOutputType,
    cost: (set: SelectionSetNode, type: GraphQLObjectType) => Cost,
  ): Cost {
    let most = NOTHING;
    for (const one of this.#selections.distinct(set, type)) most = greater(most, cost(set, one));
    return most;
  }

  #fieldCost(node: FieldNode, field: GraphQLField<unknown, unknown>): FieldCost {
    const { complexity } = field.extensions as { complexity?: FieldCost | ((args: object) => FieldCost) };
    if (typeof complexity !== 'function') return complexity ?? FREE;
    const cost = this.#byArguments.get(node) ?? this.#read(node, field, complexity);
    this.#byArguments.set(node, cost);
    return cost;
  }

  #read(node: FieldNode, field: GraphQLField<unknown, unknown>, complexity: (args: object) => FieldCost): FieldCost {
    let args: object;
    try {
      args = getArgumentValues(field, node, this.#variables);
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

const FREE: FieldCost = { calls: 0 };

/** What has been counted already, by the selection set and what it was asked on. */
class Memo<Value> {
  readonly #known = new Map<SelectionSetNode, Map<unknown, Value>>();

  once(set: SelectionSetNode, on: unknown, count: () => Value): Value {
    const known = this.#known.get(set) ?? new Map<unknown, Value>();
    this.#known.set(set, known);
    const before = known.get(on);
    if (before !== undefined) return before;
    const value = count();
    known.set(on, value);
    return value;
  }
}

function fieldsAlone(fields: number): Cost {
  return { calls: 0, fields, values: 0, deferred: 0 };
}

function weightOf({ calls }: FieldCost): number {
  return calls > 0 ? REGISTER_FIELD : 1;
}

interface Shape {
  readonly isList: boolean;
  /** What the field answers, or each member of its list. */
  readonly type: GraphQLNamedOutputType;
}

// Follows from the field's type alone, which stays as it is once a schema is built.
const shapes = new WeakMap<GraphQLField<unknown, unknown>, Shape>();

function shapeOf(field: GraphQLField<unknown, unknown>): Shape {
  const known = shapes.get(field);
  if (known) return known;
  const shape = { isList: isListType(getNullableType(field.type)), type: getNamedType(field.type) };
  shapes.set(field, shape);
  return shape;
}

/** Nested fragments can make a cost infinite, and lists a count. Infinity times 0 would be NaN, which passes every limit: here it is 0. */
function times(cost: number, count: number): number {
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
