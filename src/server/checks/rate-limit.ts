import type { GraphQLError } from 'graphql';
import { type ValueOrPromise, withValue } from '../../domain/value-or-promise.ts';
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
): ValueOrPromise<readonly GraphQLError[] | undefined> {
  const taken = rates?.admit(contextValue.caller, contextValue.calls ?? 0);
  if (!taken) return undefined;
  contextValue.admitted.taken = taken;
  return withValue(taken, (admission) => {
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
  if (!rates) return;
  const settleNow = () => settle(exchange);
  // What the work throws is told where it is awaited.
  const settled = exchange.work ? exchange.work.then(settleNow, settleNow) : Promise.resolve(settleNow());
  settled.catch((thrown: unknown) => logBug(logger, exchange.requestId, thrown));
}

function settle({ admitted: { taken }, tally }: Exchange): ValueOrPromise<void> {
  if (!taken) return;
  return withValue(taken, (admission) => {
    let calls = 0;
    for (const ofSource of Object.values(tally.calls)) calls += ofSource ?? 0;
    return admission.settle(calls);
  });
}

/** As the IETF's tenth draft of “RateLimit header fields for HTTP” has them: what there is a minute, what is left, and for how long. */
function headersOf({ asked, standings }: Admission): Record<string, string> {
  let policies = '';
  let left = '';
  for (let index = 0; index < asked.length; index += 1) {
    const [{ name, limit, windowS }] = asked[index] as Admission['asked'][number];
    const standing = standings[index] as Admission['standings'][number];
    const comma = index === 0 ? '' : ', ';
    policies += `${comma}"${name}";q=${limit};w=${windowS}`;
    left += `${comma}"${name}";r=${standing.left};t=${secondsUntil(standing)}`;
  }
  return { 'ratelimit-policy': policies, ratelimit: left };
}
