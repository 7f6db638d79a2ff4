import type { Logger } from 'pino';

/** That spans are lost is told at once, and then once in so long: a collector that is down loses all of them. */
export const LOST_AGAIN_MS = 10 * 60_000;

/**
 * Told of spans that the collector has not got, with the reason in a word. Counts those that it does not write a line for; CLOSING, also of
 * none, is the end, when all that has not been told is told now or never.
 */
export function createLostSpansLog(logger: Logger): (count: number, errorCode: string) => void {
  let lost = 0;
  let why = '';
  let toldAt = Number.NEGATIVE_INFINITY;
  return (count, errorCode) => {
    lost += count;
    if (count > 0) why = errorCode;
    const now = performance.now();
    const isTime = now >= toldAt + LOST_AGAIN_MS || errorCode === 'CLOSING';
    if (lost === 0 || !isTime) return;
    logger.warn({ lost, errorCode: why }, 'spans were lost');
    lost = 0;
    toldAt = now;
  };
}
