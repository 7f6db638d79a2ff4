import { graphql, isUnionType, printSchema } from 'graphql';
import { expect, it } from 'vitest';
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
    type: 'BaatSunket',
    tekst: 'Båten er sunket.',
    betydning: 'The boat has sunk.',
    kanProevesIgjen: false,
    operations: ['hentBaat'],
  },
]);

/** A graph of boats: the smallest that can answer data and both kinds of failure. */
function createBoats(scope = 'boats') {
  const kit = createGraphKit();
  const { builder } = kit;
  kit.implementErrors(catalogue);
  const Baat = builder.objectRef<{ kallesignal: string }>('Baat').implement({
    fields: (t) => ({ kallesignal: t.exposeString('kallesignal') }),
  });
  kit.implementShell(Baat, 'kallesignal', {
    one: { field: 'baat', argument: 'kallesignal', argumentDescription: 'Its call sign.', description: 'A boat.' },
    many: { field: 'baater', argument: 'kallesignaler', argumentDescription: 'At most 1000.', description: 'Boats.' },
  });
  const BaatResultat = kit.resultUnion('BaatResultat', {
    catalogue,
    operations: ['hentBaat'],
    data: Baat,
    description: 'What hentBaat can answer.',
  });
  builder.queryType({});
  builder.queryField('hentBaat', (t) =>
    t.field({
      type: BaatResultat,
      nullable: true,
      args: { kallesignal: t.arg.string({ required: true }) },
      resolve: (_, { kallesignal }) =>
        member(
          kallesignal === 'SUNK'
            ? failed(catalogue.feil('hentBaat', '1'))
            : kallesignal === 'ODD'
              ? failed(udokumentertFeil('GRUNNDATA', '77'))
              : found({ kallesignal }),
        ),
    }),
  );
  const build = () =>
    kit.build({
      operationFields: { 'Query.hentBaat': { scope, operation: 'hentBaat' } },
      personal: { tag: 'person', types: new Set(), isField: () => false },
      shareable: new Set(),
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
  expect([...boats.kit.unions.keys()]).toEqual(['BaatResultat']);
  expect(api.getType('Borger')).toBeUndefined();
  expect(schema.getType('Baat')).toBeUndefined();
  expect(printSchema(schema)).toBe(served);
  const entity = subgraph.getType('_Entity');
  expect(isUnionType(entity) && entity.getTypes().map(({ name }) => name)).toEqual(['Baat']);
  const { errors } = await ask(
    { api, subgraph },
    '{ _entities(representations: [{ __typename: "Enhet", organisasjonsnummer: "1" }]) { __typename } }',
    [],
  );
  expect(errors?.[0]?.message).toMatch(/an entity of this graph: Baat\.$/);
});

it('two graphs of the same nouns keep each its own scopes', async () => {
  const [one, other] = [createBoats('one').build(), createBoats('other').build()];
  const source = '{ hentBaat(kallesignal: "LA1") { __typename } }';
  expect((await ask(one, source, ['one'])).data).toEqual({ hentBaat: { __typename: 'Baat' } });
  expect((await ask(other, source, ['one'])).data).toEqual({ hentBaat: { __typename: 'KildeUtilgjengelig' } });
  expect((await ask(other, source, ['other'])).data).toEqual({ hentBaat: { __typename: 'Baat' } });
});

it('the catalogue’s row decides the type and the meaning of an outcome', async () => {
  const graph = createBoats().build();
  const { data, errors, outcomes } = await ask(
    graph,
    `{ sunk: hentBaat(kallesignal: "SUNK") { __typename ... on Registerfeil { kode betydning avledet } }
       odd: hentBaat(kallesignal: "ODD") { __typename ... on Registerfeil { kode betydning avledet } } }`,
    ['boats'],
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    sunk: { __typename: 'BaatSunket', kode: '1', betydning: 'The boat has sunk.', avledet: false },
    odd: {
      __typename: 'UdokumentertFeil',
      kode: '77',
      betydning: 'The source answered a code that its documentation does not list for this operation.',
      avledet: false,
    },
  });
  expect(outcomes).toEqual([
    ['BaatSunket', 1],
    ['UdokumentertFeil', 1],
  ]);
});

it('a field that calls a register and stands in no table keeps the graph from being built', () => {
  const { kit } = createBoats();
  const personal = { tag: 'person', types: new Set<string>(), isField: () => false };
  expect(() => kit.build({ operationFields: {}, personal, shareable: new Set() })).toThrow(
    'the table of operations has no row for Query.hentBaat',
  );
});
