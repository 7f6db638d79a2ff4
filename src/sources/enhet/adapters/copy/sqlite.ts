import type { DatabaseSync, DatabaseSyncOptions } from 'node:sqlite';

/** Milliseconds that a statement waits for another process that writes. */
const BUSY_MS = 10_000;

/**
 * Opens a database. `node:sqlite` is loaded when the first is opened: whoever keeps no copy never loads it. It needs no flag from
 * Node 22.13, and has FTS5 in both lines that we run on; Node 22 warns that it is experimental, which docs/decisions/0030 says, and
 * would be written to the log's stream, so that this one warning is held back while the module loads.
 */
export function openDatabase(file: string, options: DatabaseSyncOptions = {}): DatabaseSync {
  const { DatabaseSync: Database } = loadQuietly();
  return new Database(file, { timeout: BUSY_MS, ...options });
}

function loadQuietly(): typeof import('node:sqlite') {
  const warn = process.emitWarning;
  process.emitWarning = ((warning: string | Error, ...rest: unknown[]) => {
    if (String(warning).includes('SQLite is an experimental feature')) return;
    Reflect.apply(warn, process, [warning, ...rest]);
  }) as typeof warn;
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = warn;
  }
}

/** Runs `work` as one transaction that writes. */
export function inTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // SQLite itself has rolled back where the disk was full.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
