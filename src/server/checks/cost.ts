import type { GraphQLError } from 'graphql';
import { costOf } from '../../graph-kit/operation-cost.ts';
import type { CheckedOperation, Parts } from '../context.ts';
import { ERRORS } from '../errors.ts';
import { refusalError } from '../refuse.ts';

/**
 * Step cost: refuses an operation that could cost too many calls, or whose answer could have too many fields, before it makes the
 * first call. What only the registers' answers tell is counted while it runs.
 */
export function refuseCost(operation: CheckedOperation, { options }: Parts): readonly GraphQLError[] | undefined {
  const { document, schema, operationName, contextValue } = operation;
  const { calls: callLimit, fields: fieldLimit } = options.limits;
  const { calls, fields, defers, budget } = costOf(
    document,
    schema,
    operationName ?? undefined,
    contextValue.variables ?? {},
  );
  if (calls > callLimit) {
    return [refusalError(ERRORS.tooManyCalls, [{ calls: grouped(calls), limit: grouped(callLimit) }])];
  }
  if (fields > fieldLimit) {
    return [refusalError(ERRORS.tooManyFields, [{ fields: grouped(fields), limit: grouped(fieldLimit) }])];
  }
  Object.assign(contextValue, { calls, defers, budget: budget({ calls: callLimit, fields: fieldLimit }) });
  return undefined;
}

/** Six digits in a row would be masked: in a refusal they could be a person's. */
function grouped(count: number): string {
  return count.toLocaleString('en');
}
