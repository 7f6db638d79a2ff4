import { graphql, isUnionType, printSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../src/domain/catalogue.ts';
import { failed, found } from '../../src/domain/outcome.ts';
import { createPacer } from '../../src/domain/pace.ts';
import { udokumentertFeil } from '../../src/domain/registerfeil.ts';
import { type GraphContext, Tally } from '../../src/graph-kit/context.ts';
import { createGraphKit } from '../../src/graph-kit/kit.ts';
import { member } from '../../src/graph-kit/results.ts';
import { schema } from '../../src/graph/schema.ts';

const catalogue = createCatalogue('GRUNNDATA', [
  {
    kode: '1',
    type: 'BoatSunk',
    tekst: 'Båten er sunket.',
    betydning: 'The boat has sunk.',
    kanProevesIgjen: false,
    operations: ['readBoat'],
  },
]);

/** A graph of boats: the smallest that can answer data and both kinds of failure. */
function createBoats(scope = 'boats') {
  const kit = createGraphKit();
  const { builder } = kit;
  kit.implementErrors(catalogue);
  const Boat = builder.objectRef<{ callSign: string }>('Boat').implement({
    fields: (t) => ({ callSign: t.exposeString('callSign') }),
  });
  kit.implementShell(Boat, 'callSign', {
    normalise: (text) => text.toUpperCase(),
    one: { field: 'boat', argument: 'callSign', argumentDescription: 'Its call sign.', description: 'A boat.' },
    many: { field: 'baater', argument: 'kallesignaler', argumentDescription: 'At most 1000.', description: 'Boats.' },
  });
  const BoatResultat = kit.resultUnion('BoatResultat', {
    catalogue,
    operations: ['readBoat'],
    data: Boat,
    description: 'What readBoat can answer.',
  });
  builder.queryType({});
  builder.queryField('readBoat', (t) =>
    t.field({
      type: BoatResultat,
      nullable: true,
      args: { callSign: t.arg.string({ required: true }) },
      resolve: (_, { callSign }) =>
        member(
          callSign === 'SUNK'
            ? failed(catalogue.feil('readBoat', '1'))
            : callSign === 'ODD'
              ? failed(udokumentertFeil('GRUNNDATA', '77'))
              : found({ callSign }),
        ),
    }),
  );
  const build = () =>
    kit.build({
      operationFields: { 'Query.readBoat': { scope, operation: 'readBoat' } },
    });
  return { kit, build };
}

function ask(graph: ReturnType<ReturnType<typeof createBoats>['build']>, source: string, scopes: readonly string[]) {
  const tally = new Tally();
  const contextValue = {
    caller: { scopes: new Set(scopes) },
    loaders: { pace: createPacer().forRequest() },
    tally,
  } as unknown as GraphContext;
  return graphql({ schema: graph.subgraph, source, contextValue }).then(({ data, errors }) => ({
    data: JSON.parse(JSON.stringify(data ?? null)),
    errors,
    outcomes: [...tally.outcomes],
  }));
}

it('a graph made beside the one that is served does not meet it', async () => {
  const served = printSchema(schema);
  const boats = createBoats();
  const { api, subgraph } = boats.build();
  expect([...boats.kit.unions.keys()]).toEqual(['BoatResultat']);
  expect(api.getType('Borger')).toBeUndefined();
  expect(schema.getType('Boat')).toBeUndefined();
  expect(printSchema(schema)).toBe(served);
  const entity = subgraph.getType('_Entity');
  expect(isUnionType(entity) && entity.getTypes().map(({ name }) => name)).toEqual(['Boat']);
  const { errors } = await ask(
    { api, subgraph },
    '{ _entities(representations: [{ __typename: "Enhet", organisasjonsnummer: "1" }]) { __typename } }',
    [],
  );
  expect(errors?.[0]?.message).toMatch(/an entity of this graph: Boat\.$/);
});

it('two graphs of the same nouns keep each its own scopes', async () => {
  const [one, other] = [createBoats('one').build(), createBoats('other').build()];
  const source = '{ readBoat(callSign: "LA1") { __typename } }';
  expect((await ask(one, source, ['one'])).data).toEqual({ readBoat: { __typename: 'Boat' } });
  expect((await ask(other, source, ['one'])).data).toEqual({ readBoat: { __typename: 'KildeUtilgjengelig' } });
  expect((await ask(other, source, ['other'])).data).toEqual({ readBoat: { __typename: 'Boat' } });
});

it('the catalogue’s row decides the type and the meaning of an outcome', async () => {
  const graph = createBoats().build();
  const { data, errors, outcomes } = await ask(
    graph,
    `{ sunk: readBoat(callSign: "SUNK") { __typename ... on Registerfeil { kode betydning avledet } }
       odd: readBoat(callSign: "ODD") { __typename ... on Registerfeil { kode betydning avledet } } }`,
    ['boats'],
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    sunk: { __typename: 'BoatSunk', kode: '1', betydning: 'The boat has sunk.', avledet: false },
    odd: {
      __typename: 'UdokumentertFeil',
      kode: '77',
      betydning: 'The source answered a code that its documentation does not list for this operation.',
      avledet: false,
    },
  });
  expect(outcomes).toEqual([
    ['BoatSunk 1', 1],
    ['UdokumentertFeil 77', 1],
  ]);
});

