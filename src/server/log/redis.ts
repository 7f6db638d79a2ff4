import type { Logger } from 'pino';
import type { SharedTransition } from '../redis/link.ts';
import { createLineLimit } from './line-limit.ts';

/** A line when the store that gateways share is lost, and one when it is back; beyond so many a second they are counted. */
export function createSharedLog(logger: Logger): (transition: SharedTransition) => void {
  const isOneMore = createLineLimit<{ to: string }>((group, leftOut) => {
    logger.warn({ ...group, leftOut }, 'more transitions of the shared store');
  });
  return ({ to, why, lostMs }) => {
    if (!isOneMore({ to })) return;
    if (to === 'lost') logger.warn({ why }, 'the shared store is lost');
    else if (why === 'START') logger.info('the shared store answers');
    else logger.info({ why, lostMs }, 'the shared store is back');
  };
}
