import { cpSync, readFileSync, realpathSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { withLock } from '../../../../src/sources/enhet/adapters/copy/files.ts';
import { createHandle, LOOK_IDLE_MS } from '../../../../src/sources/enhet/adapters/copy/handle.ts';
import { MAX_DEPTH } from '../../../../src/sources/enhet/adapters/copy/json-array.ts';
import { openDatabase } from '../../../../src/sources/enhet/adapters/copy/sqlite.ts';
import { readStatus } from '../../../../src/sources/enhet/adapters/copy/store.ts';
import { PATIENCE } from '../../../support/patience.ts';
import { startWorld, UNITS, type World } from './world.ts';

// What a register, a machine or another process may do to a copy.

let template: World;
let world: World;
beforeAll(async () => {
  template = await startWorld();
  await template.fetch();
  await template.store.close();
});
afterAll(() => template.close());
beforeEach(async () => {
  world = await startWorld(template.folder);
});
afterEach(() => world.close());

const never = new AbortController().signal;
const at = (index: number): string => [...world.units.keys()][index] ?? '';
const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);
const keptOf = (number: string) => JSON.stringify(world.store.lookUp([number]).get(number));

test('a unit of as many levels as there may be is kept, in the file and by the feed, and one of more is one line', async () => {
  // The unit itself is a level, and in an answer of the search there are three above it.
  const deep = (levels: number) => ({ ...(world.units.get(at(0)) as object), aktivitet: nested(levels - 1) });
  world.units.set(at(0), deep(MAX_DEPTH));
  await world.fetch();
  expect(keptOf(at(0))).toContain('[[[[1]]]]');
  world.units.set(at(0), deep(MAX_DEPTH + 1));
  await expect(world.fetch()).rejects.toThrow(
    `the bulk file of units holds more than ${MAX_DEPTH} levels, at element 1`,
  );
  world.units.set(at(0), { ...deep(MAX_DEPTH - 3), navn: 'DYP AS' });
  world.enter('units', at(0));
  await world.follow();
  expect(keptOf(at(0))).toContain('DYP AS');
  world.units.set(at(0), deep(MAX_DEPTH - 2));
  world.enter('units', at(0));
  await expect(world.follow()).rejects.toThrow(
    `the register's search of enheter answers more than ${MAX_DEPTH} levels`,
  );
  expect(keptOf(at(0))).toContain('DYP AS');
});

test('a file that is nothing but brackets is one line, and takes no stack', async () => {
  const text = `[{"organisasjonsnummer":"${at(0)}","navn":"X","a":${'['.repeat(200_000)}${']'.repeat(200_000)}}]`;
  world.register.instead = (path, response) => {
    if (!path.startsWith('/enheter/lastned')) return false;
    response.writeHead(200).end(gzipSync(text));
    return true;
  };
  await expect(world.fetch()).rejects.toThrow('holds more than');
});

test('a unit of ten megabytes is kept and found', async () => {
  world.units.set(at(0), {
    ...(world.units.get(at(0)) as object),
    aktivitet: ['x'.repeat(10 * 1024 * 1024)],
    navn: 'STOR AS',
  });
  await world.fetch();
  expect(keptOf(at(0)).length).toBeGreaterThan(10 * 1024 * 1024);
  const answer = await world.store.search({ text: 'stor as', limit: 5, withSubUnits: false });
  expect(answer?.hits.map(({ number }) => number)).toEqual([at(0)]);
});

test('a file is no younger than now, whatever its date says, and one of last year is refused', async () => {
  world.register.lastModified = new Date(Date.now() + 365 * 86_400_000).toUTCString();
  const before = new Date().toISOString();
  await world.fetch();
  const { asOf = '' } = world.store.knowledge() ?? {};
  expect(asOf >= before && asOf <= new Date().toISOString()).toBe(true);
  world.register.lastModified = new Date(0).toUTCString();
  await expect(world.fetch()).rejects.toThrow('the bulk file of units is too old: it was made at 1970-01-01');
  expect(world.store.lookUp([at(0)]).size).toBe(1);
});

