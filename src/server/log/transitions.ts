import type { Logger } from 'pino';
import { createLineLimit } from './line-limit.ts';

/** A service of a register has gone down or come up, or the circuit breaker of its reads or writes has opened or closed. */
export interface Transition {
  readonly kilde: string;
  readonly service: string;
  readonly what: 'state' | 'breaker';
  /** The calls that a breaker is for. */
  readonly kind?: string | undefined;
  readonly from: string;
  readonly to: string;
}

/** In which the register does not answer, or is not asked. */
const BAD: ReadonlySet<string> = new Set(['DOWN', 'open']);

/**
 * One line a transition: warn where it is for the worse, else info, and debug for what the first call after the start finds to be well.
 * A register that answers every other time goes down and up with each: beyond so many a second they are counted.
 */
export function createTransitionLog(logger: Logger): (transition: Transition) => void {
  const isOneMore = createLineLimit<{ kilde: string; service: string }>((group, leftOut) => {
    logger.warn({ ...group, leftOut }, 'more transitions');
  });
  return ({ kilde, service, what, kind, from, to }) => {
    const level = BAD.has(to) ? 'warn' : from === 'UNKNOWN' ? 'debug' : 'info';
    if (isOneMore({ kilde, service })) logger[level]({ kilde, service, what, kind, from, to }, 'transition');
  };
}
