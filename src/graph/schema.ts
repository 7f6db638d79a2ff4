import './edges.ts';
import './dokumenterte-feil.ts';
import './innsynslogg.ts';
import { build, builder, explainCodes } from '../graph-kit/kit.ts';
import { REGISTERS, SOURCES } from '../sources/index.ts';
import { addKilde } from './kilde.ts';
import { OPERATION_FIELDS } from './scopes.ts';

// In turn, for what a graph is made of is known by the order in which it is made.
for (const source of SOURCES) await source.graph();
for (const { catalogue } of REGISTERS) if (catalogue.derived) explainCodes(catalogue);
addKilde();

builder.queryType({ description: 'Three public registers, read.' });
builder.mutationType({
  // All that can be written is about somebody.
  personal: 'person',
  description: 'Three public registers, written to. The fields of a mutation run in their order.',
});

const { api, subgraph } = build({ operationFields: OPERATION_FIELDS });

/** What other frontends and routers rely on: the graph without federation's own fields, as it is printed. */
export const apiSchema = api;

/** The graph that is served, a federation subgraph: a constant. What it asks comes with each request's context. */
export const schema = subgraph;
