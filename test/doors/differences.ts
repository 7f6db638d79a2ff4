import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  isCompositeType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { apiSchema } from '../../src/graph/schema.ts';

/** What one field answers by one door, and otherwise by another. */
export interface Difference {
  /** `Type.field`; of an object that is of another type, the field that leads to it. */
  readonly felt: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** The operation with `__typename` in every selection, so that two answers can be compared member by member. */
export function withTypes(text: string): DocumentNode {
  const name = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;
  return visit(parse(text), {
    SelectionSet: (node) => ({ ...node, selections: [name, ...node.selections] }),
  });
}

type Row = Readonly<Record<string, unknown>> & { readonly __typename: string };
type Fields = ReadonlyMap<string, { readonly field: FieldNode; readonly selections: readonly SelectionSetNode[] }>;

/** Every field in which two answers to one operation differ, made by `withTypes`. */
export function differencesOf(document: DocumentNode, before: unknown, after: unknown): Difference[] {
  const fragments = new Map(
    document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  );
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('no operation');
  const found: Difference[] = [];
  compare('', [operation.selectionSet], before, after);
  return found;

  function compare(felt: string, selections: readonly SelectionSetNode[], one: unknown, other: unknown): void {
    if (Array.isArray(one) && Array.isArray(other)) {
      if (!isRow(one[0] ?? other[0])) {
        if (JSON.stringify(one) !== JSON.stringify(other)) found.push({ felt, before: one, after: other });
        return;
      }
      const rows = new Map(one.map((row, index) => [identityOf(row, index), row]));
      const others = new Map(other.map((row, index) => [identityOf(row, index), row]));
      const inBoth = (keys: Iterable<string>) => [...keys].filter((key) => rows.has(key) && others.has(key)).join();
      if (inBoth(rows.keys()) !== inBoth(others.keys())) found.push({ felt, before: IN_ORDER, after: IN_OTHER_ORDER });
      for (const key of new Set([...rows.keys(), ...others.keys()])) {
        const [row, its] = [rows.get(key), others.get(key)];
        if (row === undefined || its === undefined) {
          found.push({
            felt,
            before: row === undefined ? NO_ROW : { row: key },
            after: row === undefined ? { row: key } : NO_ROW,
          });
        } else compare(felt, selections, row, its);
      }
    } else if (isRow(one) && isRow(other) && one.__typename === other.__typename) {
      const type = apiSchema.getType(one.__typename);
      if (!isObjectType(type)) throw new Error(`${one.__typename} is no type`);
      for (const [alias, { field, selections: below }] of fieldsOf(type, selections, fragments)) {
        compare(`${type.name}.${field.name.value}`, below, one[alias], other[alias]);
      }
    } else if (one !== other && !isSameMoment(one, other)) found.push({ felt, before: told(one), after: told(other) });
  }
}

export const NO_ROW = 'no row';
export const IN_ORDER = 'rows';
export const IN_OTHER_ORDER = 'in another order';

/** What a row of a list is about, where its place in the list does not say it. */
const IDENTITIES: Readonly<Record<string, (row: Row) => unknown>> = {
  Enhet: ({ organisasjonsnummer }) => organisasjonsnummer,
  FrivillighetKategori: ({ kode }) => kode,
  ManglendeOpplysning: ({ kode }) => kode,
  Naeringskode: ({ rekkefoelge }) => rekkefoelge,
  RolleIEnhet: ({ enhet }) => (enhet as Row).organisasjonsnummer,
  Rollegruppe: ({ type }) => type,
  SaerligOpplysning: ({ statuskode, tekstlinjer }) => statuskode ?? (tekstlinjer as string[]).join(' '),
  SokEnhetTreff: ({ enhet }) => (enhet as Row).organisasjonsnummer,
};

function identityOf(row: Row, index: number): string {
  return String(IDENTITIES[row.__typename]?.(row) ?? index);
}

/** Sandboxes that were not started at the same time tell times that are apart by as much. */
const APART_MS = 5 * 60_000;

/** A time of a day, as a sandbox counts it from its start. */
export const isMoment = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value);

function isSameMoment(one: unknown, other: unknown): boolean {
  return isMoment(one) && isMoment(other) && Math.abs(Date.parse(one) - Date.parse(other)) < APART_MS;
}

export const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && '__typename' in value;
/** Of an object, its type. */
const told = (value: unknown) => (isRow(value) ? value.__typename : value);

function fieldsOf(
  type: GraphQLObjectType,
  selections: readonly SelectionSetNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Fields {
  const fields = new Map<string, { field: FieldNode; selections: SelectionSetNode[] }>();
  const collect = (selection: SelectionSetNode): void => {
    for (const node of selection.selections) {
      if (node.kind === Kind.FIELD) {
        const alias = (node.alias ?? node.name).value;
        const known = fields.get(alias) ?? { field: node, selections: [] };
        if (node.selectionSet) known.selections.push(node.selectionSet);
        fields.set(alias, known);
        continue;
      }
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
      const condition = fragment?.typeCondition && apiSchema.getType(fragment.typeCondition.name.value);
      if (fragment && (!condition || (isCompositeType(condition) && applies(type, condition)))) {
        collect(fragment.selectionSet);
      }
    }
  };
  for (const selection of selections) collect(selection);
  return fields;
}

function applies(type: GraphQLObjectType, condition: GraphQLCompositeType): boolean {
  return condition === type || (!isObjectType(condition) && apiSchema.isSubType(condition, type));
}
