import {
  type DocumentNode,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type GraphQLUnionType,
  getNamedType,
  isAbstractType,
  isObjectType,
  isUnionType,
  type OperationDefinitionNode,
} from 'graphql';
import { ALWAYS, both, type Condition, type Fixed, findGap } from './conditions.ts';
import { type Part, Selection } from './selection.ts';

/** A member of a union that an operation selects nothing of. */
export interface LeftOut {
  readonly member: string;
  /** Variables with which it is left out; undefined: with all. */
  readonly when: Condition | undefined;
}

/** A field of an operation that answers a union. */
export interface SelectedUnion {
  /** In the answer: "enhet.basisdata". */
  readonly path: string;
  /** "Enhet.basisdata" */
  readonly field: string;
  readonly union: string;
  /** Where it is first selected. */
  readonly node: FieldNode;
  readonly leftOut: readonly LeftOut[];
  /** Whether `__typename` is selected on every member that is not left out. */
  readonly tellsMembers: boolean;
}

export interface Walked {
  readonly unions: readonly SelectedUnion[];
  /** The coordinates of the fields that can be asked for: "Enhet.basisdata". */
  readonly fields: ReadonlySet<string>;
}

/** Which fields and unions of the graph an operation of a valid document selects. */
export function walk(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
  fixed: Fixed,
): Walked {
  const walker = new Walker(document, schema, fixed);
  const root = schema.getRootType(operation.operation);
  if (root) walker.visit(root, [{ set: operation.selectionSet, when: ALWAYS }], []);
  return { unions: [...walker.unions.values()], fields: walker.fields };
}

/** What a router asks for of entities is what it has named. */
const ENTITIES = '_Entity';

class Walker {
  readonly unions = new Map<string, SelectedUnion>();
  readonly fields = new Set<string>();
  readonly #schema: GraphQLSchema;
  readonly #selection: Selection;
  readonly #seen = new Set<string>();

  constructor(document: DocumentNode, schema: GraphQLSchema, fixed: Fixed) {
    this.#schema = schema;
    this.#selection = new Selection(document, schema, fixed);
  }

  visit(type: GraphQLObjectType, parts: readonly Part[], path: readonly string[]): void {
    const key = `${path.join('.')} ${type.name} ${this.#keyOf(parts)}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    for (const [name, selected] of this.#selection.fieldsOn(type, parts)) {
      const [first] = selected;
      const field = first && type.getFields()[first.node.name.value];
      // __typename, and introspection.
      if (!field) continue;
      const coordinate = `${type.name}.${field.name}`;
      this.fields.add(coordinate);
      const below = selected.flatMap(({ node, when }) => (node.selectionSet ? [{ set: node.selectionSet, when }] : []));
      const answers = getNamedType(field.type);
      const at = [...path, name];
      if (isUnionType(answers) && answers.name !== ENTITIES) {
        const union = this.#unionOf(answers, below);
        const unionKey = `${at.join('.')} ${answers.name} ${this.#keyOf(below)}`;
        // Another type may have the field in the same place.
        if (!this.unions.has(unionKey))
          this.unions.set(unionKey, { path: at.join('.'), field: coordinate, node: first.node, ...union });
      }
      const possible = isAbstractType(answers) ? this.#schema.getPossibleTypes(answers) : [answers];
      for (const one of possible) if (isObjectType(one)) this.visit(one, below, at);
    }
  }

  #unionOf(union: GraphQLUnionType, parts: readonly Part[]): Pick<SelectedUnion, 'union' | 'leftOut' | 'tellsMembers'> {
    const asked = parts.map(({ when }) => when);
    const leftOut = union.getTypes().flatMap((member): LeftOut[] => {
      const named = this.#selection.named(member, parts);
      const when = findGap(asked, named);
      if (!when) return [];
      const isSometimesNamed = named.some((one) => asked.some((other) => both(one, other)));
      return [{ member: member.name, when: isSometimesNamed ? when : undefined }];
    });
    const isLeftOut = (name: string) => leftOut.some(({ member, when }) => member === name && when === undefined);
    const tellsMembers = union
      .getTypes()
      .filter(({ name }) => !isLeftOut(name))
      .every((member) =>
        [...this.#selection.fieldsOn(member, parts).values()].some(
          ([first]) => first?.node.name.value === '__typename',
        ),
      );
    return { union: union.name, leftOut, tellsMembers };
  }

  #keyOf(parts: readonly Part[]): string {
    return parts.map((part) => this.#selection.keyOf(part)).join(' ');
  }
}
