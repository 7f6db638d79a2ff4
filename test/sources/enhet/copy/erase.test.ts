import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eraseUnit, sweepIndex, wordsOfUnit } from '../../../../src/sources/enhet/adapters/copy/erase.ts';
import { finishLoad, prepareForLoad } from '../../../../src/sources/enhet/adapters/copy/load.ts';
import { unitRow } from '../../../../src/sources/enhet/adapters/copy/rows.ts';
import { KIND } from '../../../../src/sources/enhet/adapters/copy/schema.ts';
import { inTransaction, openDatabase } from '../../../../src/sources/enhet/adapters/copy/sqlite.ts';
import { createWriter } from '../../../../src/sources/enhet/adapters/copy/writer.ts';
import { hash, numbers } from './made-up.ts';

/** So many that the index has many pages, and signposts between them. */
const MANY = 4_000;
const ERASED = 400;

/** A word that no other unit has. */
const wordOf = (number: string): string =>
  Array.from({ length: 24 }, (_, use) => String.fromCharCode(97 + (hash(number, use + 100) % 26))).join('');

test('words of erased units do not stay as signposts of an index with many pages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'registergraf-erase-'));
  const database = openDatabase(join(folder, 'copy'));
  prepareForLoad(database);
  const all = [...numbers('units', MANY)];
  const writer = createWriter(database);
  inTransaction(database, () => {
    for (const number of all) {
      const unit = { organisasjonsnummer: number, navn: wordOf(number), organisasjonsform: { kode: 'AS' } };
      writer.putUnit(unitRow(unit, KIND.unit, 'the test'));
    }
  });
  finishLoad(database);
  const signposts = () =>
    database
      .prepare('SELECT CAST(term AS TEXT) AS term FROM names_idx')
      .all()
      .map(({ term }) => String(term).slice(1))
      // What is a part of a mark is no word.
      .filter((term) => /^[a-z]/.test(term));
  expect(signposts().length).toBeGreaterThan(50);

  const gone = all.filter((_, index) => index % (MANY / ERASED) === 0);
  const words = new Set<string>();
  inTransaction(database, () => {
    for (const number of gone) {
      for (const word of wordsOfUnit(database, Number(number))) words.add(word);
      eraseUnit(database, writer, Number(number), '2026-11-01T00:00:00.000Z');
    }
  });
  expect(words.size).toBe(ERASED);
  expect(sweepIndex(database, words)).toBe(true);
  const living = all.filter((number) => !gone.includes(number)).map(wordOf);
  expect(signposts().filter((term) => !living.some((word) => word.startsWith(term)))).toEqual([]);
  // Nothing is left to be swept, and those who live are found.
  expect(sweepIndex(database, words)).toBe(false);
  const count = database.prepare('SELECT count(*) AS count FROM names WHERE names MATCH ?');
  expect(count.get(`"${living[7]}"`)?.count).toBe(1);
  database.close();
  const bytes = Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
  expect(bytes.includes(living[7] ?? '')).toBe(true);
  expect([...words].filter((word) => bytes.includes(word))).toEqual([]);
  rmSync(folder, { recursive: true });
});
