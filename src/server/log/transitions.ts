import type { Logger } from 'pino';

/** A register's service, or one class of its operations, has come into another state: up and down, or that of its circuit breaker. */
export interface Transition {
  readonly kilde: string;
  /** The service of the register; left out where it has one. */
  readonly service?: string | undefined;
  /** The class of operations that a circuit breaker is for. */
  readonly class?: string | undefined;
  readonly from: string;
  readonly to: string;
}

/** States in which the register is not asked, or does not answer. */
const BAD: ReadonlySet<string> = new Set(['DOWN', 'OPEN']);

/** One line a transition: warn where it is for the worse, else info. */
export function createTransitionLog(logger: Logger): (transition: Transition) => void {
  return ({ kilde, service, class: ofClass, from, to }) => {
    const level = BAD.has(to.toUpperCase()) ? 'warn' : 'info';
    logger[level]({ kilde, service, class: ofClass, from, to }, 'transition');
  };
}
