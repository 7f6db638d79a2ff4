import type { ObjectRef, UnionRef } from '@pothos/core';
import type { Catalogue } from '../domain/catalogue.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Registerfeil } from '../domain/registerfeil.ts';
import type { GraphBuilder, GraphTypes } from './builder.ts';
import type { ErrorRef } from './registerfeil.ts';
import { isRegisterfeil, type Registries } from './registries.ts';

/** What a union is made of: its success type, and the operations whose documented errors are its other members. */
export interface ResultOptions<Operation extends string, Data extends object> {
  readonly catalogue: Catalogue<Operation>;
  readonly operations: readonly Operation[];
  readonly data: ObjectRef<GraphTypes, Data>;
  readonly description: string;
}

export interface ErrorTypes {
  readonly KildeUtilgjengelig: ErrorRef;
  readonly UdokumentertFeil: ErrorRef;
  /** The types that are made from the catalogues, by name. */
  readonly documented: ReadonlyMap<string, ErrorRef>;
}

/** The union of an operation: its data, exactly its documented errors, and the two that every union has. */
export function implementResult<Operation extends string, Data extends object>(
  builder: GraphBuilder,
  { unions }: Registries,
  { documented, KildeUtilgjengelig, UdokumentertFeil }: ErrorTypes,
  name: string,
  { catalogue, operations, data, description }: ResultOptions<Operation, Data>,
): UnionRef<GraphTypes, Data | Registerfeil> {
  const rows = catalogue.codes.filter((row) => row.operations.some((operation) => operations.includes(operation)));
  const feil = [...new Set(rows.map(({ type }) => type))].flatMap((type) => documented.get(type) ?? []);
  const typeOf = new Map(rows.map(({ kode, type }) => [kode, type]));
  const memberName = (value: object): string => {
    if (!isRegisterfeil(value)) return data.name;
    if (value.kind === 'unavailable') return KildeUtilgjengelig.name;
    // A code that is not documented for this union is a bug: the name is no member, so GraphQL throws.
    return value.kind === 'undocumented' ? UdokumentertFeil.name : (typeOf.get(value.kode) ?? value.kode);
  };
  unions.set(name, { catalogue: catalogue as Catalogue, operations, memberName });
  return builder.unionType(name, {
    description: `${description} Its data, an error that is documented for it, or one that every field can answer: ${KildeUtilgjengelig.name}, ${UdokumentertFeil.name}.`,
    types: [data, ...feil, KildeUtilgjengelig, UdokumentertFeil],
    resolveType: (value, { tally }) => {
      const type = memberName(value);
      tally.outcome(type, isRegisterfeil(value) ? value.kode : undefined);
      return type;
    },
  }) as UnionRef<GraphTypes, Data | Registerfeil>;
}

/** The member of the union that an outcome is: its data, or its failure. */
export function member<Data>(outcome: Outcome<Data>): Data | Registerfeil {
  return outcome.ok ? outcome.data : outcome.feil;
}

/** The same, where the data are put into an object of the graph first. */
export function memberOf<Data, Member>(outcome: Outcome<Data>, wrap: (data: Data) => Member): Member | Registerfeil {
  return outcome.ok ? wrap(outcome.data) : outcome.feil;
}
