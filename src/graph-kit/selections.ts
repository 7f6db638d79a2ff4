import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getDirectiveValues,
  type InlineFragmentNode,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { isIncluded } from './conditions.ts';
import { DeferDirective } from './defer.ts';

/** What is known of a document whatever its variables are: kept with it, for most documents come again. */
interface Static {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly conditions: Map<SelectionSetNode, ReadonlySet<string>>;
  readonly distinct: Map<SelectionSetNode, Map<GraphQLNamedType, readonly GraphQLObjectType[]>>;
  /** False: @defer stands nowhere in it. */
  readonly mayDefer: boolean;
}

// By the document, and within it by the types of a schema: what is read follows from these alone.
const known = new WeakMap<DocumentNode, Static>();

function read(document: DocumentNode): Static {
  const before = known.get(document);
  if (before) return before;
  const fragments = new Map(
    document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  );
  // A document with many lines has been parsed without locations.
  const mayDefer = document.loc?.source.body.includes(DeferDirective.name) ?? true;
  const read = { fragments, conditions: new Map(), distinct: new Map(), mayDefer };
  known.set(document, read);
  return read;
}

/** What is selected in a document, as it would be executed: without what @skip and @include leave out. */
export class Selections {
  readonly #schema: GraphQLSchema;
  readonly #variables: Readonly<Record<string, unknown>>;
  readonly #static: Static;

  constructor(document: DocumentNode, schema: GraphQLSchema, variables: Readonly<Record<string, unknown>>) {
    this.#schema = schema;
    this.#variables = variables;
    this.#static = read(document);
  }

  /** Of the objects that a field of this type could answer, one of each kind that the selection set tells apart. */
  distinct(set: SelectionSetNode, type: GraphQLNamedType): readonly GraphQLObjectType[] {
    const ofSet = this.#static.distinct.get(set) ?? new Map<GraphQLNamedType, readonly GraphQLObjectType[]>();
    this.#static.distinct.set(set, ofSet);
    const before = ofSet.get(type);
    if (before) return before;
    const distinct = this.#findDistinct(set, type);
    ofSet.set(type, distinct);
    return distinct;
  }

  #findDistinct(set: SelectionSetNode, type: GraphQLNamedType): readonly GraphQLObjectType[] {
    if (isObjectType(type)) return [type];
    if (!isAbstractType(type)) return [];
    const conditions = [...this.#conditions(set)];
    const byKind = new Map<string, GraphQLObjectType>();
    for (const one of this.#schema.getPossibleTypes(type)) {
      byKind.set(conditions.filter((condition) => this.#applies(condition, one)).join(' '), one);
    }
    return [...byKind.values()];
  }

  /** The types that the fragments of a selection set are on, and the fragments in them. */
  #conditions(set: SelectionSetNode): ReadonlySet<string> {
    const before = this.#static.conditions.get(set);
    if (before) return before;
    const conditions = new Set<string>();
    this.#static.conditions.set(set, conditions);
    for (const selection of set.selections) {
      const fragment = this.#fragmentOf(selection);
      if (!fragment) continue;
      if (fragment.typeCondition) conditions.add(fragment.typeCondition.name.value);
      for (const condition of this.#conditions(fragment.selectionSet)) conditions.add(condition);
    }
    return conditions;
  }

  #fragmentOf(selection: SelectionNode): FragmentDefinitionNode | InlineFragmentNode | undefined {
    if (selection.kind === Kind.FIELD) return undefined;
    return selection.kind === Kind.FRAGMENT_SPREAD ? this.#static.fragments.get(selection.name.value) : selection;
  }

  /** The fields of a selection set on an object of this type, and the selection sets of the fragments in it that apply. */
  *of(set: SelectionSetNode, type: GraphQLObjectType): Generator<FieldNode | SelectionSetNode> {
    for (const selection of set.selections) {
      if (!isIncluded(selection, this.#variables)) continue;
      if (selection.kind === Kind.FIELD) {
        yield selection;
        continue;
      }
      const fragment = this.#fragmentOf(selection);
      if (fragment && this.#applies(fragment.typeCondition?.name.value, type)) yield fragment.selectionSet;
    }
  }

  /** How many fragments of the selection set apply to an object of this type and are deferred; infinitely many where @defer is invalid. */
  deferred(set: SelectionSetNode, type: GraphQLObjectType): number {
    if (!this.#static.mayDefer) return 0;
    let count = 0;
    for (const selection of set.selections) {
      const fragment = this.#fragmentOf(selection);
      if (!fragment || !isIncluded(selection, this.#variables)) continue;
      if (this.#applies(fragment.typeCondition?.name.value, type)) count += this.#timesDeferred(selection);
    }
    return count;
  }

  #timesDeferred(node: SelectionNode): number {
    try {
      const defer = getDirectiveValues(DeferDirective, node, this.#variables);
      return defer && defer.if !== false ? 1 : 0;
    } catch {
      // `if` is a variable that is null.
      return Number.POSITIVE_INFINITY;
    }
  }

  #applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const other = this.#schema.getType(condition);
    return isAbstractType(other) && this.#schema.isSubType(other, type);
  }
}
