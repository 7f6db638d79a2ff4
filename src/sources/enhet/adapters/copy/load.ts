import type { DatabaseSync } from 'node:sqlite';
import { CopyError } from './copy-error.ts';
import { elementsOf } from './json-array.ts';
import { rolesRow, unitRow, withoutHolders } from './rows.ts';
import { createIndexes, createTables, KIND } from './schema.ts';
import { createWriter, type Writer } from './writer.ts';

/** Elements in one transaction: more would save nothing, and what is not committed is kept in memory. */
const ELEMENTS_A_TRANSACTION = 20_000;

/** Kibibytes of the page cache while a file is loaded. */
const LOAD_CACHE_KB = 64 * 1024;

/** The bulk files, unzipped, in pieces. */
export interface BulkFiles {
  readonly units: AsyncIterable<Buffer>;
  readonly subUnits: AsyncIterable<Buffer>;
  readonly roles: AsyncIterable<Buffer>;
}

export type BulkFile = keyof BulkFiles;

/** What an error calls the files. */
export const BULK_TITLES: Readonly<Record<BulkFile, string>> = {
  units: 'the bulk file of units',
  subUnits: 'the bulk file of sub-units',
  roles: 'the bulk file of roles',
};

/** Tables for a load. Nobody else sees the file before it is whole, so that nothing in it needs to survive a power cut. */
export function prepareForLoad(database: DatabaseSync): void {
  database.exec(`
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA locking_mode = EXCLUSIVE;
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

/** Loads one file, element by element, and tells how many there were. */
export async function loadFile(
  database: DatabaseSync,
  file: BulkFile,
  pieces: AsyncIterable<Buffer>,
  { removed = new Set(), onElements = () => {} }: Loading = {},
): Promise<number> {
  const title = BULK_TITLES[file];
  const put = putterOf(createWriter(database), file, removed);
  let count = 0;
  database.exec('BEGIN');
  for await (const elements of elementsOf(pieces, title)) {
    for (const bytes of elements) {
      put(parse(bytes, title, count));
      count += 1;
      if (count % ELEMENTS_A_TRANSACTION === 0) {
        database.exec('COMMIT; BEGIN');
        onElements(count);
      }
    }
  }
  database.exec('COMMIT');
  // An empty file is a mistake of somebody's, and no reason to forget all that is known.
  if (count === 0) throw new CopyError(`${title} is empty`);
  onElements(count);
  return count;
}

function putterOf(writer: Writer, file: BulkFile, removed: ReadonlySet<number>): (element: unknown) => void {
  const title = BULK_TITLES[file];
  if (file !== 'roles') {
    const kind = KIND[file === 'units' ? 'unit' : 'subUnit'];
    return (element) => {
      const row = unitRow(element, kind, title);
      if (!removed.has(row.number)) writer.putUnit(row);
    };
  }
  return (element) => {
    const row = rolesRow(element, title);
    if (removed.has(row.number)) return;
    writer.putRoles(row.holders.some((holder) => removed.has(holder)) ? withoutHolders(row, removed) : row);
  };
}

function parse(bytes: Buffer, title: string, count: number): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new CopyError(`${title} holds something that is no JSON, at element ${count + 1}`);
  }
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
