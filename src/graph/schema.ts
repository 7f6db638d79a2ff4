import './scalars.ts';
import '../sources/kontaktinformation/graph.ts';
import '../sources/kontaktinformation/mutations.ts';
import '../sources/postkasse/graph.ts';
import '../sources/postkasse/mutations.ts';
import '../sources/enhet/graph.ts';
import './edges.ts';
import './dokumenterteFeil.ts';
import { builder } from './builder.ts';

builder.queryType({ description: 'Three public registers, read.' });
builder.mutationType({ description: 'Three public registers, written to. They run in order.' });

/** The graph: a constant. What it asks comes with each request's context. */
export const schema = builder.toSchema();
