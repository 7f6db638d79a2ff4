import { GraphQLError } from 'graphql';
import { isDate, isDateTime } from '../domain/dates.ts';
import type { GraphBuilder } from './builder.ts';

// Not those of graphql-scalars (1.x): its DateTime gives what a register wrote as 13:12+01:00 as 12:12Z, to the millisecond, and
// its Date makes midnight in UTC of an argument. Here a value goes out and comes in as it is written, or not at all.

export function implementScalars(builder: GraphBuilder): void {
  builder.scalarType('Date', {
    description: 'A date, `2026-11-27`: a day that the calendar has.',
    serialize: (value) => serialize('Date', isDate, value),
    parseValue: (value) => parse('Date', isDate, value),
  });

  builder.scalarType('DateTime', {
    description: 'A moment with its offset, as RFC 3339 writes it: `2024-01-05T13:12:00.000+01:00`.',
    serialize: (value) => serialize('DateTime', isDateTime, value),
    parseValue: (value) => parse('DateTime', isDateTime, value),
  });
}

function parse(name: string, isValid: (text: string) => boolean, value: unknown): string {
  if (typeof value === 'string' && isValid(value)) return value;
  throw new GraphQLError(`The value is not a ${name}.`);
}

/**
 * What is wrong here is a bug, and costs its own field: the readers of messages leave out what is no date (`domain/dates.ts`).
 * No GraphQLError, so that it is masked and logged as one.
 */
function serialize(name: string, isValid: (text: string) => boolean, value: unknown): string {
  if (typeof value === 'string' && isValid(value)) return value;
  throw new TypeError(`A reader let something through that is not a ${name}.`);
}
