import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { isUnswept, writeFact } from '../../../../src/sources/enhet/adapters/copy/facts.ts';
import { currentDatabase } from '../../../../src/sources/enhet/adapters/copy/files.ts';
import { openDatabase } from '../../../../src/sources/enhet/adapters/copy/sqlite.ts';
import type { Kept } from '../../../../src/sources/enhet/adapters/copy/store.ts';
import { edit } from '../../../support/copied.ts';
import { PATIENCE } from '../../../support/patience.ts';
import { madeUpRoles, madeUpUnit, nameOf, numbers } from './made-up.ts';
import { startWorld, UNITS, type World } from './world.ts';

let fetched: World;
let world: World;
let known: readonly string[];

beforeAll(async () => {
  fetched = await startWorld();
  await fetched.fetch();
});
afterAll(() => fetched.close());

beforeEach(async () => {
  world = await startWorld(fetched.folder);
  known = [...world.units.keys()];
  // From here on, the store has the file open that is followed.
  world.store.knowledge();
});
afterEach(() => world.close());

const at = (index: number): string => known[index] ?? '';
const kept = (number: string): Kept | undefined => world.store.lookUp([number]).get(number);
const nameIn = (number: string): unknown => JSON.parse((kept(number) as { json: string }).json).navn;
const total = async (text: string): Promise<number | undefined> =>
  (await world.store.search({ text, limit: 5, withSubUnits: true }))?.total;

test('a unit that has changed is read again, and found by its new name alone', async () => {
  world.units.set(at(0), { ...madeUpUnit(at(0)), navn: 'ÆRLIG OMDØPT AS' });
  world.enter('units', at(0));
  expect(await world.follow()).toEqual({ units: 1, subUnits: 0, roles: 0 });
  expect(nameIn(at(0))).toBe('ÆRLIG OMDØPT AS');
  expect(await total('omdopt aerlig')).toBe(1);
  const old = nameOf(at(0));
  expect(
    (await world.store.search({ text: old, limit: 50, withSubUnits: false }))?.hits.map(({ number }) => number),
  ).not.toContain(at(0));
});

test('new units, sub-units and roles come in, and others go', async () => {
  const [, another = ''] = [...numbers('units', UNITS + 2)].slice(UNITS);
  world.units.set(another, madeUpUnit(another));
  world.enter('units', another, 'Ny');
  const [subUnit = ''] = world.subUnits.keys();
  world.subUnits.delete(subUnit);
  world.enter('subUnits', subUnit, 'Endring');
  world.roles.set(another, madeUpRoles(another, at(3)));
  world.enter('roles', another);
  world.roles.delete(at(1));
  world.enter('roles', at(1));
  expect(await world.follow()).toEqual({ units: 1, subUnits: 1, roles: 2 });
  expect(kept(another)).toMatchObject({ state: 'live', kind: 'unit' });
  expect(kept(subUnit)).toBeUndefined();
  expect([...(world.store.rolesOf([another, at(1)])?.keys() ?? [])]).toEqual([another]);
  expect([...(world.store.rolesHeldBy(at(3), 10)?.keys() ?? [])]).toContain(another);
});

test('a deleted unit stays as the register keeps it, and is searched for no more', async () => {
  const { navn, organisasjonsform } = madeUpUnit(at(0));
  const deleted = { organisasjonsnummer: at(0), navn, organisasjonsform, historiskeNavn: [], slettedato: '2026-11-01' };
  const before = await total(String(navn));
  world.units.set(at(0), deleted);
  world.enter('units', at(0), 'Sletting');
  await world.follow();
  expect(kept(at(0))).toMatchObject({ state: 'deleted' });
  expect(JSON.parse((kept(at(0)) as { json: string }).json).slettedato).toBe('2026-11-01');
  expect(await total(String(navn))).toBe(Number(before) - 1);
});

