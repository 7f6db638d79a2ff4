import { fileURLToPath } from 'node:url';
import type { GraphQLSchema } from 'graphql';
import { dokumenter as manifest } from './config/dokumenter.ts';
import { type Config, ConfigError } from './config.ts';
import { type Dokumenter, unfit } from './server/dokumenter.ts';
import { PROFILER } from './server/profil.ts';

/** Of the example operations, and of the example page. */
const EXAMPLES = ['../examples/typed', '../examples/web/src/graf'].map((folder) =>
  fileURLToPath(new URL(`${folder}/persisted-documents.json`, import.meta.url)),
);

/**
 * The documents that a gateway answers by their ids: the configured ones, all of which must fit the graph, or on the
 * embedded sandbox those of the examples, where they are at hand. Throws a ConfigError.
 */
export function chooseDokumenter(
  config: Pick<Config, 'dokumenter' | 'sandkasse' | 'profil'>,
  schema: GraphQLSchema,
): Dokumenter {
  const profil = PROFILER[config.profil];
  if (config.dokumenter) {
    const [first, ...others] = unfit(config.dokumenter, schema, profil);
    if (!first) return config.dokumenter;
    const more = others.length === 0 ? '' : ` (and ${others.length} more do not)`;
    throw new ConfigError([`DOKUMENTER: ${first[0]} does not fit the graph: ${first[1]}${more}`]);
  }
  const read = config.sandkasse ? EXAMPLES.flatMap((file) => [...(manifest.safeParse(file).data ?? [])]) : [];
  const examples: Dokumenter = new Map(read);
  // Somebody who changes the graph has examples that are out of date until codegen has run.
  const stale = unfit(examples, schema, profil);
  const fit = new Map([...examples].filter(([id]) => !stale.has(id)));
  if (fit.size === 0 && !profil.fritekst) {
    throw new ConfigError([
      `DOKUMENTER: missing; PROFIL is ${config.profil}, and no document of the examples is at hand.`,
    ]);
  }
  return fit;
}
