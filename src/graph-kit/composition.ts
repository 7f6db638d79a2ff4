import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  type PothosTypeConfig,
  type SchemaTypes,
} from '@pothos/core';
import { isOwnReadable, OWN_READ } from '../domain/access.ts';
import type { OperationField } from '../domain/operation-field.ts';
import { costDirectives } from './cost-directives.ts';
import { tablesOf } from './registries.ts';
import type { Directive } from './subgraph.ts';

/** The tag of personal data: a router team leaves it out of a public variant of its graph, or guards it. */
export const PERSONAL_DATA = 'personopplysning';
const TAG: Directive = { name: 'tag', args: { name: PERSONAL_DATA } };

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
      /** Whether another subgraph may answer the fields of the type, too. */
      shareable?: boolean;
    }
  }
}

/**
 * Tells those who compose this graph with others what an entity is known by, which scope a field takes, as the tables say, what it
 * costs, and what is personal, as types are marked. It stands as directives in `extensions.directives`, from where `subgraph.ts` prints them. What is
 * personal is told in `extensions.personal`, too, for who asks the schema. In `extensions.values` the values of an enum keep the order in which they
 * were written, which the schema's own sorting loses. The gateway itself enforces the scopes whatever a router does.
 */
export class CompositionPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  readonly #registries = this.builder.options.registries;
  readonly #tables = tablesOf(this.#registries);

  override onTypeConfig(config: PothosTypeConfig): PothosTypeConfig {
    const key = this.#registries.entityKeys.get(config.name)?.field;
    const personal = this.#personalOf(config);
    const directives = [
      ...(key === undefined ? [] : [{ name: 'key', args: { fields: key } }]),
      ...(config.pothosOptions.shareable ? [{ name: 'shareable' }] : []),
      ...(personal ? [TAG] : []),
    ];
    const values = config.kind === 'Enum' ? { values: Object.keys(config.values) } : undefined;
    return { ...config, extensions: { ...config.extensions, ...(personal && { personal }), ...values, directives } };
  }

  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { operationFields } = this.#tables;
    const coordinate = `${config.parentType}.${config.name}`;
    const field = Object.hasOwn(operationFields, coordinate) ? operationFields[coordinate] : undefined;
    const personal = field?.person !== undefined || this.#leadsToPersons(config);
    const directives: Directive[] = [
      ...(field ? [{ name: 'authenticated' }, scopeDirective(field, config.parentType === 'Mutation')] : []),
      ...(personal ? [TAG] : []),
      ...costDirectives(config),
    ];
    return { ...config, extensions: { ...config.extensions, personal, directives } };
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
   * it.
   */
  #personalOf(config: PothosTypeConfig): Personal | undefined {
    if (config.kind !== 'Union') return config.pothosOptions.personal;
    return config.types.some((member) => this.#isPersonal(member)) ? 'leads to one' : undefined;
  }
}

/** The field's scope, or, where it may be asked of oneself, the one for that. Whose number the token holds, the gateway alone looks at. */
function scopeDirective({ scope, person }: OperationField, writes: boolean): Directive {
  return {
    name: 'requiresScopes',
    args: { scopes: isOwnReadable({ person, writes }) ? [[scope], [OWN_READ]] : [[scope]] },
  };
}

SchemaBuilder.registerPlugin('composition', CompositionPlugin);
