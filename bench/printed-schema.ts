import { printSchema } from 'graphql';
import { schema } from '../src/graph/schema.ts';

/** The graph as text, printed by the graphql that it was made with: the servers in `peers` have another. */
export const printedSchema = printSchema(schema);
