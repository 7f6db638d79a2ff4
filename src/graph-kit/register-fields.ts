import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import { type GraphQLFieldResolver, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import { type FieldAccess, isOwnReadable, mayAsk, OWN_READ } from '../domain/access.ts';
import type { Caller } from '../domain/caller.ts';
import type { OperationField } from '../domain/operation-field.ts';
import type { Quota } from '../domain/quota.ts';
import { type Kilde, kildeUtilgjengelig, type Opphav, type Registerfeil } from '../domain/registerfeil.ts';
import { NOTHING_SENT } from './audit.ts';
import type { GraphContext } from './context.ts';
import { REGISTER_FIELD } from './cost-counter.ts';
import { isRegisterfeil, type Registries, tablesOf } from './registries.ts';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      registerFields: RegisterFieldsPlugin<Types>;
    }
  }
}

type Resolve = GraphQLFieldResolver<unknown, GraphContext, object>;

/**
 * Puts the table of operations on the fields, wherever they are written: whether the caller may ask, what a caller who may not is
 * answered, and the audit record of every operation on a person. It stands first among the plugins, so that it also sees
 * what the others have answered in the register's place.
 */
export class RegisterFieldsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  readonly #registries = this.builder.options.registries;
  readonly #operationFields = tablesOf(this.#registries).operationFields;

  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object>,
    config: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    const field = this.#operationField(config);
    if (!field) return resolve;
    // As the plugin `composition` has found it, which reads what a field is made of before its resolver is wrapped.
    const personal = config.extensions?.personal === true;
    if (field.keepable && personal) {
      throw new Error(`${config.parentType}.${config.name} has personal data, and none are kept`);
    }
    const access: FieldAccess = { ...field, writes: config.parentType === 'Mutation', personal };
    const inTurn = paced(guarded(resolve as Resolve, access, refuse(field, access, this.#registries)));
    // What a write counts for is taken where it is sent: `domain/write.ts`.
    const isRead = config.parentType !== 'Mutation';
    const counted = field.quota && isRead ? withinQuota(inTurn, field.quota, this.#registries) : inTurn;
    return (field.person ? audited(counted, field, this.#registries) : counted) as typeof resolve;
  }

  /** Throws if a field that calls a register is missing in the table: without a scope it would be open to every caller. */
  override afterBuild(schema: GraphQLSchema): GraphQLSchema {
    const open = this.#registerFields(schema).filter((coordinate) => !Object.hasOwn(this.#operationFields, coordinate));
    if (open.length > 0) throw new Error(`the table of operations has no row for ${open.join(', ')}`);
    return schema;
  }

  #operationField({ parentType, name }: PothosOutputFieldConfig<Types>): OperationField | undefined {
    const coordinate = `${parentType}.${name}`;
    return Object.hasOwn(this.#operationFields, coordinate) ? this.#operationFields[coordinate] : undefined;
  }

  /** The coordinates of all fields that answer for a register. */
  #registerFields(schema: GraphQLSchema): string[] {
    return Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .flatMap((type) =>
        Object.values(type.getFields())
          .filter((field) => this.#registries.unions.has(getNamedType(field.type).name))
          .map((field) => `${type.name}.${field.name}`),
      );
  }
}

SchemaBuilder.registerPlugin('registerFields', RegisterFieldsPlugin);

/** The register's documented code for missing access; if it has none for this operation, KildeUtilgjengelig MANGLER_SCOPE. */
function refuse({ operation }: OperationField, access: FieldAccess, { unions }: Registries): Resolve {
  return (_parent, _args, context: GraphContext, { returnType }): Registerfeil => {
    const union = unions.get(getNamedType(returnType).name);
    if (!union) throw new Error('only fields that answer for a register have a scope');
    const { catalogue } = union;
    const kilde = registerAsked(catalogue.kilde, context);
    const melding = whyRefused(access, context.caller);
    const row = catalogue.noAccess === undefined ? undefined : catalogue.row(catalogue.noAccess);
    return row?.operations.includes(operation)
      ? { ...catalogue.feil(operation, row.kode, { opphav: 'GATEWAY', melding }), kilde }
      : kildeUtilgjengelig(kilde, 'MANGLER_SCOPE', { melding });
  };
}

/** Who answers for a union whose codes this register documents. */
function registerAsked(kilde: Kilde, { answering }: GraphContext): Kilde {
  return answering?.(kilde) ?? kilde;
}

function whyRefused(field: FieldAccess, { person, scopes }: Caller): string {
  const { scope, personal } = field;
  if (person === undefined && field.person?.isCaller && (scopes === 'all' || scopes.has(scope))) {
    return 'This is told to whoever it is about, by a token of their own, and to nobody else.';
  }
  // What tells of no person is asked by its scope alone, whoever asks.
  if (person === undefined || !personal) return `The caller lacks the scope ${scope}.`;
  const mayReadOwn = scopes === 'all' || scopes.has(OWN_READ) || scopes.has(scope);
  return mayReadOwn || !isOwnReadable(field)
    ? 'Whoever asks by a token of their own is told of nobody else, and nothing is written for them.'
    : `The caller lacks the scope ${OWN_READ}.`;
}

/** Asks for a caller who may, by the one rule over the table. To others the field is answered without asking anybody. */
function guarded(resolve: Resolve, access: FieldAccess, refused: Resolve): Resolve {
  return (parent, args, context, info) =>
    (mayAsk(access, context.caller, parent, args) ? resolve : refused)(parent, args, context, info);
}

/** Answers of registers can arrive for a thousand objects at once: they are processed in slices, so that others are served between. */
function paced(resolve: Resolve): Resolve {
  return (parent, args, context, info) => {
    const inTurn = (value: unknown) => {
      const weight = context.budget?.weigh(info.fieldNodes, info.returnType) ?? 0;
      return context.loaders.pace.turn(REGISTER_FIELD + weight)?.then(() => value) ?? value;
    };
    const value: unknown = resolve(parent, args, context, info);
    return value instanceof Promise ? value.then(inTurn) : inTurn(value);
  };
}

/** Asks as long as something is left of the quota. What the gateway has answered itself, without a call, is given back. */
function withinQuota(resolve: Resolve, quota: Quota, { unions }: Registries): Resolve {
  return async (parent, args, context, info) => {
    const taken = await context.quotas?.take(quota);
    if (!taken) return resolve(parent, args, context, info);
    if (!taken.ok) {
      const union = unions.get(getNamedType(info.returnType).name);
      if (!union) throw new Error('only fields that answer for a register have a quota');
      return kildeUtilgjengelig(registerAsked(union.catalogue.kilde, context), 'KVOTE_BRUKT', {
        proevIgjenOm: taken.retryAfterS,
      });
    }
    const value = await resolve(parent, args, context, info);
    if (isRegisterfeil(value) && value.opphav === 'GATEWAY') await taken.giveBack();
    return value;
  };
}

function audited(resolve: Resolve, { operation, person }: OperationField, { unions, notes }: Registries): Resolve {
  return async (parent, args, context, info) => {
    const asked = person?.asked(parent, args, context.caller);
    const union = unions.get(getNamedType(info.returnType).name);
    const writes = info.parentType.name === 'Mutation';
    const record = async (value: unknown, thrown?: unknown): Promise<void> => {
      if (!asked || !union) return;
      const note = notes.of(thrown ?? value);
      if (note === NOTHING_SENT) return;
      const outcome = isObject(value) ? union.memberName(value) : 'UVENTET_FEIL';
      const feil = isRegisterfeil(value) ? value : undefined;
      const opphav: Opphav = feil?.opphav ?? 'KILDE';
      // Without a note the write did not run: the gateway refused it (not done), or there is a bug (unknown).
      const effect = writes ? (note ?? (opphav === 'GATEWAY' ? 'not done' : 'unknown')) : undefined;
      const kilde = feil?.kilde ?? registerAsked(union.catalogue.kilde, context);
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
