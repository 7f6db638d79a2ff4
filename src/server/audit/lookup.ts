import { stat } from 'node:fs/promises';
import type { AccessEntries, AccessEntry, AccessPage } from '../../domain/access-log.ts';
import { firstTime, readEntry } from './entry.ts';
import { findAuditFiles, type WhereToRead } from './files.ts';
import { readSlices } from './slices.ts';

/** How much may be read, and until when: of nobody's records the search may take all time. */
export interface Bounds {
  /** Bytes, unzipped. */
  readonly bytes: number;
  /** By `performance.now()`. */
  readonly until: number;
  readonly signal?: AbortSignal | undefined;
}

export const NO_BOUNDS: Bounds = { bytes: Number.POSITIVE_INFINITY, until: Number.POSITIVE_INFINITY };

export interface Search extends AccessPage, Bounds {
  /** What stands in the records in the person's place. */
  readonly person: string;
  /** Whether operations are told too that the gateway has refused itself, so that no register was asked. */
  readonly refused?: boolean;
}

/** Milliseconds by which records of one file can stand out of their order: several processes write to it, and some may wait. */
const OUT_OF_ORDER_MS = 60_000;
/** Entries that are kept beyond those that are wanted: of somebody who is asked about all the time there are very many. */
const MAX_KEPT = 1_000;
/** Looks at which files there are: one that is rotated while they are read has another name afterwards. */
const LOOKS = 2;

/** Who has asked about one person: the newest records that there are, from all files, the last written first. */
export async function findEntries(where: WhereToRead | readonly string[], search: Search): Promise<AccessEntries> {
  const found = new Map<string, AccessEntry>();
  const seen = new Set<string>();
  const left = { bytes: search.bytes };
  const wanted = search.first + 1;
  let since: string | undefined;
  const missedUpTo = (time: string | undefined) => {
    if (time !== undefined && (since === undefined || time > since)) since = time;
  };
  /** The time of the last entry of the page, once there are as many. */
  const lastTime = () =>
    found.size < wanted ? undefined : [...found.values()].toSorted(newestFirst)[wanted - 1]?.time;

  for (let look = 0; look < LOOKS; look += 1) {
    for (const { file, id, changed } of await filesOf(where)) {
      if (seen.has(id)) continue;
      seen.add(id);
      const last = lastTime();
      if (last !== undefined && changed.toISOString() < last) continue;
      if (isOver(search, left.bytes)) {
        missedUpTo(changed.toISOString());
        continue;
      }
      for await (const slice of readSlices(file)) {
        if (slice.isMissing) break;
        if (slice.isCut) missedUpTo(changed.toISOString());
        left.bytes -= slice.bytes.length;
        collect(slice.bytes, search, found);
        if (found.size > wanted + MAX_KEPT) forget(found, wanted);
        const reached = firstTime(slice.bytes);
        const enough = slice.isBackwards ? lastTime() : undefined;
        if (reached && enough && Date.parse(reached) < Date.parse(enough) - OUT_OF_ORDER_MS) break;
        if (slice.isLast || !isOver(search, left.bytes)) continue;
        // Of a zipped file, which is read from its beginning, what is missing is the newest.
        missedUpTo(slice.isBackwards ? reached : changed.toISOString());
        break;
      }
    }
  }
  const sorted = [...found.values()].toSorted(newestFirst);
  return { entries: sorted.slice(0, search.first), hasMore: sorted.length > search.first, since };
}

function isOver({ until, signal }: Bounds, bytes: number): boolean {
  return bytes <= 0 || performance.now() >= until || signal?.aborted === true;
}

/** Forgets all but the newest. */
function forget(found: Map<string, AccessEntry>, wanted: number): void {
  for (const { key } of [...found.values()].toSorted(newestFirst).slice(wanted)) found.delete(key);
}

const newestFirst = (one: AccessEntry, other: AccessEntry) => (one.key > other.key ? -1 : 1);

interface Found {
  readonly file: string;
  /** The same under another name. */
  readonly id: string;
  readonly changed: Date;
}

/** The files that there are, those that have been written to last before the others. */
async function filesOf(where: WhereToRead | readonly string[]): Promise<readonly Found[]> {
  const names = isList(where) ? where : await findAuditFiles(where);
  const found = await Promise.all(
    names.map(async (file): Promise<Found | undefined> => {
      const stats = await stat(file).catch(ignoreMissing);
      // Nobody reads from a pipe that records are written to but the one that it is for.
      return stats?.isFile() ? { file, id: `${stats.dev}:${stats.ino}`, changed: stats.mtime } : undefined;
    }),
  );
  return found.filter((one) => one !== undefined).sort((one, other) => other.changed.getTime() - one.changed.getTime());
}

function isList(where: WhereToRead | readonly string[]): where is readonly string[] {
  return Array.isArray(where);
}

/** A file that has been rotated since its name was read. */
function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

/** Adds the entries of whole lines. Only a line that holds the person is read as JSON. */
function collect(bytes: Buffer, search: Search, found: Map<string, AccessEntry>): void {
  const needle = Buffer.from(`"person":"${search.person}"`);
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at)) {
    const start = bytes.lastIndexOf(NEWLINE, at) + 1;
    const newline = bytes.indexOf(NEWLINE, at);
    const end = newline < 0 ? bytes.length : newline;
    const entry = readEntry(bytes.toString('utf8', start, end), search);
    if (entry && (search.after === undefined || entry.key < search.after)) found.set(entry.key, entry);
    at = end;
  }
}

const NEWLINE = 0x0a;
