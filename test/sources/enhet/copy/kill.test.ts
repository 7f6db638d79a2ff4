import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../../../src/sources/enhet/adapters/copy/sqlite.ts';
import { currentDatabase } from '../../../../src/sources/enhet/adapters/copy/files.ts';
import { readKnowledge } from '../../../../src/sources/enhet/adapters/copy/facts.ts';
import { CLI } from '../../../support/cli.ts';
import { madeUpUnit, nameOf, numbers } from './made-up.ts';
import type { Json } from './played-register.ts';
import { startWorld, type World } from './world.ts';

// A process that is killed gets no chance to tidy up: what a power cut leaves, but for what the disk had not written.

/** Of a load, and of a round. `KILLS=10` for twenty. */
const KILLS = Number(process.env.KILLS ?? 2);
/** So many that a load and a round take a while. */
const MANY = 1_500;

let world: World;

beforeEach(async () => {
  world = await startWorld();
  for (const number of numbers('units', MANY)) world.units.set(number, madeUpUnit(number));
});
afterEach(() => world.close());

/** Runs a command, and kills it after some milliseconds, if it still runs then. */
async function kill(command: string, afterMs: number): Promise<void> {
  const child = spawn(process.execPath, [CLI, 'copy', command], {
    env: { PATH: process.env.PATH, ENHET_COPY: world.file, ENHETSREGISTERET_URL: world.register.url },
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  await Promise.race([wait(afterMs), ended]);
  child.kill('SIGKILL');
  await ended;
}

/** Milliseconds that a command takes from its start to its end. */
async function timeOf(command: string): Promise<number> {
  const begun = performance.now();
  await kill(command, 60_000);
  return performance.now() - begun;
}

/** The names in the copy by number, once it has been looked at whether the database is sound. */
function examine(): { readonly names: ReadonlyMap<string, string>; readonly lastId: number } {
  const current = currentDatabase(world.file);
  if (current === undefined) throw new Error('there is no copy');
  const database = openDatabase(current);
  try {
    expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    database.exec(`INSERT INTO names (names, rank) VALUES ('integrity-check', 1)`);
    const rows = database.prepare('SELECT number, head FROM units JOIN documents USING (id)').all();
    expect(database.prepare('SELECT count(*) AS count FROM units').get()?.count).toBe(rows.length);
    const names = rows.map(({ number, head }) => [String(number), (JSON.parse(String(head)) as Json).navn] as const);
    return { names: new Map(names as [string, string][]), lastId: readKnowledge(database).lastIds.units };
  } finally {
    database.close();
  }
}

test(`a load that is killed at ${KILLS} moments leaves the old copy or the new one, and each whole`, {
  timeout: 30_000 * KILLS,
}, async () => {
  const takes = await timeOf('fetch');
  let before = 0;
  for (let version = 1; version <= KILLS; version += 1) {
    for (const number of numbers('units', MANY)) world.units.set(number, madeUpUnit(number, version));
    await kill('fetch', takes * (0.3 + 0.7 * Math.random()));
    const { names } = examine();
    expect(names.size).toBe(MANY + world.subUnits.size);
    const versions = [before, version].filter((one) =>
      [...numbers('units', MANY)].every((number) => names.get(number) === nameOf(number, one)),
    );
    expect(versions).toHaveLength(1);
    before = versions[0] ?? before;
  }
});

test(`a round that is killed at ${KILLS} moments leaves the feed where its entries are applied`, {
  timeout: 30_000 * KILLS,
}, async () => {
  await world.fetch();
  const all = [...numbers('units', MANY)];
  const enterAll = (version: number) => {
    for (const number of all) {
      world.units.set(number, madeUpUnit(number, version));
      world.enter('units', number);
    }
  };
  enterAll(1);
  const takes = await timeOf('follow');
  for (let version = 2; version <= KILLS + 1; version += 1) {
    const start = world.feeds.units.at(-1)?.id ?? 0;
    await world.follow();
    enterAll(version);
    await kill('follow', takes * (0.3 + 0.7 * Math.random()));
    const { names, lastId } = examine();
    const applied = lastId - start;
    expect(applied).toBeGreaterThanOrEqual(0);
    all.forEach((number, index) => {
      expect(names.get(number)).toBe(nameOf(number, index < applied ? version : version - 1));
    });
  }
});
