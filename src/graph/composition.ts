import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  type PothosTypeConfig,
  type SchemaTypes,
} from '@pothos/core';
import { isPersonfelt, PERSONOPPLYSNING, TAGGEDE } from './personopplysninger.ts';
import { FELTER } from './scopes.ts';

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
export const DELBARE: ReadonlySet<string> = new Set([
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
    const tag = TAGGEDE.has(config.name) ? [PERSONOPPLYSNING] : [];
    const shareable = DELBARE.has(config.name);
    return { ...config, pothosOptions: { ...config.pothosOptions, tag, shareable } } as PothosTypeConfig;
  }

  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const coordinate = `${config.parentType}.${config.name}`;
    const said = {
      ...(isPersonfelt(coordinate) && { tag: [PERSONOPPLYSNING] }),
      ...(Object.hasOwn(FELTER, coordinate) && {
        authenticated: true,
        requiresScopes: [[FELTER[coordinate]?.scope]],
      }),
    };
    return { ...config, pothosOptions: { ...config.pothosOptions, ...said } } as typeof config;
  }
}

SchemaBuilder.registerPlugin('composition', CompositionPlugin);
