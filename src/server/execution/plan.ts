import {
  type DocumentNode,
  defaultFieldResolver,
  defaultTypeResolver,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLInterfaceType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type GraphQLTypeResolver,
  type GraphQLUnionType,
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { isIncluded } from '../../graph-kit/conditions.ts';
import { plainArguments, type ReadPlainly } from '../../graph-kit/plain-values.ts';

/** What is to be made of the value that a field, or a member of a list, resolves to. `type` is without its exclamation mark. */
export type Shape = { readonly isNonNull: boolean } & (
  | { readonly kind: 'leaf'; readonly type: GraphQLLeafType }
  | { readonly kind: 'list'; readonly member: Shape }
  | { readonly kind: 'object'; readonly type: GraphQLObjectType; readonly below: Below }
  | {
      readonly kind: 'abstract';
      readonly type: GraphQLInterfaceType | GraphQLUnionType;
      readonly resolveType: GraphQLTypeResolver<unknown, unknown>;
      readonly below: Below;
    }
);

/** One field of an answer: every field node of the document that has its response name, merged. */
export interface PlannedField {
  readonly name: string;
  readonly nodes: readonly FieldNode[];
  readonly field: GraphQLField<unknown, unknown>;
  readonly parentType: GraphQLObjectType;
  readonly resolve: GraphQLFieldResolver<unknown, unknown>;
  /** Whether it is the property of the field's name, unless that is a function: it has neither a resolver nor arguments. */
  readonly isProperty: boolean;
  /** Undefined where it has no arguments. */
  readonly readArguments: ReadPlainly | undefined;
  /** Whether the resolver could read the fourth argument. */
  readonly takesInfo: boolean;
  readonly shape: Shape;
  /** Where it is a scalar or an enum that is a property, or whose resolver reads neither arguments nor the fourth argument. */
  readonly leaf: GraphQLLeafType | undefined;
}

/** `__typename`, whose value is known. */
export interface PlannedTypename {
  readonly name: string;
  readonly value: string;
}

/** What is selected on an object of one type, in the order of the answer. */
export interface Selection {
  readonly type: GraphQLObjectType;
  readonly fields: readonly (PlannedField | PlannedTypename)[];
  /** Makes the object that the answers are put into: one constructor for each selection, so that V8 knows its shape. */
  readonly Answer: new () => Record<string, unknown>;
}

/** The selections below a field, by the type of the object that it resolves to: each is planned when an object of it first comes. */
export interface Below {
  on(type: GraphQLObjectType): Selection;
}

/** An operation whose fields are collected and whose types are known, for one choice of what @skip and @include leave out. */
export interface Plan {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly root: Selection;
  /** Whether there was no room for all of it: a part of it is planned anew for each object then, which takes longer than graphql-js does. */
  readonly isCrowded: () => boolean;
}

/** How many fields of one document are kept planned, a selection counted as one; of more the rest is planned anew each time it is asked for. */
export interface Room {
  fields: number;
}

/**
 * Plans an operation as graphql-js would execute it. Undefined where it asks about the schema itself, which graphql-js answers. The document
 * must be valid, and `conditions` hold the variables of its @skip and @include.
 */
export function planOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  conditions: Readonly<Record<string, unknown>>,
  room: Room,
): Plan | undefined {
  const type = schema.getRootType(operation.operation);
  if (!type) return undefined;
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const one of document.definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments[one.name.value] = one;
  const planner = new Planner(schema, fragments, conditions, room);
  const root = planner.selection(type, [operation.selectionSet]);
  if (!root) return undefined;
  return { schema, operation, fragments, root, isCrowded: () => planner.isCrowded };
}

class Planner {
  isCrowded = false;
  readonly #schema: GraphQLSchema;
  readonly #fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly #conditions: Readonly<Record<string, unknown>>;
  readonly #room: Room;

  constructor(
    schema: GraphQLSchema,
    fragments: Readonly<Record<string, FragmentDefinitionNode>>,
    conditions: Readonly<Record<string, unknown>>,
    room: Room,
  ) {
    this.#schema = schema;
    this.#fragments = fragments;
    this.#conditions = conditions;
    this.#room = room;
  }

