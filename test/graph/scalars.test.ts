import {
  execute,
  GraphQLObjectType,
  type GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  parse as parseDocument,
  parseValue as parse,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { apiSchema } from '../../src/graph/schema.ts';

describe.each([
  [
    'Date',
    '2024-02-29',
    ['2024-99-99', '2024-02-30', '2023-02-29', '2024-13-01', '0000-01-01', '2024-02-29Z', '', 7, null],
  ],
  [
    'DateTime',
    '2024-02-29T13:12:00.000+01:00',
    [
      '2024-99-99T13:12:00Z',
      '2024-02-30T24:61:00Z',
      '2024-02-29T24:00:00Z',
      '2024-02-29T13:12:00+25:00',
      '2024-02-29T13:12:00',
      7,
      null,
    ],
  ],
] as const)('%s', (name, value, refused) => {
  const scalar = apiSchema.getType(name) as GraphQLScalarType;

  it('is given as it is written', () => {
    expect(scalar.serialize(value)).toBe(value);
  });

  it('is taken as it is', () => {
    expect(scalar.parseValue(value)).toBe(value);
    expect(scalar.parseLiteral(parse(`"${value}"`))).toBe(value);
  });

  it.each(refused)('is refused when there is no such one, without repeating it: %j', (wrong) => {
    expect(() => scalar.parseValue(wrong)).toThrow(`The value is not a ${name}.`);
    if (wrong !== null) expect(() => scalar.parseLiteral(parse(JSON.stringify(wrong)))).toThrow(`not a ${name}.`);
  });

  // The readers of messages leave such a one out (the samples say so); what has got past them is a bug.
  it.each(refused)('is not given when there is no such one, and costs its own field alone: %j', async (wrong) => {
    const fields = { navn: { type: GraphQLString }, time: { type: scalar } };
    const schema = new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields }) });
    const rootValue = { navn: 'Blåbær', time: wrong };
    const { data, errors = [] } = await execute({ schema, document: parseDocument('{ navn time }'), rootValue });
    expect({ ...data }).toEqual({ navn: 'Blåbær', time: null });
    // Null is no value, and no error. Else the gateway masks and logs it, as what no GraphQLError has caused.
    const causes = errors.map(({ path, originalError }) => [path, originalError?.constructor, originalError?.message]);
    const cause = [['time'], TypeError, `A reader let something through that is not a ${name}.`];
    expect(causes).toEqual(wrong === null ? [] : [cause]);
  });
});
