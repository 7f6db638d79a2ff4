import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { type Knowledge, prepareKnowledgeOfReader, readKnowledge } from './facts.ts';
import { wholeOf } from './documents.ts';
import { createHandle } from './handle.ts';
import { digitsOf, numberOf } from './rows.ts';
import { KIND, STATE } from './schema.ts';
import type { Search } from './search.ts';
import { createSearchers } from './searchers.ts';

/** How much of units' JSON is read: see documents.ts. */
export type Extent = 'head' | 'whole';

/** What the copy has of a unit. `json` is the register's own, but for links, as far as it has been asked for. */
export type Kept =
  | { readonly state: 'live' | 'deleted'; readonly kind: 'unit' | 'subUnit'; readonly json: string }
  /** The register has removed it on legal grounds: it must not be told what it was called. */
  | { readonly state: 'removed' };

/** The copy, for one who answers from it. What it lacks, or cannot read (undefined), has to be asked of the register. */
export interface CopyStore {
  /** What there is of these units, by their numbers, in one question. What is not in it is unknown to the copy. */
  lookUp(numbers: readonly string[], extent?: Extent): ReadonlyMap<string, Kept>;
  /** The numbers of the living sub-units right below a unit. */
  subUnitsOf(number: string): readonly string[] | undefined;
  /** The register's JSON of units' roles, `{"rollegrupper": […]}`. A unit without roles is not in it. */
  rolesOf(numbers: readonly string[]): ReadonlyMap<string, string> | undefined;
  /** The units in which a unit holds roles, with the JSON of all roles there; at most so many. */
  rolesHeldBy(number: string, limit: number): ReadonlyMap<string, string> | undefined;
  /** The units that have changed since a time; `knowledge` says whether the copy knows all of them. */
  changedSince(time: Date): readonly string[] | undefined;
  /** In a thread of its own: a search that finds a million units must not hold up anybody else. */
  readonly search: Search;
  /** How far the knowledge goes; undefined where there is no copy, or none that can be read. */
  knowledge(): Knowledge | undefined;
  /** Why there is none, as one line. */
  problem(): string | undefined;
  close(): Promise<void>;
}

/** Opens no file before something is asked, and notices by itself when the copy has been replaced. */
export function createCopyStore(file: string, searchThreads?: number): CopyStore {
  const handle = createHandle(file, prepareReads);
  const searchers = createSearchers(file, searchThreads);
  const inAll = (numbers: readonly string[]) => JSON.stringify(numbers.flatMap((digits) => numberOf(digits) ?? []));

  return {
    lookUp: (numbers, extent = 'whole') => handle.use((reads) => reads.units(numbers, extent)) ?? new Map(),
    subUnitsOf: (number) => handle.use((reads) => reads.subUnits(numberOf(number) ?? 0)),
    rolesOf: (numbers) => handle.use((reads) => new Map(reads.roles(inAll(numbers)))),
    rolesHeldBy: (number, limit) => handle.use((reads) => new Map(reads.rolesHeldBy(numberOf(number) ?? 0, limit))),
    changedSince: (time) => handle.use((reads) => reads.changedSince(time)),
    search: searchers.search,
    knowledge: () => handle.use((reads) => reads.knowledge()),
    problem: handle.problem,
    close: async () => {
      handle.close();
      await searchers.close();
    },
  };
}

function prepareReads(database: DatabaseSync) {
  const units = prepareUnits(database);
  const subUnits = database.prepare(
    `SELECT number FROM units WHERE parent = ? AND kind = ${KIND.subUnit} AND state = ${STATE.live} ORDER BY number`,
  );
  const roles = database.prepare('SELECT number, roles.json AS json FROM json_each(?) JOIN roles ON number = value');
  const held = database.prepare('SELECT number, json FROM holders JOIN roles USING (number) WHERE holder = ? LIMIT ?');
  const changed = database.prepare(`
    SELECT number FROM changes WHERE at >= ? UNION SELECT number FROM removed WHERE at >= ? ORDER BY number
  `);
  const pairs = (rows: Record<string, unknown>[]) =>
    rows.map(({ number, json }) => [digitsOf(number), String(json)] as const);

  return {
    units,
    subUnits: (number: number) => subUnits.all(number).map((row) => digitsOf(row.number)),
    roles: (list: string) => pairs(roles.all(list)),
    rolesHeldBy: (number: number, limit: number) => pairs(held.all(number, limit)),
    changedSince(time: Date) {
      const at = time.toISOString();
      return changed.all(at, at).map(({ number }) => digitsOf(number));
    },
    knowledge: prepareKnowledgeOfReader(database),
  };
}

/** Rows come as lists: objects take several times as long to be made and read. */
function prepareUnits(database: DatabaseSync) {
  const asLists = (sql: string) => {
    const statement = database.prepare(sql);
    statement.setReturnArrays(true);
    return (list: string) => statement.all(list) as unknown as Row[];
  };
  const selecting = (columns: string) =>
    asLists(`
      SELECT asked.key, documents.kind, documents.state, ${columns} FROM json_each(?) AS asked
      JOIN units ON number = asked.value JOIN documents ON documents.id = units.id
    `);
  const select = { head: selecting('head'), whole: selecting('head, rest') };
  const selectRemoved = asLists('SELECT asked.key FROM json_each(?) AS asked JOIN removed ON number = asked.value');

  return (numbers: readonly string[], extent: Extent): ReadonlyMap<string, Kept> => {
    const units = new Map<string, Kept>();
    const list = JSON.stringify(numbers.map(numberOf));
    for (const [at, kind, state, head, rest] of select[extent](list)) {
      units.set(numbers[at] as string, {
        state: state === STATE.live ? 'live' : 'deleted',
        kind: kind === KIND.unit ? 'unit' : 'subUnit',
        json: rest === undefined ? head : wholeOf(head, rest),
      });
    }
    // A unit that is there has not been removed: whatever writes either, writes both.
    if (units.size === numbers.length) return units;
    for (const [at] of selectRemoved(list)) units.set(numbers[at] as string, { state: 'removed' });
    return units;
  };
}

type Row = readonly [at: number, kind: number, state: number, head: string, rest: string | undefined];

/** What there is, for people. */
export interface CopyStatus extends Knowledge {
  readonly units: number;
  readonly subUnits: number;
  readonly deleted: number;
  readonly roles: number;
  /** Of the database and its log. */
  readonly bytes: number;
}

/** Counts, which takes a moment; undefined where there is no copy that can be read, which `problem` explains. */
export function readStatus(file: string): CopyStatus | { readonly problem: string } {
  const handle = createHandle(file, (database) => database);
  try {
    const status = handle.use((database): CopyStatus => {
      const count = (sql: string) => Number(database.prepare(`SELECT ${sql}`).get()?.count ?? 0);
      const living = (kind: number) => count(`count(*) AS count FROM units WHERE state = 0 AND kind = ${kind}`);
      const sizes = ['', '-wal'].map(
        (ending) => statSync(`${database.location()}${ending}`, { throwIfNoEntry: false })?.size,
      );
      return {
        ...readKnowledge(database),
        units: living(KIND.unit),
        subUnits: living(KIND.subUnit),
        deleted: count(`count(*) AS count FROM units WHERE state = ${STATE.deleted}`),
        roles: count('sum(count) AS count FROM roles'),
        bytes: sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0),
      };
    });
    return status ?? { problem: handle.problem() ?? `the copy ${file} cannot be read` };
  } finally {
    handle.close();
  }
}
