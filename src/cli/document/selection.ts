import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InlineFragmentNode,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { type Condition, conditionOf, type Fixed } from './conditions.ts';

/** A selection set, and when it is asked for. */
export interface Part {
  readonly set: SelectionSetNode;
  readonly when: Condition;
}

/** One place where a field is selected. */
export interface Selected {
  readonly node: FieldNode;
  readonly when: Condition;
}

type OnField = (selected: Selected, isNamed: boolean) => void;

interface Visit {
  /** Whether a fragment around it names the type or an interface of it. */
  readonly isNamed: boolean;
  readonly seen: Set<string>;
  readonly onField: OnField;
}

/**
 * What the selection sets of a document select on an object of some type, with all fragments written out: whatever the variables are, other
 * than `Selections` of the kit, which answers for the variables of one request.
 */
export class Selection {
  readonly #schema: GraphQLSchema;
  readonly #fixed: Fixed;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #numbers = new Map<SelectionSetNode, number>();

  constructor(document: DocumentNode, schema: GraphQLSchema, fixed: Fixed) {
    this.#schema = schema;
    this.#fixed = fixed;
    this.#fragments = new Map(
      document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
    );
  }

  /** By the keys of the answer: fields that several places select are one there. */
  fieldsOn(type: GraphQLObjectType, parts: readonly Part[]): ReadonlyMap<string, readonly Selected[]> {
    const found = new Map<string, Selected[]>();
    this.#visitAll(parts, type, (one) => {
      const key = (one.node.alias ?? one.node.name).value;
      const before = found.get(key);
      if (before) before.push(one);
      else found.set(key, [one]);
    });
    return found;
  }

  /**
   * When something is selected on a member of a union by a fragment that names it, or an interface of it. `__typename` beside the fragments is
   * answered for every member, and says of none that its case was thought of.
   */
  named(member: GraphQLObjectType, parts: readonly Part[]): readonly Condition[] {
    const found: Condition[] = [];
    this.#visitAll(parts, member, ({ when }, isNamed) => {
      if (isNamed) found.push(when);
    });
    return found;
  }

  /** The same for the same selection set under the same conditions. */
  keyOf({ set, when }: Part): string {
    const number = this.#numbers.get(set) ?? this.#numbers.size;
    this.#numbers.set(set, number);
    return `${number}${[...when].map(([name, value]) => `${value ? '+' : '-'}${name}`).join('')}`;
  }

  /** Each fragment once, however often it is spread: a few that spread each other twice would double the work with every one. */
  #visitAll(parts: readonly Part[], type: GraphQLObjectType, onField: OnField): void {
    const seen = new Set<string>();
    for (const part of parts) this.#visit(part, type, { isNamed: false, seen, onField });
  }

  #visit(part: Part, type: GraphQLObjectType, { isNamed, seen, onField }: Visit): void {
    const key = `${this.keyOf(part)} ${isNamed}`;
    if (seen.has(key)) return;
    seen.add(key);
    const { set, when: outer } = part;
    for (const selection of set.selections) {
      const when = conditionOf(selection, outer, this.#fixed);
      if (!when) continue;
      if (selection.kind === Kind.FIELD) {
        onField({ node: selection, when }, isNamed);
        continue;
      }
      const fragment = this.#fragmentOf(selection);
      if (!fragment) continue;
      const on = fragment.typeCondition && this.#schema.getType(fragment.typeCondition.name.value);
      const applies =
        !fragment.typeCondition || on === type || (isAbstractType(on) && this.#schema.isSubType(on, type));
      if (!applies) continue;
      const names = isObjectType(on) || isInterfaceType(on);
      this.#visit({ set: fragment.selectionSet, when }, type, { isNamed: isNamed || names, seen, onField });
    }
  }

  #fragmentOf(selection: SelectionNode): FragmentDefinitionNode | InlineFragmentNode | undefined {
    if (selection.kind === Kind.FIELD) return undefined;
    return selection.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(selection.name.value) : selection;
  }
}
