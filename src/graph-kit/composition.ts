import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  type PothosTypeConfig,
  type SchemaTypes,
} from '@pothos/core';
import { isOwnReadable, OWN_READ } from '../domain/access.ts';
import type { OperationField } from '../domain/operation-field.ts';
import { tablesOf } from './registries.ts';

/** The tag of personal data: a router team leaves it out of a public variant of its graph, or guards it. */
export const PERSONAL_DATA = 'personopplysning';

/**
 * How a type has to do with persons. `person`: it is somebody, says something about somebody, or names somebody to a
 * register. `leads to one`: it says nothing of anybody, but holds those that do.
 */
export type Personal = 'person' | 'leads to one';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      composition: CompositionPlugin<Types>;
    }
    export interface BaseTypeOptions<Types extends SchemaTypes = SchemaTypes> {
      /** Left out: has to do with nobody. A union follows its members. */
      personal?: Personal;
    }
  }
}

/**
 * Tells those who compose this graph with others which scope a field takes, as the tables say, and what is personal, as types are
 * marked. The federation plugin, which is listed before it and so reads options after it, writes it as directives. Both are
 * told in `extensions.personal`, too, for who asks the schema. The gateway itself enforces the scopes whatever a router does.
 */
export class CompositionPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  readonly #tables = tablesOf(this.builder.options.registries);

  override onTypeConfig(config: PothosTypeConfig): PothosTypeConfig {
    const personal = this.#personalOf(config);
    if (!personal) return config;
    const pothosOptions = { ...(config.pothosOptions as object), tag: [PERSONAL_DATA] };
    return { ...config, pothosOptions, extensions: { ...config.extensions, personal } } as PothosTypeConfig;
  }

  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { operationFields } = this.#tables;
    const coordinate = `${config.parentType}.${config.name}`;
    const field = Object.hasOwn(operationFields, coordinate) ? operationFields[coordinate] : undefined;
    const isPersonal = field?.person !== undefined || this.#leadsToPersons(config);
    const said = {
      ...(isPersonal && { tag: [PERSONAL_DATA] }),
      ...(field && { authenticated: true, requiresScopes: scopesOf(field, config.parentType === 'Mutation') }),
    };
    return {
      ...config,
      pothosOptions: { ...config.pothosOptions, ...said },
      extensions: { ...config.extensions, personal: isPersonal },
    } as typeof config;
  }

  /** Whether the field is a way from what has to do with nobody to what has to do with somebody. */
  #leadsToPersons({ parentType, type }: PothosOutputFieldConfig<Types>): boolean {
    let named = type;
    while (named.kind === 'List') named = named.type;
    return this.#isPersonal(named.ref) && !this.#isPersonal(parentType);
  }

  #isPersonal(ref: unknown): boolean {
    return this.#personalOf(this.builder.configStore.getTypeConfig(ref as string)) !== undefined;
  }

  /**
   * As the type is marked; a union as its members are, for a composer that leaves a member out may choke on a union that names
   * it. Not federation's own union of entities, which is in no composed graph.
   */
  #personalOf(config: PothosTypeConfig): Personal | undefined {
    if (config.kind !== 'Union' || config.name.startsWith('_')) return config.pothosOptions.personal;
    return config.types.some((member) => this.#isPersonal(member)) ? 'leads to one' : undefined;
  }
}

/** The field's scope, or, where it may be asked of oneself, the one for that. Whose number the token holds, the gateway alone looks at. */
function scopesOf({ scope, person }: OperationField, writes: boolean): string[][] {
  return isOwnReadable({ person, writes }) ? [[scope], [OWN_READ]] : [[scope]];
}

SchemaBuilder.registerPlugin('composition', CompositionPlugin);
