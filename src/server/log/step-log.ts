import type { Exchange } from '../context.ts';
import type { Logger } from 'pino';
import type { OnStep } from '../options.ts';
import { tenths } from './call-log.ts';

/** The name of the step at which a request ends. */
const LAST = 'log';

/** At the level trace: a line when a step of a request begins, with the milliseconds since the first. Undefined at other levels. */
export function createStepLog(logger: Logger): OnStep | undefined {
  if (!logger.isLevelEnabled('trace')) return undefined;
  const began = new Map<string, number>();
  return (step, requestId) => {
    const now = performance.now();
    const first = began.get(requestId) ?? now;
    if (step === LAST) began.delete(requestId);
    else began.set(requestId, first);
    logger.trace({ requestId, step, atMs: tenths(now - first) }, 'step');
  };
}

/** At the level trace: how large the request and its answer were, in bytes. */
export function logSizes(logger: Logger, { requestId, body, response }: Exchange): void {
  if (!logger.isLevelEnabled('trace')) return;
  const responseBytes = Number(response.getHeader('content-length') ?? Number.NaN);
  logger.trace(
    { requestId, requestBytes: body?.bytes, responseBytes: Number.isNaN(responseBytes) ? undefined : responseBytes },
    'sizes',
  );
}
