import './scalars.ts';
import '../sources/kontaktinformation/graph.ts';
import '../sources/kontaktinformation/mutations.ts';
import '../sources/postkasse/graph.ts';
import '../sources/postkasse/mutations.ts';
import '../sources/enhet/graph.ts';
import './edges.ts';
import './dokumenterte-feil.ts';
import { builder } from './builder.ts';
import { resolveEntities } from './entities.ts';

builder.queryType({ description: 'Three public registers, read.' });
builder.mutationType({ description: 'Three public registers, written to. They run in order.' });

/** What other frontends and routers rely on: the graph without federation's own fields, as it is printed. */
export const apiSchema = builder.toSchema();

/** The graph that is served, a federation subgraph: a constant. What it asks comes with each request's context. */
export const schema = resolveEntities(
  builder.toSubGraphSchema({ linkUrl: 'https://specs.apollo.dev/federation/v2.6' }),
);
