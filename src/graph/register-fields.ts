import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import { type GraphQLFieldResolver, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import type { Kilde, Opphav, Registerfeil } from '../domain/registerfeil.ts';
import { kildeUtilgjengelig } from '../domain/registerfeil.ts';
import { auditNoteOf, NOTHING_SENT } from './audit.ts';
import type { GraphContext } from './context.ts';
import { REGISTER_FIELD } from './cost-counter.ts';
import { memberName, results } from './results.ts';
import { OPERATION_FIELDS, type OperationField } from './scopes.ts';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      registerFields: RegisterFieldsPlugin<Types>;
    }
  }
}

type Resolve = GraphQLFieldResolver<unknown, GraphContext, object>;

/**
 * Puts the table of scopes on the fields, wherever they are written: what scope-auth asks for, what a caller without it is
 * answered, and the audit record of every operation on a person. It stands first among the plugins, so that it also sees
 * what the others have answered in the register's place.
 */
export class RegisterFieldsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const felt = feltOf(config);
    if (!felt) return config;
    const protectedBy = { authScopes: { scope: felt.scope }, unauthorizedResolver: refuse(felt) };
    return { ...config, pothosOptions: { ...config.pothosOptions, ...protectedBy } } as typeof config;
  }

  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object>,
    config: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    const felt = feltOf(config);
    if (!felt) return resolve;
    const inTurn = paced(resolve as Resolve);
    return (felt.person ? audited(inTurn, felt) : inTurn) as typeof resolve;
  }

  /** A field that nobody has thought of would be open to all: there is none. */
  override afterBuild(schema: GraphQLSchema): GraphQLSchema {
    const open = registerFields(schema).filter((coordinate) => !Object.hasOwn(OPERATION_FIELDS, coordinate));
    if (open.length > 0) throw new Error(`src/graph/scopes.ts has no row for ${open.join(', ')}`);
    return schema;
  }
}

SchemaBuilder.registerPlugin('registerFields', RegisterFieldsPlugin);

function feltOf({
  parentType,
  name,
}: {
  readonly parentType: string;
  readonly name: string;
}): OperationField | undefined {
  const coordinate = `${parentType}.${name}`;
  return Object.hasOwn(OPERATION_FIELDS, coordinate) ? OPERATION_FIELDS[coordinate] : undefined;
}

/** The coordinates of all fields that answer for a register. */
export function registerFields(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => results.has(getNamedType(field.type).name))
        .map((field) => `${type.name}.${field.name}`),
    );
}

/** "You may not", as each register documents it; one that has no word for it could not be asked. */
const UTEN_ADGANG: Readonly<Partial<Record<Kilde, string>>> = { STAR: '1013', GRUNNDATA: '-100' };

function refuse({ scope, operation }: OperationField): Resolve {
  return (_parent, _args, _context, { returnType }): Registerfeil => {
    const resultat = results.get(getNamedType(returnType).name);
    if (!resultat) throw new Error('only fields that answer for a register have a scope');
    const { catalogue } = resultat;
    const melding = `The caller lacks the scope ${scope}.`;
    const kode = UTEN_ADGANG[catalogue.kilde];
    const isDocumented = catalogue.codes.some((one) => one.kode === kode && one.operations.includes(operation));
    return kode !== undefined && isDocumented
      ? catalogue.feil(operation, kode, { opphav: 'GATEWAY', melding })
      : kildeUtilgjengelig(catalogue.kilde, 'MANGLER_SCOPE', { melding });
  };
}

/** What registers answer can come for a thousand objects at once: it is recorded and read in slices. */
function paced(resolve: Resolve): Resolve {
  return async (parent, args, context, info) => {
    const value = await resolve(parent, args, context, info);
    const weight = context.budget?.weigh(info.fieldNodes, info.returnType) ?? 0;
    const turn = context.loaders.pace.turn(REGISTER_FIELD + weight);
    if (turn) await turn;
    return value;
  };
}

function audited(resolve: Resolve, { operation, person }: OperationField): Resolve {
  return async (parent, args, context, info) => {
    const asked = person?.asked(parent, args);
    const union = getNamedType(info.returnType).name;
    const kilde = results.get(union)?.catalogue.kilde;
    const writes = info.parentType.name === 'Mutation';
    const record = async (value: unknown, thrown?: unknown): Promise<void> => {
      if (!asked || !kilde) return;
      const note = auditNoteOf(thrown ?? value);
      if (note === NOTHING_SENT) return;
      const outcome = isObject(value) ? memberName(union, value) : 'UVENTET_FEIL';
      const feil = isObject(value) && 'opphav' in value ? (value as Registerfeil) : undefined;
      const opphav: Opphav = feil?.opphav ?? 'KILDE';
      // What never came to a write was refused by the gateway, or is a bug: of that nobody knows how far it came.
      const effect = writes ? (note ?? (opphav === 'GATEWAY' ? 'not done' : 'unknown')) : undefined;
      const audited = { operation, kilde, outcome, kode: feil?.kode, opphav, writes, effect };
      const persons = [asked, ...(person?.found?.(value) ?? [])];
      await Promise.all(persons.map((one) => context.audit.record({ ...audited, person: one })));
    };
    let value: unknown;
    try {
      value = await resolve(parent, args, context, info);
    } catch (thrown) {
      // A bug; but the register may have been asked, or written to.
      await record(undefined, thrown);
      throw thrown;
    }
    await record(value);
    return value;
  };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
