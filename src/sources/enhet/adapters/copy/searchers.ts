import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import type { Search, SearchAnswer, SearchQuestion } from './search.ts';
import { endThread, startThread } from './thread.ts';

export interface SearchThreadData {
  /** The copy's file. */
  readonly file: string;
}

/** A question, or that there is none any more. */
export type ToSearchThread = 'close' | { readonly id: number; readonly question: SearchQuestion };

export interface FromSearchThread {
  readonly id: number;
  /** Undefined: the copy cannot be read. */
  readonly answer: SearchAnswer | undefined;
}

/** At most so many threads: each holds a page cache. */
const MAX_THREADS = 4;

interface Searcher {
  readonly thread: Worker;
  readonly waiting: Map<number, { resolve(answer: SearchAnswer | undefined): void; reject(error: unknown): void }>;
}

/** Threads that search, started by the first search. A question goes to the one with the fewest. */
export function createSearchers(
  file: string,
  threads: number = Math.min(MAX_THREADS, availableParallelism()),
): { readonly search: Search; close(): Promise<void> } {
  let searchers: Searcher[] = [];
  let lastId = 0;

  function start(): Searcher {
    const searcher: Searcher = {
      thread: startThread('search-thread', { file } satisfies SearchThreadData),
      waiting: new Map(),
    };
    const { thread, waiting } = searcher;
    thread.on('message', ({ id, answer }: FromSearchThread) => {
      waiting.get(id)?.resolve(answer);
      waiting.delete(id);
      // A thread that nothing waits for does not keep the process.
      if (waiting.size === 0) thread.unref();
    });
    const giveUp = (error: unknown) => {
      searchers = searchers.filter((other) => other !== searcher);
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    thread.on('error', giveUp);
    thread.on('exit', () => giveUp(new Error('the thread that searches has ended')));
    thread.unref();
    return searcher;
  }

  return {
    search(question) {
      if (searchers.length < threads) searchers.push(start());
      const [idlest] = searchers.toSorted((one, other) => one.waiting.size - other.waiting.size);
      if (!idlest) throw new Error('there is no thread that searches');
      lastId += 1;
      const id = lastId;
      idlest.thread.ref();
      return new Promise((resolve, reject) => {
        idlest.waiting.set(id, { resolve, reject });
        idlest.thread.postMessage({ id, question } satisfies ToSearchThread);
      });
    },
    async close() {
      await Promise.all(searchers.map(({ thread }) => endThread(thread, 'close' satisfies ToSearchThread)));
    },
  };
}
