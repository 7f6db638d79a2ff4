import {
  GraphQLError,
  type GraphQLFieldConfig,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
  isIntrospectionType,
  isObjectType,
} from 'graphql';
import { cutKey } from '../domain/key.ts';
import { GRAPH_REFUSALS, type Refusal, textOf, type Values } from '../domain/refusals.ts';
import type { GraphContext } from './context.ts';
import { byArguments, perMember } from './cost.ts';
import { countingLists } from './cost-plugin.ts';
import type { EntityKey } from './registries.ts';
import { printSubgraph } from './subgraph.ts';

/** The key of each entity, by its type's name. */
export type EntityKeys = ReadonlyMap<string, EntityKey>;

const AnyScalar = new GraphQLScalarType({
  name: '_Any',
  description: 'An entity by its key: `{ __typename: "Enhet", organisasjonsnummer: "700000001" }`.',
});

const ServiceType = new GraphQLObjectType({
  name: '_Service',
  description: 'This graph as a subgraph.',
  fields: {
    sdl: { type: GraphQLString, description: 'In the schema language, with the directives of federation.' },
  },
});

/**
 * The graph as a subgraph of federation: with the two fields that a router asks for entities and for the graph itself. An entity is a
 * shell by its key. That causes no call and cannot fail; if the key is invalid, the fields answer the error.
 */
export function addEntities(api: GraphQLSchema, keys: EntityKeys): GraphQLSchema {
  const { query, types, ...config } = api.toConfig();
  if (!query) throw new Error('the graph has no queries');
  // Each type of the graph is in both schemas; none leads back to Query, which is another one here.
  const { fields, ...queryConfig } = query.toConfig();
  const Entity = new GraphQLUnionType({
    name: '_Entity',
    description: 'What can be asked for by its key, through a router.',
    types: types.filter((type) => isObjectType(type) && keys.has(type.name)) as GraphQLObjectType[],
  });
  const own = { _entities: entitiesField(Entity, keys), _service: serviceField(api) };
  const Query = new GraphQLObjectType({ ...queryConfig, fields: { ...own, ...fields } });
  // In the order in which introspection tells them: by name, and its own last.
  const told = types.filter((type) => !isIntrospectionType(type)).map((type) => (type === query ? Query : type));
  const all = [...told, AnyScalar, Entity, ServiceType, ...types.filter(isIntrospectionType)];
  return new GraphQLSchema({ ...config, query: Query, types: all });
}

/** If one representation is invalid, its slot holds the error, and the others are answered. */
function entitiesField(Entity: GraphQLUnionType, keys: EntityKeys): GraphQLFieldConfig<unknown, GraphContext> {
  return {
    type: new GraphQLNonNull(new GraphQLList(Entity)),
    description:
      'For federation routers: the entities with these keys, in their order, each null if it is not one. Asks nobody.',
    args: {
      representations: {
        type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(AnyScalar))),
        description: 'At most 1000, each an object with __typename and the key of that type.',
      },
    },
    resolve: countingLists((_parent, args) =>
      (args as Representations).representations.map((representation, index) => toShell(representation, index, keys)),
    ),
    extensions: {
      complexity: byArguments(0, ({ representations }: Representations) =>
        perMember('representations', representations),
      ),
    },
  };
}

interface Representations {
  readonly representations: readonly unknown[];
}

/** The same SDL as the committed file schema/subgraph.graphql: printed when the first router asks. */
function serviceField(api: GraphQLSchema): GraphQLFieldConfig<unknown, GraphContext> {
  let sdl: string | undefined;
  return {
    type: new GraphQLNonNull(ServiceType),
    description: 'For federation routers: this graph as a subgraph.',
    resolve() {
      sdl ??= printSubgraph(api);
      return { sdl };
    },
  };
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
  const { field, normalise } = key;
  const value = Object.hasOwn(given, field) ? given[field] : undefined;
  // As the scalar ID takes it: a string, or a whole number.
  if (typeof value !== 'string' && !Number.isSafeInteger(value)) {
    return malformed(GRAPH_REFUSALS.representationNoKey, { index, key: field, name: String(name) });
  }
  return { __typename: name, [field]: cutKey(normalise(String(value))) };
}

function malformed<Text extends string>(refusal: Refusal<Text>, ...values: Values<Text>): GraphQLError {
  return new GraphQLError(textOf(refusal, ...values), { extensions: { code: refusal.code } });
}
