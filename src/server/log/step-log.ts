import type { Exchange } from '../context.ts';
import type { Logger } from 'pino';
import type { OnStep } from '../options.ts';
import { tenths } from './call-log.ts';

/** The names of the steps at which a request begins and ends. */
const FIRST = 'load';
const LAST = 'log';

/**
 * At the level trace: a line when a step of a request begins, with the milliseconds since the first. Undefined at other levels. What still
 * goes on for a client that has hung up has its lines after the last, without milliseconds.
 */
export function createStepLog(logger: Logger): OnStep | undefined {
  if (!logger.isLevelEnabled('trace')) return undefined;
  const began = new Map<string, number>();
  return (step, requestId) => {
    const now = performance.now();
    if (step === FIRST) began.set(requestId, now);
    const first = began.get(requestId);
    if (step === LAST) began.delete(requestId);
    logger.trace({ requestId, step, atMs: first === undefined ? undefined : tenths(now - first) }, 'step');
  };
}

/** At the level trace: how large the request and its answer were, in bytes, and by which way it was answered. */
export function logSizes(logger: Logger, { requestId, body, answerBytes, way }: Exchange): void {
  if (!logger.isLevelEnabled('trace')) return;
  logger.trace(
    {
      requestId,
      requestBytes: body?.bytes,
      responseBytes: answerBytes,
      way,
    },
    'sizes',
  );
}
