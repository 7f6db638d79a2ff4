import type { DatabaseSync } from 'node:sqlite';
import { type BulkFile, BULK_TITLES } from './bulk.ts';
import { startBulkReader } from './bulk-rows.ts';
import { asCopyError, CopyError, isDamage } from './copy-error.ts';
import { readKnowledge, writeFact } from './facts.ts';
import { idBefore, lastIdOf, lastRoleIdSince } from './feeds.ts';
import { currentDatabase, loadingFile, publish, removeLeftovers, withLock } from './files.ts';
import { finishLoad, loadFile, prepareForLoad } from './load.ts';
import { createRegister, type Register, type RegisterSettings } from './register.ts';
import { checkFormat, idsOf, KIND, type Kind, STATE } from './schema.ts';
import { inTransaction, openDatabase } from './sqlite.ts';

const HOUR_MS = 60 * 60 * 1_000;
/** A file is ready some time after what it holds was read; what happens in between is followed twice, and not never. */
const MAKING_MS = 6 * HOUR_MS;
/** How old a file may be that does not say when it was made: they are made at night. */
const UNKNOWN_AGE_MS = 24 * HOUR_MS;
/** How old a file may be: it is followed from when it was made, and a year's entries take days. */
const OLDEST_MS = 31 * 24 * HOUR_MS;
/** A gateway may be following: after a fetch, and where much has been removed, for a minute or so. */
const LOCK_WAIT_MS = 5 * 60 * 1_000;
/** How far back the last entry of the feed of roles is looked for. */
const ROLES_BACK_MS = 30 * 24 * HOUR_MS;

export interface Fetching {
  /** The copy's file. */
  readonly file: string;
  readonly register: RegisterSettings;
  readonly signal: AbortSignal;
  /** Told how many elements of a file are in. */
  readonly onProgress?: ((file: BulkFile, count: number) => void) | undefined;
  /** Told, in a line, what an operator should know though all goes on. */
  readonly onNote?: ((text: string) => void) | undefined;
}

/** How many elements each file had. */
export type Fetched = Readonly<Record<BulkFile, number>>;

/**
 * Loads the bulk files into a new database, which replaces the one in use when it is whole. Throws a CopyError where it cannot; the
 * one in use is then as it was.
 */
export async function fetchCopy(fetching: Fetching): Promise<Fetched> {
  const { file, signal } = fetching;
  const register = createRegister(fetching.register, signal);
  try {
    return await withLock(file, { signal, waitMs: LOCK_WAIT_MS }, async () => {
      removeLeftovers(file);
      try {
        const fetched = await loadAll(fetching, register);
        publish(file);
        return fetched;
      } finally {
        removeLeftovers(file);
      }
    });
  } catch (error) {
    if (signal.aborted) throw new CopyError('the fetching has been stopped');
    throw asCopyError(error, file);
  } finally {
    await register.close();
  }
}

async function loadAll(
  { file, signal, register: settings, onProgress, onNote = () => {} }: Fetching,
  register: Register,
): Promise<Fetched> {
  const lost = () =>
    onNote(`${file} cannot be read: what it alone knew of deleted and removed units is not taken over`);
  const old = readableCopy(file, lost);
  const database = openDatabase(loadingFile(file));
  const reader = startBulkReader(settings, signal);
  try {
    prepareForLoad(database);
    if (old !== undefined) database.prepare('ATTACH ? AS old').run(old);
    /** What the old copy alone knows; nothing where there is none, or where it is damaged. */
    const ofOld = <Result>(read: (database: DatabaseSync) => Result): Result | undefined => {
      try {
        return old === undefined ? undefined : read(database);
      } catch (error) {
        if (!isDamage(error)) throw error;
        lost();
        return undefined;
      }
    };
    const removed = ofOld(removedInOld) ?? new Set<number>();
    const askedAt = new Date();
    // Before the files: what is entered while they are made or fetched must not be missed.
    const last = {
      units: await lastIdOf(register, 'units'),
      subUnits: await lastIdOf(register, 'subUnits'),
      roles: await lastRoleIdSince(register, new Date(askedAt.getTime() - ROLES_BACK_MS)),
    };
    const load = async (bulk: BulkFile): Promise<Loaded> => {
      let made: Date | undefined;
      const rows = reader.rows(bulk, (at) => {
        made = at && whenMade(bulk, at, askedAt);
      });
      const count = await loadFile(database, bulk, rows, { removed, onElements: (so) => onProgress?.(bulk, so) });
      const known = made ?? new Date(askedAt.getTime() - UNKNOWN_AGE_MS);
      return { count, asOf: made ?? askedAt, since: new Date(known.getTime() - MAKING_MS) };
    };
    const loaded = { units: await load('units'), subUnits: await load('subUnits'), roles: await load('roles') };
    for (const feed of ['units', 'subUnits', 'roles'] as const) {
      const start = (await idBefore(register, feed, loaded[feed].since)) ?? last[feed] ?? 0;
      writeFact(database, `lastId.${feed}`, String(Math.min(start, last[feed] ?? start)));
    }
    const earliest = (times: Date[]) => new Date(Math.min(...times.map(Number))).toISOString();
    writeFact(database, 'asOf', earliest(Object.values(loaded).map(({ asOf }) => asOf)));
    writeFact(database, 'changesFrom', earliest([loaded.units.since, loaded.subUnits.since]));
    finishLoad(database);
    ofOld(keepKnown);
    const { units, subUnits, roles } = loaded;
    return { units: units.count, subUnits: subUnits.count, roles: roles.count };
  } finally {
    await reader.close();
    database.close();
  }
}

