import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fold, foldedWords, MAX_WORD_CHARS } from '../../../../src/sources/enhet/adapters/copy/fold.ts';
import { finishLoad, prepareForLoad } from '../../../../src/sources/enhet/adapters/copy/load.ts';
import { unitRow } from '../../../../src/sources/enhet/adapters/copy/rows.ts';
import { createTables, KIND } from '../../../../src/sources/enhet/adapters/copy/schema.ts';
import {
  MAX_WORDS,
  prepareSearch,
  LOOKED_AT,
  type SearchAnswer,
  type SearchQuestion,
} from '../../../../src/sources/enhet/adapters/copy/search.ts';
import { openDatabase } from '../../../../src/sources/enhet/adapters/copy/sqlite.ts';
import { createWriter } from '../../../../src/sources/enhet/adapters/copy/writer.ts';
import { numbers } from './made-up.ts';

/** Also of half of them not all are ranked. */
const MANY = 2 * LOOKED_AT + 1_500;

/** Name, form, municipality and kind of what is searched. */
const UNITS: readonly (readonly [string, string, string, 'unit' | 'subUnit'])[] = [
  ['ELKJØP', 'AS', '0301', 'unit'],
  ['ELKJØP NORGE AS', 'AS', '0301', 'unit'],
  ['BUTIKKEN ELKJØP AS', 'AS', '4601', 'unit'],
  ['ELKJØPERIET ANS', 'ANS', '4601', 'unit'],
  ['ELKJØP NORGE AVD BERGEN', 'BEDR', '4601', 'subUnit'],
  ['ÆRLIG ØKS PÅ ÅS AS', 'ASA', '5501', 'unit'],
  ["O'HARA & SØNN A/S", 'AS', '5501', 'unit'],
  ['Ελληνική ταβέρνα', 'ENK', '5501', 'unit'],
];

let folder: string;
let database: DatabaseSync;
let searchAny: ReturnType<typeof prepareSearch>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'registergraf-search-'));
  database = openDatabase(join(folder, 'copy'));
  prepareForLoad(database);
  const writer = createWriter(database);
  database.exec('BEGIN');
  const given = numbers('units', UNITS.length + MANY);
  const put = (navn: string, kode: string, kommunenummer: string, kind: 'unit' | 'subUnit') => {
    const organisasjonsnummer = String(given.next().value);
    const unit = { organisasjonsnummer, navn, organisasjonsform: { kode }, postadresse: { kommunenummer } };
    writer.putUnit(unitRow(unit, KIND[kind], 'the test'));
  };
  for (const unit of UNITS) put(...unit);
  for (let index = 0; index < MANY; index += 1) put(`MANGE ${index} AS`, 'AS', index % 2 ? '1103' : '5001', 'unit');
  database.exec('COMMIT');
  finishLoad(database);
  searchAny = prepareSearch(database);
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

function search(question: SearchQuestion): SearchAnswer {
  const answer = searchAny(question);
  if (!answer) throw new Error('the question has too many words');
  return answer;
}

const ask = (text: string, how: Partial<SearchQuestion> = {}) => {
  const { total, hits } = search({ text, limit: 10, withSubUnits: false, ...how });
  return { total, names: hits.map(({ json }) => JSON.parse(json).navn as string) };
};

describe('letters', () => {
  test('are folded alike in question and name', () => {
    expect(fold('ÅSE ØÆ Élan Ðß')).toBe('ase oae elan dss');
    for (const text of ['ærlig øks på ås', 'aerlig oks pa as', 'ÆRLIG ØKS PÅ ÅS', 'AERLIG ØKS PA ÅS']) {
      expect(ask(text).names).toEqual(['ÆRLIG ØKS PÅ ÅS AS']);
    }
    expect(ask('elkjop').total).toBe(4);
  });

  test('of other scripts are letters, too', () => {
    expect(ask('ταβέρνα').names).toEqual(['Ελληνική ταβέρνα']);
    expect(ask('ΤΑΒΕΡΝΑ').total).toBe(1);
  });

  test('stand apart where anything else is between them', () => {
    expect(ask('sønn ohara').total).toBe(0);
    expect(ask("sønn o'hara a.s").names).toEqual(["O'HARA & SØNN A/S"]);
    expect(ask('hara sonn').total).toBe(1);
  });
});

