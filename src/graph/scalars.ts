import { GraphQLError } from 'graphql';
import { isDate, isDateTime } from '../domain/dates.ts';
import { builder } from './builder.ts';

builder.scalarType('Date', {
  description: 'A date, yyyy-MM-dd: a day that the calendar has.',
  serialize: (value) => String(value),
  parseValue: (value) => parse('Date', isDate, value),
});

builder.scalarType('DateTime', {
  description: 'A moment, RFC 3339: 2024-01-05T13:12:00.000+01:00.',
  serialize: (value) => String(value),
  parseValue: (value) => parse('DateTime', isDateTime, value),
});

function parse(name: string, isValid: (text: string) => boolean, value: unknown): string {
  if (typeof value === 'string' && isValid(value)) return value;
  throw new GraphQLError(`The value is not a ${name}.`);
}
