import type { LimitFunction } from 'p-limit';
import { CopyError } from './copy-error.ts';
import type { Register } from './register.ts';
import { digitsOf, numberOf, type RolesRow, rolesRow, type UnitRow, unitRow } from './rows.ts';
import { type Feed, KIND } from './schema.ts';

// The feed says that a unit has changed; what it is like now is read from the register.

/** Units in one question: an address must not become too long. */
export const BATCH = 500;

/** `removed`: on legal grounds, its name must not be kept. `unknown`: the register has no such unit at this path. */
export type Found = UnitRow | 'removed' | 'unknown';

const PATHS = { units: '/enheter', subUnits: '/underenheter' } as const;
const LISTS = { units: 'enheter', subUnits: 'underenheter' } as const;
export const KINDS = { units: KIND.unit, subUnits: KIND.subUnit } as const;

/** At most `BATCH` units: by one search, and one by one those that it does not find, which are deleted, removed or none. */
export async function readUnits(
  register: Register,
  feed: Exclude<Feed, 'roles'>,
  numbers: readonly number[],
  limit: LimitFunction,
): Promise<Map<number, Found>> {
  const found = new Map<number, Found>();
  if (numbers.length === 0) return found;
  const wanted = new Set(numbers);
  const title = `the register's search of ${LISTS[feed]}`;
  const query = `organisasjonsnummer=${numbers.map(digitsOf).join(',')}&size=${numbers.length}`;
  const { json } = await register.ask(title, `${PATHS[feed]}?${query}`, [200]);
  for (const unit of listOf(json, LISTS[feed], title)) {
    const row = unitRow(unit, KINDS[feed], title);
    // A unit that nobody has asked for is none of the answer.
    if (wanted.has(row.number)) found.set(row.number, row);
  }
  const missed = numbers.filter((number) => !found.has(number));
  await Promise.all(
    missed.map((number) => limit(async () => found.set(number, await readUnit(register, feed, number)))),
  );
  return found;
}

async function readUnit(register: Register, feed: Exclude<Feed, 'roles'>, number: number): Promise<Found> {
  const digits = digitsOf(number);
  const title = `the register's path of unit ${digits}`;
  const { status, json } = await register.ask(title, `${PATHS[feed]}/${digits}`, [200, 404, 410]);
  if (status === 404) return 'unknown';
  if (status === 410) return 'removed';
  const row = unitRow(json, KINDS[feed], title);
  if (row.number !== number) throw new CopyError(`${title} answers another unit`);
  return row;
}

/** The roles of units; undefined where one has none, which the register says by 404. */
export async function readRoles(
  register: Register,
  numbers: readonly number[],
  limit: LimitFunction,
): Promise<Map<number, RolesRow | undefined>> {
  const read = async (number: number): Promise<RolesRow | undefined> => {
    const digits = digitsOf(number);
    const title = `the register's roles of unit ${digits}`;
    const { status, json } = await register.ask(title, `/enheter/${digits}/roller`, [200, 404, 410]);
    if (status !== 200) return undefined;
    const link = JSON.stringify((json as { _links?: unknown } | null)?._links ?? null);
    const linked = numberOf(/\/enheter\/(\d{9})\b/.exec(link)?.[1]);
    if (linked !== undefined && linked !== number) throw new CopyError(`${title} answers those of another unit`);
    return rolesRow(json, title, number);
  };
  const pairs = numbers.map((number) => limit(async () => [number, await read(number)] as const));
  return new Map(await Promise.all(pairs));
}

function listOf(json: unknown, name: string, title: string): readonly unknown[] {
  const { _embedded } = (json ?? {}) as Record<string, unknown>;
  // Without a hit the register leaves it out.
  const list = _embedded === undefined ? [] : (_embedded as Record<string, unknown>)[name];
  if (!Array.isArray(list)) throw new CopyError(`${title} answers something else than a list`);
  return list;
}
