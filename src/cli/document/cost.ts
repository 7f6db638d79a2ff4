import { GraphQLError } from 'graphql';
import { ERRORS } from '../../server/errors.ts';
import { refusalError } from '../../server/refuse.ts';
import { type Counted, countCalls } from './calls.ts';
import type { Fixed } from './conditions.ts';
import { findingAt } from './findings.ts';
import type { Finding, OperationReport } from './report.ts';
import type { HeldSchema } from './schemas.ts';
import type { Settings } from './settings.ts';
import type { Unit } from './units.ts';
import { findingOf } from './validation.ts';
import { type Place, placeOf } from './written.ts';

/** What an operation can cost, held to the limits of a gateway. */
export function costOfUnit(
  unit: Unit,
  operation: string,
  fixed: Fixed,
  { schema }: HeldSchema,
  { limits }: Settings,
): { report: OperationReport['calls']; findings: Finding[] } {
  const place = placeOf(unit.operation);
  try {
    const { fields, formula, allowed, ...calls } = countCalls(
      unit.document,
      unit.operation,
      schema,
      fixed,
      limits.calls,
    );
    return {
      report: {
        ...calls,
        sizes: calls.sizes.map((size) => ({ ...size })),
        ...(formula !== undefined && { formula }),
        ...(allowed !== undefined && { allowed }),
      },
      findings: overLimit({ fields, formula, allowed, ...calls }, limits, place, operation),
    };
  } catch (error) {
    // More values in a list of the document than any operation may have.
    if (!(error instanceof GraphQLError)) throw error;
    return { report: null, findings: [findingOf(error, place, 'refused', operation)] };
  }
}

function overLimit(counted: Counted, limits: Settings['limits'], place: Place, operation: string): Finding[] {
  const { least, most, allowed, sizes, fields } = counted;
  const grouped = (count: number) => count.toLocaleString('en');
  const limit = grouped(limits.calls);
  const refused = [
    ...(least > limits.calls ? [refusalError(ERRORS.tooManyCalls, [{ calls: grouped(least), limit }])] : []),
    ...(fields > limits.fields
      ? [refusalError(ERRORS.tooManyFields, [{ fields: grouped(fields), limit: grouped(limits.fields) }])]
      : []),
  ].map((error) => findingOf(error, place, 'refused', operation));
  if (refused.length > 0 || most <= limits.calls) return refused;
  const upTo = allowed === undefined ? '' : `: up to ${grouped(allowed)} of $${sizes[0]?.name} are within it`;
  const message = `The operation could cost ${grouped(most)} calls to the registers; the limit is ${limit}${upTo}.`;
  return [findingAt(place, 'notice', 'calls', message, { code: ERRORS.tooManyCalls.code, operation })];
}
