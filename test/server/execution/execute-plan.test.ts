import { setImmediate as turn } from 'node:timers/promises';
import {
  buildSchema,
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNullableType,
  getOperationAST,
  getVariableValues,
  isAbstractType,
  isEnumType,
  isListType,
  isObjectType,
  isScalarType,
  parse,
  printSchema,
  responsePathAsArray,
  validate,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiSchema } from '../../../src/graph/schema.ts';
import { executePlan } from '../../../src/server/execution/execute-plan.ts';
import { planOperation } from '../../../src/server/execution/plan.ts';
import { createRandom, type Random } from '../../differential/random.ts';
import { documentOf } from '../../fuzz/documents/grammar.ts';

// graphql-js is the judge: over the graph, with resolvers that answer, fail and wait by chance, the same chance for both.

/** How likely a resolver does something odd. */
interface Chances {
  readonly odd: number;
  readonly late: number;
}

interface Context {
  readonly seed: string;
  readonly chances: Chances;
  /** The resolvers that were called, in their order. */
  readonly called: string[];
}

const schema = buildSchema(`${printSchema(apiSchema)}`);
for (const type of Object.values(schema.getTypeMap())) {
  if (type.name.startsWith('__')) continue;
  if (isAbstractType(type)) {
    type.resolveType = (_, { seed, chances }: Context, { path }) => {
      const random = createRandom(`${seed} type ${responsePathAsArray(path).join('.')}`);
      const name = random.chance(chances.odd / 4)
        ? random.pick(['Query', 'Nothing', type.name, undefined])
        : random.pick(schema.getPossibleTypes(type)).name;
      return random.chance(chances.late) ? (late(random, name) as Promise<string>) : name;
    };
  }
  if (!isObjectType(type)) continue;
  for (const field of Object.values(type.getFields())) {
    field.resolve = (_source, args, { seed, chances, called }: Context, info) => {
      const at = responsePathAsArray(info.path).join('.');
      called.push(`${type.name}.${field.name} ${at} ${JSON.stringify(args)} ${told(info)}`);
      return resolved(field.type, createRandom(`${seed} ${at}`), chances, at);
    };
  }
}

function told({
  fieldName,
  fieldNodes,
  parentType,
  returnType,
  operation,
  variableValues,
}: GraphQLResolveInfo): string {
  return [
    fieldName,
    fieldNodes.length,
    parentType,
    returnType,
    operation.operation,
    JSON.stringify(variableValues),
  ].join();
}

/** A promise of it, that takes some turns of the queue of microtasks. */
async function late(random: Random, value: unknown): Promise<unknown> {
  for (let turns = random.below(4); turns > 0; turns -= 1) await undefined;
  if (value instanceof Failure) throw value;
  return value;
}

class Failure extends Error {}

/** What graphql-js takes for a promise, too. */
class OtherPromise {
  // biome-ignore lint/suspicious/noThenProperty: that is what it is
  then(resolve: (value: unknown) => unknown) {
    return Promise.resolve('of another make').then(resolve);
  }
}

function resolved(type: GraphQLOutputType, random: Random, chances: Chances, at: string): unknown {
  const value = random.chance(chances.odd) ? oddValue(random, at) : plainValue(type, random, chances, at);
  if (random.chance(chances.late)) return late(random, value);
  if (value instanceof Failure) throw value;
  return value;
}

function oddValue(random: Random, at: string): unknown {
  return random.pick<() => unknown>([
    () => null,
    () => undefined,
    () => new Failure(`failed at ${at}`),
    () => new Error(`returned at ${at}`),
    () => 'odd',
    () => ({}),
    () => new Set(['a', 'b']),
    () => new OtherPromise(),
  ])();
}

