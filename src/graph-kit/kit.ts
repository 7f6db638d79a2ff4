import type { InterfaceRef, ObjectRef } from '@pothos/core';
import { type GraphQLSchema, specifiedDirectives } from 'graphql';
import type { Catalogue } from '../domain/catalogue.ts';
import type { Registerfeil } from '../domain/registerfeil.ts';
import type { Kilde } from '../domain/registerfeil.ts';
import { createBuilder, type GraphTypes } from './builder.ts';
import { DeferDirective } from './defer.ts';
import { addEntities } from './entities.ts';
import { type ErrorRef, implementCatalogue, implementRegisterfeil } from './registerfeil.ts';
import { createRegistries, type GraphTables } from './registries.ts';
import { implementResult, type ResultOptions } from './results.ts';
import { implementScalars } from './scalars.ts';
import { implementShellQueries, type ShellQueries } from './shells.ts';
import { implementMutation, implementWritten, type MutationOptions, type WrittenOptions } from './writes.ts';

/** Data that know which register has told them. */
export interface Told {
  readonly kilde: Kilde;
}

/** A type of such data. */
export type ToldRef = ObjectRef<GraphTypes, Told> | InterfaceRef<GraphTypes, Told>;

/** The tools that one graph is made with, and what it collects while it is made. Two kits share nothing. */
export function createGraphKit() {
  const registries = createRegistries();
  const builder = createBuilder(registries);
  implementScalars(builder);
  const { RegisterfeilInterface, ...always } = implementRegisterfeil(builder, registries);
  const documented = new Map<string, ErrorRef>();
  const told = new Set<ToldRef>();

  return {
    builder,
    RegisterfeilInterface,
    /** What each union stands on, by its name. */
    unions: registries.unions,

    /**
     * Makes the error types of a source, one for each type that its catalogue names. A source whose errors carry more (an edge,
     * data) adds those fields to the type that comes back. `elsewhere`: types that the source makes itself, for codes that stand
     * beside the data. `more`: interfaces that they implement beside Registerfeil.
     */
    implementErrors(
      catalogue: Catalogue,
      elsewhere: readonly string[] = [],
      more: readonly InterfaceRef<GraphTypes, Registerfeil>[] = [],
    ): (type: string) => ErrorRef {
      const own = implementCatalogue(
        builder,
        RegisterfeilInterface,
        catalogue,
        new Set([always.KildeUtilgjengelig.name, ...elsewhere]),
        more,
      );
      registries.catalogues.set(catalogue.kilde, catalogue);
      for (const [type, ref] of own) documented.set(type, ref);
      return (type) => {
        const ref = own.get(type);
        if (!ref) throw new Error(`no code of ${catalogue.kilde} is of type ${type}`);
        return ref;
      };
    },

    /** Makes known what the codes mean of a register that has its types from another one's catalogue. */
    explainCodes(catalogue: Catalogue): void {
      registries.catalogues.set(catalogue.kilde, catalogue);
    },

    /**
     * Marks a type of data that more than one register can tell. Its field `kilde` is added above the kit, where the registers
     * are known.
     */
    toldByRegisters<Data extends Told, Ref extends ObjectRef<GraphTypes, Data> | InterfaceRef<GraphTypes, Data>>(
      ref: Ref,
    ): Ref {
      told.add(ref as unknown as ToldRef);
      return ref;
    },
    /** The types that are marked so. */
    told: told as ReadonlySet<ToldRef>,

    /** The union of an operation: its data, exactly its documented errors, and the two that every union has. */
    resultUnion: <Operation extends string, Data extends object>(
      name: string,
      options: ResultOptions<Operation, Data>,
    ) => implementResult(builder, registries, { ...always, documented }, name, options),

    /** Makes a shell an entity of federation, and its two root fields. */
    implementShell<Key extends string>(
      shell: ObjectRef<GraphTypes, Record<Key, string>>,
      key: Key,
      queries: ShellQueries,
    ): void {
      registries.entityKeys.set(shell.name, { field: key, normalise: queries.normalise });
      implementShellQueries(builder, shell, key, queries);
    },

    /** The type of a write's success: it leads back to the noun. */
    writtenType: <Noun extends object>(name: string, options: WrittenOptions<Noun>) =>
      implementWritten(builder, name, options),

    mutation: <Input extends object, Noun extends object>(name: string, options: MutationOptions<Input, Noun>) =>
      implementMutation(builder, registries.notes, name, options),

    /** The graph twice: without federation's own fields, and the federation subgraph that is served. */
    build(tables: GraphTables): { readonly api: GraphQLSchema; readonly subgraph: GraphQLSchema } {
      registries.tables = tables;
      const directives = [...specifiedDirectives, DeferDirective];
      const api = builder.toSchema({ directives });
      return { api, subgraph: addEntities(api, registries.entityKeys) };
    },
  };
}

/** The kit of the one graph that is served; the sources' graph files and src/graph make their types with it. */
const kit = createGraphKit();
export const {
  builder,
  RegisterfeilInterface,
  unions,
  implementErrors,
  explainCodes,
  toldByRegisters,
  told,
  resultUnion,
  implementShell,
  writtenType,
  mutation,
  build,
} = kit;
