import SchemaBuilder from '@pothos/core';
import { type GraphQLResolveInfo, type GraphQLSchema, isObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { Caller } from '../../src/domain/caller.ts';
import type { GraphContext } from '../../src/graph-kit/context.ts';
import { Tally } from '../../src/graph-kit/context.ts';
import { schema } from '../../src/graph/schema.ts';
import { ALL_SCOPES, OPERATION_FIELDS } from '../../src/graph/scopes.ts';
import { configuredCaller } from '../../src/server/callers/identify.ts';

// Pothos' plugin for scopes is the judge: a graph of its own has a field for each row of the table, protected by the row's scope.

interface Asking {
  readonly scopes: Caller['scopes'];
}

// What is told to whoever it is about asks for more than a scope: test/access/innsynslogg.test.ts.
const ROWS = Object.entries(OPERATION_FIELDS).filter(([, { person }]) => !person?.isCaller);
const nameOf = (coordinate: string) => coordinate.replace('.', '_');

/** What of the builder's types is used here. The plugin's own would make an option of every builder in the project. */
interface Builder {
  queryType(options: { fields: (t: { string(options: object): unknown }) => object }): void;
  toSchema(): GraphQLSchema;
}

const plugin: { readonly default: string } = await import('@pothos/plugin-scope-auth' as string);
const builder = new (SchemaBuilder as unknown as new (options: object) => Builder)({
  plugins: [plugin.default],
  scopeAuth: {
    authScopes: ({ scopes }: Asking) => ({ scope: (scope: string) => scopes === 'all' || scopes.has(scope) }),
  },
});
builder.queryType({
  fields: (t) =>
    Object.fromEntries(
      ROWS.map(([coordinate, { scope }]) => [
        nameOf(coordinate),
        t.string({
          nullable: true,
          authScopes: { scope },
          resolve: () => 'asked',
          unauthorizedResolver: () => 'refused',
        }),
      ]),
    ),
});
const judge = builder.toSchema();

class Asked extends Error {}

/** Whatever is asked for, somebody has been asked. */
const anybody = () =>
  new Proxy(() => {}, {
    get: () => anybody(),
    apply() {
      throw new Asked();
    },
  }) as never;

/** Whether the field's resolver asks anybody for a caller with these scopes, or refuses. */
async function resolved(coordinate: string, scopes: Caller['scopes']): Promise<string> {
  const [typeName = '', name = ''] = coordinate.split('.');
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[name] : undefined;
  const context: GraphContext = {
    loaders: Object.assign(anybody(), {}),
    writes: anybody(),
    requestId: 'id',
    tally: new Tally(),
    caller: { ...configuredCaller(undefined), scopes },
    audit: { record: async () => {} },
  };
  const loaders = new Proxy(
    { pace: { turn: () => undefined, whenIdle: () => {} } },
    { get: (own, key) => (key === 'pace' ? own.pace : anybody()) },
  );
  const info = { parentType: type, returnType: field?.type, fieldNodes: [] } as unknown as GraphQLResolveInfo;
  try {
    const value: unknown = await field?.resolve?.(
      {},
      { soek: {}, input: {} },
      { ...context, loaders: loaders as never },
      info,
    );
    return `${(value as { melding?: string }).melding}`.startsWith('The caller lacks the scope ')
      ? 'refused'
      : `${value}`;
  } catch (thrown) {
    if (thrown instanceof Asked) return 'asked';
    throw thrown;
  }
}

const SETS: readonly (readonly [string, Caller['scopes']])[] = [
  ['none', new Set<string>()],
  ['all, since authentication is off', 'all'],
  ['all, one by one', new Set(ALL_SCOPES)],
  ['a scope of nothing', new Set(['registergraf:nothing', 'all'])],
  ...ALL_SCOPES.flatMap((scope) => [
    [`${scope} alone`, new Set([scope])] as const,
    [`all but ${scope}`, new Set(ALL_SCOPES.filter((other) => other !== scope))] as const,
  ]),
];

describe('every field asks or refuses as Pothos’ plugin for scopes would', () => {
  test.each(SETS)('of a caller with %s', async (_, scopes) => {
    expect(ROWS.length).toBeGreaterThan(20);
    const fields = judge.getQueryType()?.getFields() ?? {};
    for (const [coordinate] of ROWS) {
      const judged: unknown = await fields[nameOf(coordinate)]?.resolve?.({}, {}, { scopes }, { path: {} } as never);
      expect(await resolved(coordinate, scopes), coordinate).toBe(judged);
    }
  });
});
