import { Kind, parse } from 'graphql';
import { maskName } from '../../domain/mask.ts';
import type { Documents } from './documents.ts';

/** So many operations are told apart; each has a histogram for every status that it is answered with. */
export const MAX_OPERATIONS = 200;

/**
 * The names of the operations in persisted documents: the first so many, without those that could hold a number. `before`: of documents that
 * were held earlier, whose names are not forgotten, so that there are never more.
 */
export function operationNames(
  documents: Documents,
  max = MAX_OPERATIONS,
  before: Iterable<string> = [],
): ReadonlySet<string> {
  const names = new Set(before);
  for (const text of documents.values()) {
    for (const definition of parse(text).definitions) {
      if (names.size >= max) return names;
      if (definition.kind === Kind.OPERATION_DEFINITION && definition.name) names.add(definition.name.value);
    }
  }
  for (const name of names) if (maskName(name) !== name) names.delete(name);
  return names;
}
