import { setTimeout as pause } from 'node:timers/promises';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { CopyError } from './copy-error.ts';
import { followCopy } from './follow.ts';
import type { FollowThreadData, FromFollowThread } from './follower.ts';

// The thread that follows the feeds for a gateway, round after round, until it is told to stop.

if (parentPort) await serve(parentPort, workerData as FollowThreadData);

async function serve(port: MessagePort, { file, register, everyMs }: FollowThreadData): Promise<void> {
  const abort = new AbortController();
  const { signal } = abort;
  const post = (message: FromFollowThread) => port.postMessage(message);
  const onChanged = (numbers: readonly string[]) => post({ kind: 'changed', numbers });
  port.once('message', () => abort.abort());
  while (!signal.aborted) {
    try {
      post({ kind: 'followed', counts: await followCopy({ file, register, signal, onChanged }) });
    } catch (error) {
      if (!(error instanceof CopyError)) throw error;
      if (!signal.aborted) post({ kind: 'failed', says: error.message });
    }
    await pause(everyMs, undefined, { signal }).catch(() => undefined);
  }
  port.close();
}
