import type { DatabaseSync } from 'node:sqlite';
import pLimit from 'p-limit';
import { asCopyError, CopyError } from './copy-error.ts';
import { eraseUnit, rebuildIndex, sweepIndex, wordsOfUnit } from './erase.ts';
import { isUnswept, readKnowledge, writeFact } from './facts.ts';
import { type Entry, entriesAfter, FEED_TITLES, lastIdOf, PAGE_SIZE } from './feeds.ts';
import { currentDatabase, removeLeftovers, withLock } from './files.ts';
import { createRegister, type Register, type RegisterSettings } from './register.ts';
import { digitsOf } from './rows.ts';
import { BATCH, type Found, KINDS, readRoles, readUnits } from './reread.ts';
import { checkFormat, FEEDS, type Feed, type Kind } from './schema.ts';
import { inTransaction, openDatabase } from './sqlite.ts';
import { createWriter } from './writer.ts';

/** How long it is known which units have changed. */
const CHANGES_KEPT_MS = 31 * 24 * 60 * 60 * 1_000;

/** Whoever holds the lock follows, or loads what is newer: there is another round. */
const LOCK_WAIT_MS = 5_000;

export interface Following {
  /** The copy's file. */
  readonly file: string;
  readonly register: RegisterSettings;
  readonly signal: AbortSignal;
  /** Told how many entries of a feed have been applied in this round. */
  readonly onProgress?: ((feed: Feed, count: number) => void) | undefined;
  /** Told of the units that entries were about, when these have been applied. */
  readonly onChanged?: ((numbers: readonly string[]) => void) | undefined;
}

/** How many entries of each feed have been applied. */
export type Followed = Readonly<Record<Feed, number>>;

/** Applies all that the feeds have had since the last time. Throws a CopyError where it cannot; what has been applied stays. */
export async function followCopy({
  file,
  register: settings,
  signal,
  onProgress,
  onChanged,
}: Following): Promise<Followed> {
  const register = createRegister(settings, signal);
  try {
    return await withLock(file, { signal, waitMs: LOCK_WAIT_MS }, async () => {
      const current = currentDatabase(file);
      if (current === undefined) throw new CopyError(`there is no copy at ${file}: fetch one`);
      removeLeftovers(file);
      const database = openDatabase(current);
      try {
        checkFormat(database, file);
        database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON');
        return await followAll(database, register, { onProgress, onChanged });
      } finally {
        database.close();
      }
    });
  } catch (error) {
    if (signal.aborted) throw new CopyError('the following has been stopped');
    throw asCopyError(error, file);
  } finally {
    await register.close();
  }
}

async function followAll(
  database: DatabaseSync,
  register: Register,
  { onProgress, onChanged }: Pick<Following, 'onProgress' | 'onChanged'>,
): Promise<Followed> {
  const begunAt = new Date();
  const counts = { units: 0, subUnits: 0, roles: 0 };
  const erased = new Set<string>();
  // A round that has been cut off before it swept: nobody knows any more which words it has erased.
  if (isUnswept(database)) sweep(database, () => rebuildIndex(database));
  try {
    for (const feed of FEEDS) {
      let last = readKnowledge(database).lastIds[feed];
      await refuseShorterFeed(register, feed, last);
      for (let size = PAGE_SIZE; size === PAGE_SIZE; ) {
        const entries = await entriesAfter(register, feed, last);
        size = entries.length;
        for (let at = 0; at < size; at += BATCH) {
          const batch = entries.slice(at, at + BATCH);
          last = await applyBatch({ database, register, erased }, feed, last, batch);
          counts[feed] += batch.length;
          onProgress?.(feed, counts[feed]);
          onChanged?.([...new Set(batch.map(({ number }) => digitsOf(number)))]);
        }
      }
    }
    inTransaction(database, () => {
      writeFact(database, 'asOf', begunAt.toISOString());
      writeFact(database, 'changesTo', begunAt.toISOString());
      const oldest = new Date(begunAt.getTime() - CHANGES_KEPT_MS).toISOString();
      if (readKnowledge(database).changesFrom < oldest) writeFact(database, 'changesFrom', oldest);
      database.prepare('DELETE FROM changes WHERE at < ?').run(oldest);
    });
    return counts;
  } finally {
    if (erased.size > 0) sweep(database, () => sweepIndex(database, erased));
    // What has been erased must not stay in the log.
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }
}