test('times of entries are kept in one form, and what is no time is refused', async () => {
  const today = new Date().toISOString().slice(0, 10);
  world.feeds.units.push({ id: 30_000_000, number: at(0), type: 'Endring', at: `${today}T04:27:17.000+02:00` });
  await world.follow();
  const [row] = all('SELECT at FROM changes');
  expect(row).toEqual({ at: `${today}T02:27:17.000Z` });
  world.feeds.units.push({ id: 30_000_001, number: at(1), type: 'Endring', at: 'zzz' });
  await expect(world.follow()).rejects.toThrow('the feed of units holds an entry that cannot be read');
});

function all(sql: string): object[] {
  const database = openDatabase(realpathSync(world.file), { readOnly: true });
  try {
    return database
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }));
  } finally {
    database.close();
  }
}

test('two that fetch at once take turns, and one that has waited long enough is one line', async () => {
  const both = await Promise.all([world.fetch(), world.fetch()]);
  expect(both.map(({ units }) => units)).toEqual([UNITS, UNITS]);
  expect(readStatus(world.file)).toMatchObject({ units: UNITS });
  await withLock(world.file, { signal: never, waitMs: 0 }, async () => {
    const waiting = withLock(world.file, { signal: never, waitMs: 1 }, async () => 'mine');
    await expect(waiting).rejects.toThrow(`${world.file} is being written to by another process`);
    const abort = new AbortController();
    const stopped = world.fetch(abort.signal);
    abort.abort();
    await expect(stopped).rejects.toThrow('the fetching has been stopped');
  });
});

test('a database that has been replaced is closed though nobody asks, so that the disk has its place again', async () => {
  const opened: DatabaseSync[] = [];
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const handle = createHandle(world.file, (database) => opened.push(database));
  onTestFinished(() => handle.close());
  handle.use(() => undefined);
  expect(opened.map(({ isOpen }) => isOpen)).toEqual([true]);
  cpSync(realpathSync(world.file), `${world.file}.2`);
  symlinkSync(`${world.file}.2`, `${world.file}.link`);
  renameSync(`${world.file}.link`, world.file);
  vi.advanceTimersByTime(LOOK_IDLE_MS);
  expect(opened.map(({ isOpen }) => isOpen)).toEqual([false, true]);
  handle.close();
  expect(opened.map(({ isOpen }) => isOpen)).toEqual([false, false]);
  expect(vi.getTimerCount()).toBe(0);
});

/** All but the first page, which tells what tables there are. */
function damage(): void {
  const file = realpathSync(world.file);
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0xff, bytes.readUInt16BE(PAGE_SIZE_AT)));
}

/** Where a database's header has the size of its pages. */
const PAGE_SIZE_AT = 16;

test.each<[string, (database: DatabaseSync) => void, RegExp]>([
  [
    'of a newer version',
    (database) => database.exec('PRAGMA user_version = 99'),
    /is a copy of format 99, and this version reads format 3: fetch it anew$/,
  ],
  ['of another program', (database) => database.exec('PRAGMA application_id = 7'), /is no copy, or damaged$/],
  ['without its tables', (database) => database.exec('DROP TABLE facts'), /cannot be used: no such table/],
  ['damaged but for its first page', damage, /is no copy, or damaged$/],
])('a copy %s is one line to all who read it, and a fetch replaces it', async (_, spoil, says) => {
  const database = openDatabase(realpathSync(world.file));
  spoil(database);
  database.close();
  expect(world.store.lookUp([at(0)]).size).toBe(0);
  expect(world.store.problem()).toMatch(says);
  expect((readStatus(world.file) as { problem: string }).problem).toMatch(says);
  await expect(world.follow()).rejects.toThrow(says);
  const notes: string[] = [];
  await world.fetch(undefined, (text) => notes.push(text));
  expect(notes).toEqual([
    `${world.file} cannot be read: what it alone knew of deleted and removed units is not taken over`,
  ]);
  await expect.poll(() => world.store.lookUp([at(0)]).size, PATIENCE).toBe(1);
});

test('a copy that is damaged only where its deleted units are is replaced, too', async () => {
  const database = openDatabase(realpathSync(world.file));
  database.exec('DROP TABLE changes; DROP TABLE removed');
  database.close();
  const notes: string[] = [];
  await world.fetch(undefined, (text) => notes.push(text));
  expect(new Set(notes).size).toBe(1);
  expect(readStatus(world.file)).toMatchObject({ units: UNITS });
});
