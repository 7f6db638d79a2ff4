import { buildSchema, type DocumentNode, type GraphQLObjectType, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { MAX_CONDITIONS } from '../../../src/graph-kit/conditions.ts';
import { formulasOf, KEPT_CHARACTERS } from '../../../src/graph-kit/operation-cost.ts';
import { documentId } from '../../../src/server/documents/documents.ts';
import { CHARACTERS_A_FIELD, createKeptDocuments, PLANNED_FIELDS } from '../../../src/server/documents/kept.ts';

const schema = buildSchema('type Query { a: Query b(n: Int): Query c: Int } type Mutation { m: Int }');
const query = schema.getQueryType() as GraphQLObjectType;

/** A document that has come once, as Yoga's way leaves it. */
function passed(text: string, operationName?: string, persisted: readonly string[] = []) {
  const kept = createKeptDocuments({ current: new Map(persisted.map((one) => [documentId(one), one])) }, schema);
  const document = parse(text);
  kept.parsed.set(text, document);
  kept.pass(document, operationName);
  return kept;
}

describe('an operation is kept', () => {
  test('when it has passed, by its text and its name', () => {
    const text = 'query A { c } query B { a { c } }';
    const kept = passed(text, 'A');
    expect(kept.find(text, 'A')).toMatchObject({ name: 'A', kind: 'query', operationName: 'A', mayDefer: false });
    expect(kept.find(text, 'B')).toBeUndefined();
    expect(kept.find(text, undefined)).toBeUndefined();
    expect(kept.find(`${text} `, 'A')).toBeUndefined();
  });

  test('not when it is parsed only, which says nothing of its being allowed', () => {
    const kept = createKeptDocuments({ current: new Map() }, schema);
    kept.parsed.set('{ c }', parse('{ c }'));
    expect(kept.find('{ c }', undefined)).toBeUndefined();
  });

  test('not when the document has none of that name, or the graph none of that kind', () => {
    expect(passed('query A { c }', 'B').find('query A { c }', 'B')).toBeUndefined();
    expect(passed('subscription { c }').find('subscription { c }', undefined)).toBeUndefined();
  });

  test('not when its text holds what could be somebody’s number, unless it is persisted', () => {
    const text = '{ b(n: 010150) { c } } # 0101505006';
    const parsable = text.replace('010150)', '1)');
    expect(passed(parsable).find(parsable, undefined)).toBeUndefined();
    expect(passed(parsable, undefined, [parsable]).find(parsable, undefined)).toBeDefined();
  });

  test('as long as its parsed text is: when others have come in its place it is unknown', () => {
    const kept = passed('{ c }');
    for (let n = 0; n < 1_100; n += 1) kept.parsed.set(`{ c${n}: c }`, parse('{ c }'));
    expect(kept.find('{ c }', undefined)).toBeUndefined();
  });
});

describe('a plan', () => {
  const planOf = (text: string, variables: Record<string, unknown> = {}) =>
    passed(text).find(text, undefined)?.planFor(variables);

  test('is made once for each choice of what decides by @skip and @include', () => {
    const text = 'query ($a: Boolean!) { c @skip(if: $a) a { c } }';
    const operation = passed(text).find(text, undefined);
    const [left, taken] = [{ a: true }, { a: false }].map((variables) => operation?.planFor(variables));
    expect(left?.root.fields.map(({ name }) => name)).toEqual(['a']);
    expect(taken?.root.fields.map(({ name }) => name)).toEqual(['c', 'a']);
    expect(operation?.planFor({ a: true })).toBe(left);
  });

  test.each([MAX_CONDITIONS, MAX_CONDITIONS + 1])(
    'is made of a document with %i variables that decide, up to the limit',
    (count) => {
      const names = Array.from({ length: count }, (_, index) => `v${index}`);
      const text = `query (${names.map((name) => `$${name}: Boolean!`)}) { ${names.map((name) => `${name}: c @skip(if: $${name})`).join(' ')} }`;
      const plan = planOf(text, Object.fromEntries(names.map((name) => [name, false])));
      expect(plan !== undefined).toBe(count <= MAX_CONDITIONS);
    },
  );

  test('is not made where what decides is null, nor of a question about the graph', () => {
    expect(planOf('query ($a: Boolean) { c @skip(if: $a) }', { a: null })).toBeUndefined();
    expect(planOf('{ __schema { description } }')).toBeUndefined();
    expect(planOf('{ __type(name: "Query") { name } c }')).toBeUndefined();
    expect(planOf('{ __typename c }')).toBeDefined();
  });

  test('keeps what stands below its fields as long as there is room for the fields there', () => {
    const places = 40;
    const ofEach = 20;
    const fragment = `fragment F on Query { ${Array.from({ length: ofEach }, (_, index) => `c${index}: c`).join(' ')} }`;
    const spreads = Array.from({ length: places }, (_, index) => `a${index}: a { ...F }`).join(' ');
    const text = `{ ${spreads} } ${fragment}`;
    const fields = planOf(text)?.root.fields ?? [];
    const kept = fields.filter((field) => {
      if (!('shape' in field) || field.shape.kind !== 'object') throw new Error('every field is an object');
      const [first, again] = [field.shape.below.on(query), field.shape.below.on(query)];
      expect(again.fields).toHaveLength(ofEach);
      return first === again;
    });
    const room = PLANNED_FIELDS + text.length / CHARACTERS_A_FIELD;
    // A selection counts as one field more.
    expect(kept).toHaveLength(Math.floor((room - places - 1) / (ofEach + 1)));
    expect(kept.length).toBeLessThan(places);
  });
});

describe('formulas', () => {
  const kept = (document: DocumentNode, a: boolean) => {
    const [first, again] = [1, 2].map(() => formulasOf(document, schema, undefined, { a }));
    return first === again;
  };
  const textOf = (length: number) => 'query ($a: Boolean!) { c @skip(if: $a) a { c } } #'.padEnd(length, 'x');

  test.each([
    ['of both choices of a document that is short enough', KEPT_CHARACTERS / 2, true],
    ['of one choice of one that is longer', KEPT_CHARACTERS / 2 + 1, false],
  ])('are kept %s', (_, length, isKept) => {
    const document = parse(`${textOf(length - 1)}\n`);
    expect(kept(document, true)).toBe(true);
    expect(kept(document, false)).toBe(isKept);
    expect(kept(document, true)).toBe(true);
  });
});
