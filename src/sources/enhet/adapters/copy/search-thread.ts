import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { createHandle } from './handle.ts';
import { prepareSearch } from './search.ts';
import type { FromSearchThread, SearchThreadData, ToSearchThread } from './searchers.ts';

// A thread that searches, one question after the other.

if (parentPort) serve(parentPort, workerData as SearchThreadData);

function serve(port: MessagePort, { file }: SearchThreadData): void {
  const handle = createHandle(file, prepareSearch);
  port.on('message', (message: ToSearchThread) => {
    if (message === 'close') {
      handle.close();
      port.close();
      return;
    }
    const { id, question } = message;
    const answer = handle.use((search) => search(question));
    port.postMessage({ id, answer } satisfies FromSearchThread);
  });
}
