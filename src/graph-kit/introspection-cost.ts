import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import type { Selections } from './selections.ts';

/** A field of introspection takes more time than one of a register's answer, and blocks other requests while it is resolved. */
const WEIGHT = 4;
/** The count stops here. */
const ENOUGH = 1_000_000;

const ROOTS = { __schema: SchemaMetaFieldDef, __type: TypeMetaFieldDef } as const;

export function isIntrospectionRoot(name: string): name is keyof typeof ROOTS {
  return Object.hasOwn(ROOTS, name);
}

/**
 * Counts the fields that introspection answers, exactly, since the schema is known: its lists are long where they lead back
 * to it (the possible types of the interfaces of each type), and an average would be far too little.
 */
export class IntrospectionCounter {
  readonly #schema: GraphQLSchema;
  readonly #variables: Readonly<Record<string, unknown>>;
  readonly #selections: Selections;
  readonly #known = new Map<SelectionSetNode, Map<unknown, number>>();

  constructor(schema: GraphQLSchema, variables: Readonly<Record<string, unknown>>, selections: Selections) {
    this.#schema = schema;
    this.#variables = variables;
    this.#selections = selections;
  }

  ofRoot(node: FieldNode, name: keyof typeof ROOTS): number {
    return this.#ofField(node, ROOTS[name], undefined);
  }

  #ofField(node: FieldNode, field: (typeof ROOTS)[keyof typeof ROOTS], source: unknown): number {
    const type = getNamedType(field.type);
    if (!node.selectionSet || !isObjectType(type)) return WEIGHT;
    const args = getArgumentValues(field, node, this.#variables);
    const value: unknown = field.resolve?.(source, args, undefined, { schema: this.#schema } as GraphQLResolveInfo);
    let sum = WEIGHT;
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one === undefined || one === null) continue;
      sum += this.#ofObject(node.selectionSet, type, one);
      if (sum > ENOUGH) break;
    }
    return sum;
  }

  #ofObject(set: SelectionSetNode, type: GraphQLObjectType, source: unknown): number {
    const known = this.#known.get(set) ?? new Map<unknown, number>();
    this.#known.set(set, known);
    const before = known.get(source);
    if (before !== undefined) return before;
    let sum = 0;
    for (const node of this.#selections.of(set, type)) {
      if (node.kind === Kind.SELECTION_SET) {
        sum += this.#ofObject(node, type, source);
      } else {
        const field = type.getFields()[node.name.value];
        sum += field ? this.#ofField(node, field, source) : WEIGHT;
      }
      if (sum > ENOUGH) break;
    }
    known.set(source, sum);
    return sum;
  }
}
