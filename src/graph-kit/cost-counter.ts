import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedOutputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isListType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { type FieldCost, UNKNOWN_MEMBERS } from './cost.ts';
import {
  type Cost,
  Counted,
  costIn,
  countedField,
  FREE,
  type Formula,
  fieldsAlone,
  type Given,
  greatestOf,
  NOTHING,
  sumOf,
  times,
  withoutHits,
} from './cost-formula.ts';
import { IntrospectionCounter, isIntrospectionRoot } from './introspection-cost.ts';
import { Selections } from './selections.ts';

/** The weight of a field that asks a register, also if the gateway answers in its place. A field read from an answer weighs 1. */
export const REGISTER_FIELD = 10;

/** What a field costs, of itself and with what stands below it. */
type FieldFormula = (node: FieldNode, field: GraphQLField<unknown, unknown>) => Formula;

/**
 * Makes formulas of a document, for one choice of what its conditions leave out. Every selection set is looked at once for each type of object
 * that it can be asked on, however often its fragment is spread: so that it costs no more than reading the document does.
 */
export class CostCounter {
  readonly #schema: GraphQLSchema;
  readonly #selections: Selections;
  readonly #whole = new Memo();
  readonly #flat = new Memo();
  readonly #members = new Memo();

  /** `conditions`: the variables of @skip, @include and @defer. */
  constructor(document: DocumentNode, schema: GraphQLSchema, conditions: Readonly<Record<string, unknown>>) {
    this.#schema = schema;
    this.#selections = new Selections(document, schema, conditions);
  }

  /** A selection set on one object, with everything below it. */
  whole(set: SelectionSetNode, type: GraphQLObjectType): Formula {
    return this.#whole.once(set, type, () => {
      const sum = this.#sum(
        set,
        type,
        (inner) => this.whole(inner, type),
        (node, field) => this.#wholeField(node, field),
      );
      const deferred = this.#selections.deferred(set, type);
      return deferred === 0 ? sum : sumOf([sum, { ...NOTHING, deferred }]);
    });
  }

  #wholeField(node: FieldNode, field: GraphQLField<unknown, unknown>): Formula {
    const { isList, type } = shapeOf(field);
    const { selectionSet } = node;
    const below = selectionSet ? this.#dearest(selectionSet, type, (set, one) => this.whole(set, one)) : NOTHING;
    const cost = complexityOf(field);
    if (typeof cost === 'function') {
      const counted = countedField(node, field, cost);
      return new Counted(true, (given, hits) => {
        const own = given.costOf(counted);
        return withBelow(own, costIn(below, given, own.hits), isList, hits);
      });
    }
    // The lists below are those of a search only when this field is one.
    const alone = cost.hits === undefined ? withoutHits(below) : below;
    const readsArguments = alone instanceof Counted;
    if (!readsArguments && !isList) return withBelow(cost, alone, isList, undefined);
    return new Counted(readsArguments, (given, hits) => withBelow(cost, costIn(alone, given, cost.hits), isList, hits));
  }

  /** The same, but for the members of its lists. */
  flat(set: SelectionSetNode, type: GraphQLObjectType): Formula {
    return this.#flat.once(set, type, () =>
      this.#sum(
        set,
        type,
        (inner) => this.flat(inner, type),
        (node, field) => {
          const { isList, type: inner } = shapeOf(field);
          const below = node.selectionSet && !isList ? this.#flatDearest(node.selectionSet, inner) : NOTHING;
          return sumOf([this.#flatField(node, field), below]);
        },
      ),
    );
  }

  #flatField(node: FieldNode, field: GraphQLField<unknown, unknown>): Formula {
    const cost = complexityOf(field);
    if (typeof cost !== 'function') return alone(cost);
    const counted = countedField(node, field, cost);
    return new Counted(true, (given) => alone(given.costOf(counted)));
  }

  /** What one object costs that a field answers, or one member of its list, but for the members of lists below. */
  member(nodes: readonly FieldNode[], type: GraphQLOutputType): Formula {
    if (!nodes[0]?.selectionSet) return ONE_FIELD;
    const named = getNamedType(type);
    const ofNode = ({ selectionSet }: FieldNode) => (selectionSet ? this.#flatDearest(selectionSet, named) : NOTHING);
    return nodes.length === 1 ? ofNode(nodes[0]) : sumOf(nodes.map(ofNode));
  }

  #flatDearest(set: SelectionSetNode, type: GraphQLNamedOutputType): Formula {
    return this.#members.once(set, type, () => this.#dearest(set, type, (inner, one) => this.flat(inner, one)));
  }

  #sum(
    set: SelectionSetNode,
    type: GraphQLObjectType,
    ofFragment: (set: SelectionSetNode) => Formula,
    ofField: FieldFormula,
  ): Formula {
    const formulas: Formula[] = [];
    // Most fields are read from an answer, and hold nothing below.
    let plain = 0;
    for (const node of this.#selections.of(set, type)) {
      if (node.kind === Kind.SELECTION_SET) {
        formulas.push(ofFragment(node));
        continue;
      }
      const name = node.name.value;
      const field = type.getFields()[name];
      if (field && (node.selectionSet || field.extensions.complexity)) formulas.push(ofField(node, field));
      else if (isIntrospectionRoot(name)) formulas.push(this.#introspection(node, name));
      else plain += 1;
    }
    return sumOf([...formulas, fieldsAlone(plain)]);
  }

  #introspection(node: FieldNode, name: Parameters<IntrospectionCounter['ofRoot']>[1]): Formula {
    return new Counted(true, ({ variables }: Given) =>
      fieldsAlone(new IntrospectionCounter(this.#schema, variables, this.#selections).ofRoot(node, name)),
    );
  }

  /** The greatest cost among the types of object that the field can answer. */
  #dearest(
    set: SelectionSetNode,
    type: GraphQLNamedOutputType,
    cost: (set: SelectionSetNode, type: GraphQLObjectType) => Formula,
  ): Formula {
    return greatestOf(this.#selections.distinct(set, type).map((one) => cost(set, one)));
  }
}

const ONE_FIELD = fieldsAlone(1);

/** A field with what stands below it, on each member where it is a list: as many as its argument has, or as the search can hit. */
function withBelow(own: FieldCost, below: Cost, isList: boolean, hits: number | undefined): Cost {
  const known = own.list?.length ?? hits;
  return {
    calls: own.calls + times(below.calls, isList ? (known ?? UNKNOWN_MEMBERS) : 1),
    fields: weightOf(own) + times(below.fields, isList ? (known ?? 1) : 1),
    values: (own.list?.length ?? 0) + below.values,
    deferred: times(below.deferred, isList ? (known ?? Number.POSITIVE_INFINITY) : 1),
  };
}

function alone(own: FieldCost): Cost {
  return { calls: own.calls, fields: weightOf(own), values: 0, deferred: 0 };
}

function complexityOf({ extensions }: GraphQLField<unknown, unknown>): FieldCost | ((args: object) => FieldCost) {
  return (extensions as { complexity?: FieldCost | ((args: object) => FieldCost) }).complexity ?? FREE;
}

/** What has been looked at already, by the selection set and the type that it was asked on. */
class Memo {
  readonly #known = new Map<SelectionSetNode, Map<GraphQLNamedOutputType, Formula>>();

  once(set: SelectionSetNode, on: GraphQLNamedOutputType, make: () => Formula): Formula {
    const known = this.#known.get(set) ?? new Map<GraphQLNamedOutputType, Formula>();
    this.#known.set(set, known);
    const before = known.get(on);
    if (before !== undefined) return before;
    const formula = make();
    known.set(on, formula);
    return formula;
  }
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
