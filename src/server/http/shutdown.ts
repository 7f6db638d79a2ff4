import { type Logger, logBug } from '../logging.ts';

/**
 * On SIGTERM or SIGINT: closes what is given, in its order (the gateway first, so that running requests still have
 * their sources), and exits when `flush` has written the last lines. A second signal, or the time running out, exits at once.
 */
export function closeOnSignals({
  close,
  logger,
  flush = async () => {},
  withinMs = 15_000,
  exit = (code) => process.exit(code),
}: {
  readonly close: readonly (() => Promise<void>)[];
  readonly logger: Logger;
  readonly flush?: () => Promise<unknown>;
  readonly withinMs?: number;
  readonly exit?: (code: number) => void;
}): () => void {
  let closing = false;
  async function onSignal(signal: NodeJS.Signals): Promise<void> {
    if (closing) {
      exit(1);
      return;
    }
    closing = true;
    logger.info({ signal }, 'closing');
    const bound = setTimeout(() => {
      logger.error('could not close in time');
      exit(1);
    }, withinMs);
    let code = 0;
    for (const step of close) {
      await step().catch((error: unknown) => {
        code = 1;
        logger.error({ name: error instanceof Error ? error.name : typeof error }, 'could not close');
      });
    }
    logger.info('closed');
    await flush();
    clearTimeout(bound);
    exit(code);
  }
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  return () => {
    process.off('SIGTERM', onSignal);
    process.off('SIGINT', onSignal);
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
