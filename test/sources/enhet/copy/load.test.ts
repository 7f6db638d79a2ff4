import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rowsOf, unzipped } from '../../../../src/sources/enhet/adapters/copy/bulk.ts';
import { asCopyError } from '../../../../src/sources/enhet/adapters/copy/copy-error.ts';
import { wholeOf } from '../../../../src/sources/enhet/adapters/copy/documents.ts';
import { finishLoad, loadFile, prepareForLoad } from '../../../../src/sources/enhet/adapters/copy/load.ts';
import { rolesRow, unitRow } from '../../../../src/sources/enhet/adapters/copy/rows.ts';
import { FIRST_SUB_UNIT, KIND } from '../../../../src/sources/enhet/adapters/copy/schema.ts';
import { openDatabase } from '../../../../src/sources/enhet/adapters/copy/sqlite.ts';
import { createWriter } from '../../../../src/sources/enhet/adapters/copy/writer.ts';
import { madeUpRoles, madeUpUnit, numbers } from './made-up.ts';

const sample = (name: string) => JSON.parse(readFileSync(new URL(`samples/${name}`, import.meta.url), 'utf8'));

let folder: string;
let database: DatabaseSync;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'registergraf-load-'));
  database = openDatabase(join(folder, 'copy'));
  prepareForLoad(database);
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

async function* pieces(...bytes: Buffer[]): AsyncGenerator<Buffer> {
  yield* bytes;
}

const load = (bytes: Buffer, removed?: ReadonlySet<number>) =>
  loadFile(database, 'units', rowsOf('units', unzipped('units', pieces(bytes))), { removed });

test('a unit is kept as the register has written it, but for links', () => {
  const unit = sample('unit.json');
  const { document, ...row } = unitRow(unit, KIND.unit, 'the file');
  expect(row).toEqual({
    number: 700000001,
    kind: 1,
    state: 0,
    parent: null,
    words: 'fullstendig sandkasse as',
    marks: expect.any(String),
  });
  const withoutLinks = JSON.parse(JSON.stringify(unit), (key, value) => (key === '_links' ? undefined : value));
  const { head, rest } = document;
  expect(JSON.parse(wholeOf(head, rest))).toEqual(withoutLinks);
  expect(rest).toContain('"belop":100000');
});

test('a sub-unit has a parent, and what has slettedato is deleted', () => {
  expect(unitRow(sample('sub-unit.json'), KIND.subUnit, 'the file')).toMatchObject({ parent: 700013200, state: 0 });
  expect(unitRow(sample('deleted-sub-unit.json'), KIND.subUnit, 'the file')).toMatchObject({ kind: 2, state: 1 });
});

test('roles tell which units hold them, and whose they are by number or by link', () => {
  const roles = sample('roles.json');
  const row = rolesRow(roles, 'the file');
  expect(row).toMatchObject({ number: 700099903, count: 3, holders: [700040003] });
  expect(JSON.parse(row.json).rollegrupper).toHaveLength(3);
  expect(row.json).not.toContain('links');
  expect(rolesRow({ organisasjonsnummer: '700000001', rollegrupper: [], links: [] }, 'the file').number).toBe(
    700000001,
  );
});

test('ids of units and of sub-units are of two ranges, and whatever becomes the other kind gets an id of that', async () => {
  const given = [...numbers('units', 3)].map((number) => madeUpUnit(number));
  const [first, second, third] = given as [object, object, object];
  await load(Buffer.from(JSON.stringify([first, second])));
  const writer = createWriter(database);
  writer.putUnit(unitRow(third, KIND.subUnit, 'the test'));
  // As a feed that is followed later writes it.
  const later = createWriter(database);
  later.putUnit(unitRow(second, KIND.subUnit, 'the test'));
  later.putUnit(unitRow(madeUpUnit('700099903'), KIND.unit, 'the test'));
  finishLoad(database);
  const ids = database
    .prepare('SELECT units.id, units.kind FROM units JOIN documents USING (id, kind) ORDER BY id')
    .all();
  expect(ids.map((row) => ({ ...row }))).toEqual([
    { id: 1, kind: KIND.unit },
    { id: 2, kind: KIND.unit },
    { id: FIRST_SUB_UNIT, kind: KIND.subUnit },
    { id: FIRST_SUB_UNIT + 1, kind: KIND.subUnit },
  ]);
  expect(database.prepare('SELECT count(*) AS count FROM names').get()?.count).toBe(4);
  database.exec(`INSERT INTO names (names, rank) VALUES ('integrity-check', 1)`);
});

test('a file is loaded, indented or not, zipped or not', async () => {
  const all = [...numbers('units', 50)].map((number) => madeUpUnit(number));
  expect(await load(gzipSync(JSON.stringify(all.slice(0, 25), null, 2)))).toBe(25);
  expect(await load(Buffer.from(JSON.stringify(all.slice(20))))).toBe(30);
  finishLoad(database);
  // Five stood in both.
  expect(database.prepare('SELECT count(*) AS count FROM units').get()?.count).toBe(50);
  expect(database.prepare('SELECT count(*) AS count FROM names').get()?.count).toBe(50);
});

test('what the register has removed is not loaded, nor its name where it holds roles', async () => {
  const [gone = '', other = ''] = numbers('units', 2);
  const removed = new Set([Number(gone)]);
  await load(Buffer.from(JSON.stringify([madeUpUnit(gone), madeUpUnit(other)])), removed);
  const roles = JSON.stringify([madeUpRoles(gone, other), madeUpRoles(other, gone)]);
  await loadFile(database, 'roles', rowsOf('roles', pieces(Buffer.from(roles))), { removed });
  const kept = database.prepare('SELECT number, count, json FROM roles').all();
  expect(kept).toMatchObject([{ number: Number(other), count: 3 }]);
  expect(String(kept[0]?.json)).not.toContain(String(madeUpUnit(gone).navn));
  expect(database.prepare('SELECT number FROM units').all()).toEqual([{ number: Number(other) }]);
});

test.each([
  ['a unit without a number', [{ navn: 'NAVN' }], 'the bulk file of units holds a unit without organisasjonsnummer'],
  ['a unit without a name', [{ organisasjonsnummer: '700000001' }], 'unit 700000001 without navn'],
  ['no unit', [], 'the bulk file of units is empty'],
])('refuses a file with %s', async (_, units, says) => {
  await expect(load(Buffer.from(JSON.stringify(units)))).rejects.toThrow(says);
});

test.each([
  ['cut', (zipped: Buffer) => zipped.subarray(0, zipped.length - 10), 'has been cut'],
  ['damaged', (zipped: Buffer) => zipped.fill(7, 200, 400), 'is no gzip file, or damaged'],
] as const)('refuses a zipped file that is %s', async (_, spoil, says) => {
  const zipped = gzipSync(JSON.stringify([...numbers('units', 50)].map((number) => madeUpUnit(number))));
  await expect(load(spoil(zipped))).rejects.toThrow(`the bulk file of units ${says}`);
});

test('refuses an element that only looks like JSON', async () => {
  await expect(load(Buffer.from('[{"organisasjonsnummer" "700000001"}]'))).rejects.toThrow(
    'the bulk file of units holds something that is no JSON, at element 1',
  );
});

test('a full disk is told as such', async () => {
  database.exec('PRAGMA max_page_count = 60');
  const units = [...numbers('units', 500)].map((number) => madeUpUnit(number));
  const error: unknown = await load(Buffer.from(JSON.stringify(units))).catch((error) => error);
  expect(asCopyError(error, 'the-file').message).toBe('the disk of the-file is full');
});
