import type { DatabaseSync } from 'node:sqlite';
import { CopyError } from './copy-error.ts';
import { type BulkFile, type BulkRow, BULK_TITLES } from './bulk.ts';
import { withoutHolders } from './rows.ts';
import { createIndexes, createTables } from './schema.ts';
import { createWriter, type Writer } from './writer.ts';

/** Rows in one transaction: more would save nothing, and what is not committed is kept in memory. */
const A_TRANSACTION = 10_000;

/** Kibibytes of the page cache while a file is loaded. */
const LOAD_CACHE_KB = 32 * 1024;

/**
 * Tables for a load. Nobody else sees the file before it is whole, so that nothing in it needs to survive a power cut, and one that cannot be
 * finished is thrown away and never rolled back: a journal in memory took 145 MB where the index is put together. The copy in use, which is
 * attached, is read by others meanwhile.
 */
export function prepareForLoad(database: DatabaseSync): void {
  database.exec(`
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA main.locking_mode = EXCLUSIVE;
    PRAGMA secure_delete = ON;
    PRAGMA cache_size = -${LOAD_CACHE_KB};
  `);
  createTables(database);
  database.exec(`INSERT INTO names (names, rank) VALUES ('automerge', 0)`);
}

export interface Loading {
  /** Units that the register has removed: whatever a file still holds of them is left out. */
  readonly removed?: ReadonlySet<number> | undefined;
  /** Hears how many elements are in so far. */
  readonly onElements?: ((count: number) => void) | undefined;
}

/** Loads the rows of one file, and tells how many there were. */
export async function loadFile(
  database: DatabaseSync,
  file: BulkFile,
  rows: AsyncIterable<readonly BulkRow[]>,
  { removed = new Set(), onElements = () => {} }: Loading = {},
): Promise<number> {
  const put = putterOf(createWriter(database), removed);
  let count = 0;
  database.exec('BEGIN');
  for await (const some of rows) {
    for (const row of some) put(row);
    const before = count;
    count += some.length;
    if (Math.floor(before / A_TRANSACTION) === Math.floor(count / A_TRANSACTION)) continue;
    database.exec('COMMIT; BEGIN');
    onElements(count);
  }
  database.exec('COMMIT');
  // An empty file is a mistake of somebody's, and no reason to forget all that is known.
  if (count === 0) throw new CopyError(`${BULK_TITLES[file]} is empty`);
  onElements(count);
  return count;
}

function putterOf(writer: Writer, removed: ReadonlySet<number>): (row: BulkRow) => void {
  return (row) => {
    if (removed.has(row.number)) return;
    if (!('holders' in row)) writer.putUnit(row);
    else writer.putRoles(row.holders.some((holder) => removed.has(holder)) ? withoutHolders(row, removed) : row);
  };
}

/** What is left to do when all files are in. */
export function finishLoad(database: DatabaseSync): void {
  createIndexes(database);
  database.exec(`
    INSERT INTO names (names) VALUES ('optimize');
    INSERT INTO names (names, rank) VALUES ('automerge', 4);
    PRAGMA analysis_limit = 1000;
    ANALYZE;
  `);
}
