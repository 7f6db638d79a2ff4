import type { Logger } from 'pino';

/** That spans are lost is told at once, and then once in so long: a collector that is down loses all of them. */
export const LOST_AGAIN_MS = 10 * 60_000;

/** Told of spans that the collector has not got, with the reason in a word. Counts those that it does not write a line for. */
export function createLostSpansLog(logger: Logger): (count: number, errorCode: string) => void {
  let lost = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  return (count, errorCode) => {
    lost += count;
    const now = performance.now();
    // What is lost at the end is told now or never.
    if (now < toldAt + LOST_AGAIN_MS && errorCode !== 'CLOSING') return;
    logger.warn({ lost, errorCode }, 'spans were lost');
    lost = 0;
    toldAt = now;
  };
}
