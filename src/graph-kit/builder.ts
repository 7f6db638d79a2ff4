import SchemaBuilder from '@pothos/core';
import type { GraphContext } from './context.ts';
import type { Registries } from './registries.ts';
import './composition.ts';
import './cost-plugin.ts';
import './register-fields.ts';
import './written-numbers.ts';

export interface TextScalar {
  readonly Input: string;
  readonly Output: string;
}

/**
 * Pothos' builder. Fields are non-null unless they say otherwise: root fields and union fields do, so that a bug in one
 * costs that one. A field that can cause backend calls says how many in its complexity (see cost.ts).
 */
export function createBuilder(registries: Registries) {
  return new SchemaBuilder<{
    Context: GraphContext;
    DefaultFieldNullability: false;
    Scalars: { ID: TextScalar; Date: TextScalar; DateTime: TextScalar };
  }>({
    // Options are read from the last to the first, and resolvers are wrapped so that the first stands outermost.
    plugins: ['writtenNumbers', 'registerFields', 'cost', 'composition'],
    defaultFieldNullability: false,
    registries,
  });
}

export type GraphBuilder = ReturnType<typeof createBuilder>;
export type GraphTypes = GraphBuilder['$inferSchemaTypes'];
