import type { GraphQLError } from 'graphql';
import type { CheckedOperation, Exchange, Parts } from '../context.ts';
import { ERRORS } from '../errors.ts';
import { logBug } from '../logging.ts';
import { type Admission, secondsUntil } from '../rates/rates.ts';
import { refusalError } from '../refuse.ts';

/**
 * Step rate limit: takes what the operation could cost from what its caller, and their organisation, may cause in a minute, and refuses
 * when less is left. Before the first call, so that many requests at once cannot spend the same calls.
 */
export function refuseOverRate(
  { contextValue }: CheckedOperation,
  { rates }: Parts,
): undefined | Promise<readonly GraphQLError[] | undefined> {
  const taken = rates?.admit(contextValue.caller, contextValue.calls ?? 0);
  if (!taken) return undefined;
  contextValue.admitted.taken = taken;
  return taken.then((admission) => {
    Object.assign(contextValue.headers, headersOf(admission));
    if (!admission.refused) return undefined;
    const seconds = secondsUntil(admission.refused);
    contextValue.headers['retry-after'] = String(seconds);
    return [refusalError(ERRORS.rateLimited, [{ seconds }])];
  });
}

/**
 * Step settlement: gives back what was taken for calls that were not made, and takes those that were more. When the work is over: a write
 * that waits for its turn is sent also when its client has hung up.
 */
export function settleCalls(exchange: Exchange, { logger, rates }: Parts): void {
  if (rates) settle(exchange).catch((thrown: unknown) => logBug(logger, exchange.requestId, thrown));
}

async function settle({ work, admitted, tally }: Exchange): Promise<void> {
  // What it throws is told where it is awaited.
  await work?.catch(() => {});
  const admission = await admitted.taken;
  let calls = 0;
  for (const ofSource of tally.calls.values()) calls += ofSource;
  await admission?.settle(calls);
}

/** As the IETF's tenth draft of “RateLimit header fields for HTTP” has them: what there is a minute, what is left, and for how long. */
function headersOf({ standings }: Admission): Record<string, string> {
  const policies = standings.map(([{ name, limit, windowS }]) => `"${name}";q=${limit};w=${windowS}`);
  const left = standings.map(([{ name }, standing]) => `"${name}";r=${standing.left};t=${secondsUntil(standing)}`);
  return { 'ratelimit-policy': policies.join(', '), ratelimit: left.join(', ') };
}
