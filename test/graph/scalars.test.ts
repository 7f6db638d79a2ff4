import { type GraphQLScalarType, parseValue as parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { apiSchema } from '../../src/graph/schema.ts';

describe.each([
  ['Date', '2024-02-29', ['2024-02-30', '2023-02-29', '2024-13-01', '0000-01-01', '2024-02-29Z', '', 7, null]],
  [
    'DateTime',
    '2024-02-29T13:12:00.000+01:00',
    ['2024-02-30T24:61:00Z', '2024-02-29T24:00:00Z', '2024-02-29T13:12:00+25:00', '2024-02-29T13:12:00', 7, null],
  ],
] as const)('%s as input', (name, value, refused) => {
  const scalar = apiSchema.getType(name) as GraphQLScalarType;

  it('is taken as it is', () => {
    expect(scalar.parseValue(value)).toBe(value);
    expect(scalar.parseLiteral(parse(`"${value}"`))).toBe(value);
  });

  it.each(refused)('is refused when there is no such one, without repeating it: %j', (wrong) => {
    expect(() => scalar.parseValue(wrong)).toThrow(`The value is not a ${name}.`);
    if (wrong !== null) expect(() => scalar.parseLiteral(parse(JSON.stringify(wrong)))).toThrow(`not a ${name}.`);
  });
});
