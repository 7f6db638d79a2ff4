import cluster from 'node:cluster';
import type { Handover } from './handover.ts';
import type { Reading } from './server/metrics/families.ts';

/** What a worker tells the primary process. `assembled`: it could listen. */
export type FromWorker =
  | { readonly kind: 'hello' }
  | { readonly kind: 'assembled' }
  | { readonly kind: 'counted'; readonly readings: readonly Reading[] }
  | { readonly kind: 'listening'; readonly url: string };

/** What it is told. `listen`: all are ready to. `hangup`: the primary process has got a SIGHUP. `count`: to say what it has counted. */
export type ToWorker =
  | { readonly kind: 'handover'; readonly handover: Handover }
  | { readonly kind: 'listen' }
  | { readonly kind: 'hangup' }
  | { readonly kind: 'count' };

/** Which of the workers a process is, from 1 on: the variable that it is started with. A replaced worker's place is taken by the next. */
export const PLACE = 'REGISTERGRAF_WORKER';

/** A worker's line to the primary process that has started it. */
export interface Line {
  readonly place: number;
  readonly handover: Handover;
  /** Resolves when all workers can listen, and the port is to be opened. */
  readonly mayListen: () => Promise<void>;
  readonly listening: (url: string) => void;
  readonly onHangup: (listener: () => void) => void;
  /** Answers with what it reads whenever it is asked what has been counted. */
  readonly counts: (read: () => readonly Reading[]) => void;
}

/** Undefined in a process that nobody has started as a worker. */
export async function joinPrimary(): Promise<Line | undefined> {
  const { worker } = cluster;
  if (!worker) return undefined;
  const send = (message: FromWorker) => void worker.send(message);
  const next = <Kind extends ToWorker['kind']>(kind: Kind) =>
    new Promise<Extract<ToWorker, { readonly kind: Kind }>>((resolve) => {
      const read = (message: ToWorker) => {
        if (message.kind !== kind) return;
        worker.off('message', read);
        resolve(message as Extract<ToWorker, { readonly kind: Kind }>);
      };
      worker.on('message', read);
    });
  const given = next('handover');
  send({ kind: 'hello' });
  const { handover } = await given;
  return {
    place: Number(process.env[PLACE]),
    handover,
    async mayListen() {
      const told = next('listen');
      send({ kind: 'assembled' });
      await told;
    },
    listening: (url) => send({ kind: 'listening', url }),
    onHangup: (listener) => void worker.on('message', ({ kind }: ToWorker) => kind === 'hangup' && listener()),
    counts: (read) =>
      void worker.on('message', (message: ToWorker) => {
        if (message.kind === 'count') send({ kind: 'counted', readings: read() });
      }),
  };
}