it('a field that calls a register and stands in no table keeps the graph from being built', () => {
  const { kit } = createBoats();
  expect(() => kit.build({ operationFields: {} })).toThrow('the table of operations has no row for Query.readBoat');
});

describe('a number that people write in several ways', () => {
  const lower = (text: string) => text.toLowerCase();

  it('is normal before its field sees it, in arguments, lists and inputs, and as the key of an entity', async () => {
    const { kit, build } = createBoats();
    const { builder } = kit;
    const Place = builder.inputType('Place', {
      fields: (t) => ({ berth: t.id({ required: true, normalise: lower }) }),
    });
    const Where = builder.inputType('Where', {
      fields: (t) => ({
        harbour: t.string({ normalise: lower }),
        places: t.field({ type: [Place] }),
        name: t.string(),
      }),
    });
    builder.queryField('berths', (t) =>
      t.string({
        args: {
          id: t.arg.id({ required: true, normalise: lower }),
          ids: t.arg.idList({ required: true, normalise: lower }),
          where: t.arg({ type: Where }),
          more: t.arg.id({ normalise: lower }),
        },
        resolve: (_, args) => JSON.stringify(args),
      }),
    );
    const { data, errors } = await ask(
      build(),
      `{
        berths(id: "A", ids: ["B", "b"], where: { harbour: "C", places: [{ berth: "D" }, { berth: "d" }], name: "E" }, more: null)
        boat(callSign: "la1") { callSign }
        boats: baater(kallesignaler: ["la1", "LA1"]) { callSign }
        _entities(representations: [{ __typename: "Boat", callSign: "la1" }]) { ... on Boat { callSign } }
      }`,
      [],
    );
    expect(errors).toBeUndefined();
    expect(JSON.parse(data.berths)).toEqual({
      id: 'a',
      ids: ['b', 'b'],
      where: { harbour: 'c', places: [{ berth: 'd' }, { berth: 'd' }], name: 'E' },
      more: null,
    });
    const boat = { callSign: 'LA1' };
    expect([data.boat, data.boats, data._entities]).toEqual([boat, [boat, boat], [boat]]);
  });

  it('and is an ID without a normal form keeps the graph from being built, wherever it stands', () => {
    const argument = createBoats();
    argument.kit.builder.queryField('berth', (t) =>
      t.string({ args: { id: t.arg.id({ required: true }) }, resolve: () => '' }),
    );
    expect(() => argument.build()).toThrow('Query.berth.id is an ID without `normalise`');
    const input = createBoats();
    const { builder } = input.kit;
    const Place = builder.inputType('Place', { fields: (t) => ({ berths: t.idList() }) });
    const Where = builder.inputType('Where', { fields: (t) => ({ place: t.field({ type: Place }) }) });
    builder.queryField('berth', (t) => t.string({ args: { where: t.arg({ type: Where }) }, resolve: () => '' }));
    expect(() => input.build()).toThrow('Place.berths is an ID without `normalise`');
  });
});
