import type { PothosOutputFieldConfig, SchemaTypes } from '@pothos/core';
import { type FieldCost, UNKNOWN_MEMBERS } from './cost.ts';
import type { Directive } from './subgraph.ts';

/** What one call to a register weighs for a router. Weights are whole numbers, and up to a thousand objects share a call. */
export const WEIGHT_OF_A_CALL = 1000;

/**
 * What a field costs, for a router that counts before it asks: as `cost-counter.ts` does, as far as the directives can say it. A weight is that
 * of the calls alone. A list has the length that is assumed of one whose length nobody says: the directives know lengths that stand in
 * a number, and not those of a list, of a field of an input, or of what a union's member holds.
 */
export function costDirectives<Types extends SchemaTypes>({
  kind,
  type,
  pothosOptions,
}: PothosOutputFieldConfig<Types>): Directive[] {
  const { complexity } = pothosOptions as { readonly complexity?: Pick<FieldCost, 'calls'> };
  const calls = complexity?.calls ?? 0;
  return [
    // A router takes that of each type that implements an interface.
    ...(calls > 0 && kind !== 'Interface' ? [{ name: 'cost', args: { weight: calls * WEIGHT_OF_A_CALL } }] : []),
    ...(isListOfObjects(type) ? [{ name: 'listSize', args: { assumedSize: UNKNOWN_MEMBERS } }] : []),
  ];
}

/** Texts and numbers weigh nothing, however many there are. */
function isListOfObjects<Types extends SchemaTypes>(type: PothosOutputFieldConfig<Types>['type']): boolean {
  if (type.kind !== 'List') return false;
  let named = type.type;
  while (named.kind === 'List') named = named.type;
  return named.kind !== 'Scalar' && named.kind !== 'Enum';
}