function sweep(database: DatabaseSync, how: () => void): void {
  inTransaction(database, () => {
    how();
    writeFact(database, 'unswept', 'no');
  });
}

interface Round {
  readonly database: DatabaseSync;
  readonly register: Register;
  /** Takes the words of names that are erased. */
  readonly erased: Set<string>;
}

/** A feed that ends before our last entry is another feed than the one that has been followed. */
async function refuseShorterFeed(register: Register, feed: Feed, last: number): Promise<void> {
  // The feed of roles cannot be asked from its end.
  if (feed === 'roles') return;
  const newest = await lastIdOf(register, feed);
  if (newest >= last) return;
  throw new CopyError(`${FEED_TITLES[feed]} goes backwards: it ends at ${newest}, and ${last} has been applied`);
}

/** Reads again what the entries are about, and writes it with the feed's new position in one transaction. */
async function applyBatch(
  { database, register, erased }: Round,
  feed: Feed,
  last: number,
  batch: readonly Entry[],
): Promise<number> {
  // The last entry about a unit decides: what is read again is as the register has it now.
  const latest = new Map(batch.map((entry) => [entry.number, entry]));
  const toRead = [...latest.values()].filter(({ isRemoval }) => !isRemoval).map(({ number }) => number);
  const next = batch.at(-1)?.id ?? last;
  if (feed === 'roles') {
    const roles = await readRoles(register, toRead, pLimit(register.maxConcurrent));
    writeBatch(database, feed, last, next, () => {
      const writer = createWriter(database);
      for (const [number, row] of roles) {
        if (row) writer.putRoles(row);
        else writer.dropRoles(number);
      }
    });
    return next;
  }
  const units = await readUnits(register, feed, toRead, pLimit(register.maxConcurrent));
  writeBatch(database, feed, last, next, () => {
    const before = erased.size;
    applyUnits(database, KINDS[feed], latest, units, erased);
    if (erased.size > before) writeFact(database, 'unswept', 'yes');
  });
  return next;
}

function applyUnits(
  database: DatabaseSync,
  kind: Kind,
  entries: ReadonlyMap<number, Entry>,
  units: ReadonlyMap<number, Found>,
  erased: Set<string>,
): void {
  const writer = createWriter(database);
  const change = database.prepare(
    'INSERT INTO changes (number, at) VALUES (?, ?) ON CONFLICT (number) DO UPDATE SET at = excluded.at',
  );
  const restore = database.prepare('DELETE FROM removed WHERE number = ?');
  const kindOf = database.prepare('SELECT kind FROM units WHERE number = ?');
  for (const [number, { at }] of entries) {
    const found = units.get(number) ?? 'removed';
    if (typeof found !== 'string') {
      restore.run(number);
      writer.putUnit(found);
      change.run(number, at);
      continue;
    }
    // The register has no such unit of this kind. It may have one of the other kind, of which the other feed tells.
    if (found === 'unknown' && kindOf.get(number)?.kind !== kind) continue;
    for (const word of wordsOfUnit(database, number)) erased.add(word);
    if (found === 'unknown') writer.dropUnit(number);
    else eraseUnit(database, writer, number, at);
  }
}

function writeBatch(database: DatabaseSync, feed: Feed, last: number, next: number, write: () => void): void {
  inTransaction(database, () => {
    const stored = readKnowledge(database).lastIds[feed];
    if (stored !== last) throw new CopyError(`${FEED_TITLES[feed]} has been followed by another process meanwhile`);
    write();
    writeFact(database, `lastId.${feed}`, String(next));
  });
}
