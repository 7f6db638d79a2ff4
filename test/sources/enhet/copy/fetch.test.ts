import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readStatus } from '../../../../src/sources/enhet/adapters/copy/store.ts';
import { madeUpUnit, numbers } from './made-up.ts';
import { PATIENCE } from '../../../support/patience.ts';
import { FIRST_ID, startWorld, SUB_UNITS, UNITS, type World } from './world.ts';

let world: World;

beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

/** As the register writes it: "Fri Sep 11 04:27:17 CEST 2026". */
function javaDate(at: Date): string {
  const [, day, date, month, year, time] = /^(\w+), (\d+) (\w+) (\d+) ([\d:]+)/.exec(at.toUTCString()) ?? [];
  return `${day} ${month} ${date} ${time} UTC ${year}`;
}

const first = (): string => [...world.units.keys()][0] ?? '';

test('a copy holds every unit, sub-unit and role, and is a link to a database that nothing else lies beside', async () => {
  expect(await world.fetch()).toEqual({ units: UNITS, subUnits: SUB_UNITS, roles: UNITS });
  const status = readStatus(world.file);
  expect(status).toMatchObject({ units: UNITS, subUnits: SUB_UNITS, deleted: 0, roles: UNITS * 4 });
  expect(readdirSync(world.folder).toSorted()).toEqual(['units.db', 'units.db.1', 'units.db.lock']);
  const kept = world.store.lookUp([first(), '310000000']);
  expect([...kept.keys()]).toEqual([first()]);
  expect(kept.get(first())).toMatchObject({ state: 'live', kind: 'unit' });
});

test('the feeds are asked for their last entries before the files', async () => {
  world.enter('units', first());
  world.enter('subUnits', [...world.subUnits.keys()][0] ?? '');
  world.enter('roles', first());
  await world.fetch();
  const paths = world.register.asked.map((path) => path.replace(/\?.*/, ''));
  expect(paths.slice(0, 6)).toEqual([
    '/oppdateringer/enheter',
    '/oppdateringer/underenheter',
    '/oppdateringer/roller',
    '/enheter/lastned',
    '/underenheter/lastned',
    '/roller/totalbestand',
  ]);
  // Entered a moment ago, while nobody knows how old the file is: it is followed once more, and not missed.
  expect(world.store.knowledge()?.lastIds).toEqual({
    units: FIRST_ID - 1,
    subUnits: FIRST_ID - 1,
    roles: FIRST_ID - 1,
  });
});

test('what was entered long before the file was made is not followed again', async () => {
  const entry = { number: first(), type: 'Endring' };
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
  world.feeds.units.push({ ...entry, id: 7, at: hoursAgo(240) });
  world.feeds.units.push({ ...entry, id: 9, at: hoursAgo(50) });
  const made = hoursAgo(48).replace(/\.\d+/, '.000');
  world.register.lastModified = javaDate(new Date(made));
  await world.fetch();
  expect(world.store.knowledge()).toMatchObject({ asOf: made, lastIds: { units: 8, roles: 0 } });
});

test('the next copy replaces the last one at once, and who reads it notices', async () => {
  await world.fetch();
  const number = first();
  expect(world.store.lookUp([number]).size).toBe(1);
  world.units.set(number, { ...madeUpUnit(number), navn: 'NYTT NAVN AS' });
  await world.fetch();
  expect(readdirSync(world.folder).toSorted()).toEqual(['units.db', 'units.db.2', 'units.db.lock']);
  await expect.poll(() => JSON.stringify(world.store.lookUp([number]).get(number)), PATIENCE).toContain('NYTT NAVN AS');
});

test('what only the last copy knew of deleted and removed units is kept', async () => {
  await world.fetch();
  const [deleted = '', removed = ''] = world.units.keys();
  const { navn, organisasjonsform } = madeUpUnit(deleted);
  world.units.set(deleted, { organisasjonsnummer: deleted, navn, organisasjonsform, slettedato: '2026-11-01' });
  world.enter('units', deleted, 'Sletting');
  world.units.set(removed, 'removed');
  world.enter('units', removed, 'Fjernet');
  await world.follow();
  // The file of the night before still has it.
  world.units.set(removed, madeUpUnit(removed));
  await world.fetch();
  await expect.poll(() => world.store.lookUp([deleted, removed]).get(removed), PATIENCE).toEqual({ state: 'removed' });
  expect(world.store.lookUp([deleted]).get(deleted)).toMatchObject({ state: 'deleted' });
  expect(world.holds(String(madeUpUnit(removed).navn))).toBe(false);
});

