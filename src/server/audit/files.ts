import { glob, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Bytes of records that one search of a citizen's may read: a second or so of a disk. */
export const READ_MAX_BYTES = 512 * 1024 * 1024;

/** Where records are read from. */
export interface WhereToRead {
  /** The file that this gateway writes to: read with those that have been rotated away, whose names begin with its name. */
  readonly file?: string | undefined;
  /** Or all files that fit this pattern: of several gateways, in a folder that they share. */
  readonly pattern?: string | undefined;
}

/** The files of records, in no order; none where nobody has said where they are. Rejects when a folder cannot be read. */
export async function findAuditFiles({ file, pattern }: WhereToRead): Promise<readonly string[]> {
  if (pattern !== undefined) {
    const found: string[] = [];
    for await (const one of glob(pattern)) found.push(one);
    return found;
  }
  if (file === undefined) return [];
  const folder = dirname(file);
  const names = await readdir(folder);
  return names.filter((name) => name.startsWith(basename(file))).map((name) => join(folder, name));
}
