import { GraphQLError } from 'graphql';
import { builder } from './builder.ts';

const DATE = /^\d{4}-\d\d-\d\d$/;
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

builder.scalarType('Date', {
  description: 'A date, yyyy-MM-dd.',
  serialize: (value) => String(value),
  parseValue: (value) => parse('Date', DATE, value),
});

builder.scalarType('DateTime', {
  description: 'A moment, RFC 3339: 2024-01-05T13:12:00.000+01:00.',
  serialize: (value) => String(value),
  parseValue: (value) => parse('DateTime', DATE_TIME, value),
});

function parse(name: string, pattern: RegExp, value: unknown): string {
  if (typeof value === 'string' && pattern.test(value)) return value;
  throw new GraphQLError(`The value is not a ${name}.`);
}
