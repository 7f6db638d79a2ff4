import SchemaBuilder, {
  BasePlugin,
  createInputValueMapper,
  type FieldRequiredness,
  type InputType,
  mapInputFields,
  type PothosInputFieldConfig,
  type PothosOutputFieldConfig,
  resolveInputTypeConfig,
  type SchemaTypes,
} from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';
import type { Normalise } from '../domain/written-number.ts';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      writtenNumbers: WrittenNumbersPlugin<Types>;
    }
    export interface InputFieldOptions<
      Types extends SchemaTypes = SchemaTypes,
      Type extends InputType<Types> | [InputType<Types>] = InputType<Types> | [InputType<Types>],
      Req extends FieldRequiredness<Type> = FieldRequiredness<Type>,
    > {
      /** The normal form of the number that is given, of each in a list. Every ID has one. */
      normalise?: Normalise;
    }
  }
}

/**
 * Puts the numbers of a field's arguments, and of the inputs in them, into their normal form before anything else sees them. It stands
 * first among the plugins: access and the audit record look at arguments, too.
 */
export class WrittenNumbersPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object>,
    { args }: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    const numbers = mapInputFields(args, this.buildCache, (config) => this.#normaliseOf(config));
    if (!numbers) return resolve;
    const normalised = createInputValueMapper(numbers, (text, { value: normalise }) => normalise?.(String(text)));
    return (parent, given, context, info) => resolve(parent, normalised(given), context, info);
  }

  /** Throws where an ID has none: two writings of one number would be two entities, and two people to whoever counts. */
  #normaliseOf({
    type,
    name,
    parentType,
    parentField,
    pothosOptions,
  }: PothosInputFieldConfig<Types>): Normalise | null {
    const { normalise } = pothosOptions;
    if (!normalise && resolveInputTypeConfig(type, this.buildCache).name === 'ID') {
      throw new Error(`${[parentType, parentField, name].filter(Boolean).join('.')} is an ID without \`normalise\``);
    }
    return normalise ?? null;
  }
}

SchemaBuilder.registerPlugin('writtenNumbers', WrittenNumbersPlugin);
