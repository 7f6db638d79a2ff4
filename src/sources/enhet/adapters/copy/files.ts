import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { CopyError, isBusy } from './copy-error.ts';
import { openDatabase } from './sqlite.ts';

// What is named as the copy's file is a symbolic link to the database, whose own name has a number more. Beside a database SQLite
// keeps a log that belongs to it by its name alone: were one database renamed over another, the log of the old one would be played
// into the new one. So each has a name of its own, and it is the link that is replaced, which is one step.

const SIDE_FILES = ['', '-wal', '-shm', '-journal'];

/** The database that is in use; undefined where there is none. */
export function currentDatabase(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}

/** Where the next database is written, which nobody reads. */
export function loadingFile(file: string): string {
  return `${file}.loading`;
}

/** Puts the database that has been loaded in the place of the one in use. Survives a power cut at any moment: it is one or the other. */
export function publish(file: string): void {
  const before = currentDatabase(file);
  const loading = loadingFile(file);
  sync(loading);
  const own = `${file}.${nextNumber(file)}`;
  renameSync(loading, own);
  const link = `${file}.link`;
  rmSync(link, { force: true });
  symlinkSync(basename(own), link);
  sync(dirname(own));
  renameSync(link, file);
  sync(dirname(own));
  // A copy that somebody has put there by hand had its log here.
  if (before === file) removeDatabase(file, SIDE_FILES.slice(1));
  removeLeftovers(file);
}

/** Removes what an interrupted load has left, and databases that are no longer in use; whoever has one open reads on in it. */
export function removeLeftovers(file: string): void {
  const current = currentDatabase(file);
  const name = basename(file);
  for (const found of readdirSync(dirname(file))) {
    if (!found.startsWith(`${name}.`)) continue;
    const rest = found.slice(name.length + 1);
    const path = join(dirname(file), found);
    if (/^(?:loading|link)(?:-wal|-shm|-journal)?$/.test(rest)) rmSync(path, { force: true });
    if (/^\d+$/.test(rest) && !isSame(path, current)) removeDatabase(path);
  }
}

function isSame(path: string, current: string | undefined): boolean {
  return current !== undefined && realpathSync(path) === current;
}

function removeDatabase(path: string, endings: readonly string[] = SIDE_FILES): void {
  for (const ending of endings) rmSync(`${path}${ending}`, { force: true });
}

function nextNumber(file: string): number {
  const name = basename(file);
  const used = readdirSync(dirname(file)).flatMap((found) => {
    const rest = found.startsWith(`${name}.`) ? found.slice(name.length + 1) : '';
    return /^\d+$/.test(rest) ? Number(rest) : [];
  });
  return Math.max(0, ...used) + 1;
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Milliseconds after which it is tried again. */
const LOCK_AGAIN_MS = 200;

/**
 * Lets one process at a time fetch or follow, and waits so long for its turn. The lock is SQLite's, on an empty file beside the copy:
 * it ends with the process that holds it, however that ends.
 */
export async function withLock<Result>(
  file: string,
  { signal, waitMs }: { readonly signal: AbortSignal; readonly waitMs: number },
  work: () => Promise<Result>,
): Promise<Result> {
  assertPlace(file);
  // SQLite's own waiting would hold up the whole thread, and whoever wants to stop it.
  const lock = openDatabase(`${file}.lock`, { timeout: 0 });
  try {
    const end = performance.now() + waitMs;
    while (!isLocked(lock)) {
      if (performance.now() >= end) throw new CopyError(`${file} is being written to by another process`);
      await pause(LOCK_AGAIN_MS, undefined, { signal });
    }
    return await work();
  } finally {
    lock.close();
  }
}

/** Whether the lock is ours now. */
function isLocked(lock: DatabaseSync): boolean {
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  }
}

/** Before minutes are spent on a load that cannot be put in its place. */
function assertPlace(file: string): void {
  const folder = statSync(dirname(file), { throwIfNoEntry: false });
  if (!folder) throw new CopyError(`the folder of ${file} does not exist`);
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) throw new CopyError(`${file} is a folder`);
}
