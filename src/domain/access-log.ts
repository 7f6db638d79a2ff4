import type { Person } from './operation-field.ts';
import type { Kilde } from './registerfeil.ts';

/** Somebody has asked a register about a person. Says nothing of what was found. */
export interface AccessEntry {
  /** When it was recorded, RFC 3339. */
  readonly time: string;
  /** As the record names it, type and kode with a slash; undefined where nobody was acted for. */
  readonly organisation: string | undefined;
  /** To whom the user belongs, where that is another organisation. */
  readonly userOrganisation: string | undefined;
  readonly kilde: Kilde;
  readonly operation: string;
  readonly purpose: string | undefined;
  readonly caseReference: string | undefined;
  /** Whether the person has asked about themselves. */
  readonly isOwn: boolean;
  /** Its place in the order of all entries: the time, and what tells two of the same time apart. */
  readonly key: string;
}

/** Which entries are wanted: the newest, or those that follow one. */
export interface AccessPage {
  readonly first: number;
  /** The key of the entry before. */
  readonly after?: string | undefined;
}

export interface AccessEntries {
  /** The newest first. */
  readonly entries: readonly AccessEntry[];
  /** Whether there are older ones among what has been read. */
  readonly hasMore: boolean;
  /** Where not all records have been read: up to when they have been. Undefined: all have been. */
  readonly since: string | undefined;
}

/** What has been recorded of who has asked about whom. */
export interface AccessLog {
  /** Undefined where too many look something up already. Rejects when the records cannot be read. */
  read(person: Person, page: AccessPage): Promise<AccessEntries | undefined>;
}