test('of a removed unit no byte is left in any file: not its name, its words or its roles, nor where it holds roles', async () => {
  const name = 'XYLOFONKVINTETTEN ZWANZIGSTE AS';
  const person = 'Etternavnløs';
  // A gateway that has it open keeps the log from being removed.
  await world.follow();
  kept(at(0));
  const changed = { ...madeUpUnit(at(0)), navn: name };
  world.units.set(at(0), changed);
  world.roles.set(at(0), JSON.parse(JSON.stringify(madeUpRoles(at(0), at(5))).replaceAll('Synt', person)));
  const held = madeUpRoles(at(1), at(0)) as { rollegrupper: { roller: { enhet?: { navn: string[] } }[] }[] };
  for (const { roller } of held.rollegrupper) for (const { enhet } of roller) if (enhet) enhet.navn = [name];
  world.roles.set(at(1), held);
  world.enter('units', at(0));
  // So much more in this round than in the next that its log is not written over.
  for (const number of known.slice(2)) world.enter('roles', number);
  world.enter('roles', at(0));
  world.enter('roles', at(1));
  await world.follow();
  const traces = [name, person, 'XYLOFON', 'xylofonkvintetten', 'zwanzigste', 'ZWANZ'];
  expect(traces.filter((text) => !world.holds(text))).toEqual([]);

  world.units.set(at(0), 'removed');
  world.roles.delete(at(0));
  world.enter('units', at(0), 'Fjernet');
  await world.follow();
  expect(kept(at(0))).toEqual({ state: 'removed' });
  expect(traces.filter((text) => world.holds(text))).toEqual([]);
  expect(world.store.rolesOf([at(0)])?.size).toBe(0);
  expect(world.store.rolesHeldBy(at(0), 10)?.size).toBe(0);
  expect(JSON.parse(world.store.rolesOf([at(1)])?.get(at(1)) ?? '').rollegrupper).toHaveLength(2);
  expect(await total('xylofonkvintetten')).toBe(0);
});

test('a unit that the register answers with 410 is erased, whatever the feed calls the entry', async () => {
  world.units.set(at(0), 'removed');
  world.enter('units', at(0), 'Ukjent');
  await world.follow();
  expect(kept(at(0))).toEqual({ state: 'removed' });
  // And comes back when the register has it again.
  world.units.set(at(0), madeUpUnit(at(0)));
  world.enter('units', at(0), 'Ny');
  await world.follow();
  expect(kept(at(0))).toMatchObject({ state: 'live' });
});

test('the feed is asked by the last id and never by a page, and units in questions of 500', async () => {
  const many = [...numbers('units', 1_200)];
  for (const number of many) world.units.set(number, madeUpUnit(number));
  for (const number of many) world.enter('units', number, 'Ny');
  world.register.asked.length = 0;
  const last = world.store.knowledge()?.lastIds.units ?? 0;
  expect((await world.follow()).units).toBe(1_200);
  expect(world.register.asked).toContain(`/oppdateringer/enheter?oppdateringsid=${last + 1}&size=10000`);
  expect(world.register.asked.filter((path) => path.startsWith('/oppdateringer/enheter?oppdateringsid'))).toHaveLength(
    1,
  );
  expect(world.register.asked.filter((path) => path.startsWith('/enheter?organisasjonsnummer='))).toHaveLength(3);
  expect(world.register.asked.filter((path) => /[?&]page=/.test(path))).toEqual([]);
  expect(world.store.knowledge()?.lastIds.units).toBe(world.feeds.units.at(-1)?.id);
});

test('the list of changes is whole from before the file was made until the last round, also in the next copy', async () => {
  const first = world.store.knowledge();
  expect(first?.changesTo).toBe('');
  await world.follow();
  const followed = world.store.knowledge();
  expect(followed).toMatchObject({ changesFrom: first?.changesFrom, changesTo: followed?.asOf });
  world.enter('units', at(0));
  await world.follow();
  world.register.lastModified = new Date().toUTCString();
  await world.fetch();
  await expect.poll(() => world.store.knowledge()?.changesTo, PATIENCE).toBe('');
  expect(world.store.knowledge()?.changesFrom).toBe(first?.changesFrom);
  expect(world.store.changedSince(new Date(0))).toEqual([at(0)]);
  // A file of which the first day has been missed begins a list of its own.
  await world.follow();
  edit(world.file, `UPDATE facts SET value = '2026-01-01T00:00:00.000Z' WHERE name = 'changesTo'`);
  await world.fetch();
  await expect.poll(() => world.store.changedSince(new Date(0)), PATIENCE).toEqual([]);
});

