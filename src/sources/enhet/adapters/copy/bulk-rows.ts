import type { BulkFile, BulkRow } from './bulk.ts';
import { CopyError } from './copy-error.ts';
import type { RegisterSettings } from './register.ts';
import { endThread, startThread } from './thread.ts';

export interface BulkThreadData {
  readonly register: RegisterSettings;
  /** How many messages with rows it may be ahead of who takes them. */
  readonly ahead: number;
}

export type ToBulkThread = { readonly kind: 'file'; readonly file: BulkFile } | { readonly kind: 'more' | 'close' };

export type FromBulkThread =
  | { readonly kind: 'begun'; readonly madeAt: number | undefined }
  | { readonly kind: 'rows'; readonly rows: readonly BulkRow[] }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly says: string };

/** A message holds what a quarter of a megabyte of the file has. */
const AHEAD = 16;

/** Fetches and reads bulk files in a thread of its own: to read them takes as long as to write what has been read. */
export interface BulkReader {
  /** The file's rows; `begun` is told when it was made, where the register says so. One file at a time. */
  rows(file: BulkFile, begun: (madeAt: Date | undefined) => void): AsyncGenerator<readonly BulkRow[]>;
  close(): Promise<void>;
}

export function startBulkReader(register: RegisterSettings, signal: AbortSignal): BulkReader {
  const thread = startThread('bulk-thread', { register, ahead: AHEAD } satisfies BulkThreadData);
  const waiting: FromBulkThread[] = [];
  let bug: { readonly error: unknown } | undefined;
  let wake = () => {};
  const stop = () => wake();
  const post = (message: ToBulkThread) => thread.postMessage(message);
  signal.addEventListener('abort', stop);
  thread.on('message', (message: FromBulkThread) => {
    waiting.push(message);
    wake();
  });
  thread.on('error', (error) => {
    bug = { error };
    wake();
  });

  return {
    async *rows(file, begun) {
      post({ kind: 'file', file });
      while (true) {
        signal.throwIfAborted();
        if (bug) throw bug.error;
        const message = waiting.shift();
        if (!message) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        } else if (message.kind === 'rows') {
          yield message.rows;
          post({ kind: 'more' });
        } else if (message.kind === 'begun') begun(message.madeAt === undefined ? undefined : new Date(message.madeAt));
        else if (message.kind === 'failed') throw new CopyError(message.says);
        else return;
      }
    },
    async close() {
      signal.removeEventListener('abort', stop);
      await endThread(thread, { kind: 'close' } satisfies ToBulkThread);
    },
  };
}