function plainValue(type: GraphQLOutputType, random: Random, chances: Chances, at: string): unknown {
  const inner = getNullableType(type);
  if (isListType(inner)) {
    return Array.from({ length: random.below(4) }, (_, index) => {
      const value = random.chance(chances.odd)
        ? oddValue(random, at)
        : plainValue(inner.ofType, random, chances, `${at}.${index}`);
      if (random.chance(chances.late)) return late(random, value);
      return value instanceof Failure ? new Error(value.message) : value;
    });
  }
  if (isEnumType(inner)) return random.pick(inner.getValues()).value;
  if (isScalarType(inner)) return inner.name === 'Boolean' ? random.chance(0.5) : random.below(9);
  return {};
}

const shown = ({ data, errors }: ExecutionResult) =>
  JSON.stringify({
    data,
    errors: errors?.map((error) => ({ ...error.toJSON(), original: error.originalError?.message })),
  });

interface Asked {
  readonly document: DocumentNode;
  readonly operationName?: string | undefined;
  readonly variables: Record<string, unknown>;
}

/** What both say of it; undefined where it has no plan, or its variables are refused before. */
async function both({ document, operationName, variables }: Asked, seed: string, chances: Chances) {
  const operation = getOperationAST(document, operationName);
  if (!operation) return undefined;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  const plan = coerced && planOperation(schema, document, operation, coerced, { fields: 1_000_000 });
  if (!plan || !coerced) return undefined;
  const [own, other]: Context[] = [1, 2].map(() => ({ seed, chances, called: [] })) as never;
  const expected = await execute({ schema, document, operationName, variableValues: variables, contextValue: other });
  const answered = await executePlan(plan, own, coerced);
  return { own: [shown(answered), own?.called], expected: [shown(expected), other?.called], errors: expected.errors };
}

describe('a plan is executed as graphql-js executes its document', () => {
  // graphql-js forgets members of a list that are under way when another one throws. What they end with nobody takes, and Node would tell Vitest.
  const untaken: unknown[] = [];
  const take = (error: unknown) => untaken.push(error);
  let others: NodeJS.UnhandledRejectionListener[] = [];
  beforeAll(() => {
    others = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', take);
  });
  afterAll(async () => {
    await turn();
    process.off('unhandledRejection', take);
    for (const other of others) process.on('unhandledRejection', other);
  });

  test.each<[string, Chances]>([
    ['when all is there', { odd: 0, late: 0 }],
    ['when all is waited for', { odd: 0, late: 0.5 }],
    ['when much fails', { odd: 0.15, late: 0 }],
    ['when much is waited for, and much fails', { odd: 0.15, late: 0.4 }],
  ])('%s', async (name, chances) => {
    const random = createRandom(name);
    let compared = 0;
    let failed = 0;
    for (let index = 0; compared < 80; index += 1) {
      const { query, operationName, variables = '{}' } = documentOf(schema, random);
      let document: DocumentNode;
      try {
        document = parse(query);
      } catch {
        continue;
      }
      if (validate(schema, document).length > 0) continue;
      const answers = await both(
        { document, operationName, variables: JSON.parse(variables) },
        `${name} ${index}`,
        chances,
      );
      if (!answers) continue;
      expect(answers.own, query).toEqual(answers.expected);
      compared += 1;
      if (answers.errors) failed += 1;
    }
    if (chances.odd > 0) expect(failed).toBeGreaterThan(20);
  });

  test('also where fields have no resolvers, and properties are functions, promises, or missing', async () => {
    const plain = buildSchema(`
      type Query { one: One many: [One] }
      type One { text: String needed: String! given(by: Int = 3): String below: One }
    `);
    const one = {
      text: (args: object, context: object, { fieldName }: GraphQLResolveInfo) =>
        JSON.stringify([args, context, fieldName]),
      needed: Promise.resolve('later'),
      given: ({ by }: { by: number }) => `by ${by}`,
      below: () => ({ needed: 'there', text: null }),
    };
    const read = plain.getQueryType()?.getFields() ?? {};
    for (const name of ['one', 'many'] as const) {
      const field = read[name];
      if (field) field.resolve = () => (name === 'one' ? one : [one, { needed: undefined }, 'text', { needed: '' }]);
    }
    const document = parse(
      '{ one { ...F below { ...F below { text } } } many { ...F } } fragment F on One { text needed given(by: 4) }',
    );
    const operation = getOperationAST(document);
    const plan = operation && planOperation(plain, document, operation, {}, { fields: 1_000 });
    if (!plan) throw new Error('no plan');
    const contextValue = { of: 'the request' };
    const expected = await execute({ schema: plain, document, contextValue });
    expect(expected.errors).toHaveLength(2);
    expect(shown(await executePlan(plan, contextValue, {}))).toBe(shown(expected));
  });

  test('and leaves nothing under way that nobody waits for', async () => {
    await turn();
    const traces = untaken.map((error) => (error instanceof Error ? error.stack : String(error)));
    // Some are graphql-js's: the documents do hold such lists.
    expect(traces.length).toBeGreaterThan(0);
    expect(traces.filter((trace) => trace?.includes('/src/server/execution/'))).toEqual([]);
  });
});

