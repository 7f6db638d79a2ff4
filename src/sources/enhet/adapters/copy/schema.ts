import type { DatabaseSync } from 'node:sqlite';
import { CopyError } from './copy-error.ts';

/** Raised whenever the tables change: a copy of another version is fetched anew. */
export const FORMAT = 3;
/** In the file’s header, so that another program's database is not taken for a copy. */
const APPLICATION_ID = 0x5247454b;

/** As `kind` of a unit says it. */
export const KIND = { unit: 1, subUnit: 2 } as const;
export type Kind = (typeof KIND)[keyof typeof KIND];

/**
 * Ids of units begin at 1, and those of sub-units here: a search of main units alone reads the lists of the full text index up to here, which
 * takes a fifth of the time of crossing them with a list of all main units.
 */
export const FIRST_SUB_UNIT = 2 ** 30;
/** No id is as great. */
export const AFTER_ALL = 2 ** 31;

/** Ids of a kind are these, without the last. */
export function idsOf(kind: Kind): { readonly first: number; readonly after: number } {
  return kind === KIND.unit ? { first: 1, after: FIRST_SUB_UNIT } : { first: FIRST_SUB_UNIT, after: AFTER_ALL };
}

/** As `state` of a unit says it. What has been removed on legal grounds is no unit any more. */
export const STATE = { live: 0, deleted: 1 } as const;

export const FEEDS = ['units', 'subUnits', 'roles'] as const;
export type Feed = (typeof FEEDS)[number];

/**
 * The register's JSON stands in a table of its own, in two halves (documents.ts): what is searched and counted stays small then, and in the page cache. Kind
 * and state stand there, too: to look at the unit as well takes a third longer. Numbers of units are integers. `words` and `marks` are what the full text index holds of a unit, without which it cannot be taken
 * out of it again. Without the lists of beginnings of words, a search for the beginning of a frequent word would put together its own each time, which
 * takes longer than a search may.
 */
const TABLES = `
  CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE units (
    id INTEGER PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    kind INTEGER NOT NULL,
    state INTEGER NOT NULL,
    parent INTEGER,
    words TEXT NOT NULL,
    marks TEXT NOT NULL
  ) STRICT;
  CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    state INTEGER NOT NULL,
    head TEXT NOT NULL,
    rest TEXT NOT NULL
  ) STRICT;
  CREATE TABLE roles (number INTEGER PRIMARY KEY, count INTEGER NOT NULL, json TEXT NOT NULL) STRICT;
  CREATE TABLE holders (
    holder INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (holder, number)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE removed (number INTEGER PRIMARY KEY, at TEXT NOT NULL) STRICT;
  CREATE TABLE changes (number INTEGER PRIMARY KEY, at TEXT NOT NULL) STRICT;
  CREATE VIEW searched AS SELECT id, words, marks FROM units WHERE state = ${STATE.live};
  CREATE VIRTUAL TABLE names USING fts5(
    words, marks, content='searched', content_rowid='id', tokenize='ascii',
    prefix='2 3 4 5 6 7 8 9 10', detail='column', columnsize=0
  );
`;

/** Made after a bulk load: so they are written once, and in order. */
const INDEXES = `
  CREATE INDEX units_parent ON units (parent) WHERE parent IS NOT NULL;
  CREATE INDEX units_words ON units (words) WHERE state = ${STATE.live};
  CREATE INDEX holders_number ON holders (number);
  CREATE INDEX changes_at ON changes (at);
`;

export function createTables(database: DatabaseSync): void {
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${FORMAT}; ${TABLES}`);
}

export function createIndexes(database: DatabaseSync): void {
  database.exec(INDEXES);
  // Erased words must leave the index's bytes, too, and not only its answers.
  database.exec(`INSERT INTO names (names, rank) VALUES ('secure-delete', 1)`);
}

/** Refuses what is no whole copy of this version. */
export function checkFormat(database: DatabaseSync, file: string): void {
  const application = database.prepare('PRAGMA application_id').get()?.application_id;
  const version = database.prepare('PRAGMA user_version').get()?.user_version;
  if (application !== APPLICATION_ID) throw new CopyError(`${file} is no copy, or damaged`);
  if (version !== FORMAT) {
    throw new CopyError(
      `${file} is a copy of format ${version}, and this version reads format ${FORMAT}: fetch it anew`,
    );
  }
}