test('the units that have changed are told since a time, removed ones too', async () => {
  const before = new Date();
  world.enter('units', at(0));
  world.units.set(at(1), 'removed');
  world.enter('units', at(1), 'Fjernet');
  await world.follow();
  const changed = world.store.changedSince(before);
  expect(changed).toEqual([at(0), at(1)]);
  expect(world.store.changedSince(new Date(Date.now() + 1_000))).toEqual([]);
});

const entry = (id: number) => ({ id, number: at(0), type: 'Endring', at: '2026-11-01T10:00:00.000Z' });

test('a feed whose entries go backwards is one line, and the copy goes on answering', async () => {
  world.feeds.units.push(entry(50), entry(49));
  const said = `the feed of units goes backwards: entry 49, of unit ${at(0)}, comes after 50`;
  await expect(world.follow()).rejects.toThrow(said);
  expect(world.store.knowledge()?.lastIds.units).toBe(0);
  expect(kept(at(0))).toMatchObject({ state: 'live' });
});

test('a page that counts entries and shows none is no end of the feed', async () => {
  world.feeds.units.push({ ...entry(50), isHidden: true });
  await expect(world.follow()).rejects.toThrow('the feed of units answers something else than a feed');
  expect(world.store.knowledge()?.lastIds.units).toBe(0);
});

test('a feed that ends before what has been applied is another feed', async () => {
  world.feeds.units.push(entry(50));
  await world.follow();
  world.feeds.units.splice(0, 1, entry(20));
  await expect(world.follow()).rejects.toThrow(
    'the feed of units goes backwards: it ends at 20, and 50 has been applied',
  );
});

test.each([
  [500, 'the feed of units answers HTTP 500'],
  [400, 'the feed of units answers HTTP 400'],
  [302, 'the feed of units answers HTTP 302'],
])('a feed that answers %i is one line, and what was known stays', async (status, says) => {
  world.register.instead = (path, response) => {
    if (!path.startsWith('/oppdateringer/enheter')) return false;
    response.writeHead(status).end();
    return true;
  };
  const before = world.store.knowledge();
  await expect(world.follow()).rejects.toThrow(says);
  expect(world.store.knowledge()).toEqual(before);
});

test('a unit that answers for another number is refused, and nothing of its entries is applied', async () => {
  world.units.set(at(0), { ...madeUpUnit(at(0)), slettedato: '2026-11-01' });
  world.enter('units', at(0), 'Sletting');
  world.register.instead = (path, response) => {
    if (path !== `/enheter/${at(0)}`) return false;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(madeUpUnit(at(1))));
    return true;
  };
  await expect(world.follow()).rejects.toThrow(`the register's path of unit ${at(0)} answers another unit`);
  expect(kept(at(0))).toMatchObject({ state: 'live' });
  expect(world.store.knowledge()?.lastIds.units).toBe(0);
});

test('without a copy there is nothing to follow', async () => {
  const other = await startWorld();
  await expect(other.follow()).rejects.toThrow(`there is no copy at ${other.file}: fetch one`);
  await other.close();
});

test('a round that was cut off before it swept the index is made up for by the next one', async () => {
  await world.follow();
  const database = openDatabase(currentDatabase(world.file) ?? '');
  writeFact(database, 'unswept', 'yes');
  database.close();
  await world.follow();
  const after = openDatabase(currentDatabase(world.file) ?? '');
  expect(isUnswept(after)).toBe(false);
  after.exec(`INSERT INTO names (names, rank) VALUES ('integrity-check', 1)`);
  after.close();
  expect(await total('as')).toBeGreaterThan(0);
});
