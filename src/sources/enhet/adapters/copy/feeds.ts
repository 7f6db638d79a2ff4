import { CopyError } from './copy-error.ts';
import type { Register } from './register.ts';
import { digitsOf, numberOf } from './rows.ts';
import type { Feed } from './schema.ts';

/** One entry of a feed. */
export interface Entry {
  readonly id: number;
  readonly number: number;
  /** When it was entered, in UTC as ISO 8601 writes it: such times are in order when their texts are. */
  readonly at: string;
  /** The unit must be erased. All other kinds of entries mean: read it again. */
  readonly isRemoval: boolean;
}

/** Entries of one page. The index of pages is capped, and later ones are lost: the next page is asked for by the last id. */
export const PAGE_SIZE = 10_000;

export const FEED_TITLES: Readonly<Record<Feed, string>> = {
  units: 'the feed of units',
  subUnits: 'the feed of sub-units',
  roles: 'the feed of roles',
};

const PATHS: Readonly<Record<Feed, string>> = {
  units: '/oppdateringer/enheter',
  subUnits: '/oppdateringer/underenheter',
  roles: '/oppdateringer/roller',
};

/** The entries after `last`, in their order: at most a page of them. Throws where the feed has gone back. */
export async function entriesAfter(register: Register, feed: Feed, last: number, size = PAGE_SIZE): Promise<Entry[]> {
  const query = feed === 'roles' ? `afterId=${last}` : `oppdateringsid=${last + 1}`;
  return checked(feed, last, await page(register, feed, `${query}&size=${size}`));
}

/** The last id that the feed has; 0 where it is empty. */
export async function lastIdOf(register: Register, feed: Exclude<Feed, 'roles'>): Promise<number> {
  const [newest] = await page(register, feed, 'sort=id,DESC&size=1');
  return newest?.id ?? 0;
}

/**
 * After which id to follow, so that nothing is missed since a time: the one before the first entry since then. Undefined where
 * there is none since.
 */
export async function idBefore(register: Register, feed: Feed, since: Date): Promise<number | undefined> {
  const time = since.toISOString();
  const [first] = await page(register, feed, `${feed === 'roles' ? 'afterTime' : 'dato'}=${time}&size=1`);
  // A register that does not know the parameter answers its first entry of all.
  return first && Date.parse(first.at) >= since.getTime() ? first.id - 1 : undefined;
}

/** The last id of the feed of roles, which cannot be asked from its end: of those since a time. Undefined where there are none. */
export async function lastRoleIdSince(register: Register, since: Date): Promise<number | undefined> {
  let entries = await page(register, 'roles', `afterTime=${since.toISOString()}&size=${PAGE_SIZE}`);
  let last = entries.at(-1)?.id;
  while (entries.length === PAGE_SIZE && last !== undefined) {
    entries = await entriesAfter(register, 'roles', last);
    last = entries.at(-1)?.id ?? last;
  }
  return last;
}

async function page(register: Register, feed: Feed, query: string): Promise<Entry[]> {
  const title = FEED_TITLES[feed];
  const { json } = await register.ask(title, `${PATHS[feed]}?${query}`, [200]);
  const items =
    feed === 'roles' ? json : embedded(json, feed === 'units' ? 'oppdaterteEnheter' : 'oppdaterteUnderenheter');
  if (!Array.isArray(items)) throw new CopyError(`${title} answers something else than a feed`);
  return items.map((item) => (feed === 'roles' ? readEvent(item) : readEntry(item)) ?? refuse(title));
}

/** The list of a page; an empty one where there is none, which is how the register says that there are no entries. */
function embedded(json: unknown, name: string): unknown {
  const { _embedded, page } = (json ?? {}) as Record<string, Record<string, unknown> | null | undefined>;
  const list = _embedded?.[name];
  if (list !== undefined) return list;
  // A page that counts entries and shows none would be taken for the end of the feed.
  return page?.totalElements === 0 ? [] : undefined;
}

function readEntry(item: unknown): Entry | undefined {
  const { oppdateringsid, organisasjonsnummer, dato, endringstype } = (item ?? {}) as Record<string, unknown>;
  const number = numberOf(organisasjonsnummer);
  const at = timeOf(dato);
  if (!isId(oppdateringsid) || number === undefined || at === undefined) return undefined;
  return { id: oppdateringsid, number, at, isRemoval: endringstype === 'Fjernet' };
}

function readEvent(item: unknown): Entry | undefined {
  const { id, time, data } = (item ?? {}) as Record<string, unknown>;
  const number = numberOf((data as Record<string, unknown> | undefined)?.organisasjonsnummer);
  const read = typeof id === 'string' && /^\d{1,15}$/.test(id) ? Number(id) : undefined;
  const at = timeOf(time);
  if (!isId(read) || number === undefined || at === undefined) return undefined;
  return { id: read, number, at, isRemoval: false };
}

function timeOf(written: unknown): string | undefined {
  const time = typeof written === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(written) ? new Date(written) : undefined;
  return time && !Number.isNaN(time.getTime()) ? time.toISOString() : undefined;
}

function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

function refuse(title: string): never {
  throw new CopyError(`${title} holds an entry that cannot be read`);
}

/** Entries whose ids rise from behind the last one. */
function checked(feed: Feed, last: number, entries: Entry[]): Entry[] {
  let before = last;
  for (const { id, number } of entries) {
    if (id <= before) {
      const where = `entry ${id}, of unit ${digitsOf(number)}, comes after ${before}`;
      throw new CopyError(`${FEED_TITLES[feed]} goes backwards: ${where}`);
    }
    before = id;
  }
  return entries;
}
