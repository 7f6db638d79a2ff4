import { fileURLToPath } from 'node:url';
import type { GraphQLSchema } from 'graphql';
import { documents as manifest } from './config/documents.ts';
import { type Config, ConfigError } from './config.ts';
import { type Documents, findUnfit, unfit } from './server/documents/documents.ts';
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
    const problems = told(unfit(config.documents, schema, profile));
    if (problems.length === 0) return config.documents;
    throw new ConfigError(problems);
  }
  const read = config.sandbox ? EXAMPLES.flatMap((file) => [...(manifest().safeParse(file).data ?? [])]) : [];
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

/** What is wrong with documents that are to be held in place of others. Those that are held already fit the graph, which does not change. */
export async function checkAdded(
  { documents = new Map(), profile }: Pick<Config, 'documents' | 'profile'>,
  held: Documents,
  schema: GraphQLSchema,
): Promise<readonly string[]> {
  const added = new Map([...documents].filter(([id]) => !held.has(id)));
  return told(await findUnfit(added, schema, PROFILES[profile]));
}

function told(mistakes: ReadonlyMap<string, string>): readonly string[] {
  const [first, ...others] = mistakes;
  if (!first) return [];
  const more = others.length === 0 ? '' : ` (and ${others.length} more do not)`;
  return [`DOCUMENTS: ${first[0]} does not fit the graph: ${first[1]}${more}`];
}