  /** Undefined where a field is none that the type has: those about the schema. */
  selection(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Selection | undefined {
    this.#room.fields -= 1;
    const collected = new Map<string, FieldNode[]>();
    const seen = new Set<string>();
    for (const set of sets) this.#collect(type, set, collected, seen);
    const fields: (PlannedField | PlannedTypename)[] = [];
    for (const [name, nodes] of collected) {
      const planned = this.#field(type, name, nodes);
      if (!planned) return undefined;
      fields.push(planned);
    }
    this.isCrowded ||= this.#room.fields < 0;
    return { type, fields, Answer: answerClass() };
  }

  #collect(
    type: GraphQLObjectType,
    { selections }: SelectionSetNode,
    collected: Map<string, FieldNode[]>,
    seen: Set<string>,
  ): void {
    for (const node of selections) {
      if (node.kind === Kind.FRAGMENT_SPREAD && seen.has(node.name.value)) continue;
      if (!isIncluded(node, this.#conditions)) continue;
      if (node.kind === Kind.FIELD) {
        const name = (node.alias ?? node.name).value;
        const before = collected.get(name);
        if (before) before.push(node);
        else collected.set(name, [node]);
        continue;
      }
      if (node.kind === Kind.FRAGMENT_SPREAD) seen.add(node.name.value);
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? this.#fragments[node.name.value] : node;
      if (fragment && this.#applies(fragment.typeCondition?.name.value, type)) {
        this.#collect(type, fragment.selectionSet, collected, seen);
      }
    }
  }

  #applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const other = this.#schema.getType(condition);
    return isAbstractType(other) && this.#schema.isSubType(other, type);
  }

  #field(
    parentType: GraphQLObjectType,
    name: string,
    nodes: readonly FieldNode[],
  ): PlannedField | PlannedTypename | undefined {
    const fieldName = nodes[0]?.name.value ?? '';
    this.#room.fields -= 1;
    if (fieldName === '__typename') return { name, value: parentType.name };
    const field = parentType.getFields()[fieldName];
    if (!field) return undefined;
    const { resolve = defaultFieldResolver } = field;
    const isProperty = field.resolve === undefined && field.args.length === 0;
    // A function with fewer parameters reads no more of them; one without any may take them all as a list.
    const takesInfo = resolve.length === 0 || resolve.length > 3;
    const shape = this.#shape(field.type, nodes);
    const isSimple = isProperty || (!takesInfo && field.args.length === 0);
    return {
      name,
      nodes,
      field,
      parentType,
      resolve,
      isProperty,
      readArguments: field.args.length > 0 ? plainArguments(field.args, nodes[0]) : undefined,
      takesInfo,
      shape,
      leaf: isSimple && shape.kind === 'leaf' ? shape.type : undefined,
    };
  }

  #shape(type: GraphQLOutputType, nodes: readonly FieldNode[]): Shape {
    const isNonNull = isNonNullType(type);
    const inner = getNullableType(type);
    if (isListType(inner)) return { kind: 'list', isNonNull, member: this.#shape(inner.ofType, nodes) };
    if (isLeafType(inner)) return { kind: 'leaf', isNonNull, type: inner };
    const below = this.#below(nodes);
    if (!isAbstractType(inner)) return { kind: 'object', isNonNull, type: inner, below };
    const resolveType = inner.resolveType ?? defaultTypeResolver;
    return { kind: 'abstract', isNonNull, type: inner, resolveType, below };
  }

  #below(nodes: readonly FieldNode[]): Below {
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const known = new Map<GraphQLObjectType, Selection>();
    return {
      on: (type) => {
        const before = known.get(type);
        if (before) return before;
        const selection = this.selection(type, sets);
        if (!selection) throw new Error('only the root of a query can ask about the schema');
        if (!this.isCrowded) known.set(type, selection);
        return selection;
      },
    };
  }
}

/** Without a prototype that has properties: an answer's member may be named __proto__, or toString. */
function answerClass(): Selection['Answer'] {
  const Answer = function Answer() {} as unknown as Selection['Answer'];
  Answer.prototype = Object.create(null);
  return Answer;
}