const broken = (bytes: Buffer | string, headers: Record<string, string> = {}) => {
  world.register.instead = (path, response) => {
    if (!path.startsWith('/underenheter/lastned')) return false;
    response.writeHead(200, headers).end(bytes);
    return true;
  };
};
const zipped = () => gzipSync(JSON.stringify([...world.subUnits.values()]));

test.each<[string, () => void, string]>([
  ['cut in the middle', () => broken(zipped().subarray(0, 300)), 'the bulk file of sub-units has been cut'],
  ['damaged', () => broken(zipped().fill(0, 100, 200)), 'the bulk file of sub-units is no gzip file, or damaged'],
  ['cut in its JSON', () => broken(gzipSync('[{"a":1')), 'the bulk file of sub-units has been cut, after 0 elements'],
  [
    'a page of HTML',
    () => broken('<html>'),
    'the bulk file of sub-units is no JSON array of objects, after 0 elements',
  ],
  ['with a wrong element', () => broken('[{}]'), 'the bulk file of sub-units holds a unit without organisasjonsnummer'],
  ['empty', () => broken('[]'), 'the bulk file of sub-units is empty'],
  [
    'lost with its connection',
    () => {
      world.register.instead = (path, response) => {
        if (!path.startsWith('/underenheter/lastned')) return false;
        response.writeHead(200, { 'content-length': '100000' });
        response.write(zipped().subarray(0, 300), () => response.destroy());
        return true;
      };
    },
    'the bulk file of sub-units could not be read to its end: it was cut',
  ],
  [
    'elsewhere',
    () => {
      world.register.instead = (path, response) => {
        if (!path.startsWith('/underenheter/lastned')) return false;
        response.writeHead(302, { location: `${world.register.url}/enheter/lastned` }).end();
        return true;
      };
    },
    'the bulk file of sub-units answers HTTP 302',
  ],
])('a file that is %s leaves the last copy as it is, and nothing else behind', async (_, spoil, says) => {
  await world.fetch();
  const before = readdirSync(world.folder).toSorted();
  spoil();
  await expect(world.fetch()).rejects.toThrow(new RegExp(`^${says}`));
  expect(readdirSync(world.folder).toSorted()).toEqual(before);
  expect(world.store.lookUp([first()]).size).toBe(1);
});

test('an interrupted fetch is one line, and leaves nothing behind', async () => {
  const abort = new AbortController();
  world.register.instead = (path) => {
    if (!path.startsWith('/underenheter/lastned')) return false;
    abort.abort();
    return true;
  };
  await expect(world.fetch(abort.signal)).rejects.toThrow('the fetching has been stopped');
  expect(readdirSync(world.folder)).toEqual(['units.db.lock']);
});

test('what a killed load has left is swept away by the next one', async () => {
  for (const name of ['units.db.loading', 'units.db.link', 'units.db.7', 'units.db.7-wal', 'other.db.7']) {
    writeFileSync(join(world.folder, name), 'left');
  }
  await world.fetch();
  expect(readdirSync(world.folder).toSorted()).toEqual(['other.db.7', 'units.db', 'units.db.1', 'units.db.lock']);
});

test('a file that somebody has put there by hand is replaced, too', async () => {
  writeFileSync(world.file, 'no database');
  writeFileSync(`${world.file}-wal`, 'its log');
  expect(world.store.problem()).toBe(`${world.file} is no copy, or damaged`);
  await world.fetch();
  expect(readdirSync(world.folder).toSorted()).toEqual(['units.db', 'units.db.1', 'units.db.lock']);
});

test('without a copy, and without its folder, one line says so', async () => {
  expect(world.store.knowledge()).toBeUndefined();
  expect(world.store.lookUp([...numbers('units', 1)]).size).toBe(0);
  expect(world.store.problem()).toBe(`there is no copy at ${world.file}: fetch one`);
  expect(readStatus(world.file)).toEqual({ problem: `there is no copy at ${world.file}: fetch one` });
  mkdirSync(world.file);
  await expect(world.fetch()).rejects.toThrow(`${world.file} is a folder`);
  expect(world.register.asked).toEqual([]);
  rmSync(world.folder, { recursive: true });
  await expect(world.fetch()).rejects.toThrow(`the folder of ${world.file} does not exist`);
});

test('a file that still holds a deleted unit, which the last copy has, too, is no mistake', async () => {
  const [deleted = ''] = world.units.keys();
  world.units.set(deleted, { ...madeUpUnit(deleted), slettedato: '2026-11-01' });
  world.register.instead = (path, response) => {
    if (!path.startsWith('/enheter/lastned')) return false;
    response.writeHead(200).end(JSON.stringify([...world.units.values()]));
    return true;
  };
  await world.fetch();
  await world.fetch();
  expect(world.store.lookUp([deleted]).get(deleted)).toMatchObject({ state: 'deleted' });
});
