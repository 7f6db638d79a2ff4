import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  type PothosTypeConfig,
  type SchemaTypes,
} from '@pothos/core';
import { isPersonField, PERSONAL_DATA, TAGGED } from './personal-data.ts';
import { OPERATION_FIELDS } from './scopes.ts';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      composition: CompositionPlugin<Types>;
    }
  }
}

/**
 * The types whose values mean the same wherever they come from: another subgraph may define them too. All others have one
 * owner, which is this graph.
 */
export const SHAREABLE: ReadonlySet<string> = new Set([
  'KildeUtilgjengelig',
  'UdokumentertFeil',
  'EnhetAdresse',
  'KodeMedBeskrivelse',
  'Organisasjonsform',
  'Naeringskode',
  'Maalform',
]);

/**
 * Tells those who compose this graph with others what its own tables say: which scope a field takes, what is personal, and
 * what may be shared. The federation plugin, which is listed before it and so reads options after it, writes it as
 * directives. The gateway itself enforces the scopes whatever a router does.
 */
export class CompositionPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onTypeConfig(config: PothosTypeConfig): PothosTypeConfig {
    const tag = TAGGED.has(config.name) ? [PERSONAL_DATA] : [];
    const shareable = SHAREABLE.has(config.name);
    return { ...config, pothosOptions: { ...config.pothosOptions, tag, shareable } } as PothosTypeConfig;
  }

  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const coordinate = `${config.parentType}.${config.name}`;
    const said = {
      ...(isPersonField(coordinate) && { tag: [PERSONAL_DATA] }),
      ...(Object.hasOwn(OPERATION_FIELDS, coordinate) && {
        authenticated: true,
        requiresScopes: [[OPERATION_FIELDS[coordinate]?.scope]],
      }),
    };
    return { ...config, pothosOptions: { ...config.pothosOptions, ...said } } as typeof config;
  }
}

SchemaBuilder.registerPlugin('composition', CompositionPlugin);
