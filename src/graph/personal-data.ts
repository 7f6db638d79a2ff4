import { type GraphQLField, isObjectType } from 'graphql';
import { schema } from './schema.ts';

export { PERSONAL_DATA } from '../graph-kit/composition.ts';

// What is personal, as the types of the graph are marked where they are made.

const TYPES = Object.values(schema.getTypeMap());

/** The types that are somebody, say something about somebody, or name somebody to a register. */
export const PERSON_TYPES = namesOf(({ extensions }) => extensions.personal === 'person');

/**
 * All types with the tag: also the unions and lists that hold those. A composer that leaves a member out may choke on a
 * union that names it, so what only leads to somebody goes whole.
 */
export const TAGGED = namesOf(({ extensions }) => extensions.personal !== undefined);

/** The fields that lead to somebody or are about somebody, by coordinate: `Enhet.roller`. */
const PERSON_FIELDS: ReadonlyMap<string, GraphQLField<unknown, unknown>> = new Map(
  TYPES.filter(isObjectType).flatMap((type) =>
    Object.values(type.getFields())
      .filter(({ extensions }) => extensions.personal === true)
      .map((field) => [`${type.name}.${field.name}`, field] as const),
  ),
);

export function isPersonField(coordinate: string): boolean {
  return PERSON_FIELDS.has(coordinate);
}

/** The arguments that hold a person's identifier: those of the fields that lead there, and `representations`, in which a router names entities. */
export const SAYS_WHO: ReadonlySet<string> = new Set([
  ...[...PERSON_FIELDS.values()].flatMap(({ args }) => args.map(({ name }) => name)),
  'representations',
]);

function namesOf(is: (type: (typeof TYPES)[number]) => boolean): ReadonlySet<string> {
  return new Set(TYPES.filter(is).map(({ name }) => name));
}
