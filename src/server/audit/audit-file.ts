import { constants, fstat, fstatSync, open as openCallback, openSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createLineCheck, type Place } from './chain.ts';
import { findAuditFiles } from './files.ts';

const { O_WRONLY, O_APPEND, O_CREAT, O_NONBLOCK } = constants;
/** Appends; makes the file where there is none. A pipe is opened so that it does not block. */
const FLAGS = O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK;
/** Whoever may read who has asked about whom is for the owner to decide. */
const MODE = 0o600;

/** Opens the file of records when a process starts. Throws when it cannot: a pipe that nobody reads at all, too. */
export function openAtStart(file: string): { readonly descriptor: number; readonly isRegular: boolean } {
  const descriptor = openSync(file, FLAGS, MODE);
  return { descriptor, isRegular: fstatSync(descriptor).isFile() };
}

/** The same later on, without holding up anybody. */
export function openAgain(file: string): Promise<number> {
  return openPromised(file, FLAGS, MODE);
}

const openPromised = promisify(openCallback);

/** What has become of an open file. */
export interface Look {
  /** `moved`: another file, or none, stands under its name. `truncated`: it has been cut, and is written from there. */
  readonly change: 'none' | 'moved' | 'truncated';
  readonly size: bigint;
  /** Whether it has no name any more: what is written to it now is read by nobody. */
  readonly isGone: boolean;
}

const statOpen = promisify(fstat);

/** Looks whether a file that was so large still stands under its name. */
export async function lookAt(file: string, descriptor: number, sizeBefore: bigint): Promise<Look> {
  const [named, opened] = await Promise.all([
    stat(file, { bigint: true }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    }),
    statOpen(descriptor, { bigint: true }),
  ]);
  const isSame = named?.ino === opened.ino && named.dev === opened.dev;
  const change = !isSame ? 'moved' : opened.size < sizeBefore ? 'truncated' : 'none';
  return { change, size: opened.size, isGone: opened.nlink === 0n };
}

/** Bytes at the end of a file in which the ends of earlier chains are looked for. */
const END_BYTES = 64 * 1024;
/** Chains that are found there: of the workers of the process before, and of those that still run. */
const MAX_ENDS = 16;

/** How a file ends that others have written to. */
export interface FileEnd {
  /** Where the chains have come to that stand there, the last first; of those whose codes fit. */
  readonly follows: readonly (Place & { readonly rotated?: true })[];
  /** Bytes of a last line without a newline: a process, or the machine, has ended while it was written. */
  readonly torn: number;
  /** All of this stands in the file that was rotated away, and nothing in this one. */
  readonly isRotated?: boolean;
}

/** The end of the file; of an empty one, that of the one that has been rotated away last, where it is not zipped yet. */
export async function readEnd(file: string, secret: string): Promise<FileEnd> {
  const end = await readOwnEnd(file, secret);
  if (end.follows.length > 0 || end.torn > 0) return end;
  const before = await lastRotated(file);
  if (before === undefined) return end;
  const { follows, torn } = await readOwnEnd(before, secret);
  return { follows: follows.map((place) => ({ ...place, rotated: true })), torn, isRotated: true };
}

async function lastRotated(file: string): Promise<string | undefined> {
  const others = (await findAuditFiles({ file })).filter((name) => name !== file && name !== join(file));
  const found = await Promise.all(
    others.map(async (name) => {
      const stats = await stat(name).catch(() => undefined);
      // Folders have such names, too; and whoever opens a pipe waits until somebody writes to it.
      return stats?.isFile() ? [{ name, time: stats.mtimeMs }] : [];
    }),
  );
  return found.flat().toSorted((one, other) => other.time - one.time)[0]?.name;
}

async function readOwnEnd(file: string, secret: string): Promise<FileEnd> {
  const check = createLineCheck(secret);
  await using handle = await open(file, 'r');
  const { size } = await handle.stat();
  const bytes = Buffer.alloc(Math.min(size, END_BYTES));
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, size - bytes.length);
  const [last = '', ...lines] = bytes.toString('utf8', 0, bytesRead).split('\n').reverse();
  const ends = new Map<string, Place>();
  for (const line of lines) {
    const checked = check(line);
    if (checked.kind !== 'intact' || ends.has(checked.place.chain)) continue;
    ends.set(checked.place.chain, checked.place);
    if (ends.size === MAX_ENDS) break;
  }
  return { follows: [...ends.values()], torn: Buffer.byteLength(last) };
}
