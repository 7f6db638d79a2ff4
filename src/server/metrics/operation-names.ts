import { Kind, parse } from 'graphql';
import { maskName } from '../../domain/mask.ts';
import type { Documents } from '../documents/documents.ts';

/** So many operations are told apart; each has a histogram for every status that it is answered with. */
export const MAX_OPERATIONS = 200;

/** The names of the operations in persisted documents: the first so many, without those that could hold a number. */
export function operationNames(documents: Documents, max = MAX_OPERATIONS): ReadonlySet<string> {
  const names = new Set<string>();
  for (const text of documents.values()) {
    for (const definition of parse(text).definitions) {
      if (names.size >= max) return names;
      if (definition.kind === Kind.OPERATION_DEFINITION && definition.name) names.add(definition.name.value);
    }
  }
  for (const name of names) if (maskName(name) !== name) names.delete(name);
  return names;
}
