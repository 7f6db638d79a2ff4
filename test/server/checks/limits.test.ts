import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningGateway, read, startGateway } from '../gateway-under-test.ts';

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway({
    limits: { depth: 5, tokens: 300, aliases: 10, calls: 7 },
  });
});
afterAll(() => gateway[Symbol.asyncDispose]());

const ask = async (query: string, variables?: object, headers?: Record<string, string>) =>
  read(await gateway.post({ query, variables }, headers));

/** enhet is the first field, organisasjonsnummer the last. */
function deep(fields: number): string {
  const between = fields - 2;
  return `{ enhet(organisasjonsnummer: "1") { ${'morenhet { '.repeat(between)}organisasjonsnummer${' }'.repeat(between)} } }`;
}

describe('depth', () => {
  test('five fields pass where five are allowed, and six do not', async () => {
    expect(await ask(deep(5))).toMatchObject({ status: 200, answer: { data: { enhet: {} } } });
    expect(await ask(deep(6))).toMatchObject({ status: 422, code: 'TOO_DEEP' });
  });

  test('is refused where it is more than can be read, as no fault of ours', async () => {
    await using wide = await startGateway({ limits: { tokens: 100_000 } });
    const lists = `${'['.repeat(40_000)}${']'.repeat(40_000)}`;
    const response = await wide.post({ query: `{ borgere(cprs: ${lists}) { cpr } }` });
    expect(await read(response)).toMatchObject({ status: 400, code: 'TOO_DEEP' });
    expect((await wide.logged()).map(({ level }) => level)).toEqual(['info']);
  });

  test('is counted through fragments, which themselves are no depth', async () => {
    const fragments =
      'fragment a on Enhet { morenhet { ...b } } fragment b on Enhet { morenhet { ... on Enhet { ...c } } }';
    const within = `{ enhet(organisasjonsnummer: "1") { ...a } } ${fragments} fragment c on Enhet { morenhet { navn } }`;
    const beyond = within.replace('navn', 'morenhet { navn }');
    expect(await ask(within)).toMatchObject({ status: 200 });
    expect(await ask(beyond)).toMatchObject({ status: 422, code: 'TOO_DEEP' });
  });

  test('and aliases of fragments that double with every line are counted in no time', async () => {
    const doubling = Array.from(
      { length: 40 },
      (_, n) => `fragment f${n} on Query { ...f${n + 1} ... { ...f${n + 1} } }`,
    );
    await using standard = await startGateway();
    const query = `{ ...f0 } ${doubling.join(' ')} fragment f40 on Query { a: __typename }`;
    expect(await read(await standard.post({ query }))).toMatchObject({ status: 422, code: 'TOO_MANY_ALIASES' });
  });
});

describe('tokens', () => {
  // Twelve around them, and one token for each value.
  const tokens = (count: number) => `{ enheter(organisasjonsnumre: [${'"1" '.repeat(count - 12)}]) { __typename } }`;

  test('three hundred pass where three hundred are allowed, and one more does not', async () => {
    expect(await ask(tokens(300))).toMatchObject({ status: 200 });
    expect(await ask(tokens(301))).toMatchObject({ status: 400, code: 'TOO_MANY_TOKENS' });
  });

  test('that are too many are told where the document is wrong beyond them, and what is wrong within them else', async () => {
    const wrong = (before: number) => `{ ${'a '.repeat(before - 1)} { b [ c } }`;
    // The third of these is what is wrong: `[`.
    expect(await ask(wrong(298))).toMatchObject({ status: 400, code: 'TOO_MANY_TOKENS' });
    expect(await ask(wrong(297))).toMatchObject({ status: 400, code: 'GRAPHQL_PARSE_FAILED' });
    // What is no token is not counted.
    expect(await ask(`{ ${'a '.repeat(299)} ?`)).toMatchObject({ status: 400, code: 'GRAPHQL_PARSE_FAILED' });
    expect(await ask(`{ ${'a '.repeat(300)} ?`)).toMatchObject({ status: 400, code: 'TOO_MANY_TOKENS' });
  });
});

describe('aliases', () => {
  const aliases = (count: number, field: string) =>
    `{ ${Array.from({ length: count }, (_, n) => `a${n}: ${field}`).join(' ')} }`;

  test.each(['enhet(organisasjonsnummer: "1") { navn }', '__typename'])(
    'ten of %s pass where ten are allowed, and eleven do not',
    async (field) => {
      expect(await ask(aliases(10, field))).toMatchObject({ status: 200 });
      expect(await ask(aliases(11, field))).toMatchObject({ status: 422, code: 'TOO_MANY_ALIASES' });
    },
  );

  test('count as often as their fragment is used', async () => {
    const spread = (times: number) =>
      `{ ${'...f '.repeat(times)} } fragment f on Query { a: __typename b: __typename }`;
    expect(await ask(spread(5))).toMatchObject({ status: 200 });
    expect(await ask(spread(6))).toMatchObject({ status: 422, code: 'TOO_MANY_ALIASES' });
  });
});

describe('the same, selected again in one selection set,', () => {
  const LIMITED: Record<string, (times: number) => string> = {
    field: (times) => `{ ${'__typename '.repeat(times)} }`,
    'field under an alias': (times) => `{ enhet(organisasjonsnummer: "1") { ${'a: navn '.repeat(times)} } }`,
    'fragment by name': (times) => `{ ${'...f '.repeat(times)} } fragment f on Query { __typename }`,
    'fragment without a name': (times) => `{ ${'... { __typename } '.repeat(times)} }`,
  };

  test.each(Object.entries(LIMITED))('passes a hundred times and no more: a %s', async (_, times) => {
    await using standard = await startGateway({ limits: { aliases: 1000 } });
    expect(await read(await standard.post({ query: times(100) }))).toMatchObject({ status: 200, code: undefined });
    const beyond = await read(await standard.post({ query: times(101) }));
    expect(beyond).toMatchObject({ status: 422, code: 'TOO_MANY_REPETITIONS' });
    expect(beyond.answer.errors).toHaveLength(1);
  });
});

describe('backend calls', () => {
  const ofCalls = (calls: unknown) => ask('query ($calls: Int!) { costly(calls: $calls) }', { calls });

  test('an operation that could cost seven passes where seven are allowed, and one of eight does not', async () => {
    expect(await ofCalls(7)).toMatchObject({ status: 200, code: undefined });
    expect(await ofCalls(8)).toMatchObject({ status: 422, code: 'TOO_MANY_CALLS' });
  });

  test('are not counted for variables that do not fit', async () => {
    expect(await ofCalls('mange')).toMatchObject({ status: 422, code: 'INVALID_VARIABLES' });
    const query = 'query ($calls: Int!) { costly(calls: $calls) }';
    const legacy = await ask(query, { calls: 'mange' }, { accept: 'application/json' });
    expect(legacy).toMatchObject({ status: 422, code: 'INVALID_VARIABLES' });
  });
});

test('every limit answers the same to a client that asks for application/json', async () => {
  const accept = 'application/json';
  expect(await ask(deep(6), undefined, { accept })).toMatchObject({ status: 422 });
  expect(await ask(`{${' __typename'.repeat(300)} }`, undefined, { accept })).toMatchObject({ status: 400 });
});

test("GraphiQL's introspection passes the limits as they are set", async () => {
  await using standard = await startGateway();
  const query = getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true, specifiedByUrl: true });
  expect(await read(await standard.post({ query }))).toMatchObject({ status: 200, code: undefined });
});
