import {
  buildSchema,
  type FieldNode,
  getArgumentValues,
  getVariableValues,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { plainArguments, plainVariables } from '../../src/graph-kit/plain-values.ts';

// graphql-js is the judge: what is read without it must be what it would have read.

const schema = buildSchema(`
  type Query { field(id: ID!, ids: [ID!], text: String, count: Int = 3, is: Boolean, kind: Kind, at: Date, input: Input): Int }
  enum Kind { A B }
  scalar Date
  input Input { text: String }
`);

const VALUES: readonly unknown[] = [
  'text',
  '',
  '3',
  3,
  -0,
  2 ** 31,
  2 ** 31 - 1,
  1.5,
  Number.NaN,
  true,
  false,
  null,
  undefined,
  {},
  [],
  ['a'],
  ['a', null],
  ['a', 1],
  [['a']],
  { a: 1 },
  'A',
  [3],
  [true],
  new Set(['a']),
]; // prettier-ignore
const TYPES = [
  'ID',
  'ID!',
  'String',
  'Int',
  'Int!',
  'Boolean!',
  '[ID!]!',
  '[ID]',
  '[Int!]',
  '[[ID]]',
  'Kind',
  'Date',
  'Input',
];

function operationOf(text: string): OperationDefinitionNode {
  return parse(text).definitions[0] as OperationDefinitionNode;
}

describe('variables that are read without graphql-js', () => {
  const read = (definition: string, given: Record<string, unknown>) => {
    const definitions = operationOf(`query (${definition}) { field }`).variableDefinitions ?? [];
    return { plain: plainVariables(schema, definitions)(given), judged: getVariableValues(schema, definitions, given) };
  };

  test('are what graphql-js reads, whatever is given', () => {
    for (const type of TYPES) {
      for (const definition of [`$v: ${type}`, ...(type.endsWith('!') ? [] : [`$v: ${type} = null`])]) {
        for (const given of [{}, ...VALUES.map((v) => ({ v, other: 1 }))]) {
          const { plain, judged } = read(definition, given);
          if (plain) expect(plain, `${definition} ${JSON.stringify(given)}`).toStrictEqual(judged.coerced);
        }
      }
    }
  });

  test.each([
    ['$v: ID!', { v: '974760673' }],
    ['$v: [ID!]!', { v: ['974760673', '874760673'] }],
    ['$v: String, $w: Int!, $x: Boolean!', { w: 1, x: false }],
  ])('are those that most operations have: %s', (definition, given) => {
    expect(read(definition, given).plain).toStrictEqual(given);
  });

  test('leave what is given as it is', () => {
    const given = { v: ['a'] };
    expect(read('$v: [ID!]!', given).plain?.v).not.toBe(given.v);
  });

  test.each(['__proto__', 'constructor', 'toString'])('may be named %s', (name) => {
    for (const given of [{}, JSON.parse(`{"${name}":"a"}`)]) {
      const { plain, judged } = read(`$${name}: ID`, given);
      if (plain) expect(plain).toStrictEqual(judged.coerced);
    }
  });
});

describe('arguments that are read without graphql-js', () => {
  const field = schema.getQueryType()?.getFields().field;
  if (!field) throw new Error('no field');
  const read = (args: string, variables: Record<string, unknown>) => {
    const node = operationOf(`{ field${args} }`).selectionSet.selections[0] as FieldNode;
    const judge = () => {
      try {
        return getArgumentValues(field, node, variables);
      } catch {
        return 'refused';
      }
    };
    return { plain: plainArguments(field.args, node)(variables), judged: judge() };
  };

  test('are what graphql-js reads, whatever is written and given', () => {
    const written = [
      '$v',
      '"a"',
      '3',
      '[3]',
      '["a"]',
      '["a", $v]',
      'null',
      'true',
      'A',
      '{ text: "a" }',
      '{ text: $v }',
    ];
    for (const { name } of field.args) {
      for (const value of written) {
        for (const args of [`(${name}: ${value})`, `(id: "a", ${name}: ${value})`]) {
          if (name === 'id' && args.startsWith('(id: "a"')) continue;
          for (const given of [{}, ...VALUES.map((v) => ({ v }))]) {
            const { plain, judged } = read(args, given);
            if (plain) expect(plain, `${args} ${JSON.stringify(given)}`).toStrictEqual(judged);
          }
        }
      }
    }
  });

  test.each([
    ['(id: $v)', { v: 'a' }, { id: 'a', count: 3 }],
    ['(ids: $v, id: "b", count: 4, kind: A)', { v: ['a'] }, { id: 'b', ids: ['a'], count: 4, kind: 'A' }],
  ])('are those that most fields have: %s', (args, given, expected) => {
    expect(read(args, given).plain).toStrictEqual(expected);
  });
});
