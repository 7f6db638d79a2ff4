import { GraphQLSchema } from 'graphql';
import { DOCS_PATH, FEILKODER_PATH, GLOSSARY_PATH, PEOPLE_PATH } from './page.ts';
import type { GraphiqlSettings } from './tabs.ts';

/** The same schema, described for the root of GraphiQL's documentation. Types and resolvers are shared, not copied. */
export function describeForPeople(schema: GraphQLSchema, settings: Pick<GraphiqlSettings, 'sandbox' | 'real'>) {
  return new GraphQLSchema({ ...schema.toConfig(), description: describe(settings) });
}

/** Where there is more, and who answers, in Markdown. Short: what can be asked stands below. */
function describe({ sandbox, real = [] }: Pick<GraphiqlSettings, 'sandbox' | 'real'>): string {
  const first = `The registers’ words in English: the [glossary](${GLOSSARY_PATH}). All else: the [documentation](${DOCS_PATH}).`;
  const codes = `[What each code means](${FEILKODER_PATH}).`;
  if (!sandbox) return `${first}\n\n${codes}`;
  const answers =
    real.length === 0
      ? '**The embedded sandbox answers**: everybody in it is invented.'
      : `**${real.join(' and ')} is asked for real**; the embedded sandbox answers for the others, and everybody in it is invented.`;
  return `${first}\n\n${answers} [Its people](${PEOPLE_PATH}). ${codes}`;
}