/** Both ways to execute a document over a small graph. */
function waysOver(small: GraphQLSchema, text: string) {
  const document = parse(text);
  const operation = getOperationAST(document);
  const plan = operation && planOperation(small, document, operation, {}, { fields: 100 });
  if (!plan) throw new Error('no plan');
  return { byPlan: async () => executePlan(plan, {}, {}), judged: async () => execute({ schema: small, document }) };
}

test('what a type is found by says where the field stands, not its member', async () => {
  const told: string[][] = [];
  const small = buildSchema('type Query { all: [[Either]] one: Either } union Either = This type This { a: Int }');
  for (const field of Object.values(small.getQueryType()?.getFields() ?? {})) {
    field.resolve = () => (field.name === 'one' ? {} : [[{}], [{}, {}]]);
  }
  const either = small.getType('Either');
  if (!isAbstractType(either)) throw new Error('no union');
  either.resolveType = (_value, _context, { path }) => {
    told.at(-1)?.push(responsePathAsArray(path).join('.'));
    return 'This';
  };
  const { byPlan, judged } = waysOver(small, '{ all { ... on This { a } } one { __typename } }');
  for (const way of [judged, byPlan]) {
    told.push([]);
    await way();
  }
  expect(told[0]).toEqual(['all', 'all', 'all', 'one']);
  expect(told[1]).toEqual(told[0]);
});

test('what fails while something is waited for is told when graphql-js tells it', async () => {
  const small = buildSchema(
    'type Query { part: Part! other: Int! } type Part { late: Int! maybe: Int inner: Part bad: Int! }',
  );
  let turns = { late: 0, other: 0 };
  const after = async (count: number) => {
    for (let left = count; left > 0; left -= 1) await undefined;
  };
  const resolvers: Record<string, () => unknown> = {
    part: () => ({}),
    late: () => after(turns.late).then(() => 1),
    maybe: () => after(turns.late).then(() => new Error('maybe')),
    inner: () => after(turns.late).then(() => ({})),
    bad: () => new Error('bad'),
    other: () => after(turns.other).then(() => new Error('other')),
  };
  for (const type of [small.getType('Query'), small.getType('Part')]) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields()))
      field.resolve = (_source, _args, _context, _info) => resolvers[field.name]?.();
  }
  for (const pending of ['late', 'maybe', 'inner { bad }', 'inner { late bad }', 'inner { maybe bad }']) {
    const { byPlan, judged } = waysOver(small, `{ part { ${pending} bad } other }`);
    for (let late = 0; late < 4; late += 1) {
      for (let other = 0; other < 15; other += 1) {
        turns = { late, other };
        expect(shown(await byPlan()), `${pending} ${late} ${other}`).toBe(shown(await judged()));
      }
    }
  }
});
