import cluster, { type Worker } from 'node:cluster';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Config } from './config.ts';
import { judgeCrash } from './crashes.ts';
import type { Handover } from './handover.ts';
import type { Hangup } from './hangup.ts';
import { closeOnSignals, type Ending, SHUTDOWN_REST_MS } from './server/http/shutdown.ts';
import type { Logger } from './server/logging.ts';
import type { Together } from './server/metrics/together.ts';
import { type FromWorker, PLACE, type ToWorker } from './worker.ts';

/** Milliseconds that shutdown may take here beside what it may take a worker. */
const PRIMARY_REST_MS = 1_000;

export interface Supervised {
  /** Where all workers answer. */
  readonly url: string;
}

/**
 * Starts gateways in processes of their own, which share the port: whichever is free takes the next connection. Resolves when all of them listen;
 * rejects when one ends before. Replaces those that crash, and hands signals on.
 */
export async function startWorkers(
  config: Config,
  {
    handover,
    files,
    hangup,
    logger,
    closeBehind,
    flush,
    together,
    exit = (code) => process.exit(code),
  }: {
    readonly handover: Handover;
    /** What stands at the moment in the files that are in force. */
    readonly files?: () => Handover['files'];
    /** Handed on to all workers. */
    readonly hangup: Pick<Hangup, 'listen'>;
    readonly logger: Logger;
    /** Ends what the workers share, when they have ended. */
    readonly closeBehind: readonly (() => Promise<void>)[];
    readonly flush: () => Promise<unknown>;
    /** Is told which workers there are, and what they have counted. Left out: nobody asks them. */
    readonly together?: Together | undefined;
    readonly exit?: (code: number) => void;
  },
): Promise<Supervised> {
  // All accept from one queue of the kernel's. In turn, which is the default, connections would go through this process, and those that are
  // on their way to a worker when it is killed would be left open, with nobody at the other end.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  cluster.setupPrimary({ exec: fileURLToPath(new URL('../bin/start.js', import.meta.url)), args: [] });
  // What one worker writes of a person, or an organisation, is to be found in what the others write. Told by message: an environment can be
  // read by other processes, and stands in Node's diagnostic reports.
  const given: Handover = { ...handover, auditKey: config.audit.key ? undefined : randomBytes(32).toString('hex') };
  const workers = new Map<number, Worker>();
  const waiting = new Map<number, Worker>();
  const listening = new Set<number>();
  let crashes: readonly number[] = [];
  let isStarted = false;
  let isClosing = false;
  let hasFailed = false;

  const tell = (worker: Worker, message: ToWorker) => void (worker.isConnected() && worker.send(message));
  const started = Promise.withResolvers<Supervised>();

  function start(place: number): void {
    if (isClosing) return;
    // One process follows a register for all: the others read the same copy.
    const alone = place === 1 ? {} : { ENHET_COPY_FOLLOW: '' };
    const worker = cluster.fork({ ...alone, [PLACE]: String(place) });
    workers.set(place, worker);
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'hello') tell(worker, { kind: 'handover', handover: { ...given, files: files?.() } });
      else if (message.kind === 'assembled') assembled(place, worker);
      else if (message.kind === 'listening') hasListened(place, message.url, worker);
      else if (message.kind === 'counted') together?.told(place, message.readings);
    });
    worker.once('exit', (code: number | null, signal: string | null) => ended(place, code, signal));
  }

  /** At the start the port is opened when all are ready: whoever is answered once is answered from then on. */
  function assembled(place: number, worker: Worker): void {
    waiting.set(place, worker);
    if (!isStarted && waiting.size < config.workers) return;
    for (const one of waiting.values()) tell(one, { kind: 'listen' });
    waiting.clear();
  }

  function hasListened(place: number, url: string, worker: Worker): void {
    listening.add(place);
    together?.joined(place, () => tell(worker, { kind: 'count' }));
    logger.info({ worker: place, pid: workers.get(place)?.process.pid }, 'a worker listens');
    if (isStarted || listening.size < config.workers) return;
    isStarted = true;
    started.resolve({ url });
  }

  function ended(place: number, code: number | null, signal: string | null): void {
    workers.delete(place);
    listening.delete(place);
    together?.left(place, isStarted && !isClosing);
    if (isClosing) {
      hasFailed ||= code !== 0;
      return;
    }
    if (!isStarted) {
      isClosing = true;
      for (const worker of workers.values()) worker.process.kill('SIGKILL');
      // It has said why itself.
      started.reject(new WorkerError(`worker ${place} of ${config.workers} could not start.`));
      return;
    }
    const { recent, inMs } = judgeCrash(crashes, performance.now());
    crashes = recent;
    if (inMs === undefined) {
      logger.error({ worker: place, code, signal }, 'workers crash again and again: all are ended');
      void endAll('SIGTERM').finally(() => flush().finally(() => exit(1)));
      return;
    }
    logger.error({ worker: place, code, signal, inMs }, 'a worker has crashed, and is replaced');
    setTimeout(() => start(place), inMs);
  }

  async function endAll(how: Ending): Promise<void> {
    isClosing = true;
    await Promise.all(
      [...workers.values()].map(async (worker) => {
        const gone = once(worker, 'exit');
        worker.process.kill(how === 'SIGINT' ? 'SIGINT' : 'SIGTERM');
        await gone;
      }),
    );
    if (hasFailed) throw new WorkerError('a worker did not end as it should.');
  }

  hangup.listen(() => {
    for (const worker of workers.values()) tell(worker, { kind: 'hangup' });
  });
  closeOnSignals({
    close: [endAll, ...closeBehind],
    logger,
    flush,
    withinMs: config.shutdownDelayMs + config.deadlineMs + SHUTDOWN_REST_MS + PRIMARY_REST_MS,
    npx: process.env.npm_lifecycle_event === 'npx',
    exit(code) {
      // Those that are still there must not outlive it.
      for (const worker of workers.values()) worker.process.kill('SIGKILL');
      exit(code);
    },
  });
  for (let place = 1; place <= config.workers; place += 1) start(place);
  return started.promise;
}

/** Told in one line: the worker has written the reason. */
export class WorkerError extends Error {
  override readonly name = 'WorkerError';
}
