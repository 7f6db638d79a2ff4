import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { type BulkFile, madeAt, rowsOf, unzipped } from './bulk.ts';
import type { BulkThreadData, FromBulkThread, ToBulkThread } from './bulk-rows.ts';
import { CopyError } from './copy-error.ts';
import { createRegister } from './register.ts';

// The thread that fetches bulk files and reads them, one after the other, while another thread writes what has been read.

if (parentPort) serve(parentPort, workerData as BulkThreadData);

function serve(port: MessagePort, { register: settings, ahead }: BulkThreadData): void {
  const abort = new AbortController();
  const { signal } = abort;
  const register = createRegister(settings, signal);
  const post = (message: FromBulkThread) => port.postMessage(message);
  let allowed = ahead;
  let go = () => {};

  port.on('message', (message: ToBulkThread) => {
    if (message.kind === 'file') return read(message.file);
    if (message.kind === 'more') allowed += 1;
    else close();
    go();
  });

  /** Whatever it is at is given up, and nothing keeps the thread any more. */
  function close(): void {
    abort.abort();
    port.close();
  }

  async function read(file: BulkFile): Promise<void> {
    try {
      const download = await register.download(file);
      post({ kind: 'begun', madeAt: madeAt(download)?.getTime() });
      for await (const rows of rowsOf(file, unzipped(file, download.body))) {
        // Not more than the writer can keep up with.
        while (allowed <= 0) {
          await new Promise<void>((resolve) => {
            go = resolve;
          });
          if (signal.aborted) return;
        }
        allowed -= 1;
        post({ kind: 'rows', rows });
      }
      post({ kind: 'end' });
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof CopyError)) throw error;
      post({ kind: 'failed', says: error.message });
    }
  }
}
