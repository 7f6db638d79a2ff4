import type { AccessEntries, AccessLog } from '../../domain/access-log.ts';
import type { CallContext } from '../../domain/call.ts';
import type { Person } from '../../domain/operation-field.ts';
import type { Kilde } from '../../domain/registerfeil.ts';
import type { WhereToRead } from './files.ts';
import { findEntries } from './lookup.ts';
import { createPersonHash } from './trail.ts';

/** What records can be asked by, from the requests of one gateway. */
export interface AccessLogs {
  forRequest(call: Pick<CallContext, 'signal' | 'deadlineAt' | 'count'>): AccessLog;
}

/** Searches at once: each reads as fast as the disk gives, beside everything else. */
export const MAX_SEARCHES = 2;
/** Searches that wait for their turn. */
export const MAX_WAITING_SEARCHES = 32;
/** Milliseconds that one search may take, from its turn on. */
const SEARCH_MS = 5_000;
/** Milliseconds before the request's deadline at which a search ends: what has been found is to be answered. */
const ANSWER_MS = 1_000;

const KILDE: Kilde = 'INNSYNSLOGG';

/** Looks up who has asked about whom, in the files of records. */
export function createAccessLogs({
  where,
  key,
  maxBytes,
  onError,
  searchMs = SEARCH_MS,
}: {
  readonly where: WhereToRead;
  readonly key: string;
  /** Of records that one search may read, unzipped. */
  readonly maxBytes: number;
  /** Told why records could not be read. */
  readonly onError: (error: unknown) => void;
  readonly searchMs?: number;
}): AccessLogs {
  const hash = createPersonHash(key);
  const waiting: (() => void)[] = [];
  let running = 0;

  async function inTurn(search: () => Promise<AccessEntries>): Promise<AccessEntries | undefined> {
    if (running >= MAX_SEARCHES) {
      if (waiting.length >= MAX_WAITING_SEARCHES) return undefined;
      // Whoever is done hands their turn on.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await search();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  }

  return {
    forRequest: ({ signal, deadlineAt = Number.POSITIVE_INFINITY, count }) => ({
      read: (person: Person, page) =>
        inTurn(async () => {
          count(KILDE);
          const until = Math.min(performance.now() + searchMs, deadlineAt - ANSWER_MS);
          try {
            return await findEntries(where, { ...page, person: hash(person), bytes: maxBytes, until, signal });
          } catch (error) {
            onError(error);
            throw error;
          }
        }),
    }),
  };
}
