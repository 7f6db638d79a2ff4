import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';

/** Milliseconds that a thread is given for what it is at when it is to end. */
const END_MS = 5_000;

/**
 * A thread that runs a file of this folder: as it is written, or as it has been built. It takes the compiled modules that its process keeps, where
 * it keeps any: a thread starts in half the time, and does not strip types itself, which several threads at once have been seen to crash in.
 */
export function startThread(name: string, workerData: unknown): Worker {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  // Below the folder that was named, one for each version of Node.
  const kept = getCompileCacheDir();
  const env = kept === undefined ? {} : { env: { ...process.env, NODE_COMPILE_CACHE: dirname(kept) } };
  return new Worker(new URL(`./${name}.${ending}`, import.meta.url), { workerData, ...env });
}

/**
 * Asks a thread by a message to end, and resolves with its exit code when it has: 0 where it ended by itself. Only one that does not is ended from
 * outside: in the middle of SQLite's work, or while it still loads its modules, that can take the whole process with it.
 */
export async function endThread(thread: Worker, message: unknown): Promise<number> {
  if (thread.threadId === -1) return 0;
  // An error that it throws meanwhile is told to whoever listens for it, and ends it, too.
  const ended = new Promise<number>((resolve) => thread.once('exit', resolve));
  thread.ref();
  thread.postMessage(message);
  const late = setTimeout(() => void thread.terminate(), END_MS);
  const code = await ended;
  clearTimeout(late);
  return code;
}
