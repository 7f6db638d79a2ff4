import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { createYoga } from 'graphql-yoga';
import { listen, type RunningServer } from './listen.ts';
import { findTilskudd, tilskuddFor, tilskuddTil } from './register.ts';

/** The schema of the second subgraph, by hand. */
export const TILSKUDD_SDL = readFileSync(new URL('tilskudd.graphql', import.meta.url), 'utf8');

const resolvers = {
  Query: { tilskudd: (_query: unknown, { aar }: { aar: number }) => tilskuddFor(aar) },
  Tilskudd: { __resolveReference: ({ id }: { id: string }) => findTilskudd(id) ?? null },
  // An Enhet is its number here. All that Registergraf knows of it, the router asks Registergraf.
  Enhet: {
    tilskudd: ({ organisasjonsnummer }: { organisasjonsnummer: string }) => tilskuddTil(organisasjonsnummer),
  },
};

/** Serves the register of grants, a subgraph of its own that knows nothing of Registergraf but two keys. */
export function startTilskudd(port: number): Promise<RunningServer> {
  const schema = buildSubgraphSchema({ typeDefs: parse(TILSKUDD_SDL), resolvers });
  return listen(createYoga({ schema, graphiql: false, landingPage: false, logging: 'error' }), port);
}
