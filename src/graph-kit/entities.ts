import type { ObjectRef } from '@pothos/core';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { cutKey } from '../domain/key.ts';
import { GRAPH_REFUSALS, type Refusal, textOf, type Values } from '../domain/refusals.ts';
import type { GraphBuilder, GraphTypes } from './builder.ts';
import { perMember } from './cost.ts';
import { countingLists } from './cost-plugin.ts';
import { printSubgraph } from './subgraph.ts';

/** The key of each entity, by its type's name. */
export type EntityKeys = ReadonlyMap<string, string>;

/**
 * Makes a shell an entity of federation: a router may ask for it by its key. That causes no call and cannot fail; if the
 * key is invalid, the fields answer the error.
 */
export function implementEntity<Key extends string>(
  builder: GraphBuilder,
  keys: Map<string, string>,
  ref: ObjectRef<GraphTypes, Record<Key, string>>,
  key: Key,
): void {
  keys.set(ref.name, key);
  builder.asEntity(ref, {
    key: builder.selection<Record<string, string>>(key as never),
    resolveReference: (representation) => representation,
  });
}

/**
 * If one representation is invalid, its slot holds the error; the federation library's own resolver fails all slots.
 * `_service` answers the same SDL as the committed file schema/subgraph.graphql.
 */
export function resolveEntities(schema: GraphQLSchema, keys: EntityKeys): GraphQLSchema {
  const { _entities: field, _service: service } = schema.getQueryType()?.getFields() ?? {};
  if (!field || !service) throw new Error('the schema is no subgraph');
  const sdl = printSubgraph(schema);
  service.resolve = () => ({ sdl });
  describe(schema);
  field.resolve = countingLists((_parent, args) =>
    (args as { representations: readonly unknown[] }).representations.map((representation, index) =>
      toShell(representation, index, keys),
    ),
  );
  field.extensions = {
    ...field.extensions,
    complexity: ({ representations }: { representations: readonly unknown[] }) =>
      perMember('representations', representations),
  };
  return schema;
}

/** For those who meet them in GraphiQL: Apollo's library describes only one of them. */
function describe(schema: GraphQLSchema): void {
  const fields = schema.getQueryType()?.getFields();
  const described = [
    [
      fields?._entities,
      'For federation routers: the entities with these keys, in their order, each null if it is not one. Asks nobody.',
    ],
    [fields?._entities?.args[0], 'At most 1000, each an object with __typename and the key of that type.'],
    [fields?._service, 'For federation routers: this graph as a subgraph.'],
    [schema.getType('_Entity'), 'What can be asked for by its key, through a router.'],
    [schema.getType('_Any'), 'An entity by its key: `{ __typename: "Enhet", organisasjonsnummer: "700000001" }`.'],
    [schema.getType('_Service'), 'This graph as a subgraph.'],
  ] as const;
  for (const [element, description] of described) if (element) element.description = description;
}

/** The shell for a representation, or an error. The error never repeats the value that was sent. */
function toShell(representation: unknown, index: number, keys: EntityKeys): object {
  if (typeof representation !== 'object' || representation === null) {
    return malformed(GRAPH_REFUSALS.representationNoObject, { index });
  }
  const { __typename: name, ...given } = representation as Record<string, unknown>;
  const key = typeof name === 'string' ? keys.get(name) : undefined;
  if (key === undefined) {
    return malformed(GRAPH_REFUSALS.representationNoEntity, { index, names: [...keys.keys()].join(', ') });
  }
  const value = Object.hasOwn(given, key) ? given[key] : undefined;
  // As the scalar ID takes it: a string, or a whole number.
  if (typeof value !== 'string' && !Number.isSafeInteger(value)) {
    return malformed(GRAPH_REFUSALS.representationNoKey, { index, key, name: String(name) });
  }
  return { __typename: name, [key]: cutKey(String(value)) };
}

function malformed<Text extends string>(refusal: Refusal<Text>, ...values: Values<Text>): GraphQLError {
  return new GraphQLError(textOf(refusal, ...values), { extensions: { code: refusal.code } });
}
