import { type Logger, logBug } from '../logging.ts';

/**
 * Milliseconds that shutdown may take beside the delay and the deadline of a request: for clients that read their last answers
 * (READING_MS), writes that the end of their time cuts off, and the last lines of audit and log.
 */
export const SHUTDOWN_REST_MS = 6_000;
/**
 * Milliseconds in which the same signal is taken for the first one again: npm passes on what the terminal, or whoever signals the
 * process group, has sent to the gateway too.
 */
export const SAME_SIGNAL_MS = 1_000;
/** Milliseconds between two looks at whether the parent is still there. */
const PARENT_MS = 250;

/** What ends the gateway; ORPHANED: the shell that npx has started it through has gone. */
export type Ending = 'SIGTERM' | 'SIGINT' | 'ORPHANED';

/**
 * On SIGTERM or SIGINT: closes what is given, in its order (the gateway first, so that running requests still have
 * their sources), and exits when `flush` has written the last lines. A second signal, or the time running out, exits at once.
 */
export function closeOnSignals({
  close,
  logger,
  flush = async () => {},
  withinMs,
  exit = (code) => process.exit(code),
  npx = false,
}: {
  readonly close: readonly ((ending: Ending) => Promise<void>)[];
  readonly logger: Logger;
  readonly flush?: () => Promise<unknown>;
  readonly withinMs: number;
  readonly exit?: (code: number) => void;
  /**
   * Whether npx has started this process. It passes its signals to a shell, which may end without passing them on: the end of
   * the parent then counts as SIGTERM.
   */
  readonly npx?: boolean;
}): () => void {
  let first: { readonly ending: Ending; readonly at: number } | undefined;
  async function end(ending: Ending): Promise<void> {
    if (first) {
      const isLikeFirst = first.ending === ending || first.ending === 'ORPHANED';
      const isSame = isLikeFirst && performance.now() - first.at < SAME_SIGNAL_MS;
      if (ending !== 'ORPHANED' && !isSame) exit(1);
      return;
    }
    first = { ending, at: performance.now() };
    logger.info({ signal: ending }, 'closing');
    const bound = setTimeout(() => {
      logger.error('could not close in time');
      exit(1);
    }, withinMs);
    let code = 0;
    for (const step of close) {
      await step(ending).catch((error: unknown) => {
        code = 1;
        logger.error({ name: error instanceof Error ? error.name : typeof error }, 'could not close');
      });
    }
    logger.info('closed');
    await flush();
    clearTimeout(bound);
    exit(code);
  }
  const parent = process.ppid;
  const lookAtParent = () => {
    // After the signals of this turn: one that has ended the shell may have come here too, and says more.
    if (process.ppid !== parent) setImmediate(end, 'ORPHANED');
  };
  const watch = npx ? setInterval(lookAtParent, PARENT_MS).unref() : undefined;
  const onSigterm = () => end('SIGTERM');
  const onSigint = () => end('SIGINT');
  process.on('SIGTERM', onSigterm);
  process.on('SIGINT', onSigint);
  return () => {
    clearInterval(watch);
    process.off('SIGTERM', onSigterm);
    process.off('SIGINT', onSigint);
  };
}

/**
 * What is thrown where no request catches it is a bug, is logged as one, and ends nothing: requests share no state that it
 * could have spoilt, and a process that ended for it would let one client end the answers of all.
 */
export function outliveBugs(logger: Logger): () => void {
  const onBug = (thrown: unknown) => logBug(logger, undefined, thrown);
  process.on('uncaughtException', onBug);
  process.on('unhandledRejection', onBug);
  return () => {
    process.off('uncaughtException', onBug);
    process.off('unhandledRejection', onBug);
  };
}
