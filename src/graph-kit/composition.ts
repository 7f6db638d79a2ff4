import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  type PothosTypeConfig,
  type SchemaTypes,
} from '@pothos/core';
import { tablesOf } from './registries.ts';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      composition: CompositionPlugin<Types>;
    }
  }
}

/**
 * Tells those who compose this graph with others what its tables say: which scope a field takes, what is personal, and
 * what may be shared. The federation plugin, which is listed before it and so reads options after it, writes it as
 * directives. The gateway itself enforces the scopes whatever a router does.
 */
export class CompositionPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  readonly #tables = tablesOf(this.builder.options.registries);

  override onTypeConfig(config: PothosTypeConfig): PothosTypeConfig {
    const { personal, shareable: shared } = this.#tables;
    const tag = personal.types.has(config.name) ? [personal.tag] : [];
    const shareable = shared.has(config.name);
    return { ...config, pothosOptions: { ...config.pothosOptions, tag, shareable } } as PothosTypeConfig;
  }

  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { personal, operationFields } = this.#tables;
    const coordinate = `${config.parentType}.${config.name}`;
    const said = {
      ...(personal.isField(coordinate) && { tag: [personal.tag] }),
      ...(Object.hasOwn(operationFields, coordinate) && {
        authenticated: true,
        requiresScopes: [[operationFields[coordinate]?.scope]],
      }),
    };
    return { ...config, pothosOptions: { ...config.pothosOptions, ...said } } as typeof config;
  }
}

SchemaBuilder.registerPlugin('composition', CompositionPlugin);
