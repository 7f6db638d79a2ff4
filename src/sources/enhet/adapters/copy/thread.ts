import { Worker } from 'node:worker_threads';

/** A thread that runs a file of this folder: as it is written, or as it has been built. */
export function startThread(name: string, workerData: unknown): Worker {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new Worker(new URL(`./${name}.${ending}`, import.meta.url), { workerData });
}
