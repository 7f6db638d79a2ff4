/**
 * Why a copy could not be fetched, followed or read, as one line for an operator. Never holds what a register has written, but
 * for numbers of units.
 */
export class CopyError extends Error {
  override readonly name = 'CopyError';
}

const SQLITE_BUSY = 5;
const SQLITE_FULL = 13;
const SQLITE_CORRUPT = 11;
const SQLITE_NO_DATABASE = 26;

/** What went wrong with a file or a database, as one line; a mistake of ours is thrown on. */
export function asCopyError(error: unknown, file: string): CopyError {
  if (error instanceof CopyError) return error;
  const { code, errcode, message } = error as { code?: string; errcode?: number; message?: string };
  if (code === 'ENOSPC' || errcode === SQLITE_FULL) return new CopyError(`the disk of ${file} is full`);
  if (code === 'ERR_SQLITE_ERROR') {
    if (errcode === SQLITE_BUSY) return new CopyError(`${file} is being written to by another process`);
    if (errcode === SQLITE_CORRUPT || errcode === SQLITE_NO_DATABASE)
      return new CopyError(`${file} is no copy, or damaged`);
    return new CopyError(`${file} cannot be used: ${message ?? 'no reason given'} (SQLite ${errcode ?? '?'})`);
  }
  if (typeof code === 'string' && 'syscall' in (error as object)) {
    return new CopyError(`${file} cannot be used: ${code}`);
  }
  throw error;
}
