import type { SchemaTypes } from '@pothos/core';
import type { Catalogue } from '../domain/catalogue.ts';
import type { OperationFields } from '../domain/operation-field.ts';
import type { Kilde, Registerfeil } from '../domain/registerfeil.ts';
import type { Normalise } from '../domain/written-number.ts';
import { AuditNotes } from './audit.ts';

/** The catalogue and the operations of one union whose members include a register's errors. */
export interface ResultUnion {
  readonly catalogue: Catalogue;
  readonly operations: readonly string[];
  /** The name of the member that a value is: its data's type, or that of its failure. */
  memberName(value: object): string;
}

/** What an entity is known by: the name of a field, and how what is written there gets its normal form. */
export interface EntityKey {
  readonly field: string;
  readonly normalise: Normalise;
}

/** What one graph collects while its types are made. It belongs to the kit that made it: two graphs share nothing. */
export interface Registries {
  /** By the union's name. Whatever answers one of them can call a register. */
  readonly unions: Map<string, ResultUnion>;
  readonly catalogues: Map<Kilde, Catalogue>;
  readonly notes: AuditNotes;
  /** The key of each entity, by its type's name. */
  readonly entityKeys: Map<string, EntityKey>;
  /** Known when the schema is built. */
  tables?: GraphTables;
}

export function createRegistries(): Registries {
  return { unions: new Map(), catalogues: new Map(), notes: new AuditNotes(), entityKeys: new Map() };
}

/** What the kit's plugins put on the fields and types of a graph: known above the kit, and given when the schema is built. */
export interface GraphTables {
  /** Every field that can call a register. One that is missing keeps the gateway from starting. */
  readonly operationFields: OperationFields;
}

declare global {
  export namespace PothosSchemaTypes {
    export interface SchemaBuilderOptions<Types extends SchemaTypes> {
      registries: Registries;
    }
  }
}

/** The tables, for the plugins that run while the schema is built. */
export function tablesOf({ tables }: Registries): GraphTables {
  if (!tables) throw new Error('the schema is built by the kit, with the tables');
  return tables;
}

/** Whether a member of a union is a failure: no data type has an `opphav`. */
export function isRegisterfeil(value: unknown): value is Registerfeil {
  return typeof value === 'object' && value !== null && 'opphav' in value;
}
