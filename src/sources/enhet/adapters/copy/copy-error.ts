/**
 * Why a copy could not be fetched, followed or read, as one line for an operator. Never holds what a register has written, but
 * for numbers of units.
 */
export class CopyError extends Error {
  override readonly name = 'CopyError';
}

const SQLITE_ERROR = 1;
const SQLITE_BUSY = 5;
const SQLITE_FULL = 13;
const SQLITE_CANNOT_OPEN = 14;
const SQLITE_CORRUPT = 11;
const SQLITE_NO_DATABASE = 26;

/** Whether another connection holds a lock. */
export function isBusy(error: unknown): boolean {
  return (error as { errcode?: number } | null)?.errcode === SQLITE_BUSY;
}

/** Whether a database is none, or not what it should be. A table that is not there is one of all mistakes in a statement to SQLite. */
export function isDamage(error: unknown): boolean {
  const { errcode } = (error ?? {}) as { errcode?: number };
  return errcode === SQLITE_CORRUPT || errcode === SQLITE_NO_DATABASE || errcode === SQLITE_ERROR;
}

/** What went wrong with a file or a database, as one line; a mistake of ours is thrown on. */
export function asCopyError(error: unknown, file: string): CopyError {
  if (error instanceof CopyError) return error;
  const { code, errcode, message } = error as { code?: string; errcode?: number; message?: string };
  if (code === 'ENOSPC' || errcode === SQLITE_FULL) return new CopyError(`the disk of ${file} is full`);
  if (code === 'ERR_SQLITE_ERROR') {
    if (isBusy(error)) return new CopyError(`${file} is being written to by another process`);
    if (errcode === SQLITE_CORRUPT || errcode === SQLITE_NO_DATABASE)
      return new CopyError(`${file} is no copy, or damaged`);
    if (errcode === SQLITE_CANNOT_OPEN)
      return new CopyError(
        `${file} cannot be opened; where a copy is followed, those who read it write beside it, too`,
      );
    return new CopyError(`${file} cannot be used: ${message ?? 'no reason given'} (SQLite ${errcode ?? '?'})`);
  }
  if (typeof code === 'string' && 'syscall' in (error as object)) {
    return new CopyError(`${file} cannot be used: ${code}`);
  }
  throw error;
}