describe('hits', () => {
  test('have all words of the question, in any order, or words that begin with them', () => {
    expect(ask('norge elkjøp').names).toEqual(['ELKJØP NORGE AS']);
    expect(ask('nor elk').total).toBe(1);
    expect(ask('elkjøp bergen').total).toBe(0);
  });

  test('stand in the order of what they are worth', () => {
    expect(ask('elkjøp').names).toEqual(['ELKJØP', 'ELKJØPERIET ANS', 'ELKJØP NORGE AS', 'BUTIKKEN ELKJØP AS']);
    const { hits } = search({ text: 'elkjøp', limit: 10, withSubUnits: false });
    expect(hits.map(({ score }) => score)).toEqual([100, 79, 78, 58]);
  });

  test('are counted also where they are not told', () => {
    expect(ask('elkjøp', { limit: 1 })).toEqual({ total: 4, names: ['ELKJØP'] });
    expect(ask('mange as', { limit: 3 })).toMatchObject({ total: MANY });
    expect(ask('mange as', { limit: 3 }).names).toHaveLength(3);
  });

  test('are the best ones also where there are more than are ranked', () => {
    expect(ask('mange 7', { limit: 1 }).names).toEqual(['MANGE 7 AS']);
    expect(ask('mange', { limit: 1_000, municipality: '1103' }).names).toHaveLength(1_000);
    expect(ask('as').names[0]).toMatch(/AS$/);
  });

  test('are narrowed by municipality, county, form and kind', () => {
    expect(ask('elkjøp', { withSubUnits: true }).total).toBe(5);
    expect(ask('elkjøp', { withSubUnits: true, municipality: '4601' }).total).toBe(3);
    expect(ask('elkjøp', { municipality: '4601' }).total).toBe(2);
    expect(ask('elkjøp', { county: '03' }).total).toBe(2);
    expect(ask('elkjøp', { county: '46', form: 'ANS' }).names).toEqual(['ELKJØPERIET ANS']);
    expect(ask('as', { form: 'AS', county: '55' }).total).toBe(0);
    expect(ask('as', { form: 'asa' }).names).toEqual(['ÆRLIG ØKS PÅ ÅS AS']);
    for (const wrong of [{ municipality: '46' }, { county: '4601' }, { form: 'A*' }, { form: '' }]) {
      expect(ask('elkjøp', wrong).total).toBe(0);
    }
  });
});

describe('questions', () => {
  test('mean nothing to the query language, whatever they hold', () => {
    const parts = fc.constantFrom(
      '"',
      '*',
      ':',
      '(',
      ')',
      '^',
      '-',
      '+',
      ' AND ',
      ' OR ',
      ' NOT ',
      'NEAR(',
      '{',
      '}',
      '\0',
      "'",
      'words',
      'elkjøp',
      '\u{f0000}',
      '𐍈',
      '\ud800',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(parts, fc.string({ unit: 'binary' })), { maxLength: 12 }), (all) => {
        const answer = searchAny({ text: all.join(''), limit: 5, withSubUnits: true });
        expect(answer?.total ?? 0).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
    expect(ask('elkjøp" OR "mange').total).toBe(0);
    expect(ask('marks:elkjøp').total).toBe(0);
    expect(ask('').total).toBe(0);
    expect(ask('*').total).toBe(0);
  });

  test('are looked at whole: each of their words counts, and one of too many is not answered', () => {
    const few = Array.from({ length: 10 }, (_, index) => 'elkjøperiet'.slice(0, 2 + index)).join(' ');
    expect(ask(few).names).toEqual(['ELKJØPERIET ANS']);
    expect(ask(`${few} absent`).total).toBe(0);
    expect(ask(`elkjøp${' '.repeat(500)}absent`).total).toBe(0);
    const different = (count: number) => Array.from({ length: count }, (_, index) => `ord${index}`).join(' ');
    expect(ask(different(MAX_WORDS)).total).toBe(0);
    expect(searchAny({ text: different(MAX_WORDS + 1), limit: 5, withSubUnits: true })).toBeUndefined();
    // The same one again is no further word.
    expect(ask(`${'elkjøp '.repeat(MAX_WORDS + 1)}`).total).toBe(4);
    expect(foldedWords('x'.repeat(MAX_WORD_CHARS + 1))).toEqual(['x'.repeat(MAX_WORD_CHARS)]);
  });
});

test('the number of hits follows when the copy changes', () => {
  const other = openDatabase(join(folder, 'copy-two'));
  createTables(other);
  other.exec('PRAGMA journal_mode = WAL');
  const reading = openDatabase(join(folder, 'copy-two'), { readOnly: true });
  const ask = prepareSearch(reading);
  const put = (organisasjonsnummer: string) =>
    createWriter(other).putUnit(unitRow({ organisasjonsnummer, navn: 'EN TIL AS' }, KIND.unit, 'the test'));
  const [one = '', two = ''] = numbers('units', 2);
  put(one);
  expect(ask({ text: 'en til', limit: 5, withSubUnits: false })?.total).toBe(1);
  put(two);
  expect(ask({ text: 'en til', limit: 5, withSubUnits: false })?.total).toBe(2);
  reading.close();
  other.close();
});
