import { fileURLToPath } from 'node:url';
import type { GraphQLSchema } from 'graphql';
import { documents as manifest } from './config/documents.ts';
import { type Config, ConfigError } from './config.ts';
import { type Documents, unfit } from './server/documents/documents.ts';
import { PROFILES } from './server/profile.ts';

/** Of the example operations, and of the example page. */
const EXAMPLES = ['../examples/typed', '../examples/web/src/graph'].map((folder) =>
  fileURLToPath(new URL(`${folder}/persisted-documents.json`, import.meta.url)),
);

/**
 * The documents that a gateway answers by their ids: the configured ones, all of which must fit the graph, or on the
 * embedded sandbox those of the examples, where they are at hand. Throws a ConfigError.
 */
export function chooseDocuments(
  config: Pick<Config, 'documents' | 'sandbox' | 'profile'>,
  schema: GraphQLSchema,
): Documents {
  const profile = PROFILES[config.profile];
  if (config.documents) {
    const [first, ...others] = unfit(config.documents, schema, profile);
    if (!first) return config.documents;
    const more = others.length === 0 ? '' : ` (and ${others.length} more do not)`;
    throw new ConfigError([`DOCUMENTS: ${first[0]} does not fit the graph: ${first[1]}${more}`]);
  }
  const read = config.sandbox ? EXAMPLES.flatMap((file) => [...(manifest.safeParse(file).data ?? [])]) : [];
  const examples: Documents = new Map(read);
  // Somebody who changes the graph has examples that are out of date until codegen has run.
  const stale = unfit(examples, schema, profile);
  const fit = new Map([...examples].filter(([id]) => !stale.has(id)));
  if (fit.size === 0 && !profile.freeText) {
    throw new ConfigError([
      `DOCUMENTS: missing; PROFILE is ${config.profile}, and no document of the examples is at hand.`,
    ]);
  }
  return fit;
}