/** As the register says, but for what no clock can say: nobody knows what happens tomorrow. */
function whenMade(bulk: BulkFile, made: Date, askedAt: Date): Date {
  if (askedAt.getTime() - made.getTime() > OLDEST_MS) {
    throw new CopyError(`${BULK_TITLES[bulk]} is too old: it was made at ${made.toISOString()}`);
  }
  return made < askedAt ? made : askedAt;
}

interface Loaded {
  readonly count: number;
  /** How far the file's knowledge goes. */
  readonly asOf: Date;
  /** From when on the feed has to be followed. */
  readonly since: Date;
}

// The files hold only what lives: what the old copy, attached as `old`, knows of deleted and removed units, and of what has changed
// when, stands nowhere else.

function removedInOld(database: DatabaseSync): ReadonlySet<number> {
  database.exec('INSERT INTO main.removed (number, at) SELECT number, at FROM old.removed');
  return new Set(
    database
      .prepare('SELECT number FROM main.removed')
      .all()
      .map(({ number }) => Number(number)),
  );
}

function keepKnown(database: DatabaseSync): void {
  inTransaction(database, () => {
    keepChanges(database);
    database.exec(`
      ${Object.values(KIND).map(keepDeleted).join('')}
      INSERT INTO main.documents (id, kind, state, head, rest)
        SELECT new.id, new.kind, new.state, old.documents.head, old.documents.rest FROM main.units AS new
        JOIN old.units AS before ON before.number = new.number JOIN old.documents ON old.documents.id = before.id
        WHERE new.state = ${STATE.deleted} AND new.id NOT IN (SELECT id FROM main.documents);
    `);
  });
}

/** Ids of a kind go on behind those of the file: the old ones may be taken. What the file has itself, deleted or not, is as it says. */
function keepDeleted(kind: Kind): string {
  const { first, after } = idsOf(kind);
  return `
      INSERT INTO main.units (id, number, kind, state, parent, words, marks)
        SELECT row_number() OVER () + (SELECT coalesce(max(id), ${first} - 1) FROM main.units WHERE id >= ${first} AND id < ${after}),
          number, kind, state, parent, words, marks FROM old.units
        WHERE state = ${STATE.deleted} AND kind = ${kind} AND number NOT IN (SELECT number FROM main.units);`;
}

/** Where the old list of changes ends before the new one begins, what happened in between stands in neither: a new one begins. */
function keepChanges(database: DatabaseSync): void {
  const before = readKnowledge(database, 'old');
  if (before.changesTo === '' || before.changesTo < readKnowledge(database).changesFrom) return;
  database.exec('INSERT INTO main.changes (number, at) SELECT number, at FROM old.changes');
  writeFact(database, 'changesFrom', before.changesFrom);
}

/** The copy in use, where it can be read; `lost` is told where there is one that cannot. */
function readableCopy(file: string, lost: () => void): string | undefined {
  const current = currentDatabase(file);
  if (current === undefined || isReadable(current)) return current;
  lost();
  return undefined;
}

function isReadable(old: string): boolean {
  try {
    const database = openDatabase(old, { readOnly: true });
    try {
      checkFormat(database, old);
      // Reads what tables there are, too: one that cannot be told would spoil all that is asked of both databases.
      readKnowledge(database);
      return true;
    } finally {
      database.close();
    }
  } catch {
    // A copy of an older version, or a damaged one, which this one is fetched to replace.
    return false;
  }
}
