import { realpathSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { asCopyError } from './copy-error.ts';
import { checkFormat } from './schema.ts';
import { openDatabase } from './sqlite.ts';

/** Milliseconds after which it is looked again whether the database has been replaced. */
export const LOOK_MS = 1_000;
/** Milliseconds after which it is looked though nobody asks: one that has been replaced takes its place on the disk until it is closed. */
export const LOOK_IDLE_MS = 30_000;
/** Bytes of the database that are read where the system keeps them, without being copied first. */
const MAPPED_BYTES = 4 * 1024 ** 3;

/** The database in use, opened for reading, and another as soon as it has been replaced. */
export interface Handle<Prepared> {
  /** What `work` makes of the database; undefined where there is none that can be read. */
  use<Result>(work: (prepared: Prepared) => Result): Result | undefined;
  /** Why there is none, as one line; undefined where there is one. */
  problem(): string | undefined;
  close(): void;
}

/** `prepare` is called for each database that is opened. */
export function createHandle<Prepared>(file: string, prepare: (database: DatabaseSync) => Prepared): Handle<Prepared> {
  let opened: { readonly identity: string; readonly database: DatabaseSync; readonly prepared: Prepared } | undefined;
  let problem: string | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;

  function close(): void {
    opened?.database.close();
    opened = undefined;
  }

  function look(): void {
    const now = performance.now();
    if (now - lookedAt < LOOK_MS) return;
    lookedAt = now;
    try {
      const path = realpathSync(file);
      const { ino, birthtimeMs } = statSync(path);
      const identity = `${path} ${ino} ${birthtimeMs}`;
      if (opened?.identity === identity) return;
      const database = openDatabase(path, { readOnly: true });
      try {
        database.exec(`PRAGMA mmap_size = ${MAPPED_BYTES}`);
        checkFormat(database, file);
        const prepared = prepare(database);
        // The old one answers until the new one can.
        close();
        opened = { identity, database, prepared };
        problem = undefined;
      } catch (error) {
        database.close();
        throw error;
      }
    } catch (error) {
      const missing = (error as { code?: string }).code === 'ENOENT';
      problem = missing ? `there is no copy at ${file}: fetch one` : asCopyError(error, file).message;
    }
  }

  const idle = setInterval(() => opened && look(), LOOK_IDLE_MS).unref();

  return {
    use(work) {
      look();
      if (!opened) return undefined;
      try {
        return work(opened.prepared);
      } catch (error) {
        problem = asCopyError(error, file).message;
        // It is opened anew when it is looked at the next time.
        close();
        return undefined;
      }
    },
    problem() {
      look();
      return opened ? undefined : problem;
    },
    close() {
      clearInterval(idle);
      close();
    },
  };
}
