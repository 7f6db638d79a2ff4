import { describe, expect, test } from 'vitest';
import { didYouMean } from '../../src/cli/suggest.ts';
import { table } from '../../src/cli/table.ts';
import { breakLines, hang, wrap } from '../../src/cli/wrap.ts';
import { distanceOf } from '../../src/domain/spelling.ts';

const LONG = 'OppdaterePostkasseOrganisasjonsnummerUkjent';
const HEAD = ['Code', 'Type', 'Meaning'];
const ROWS = [
  ['1070', 'UgyldigCpr', 'The cpr is not one: its date, its length or its digits do not go together.'],
  ['100', LONG, 'A type whose name is as long as the column of most tables.'],
];
const words = (text: string) => text.split(/\s+/).filter(Boolean);

describe('a table', () => {
  test('has a line a row where nothing needs to fit', () => {
    const lines = table(HEAD, ROWS).split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(/^1070 +UgyldigCpr +The cpr .* together\.$/);
    // Each column begins where its heading does.
    for (const [column, name] of HEAD.entries()) {
      const at = lines[0]?.indexOf(name) ?? -1;
      for (const [index, row] of ROWS.entries()) expect(lines[index + 1]?.slice(at)).toMatch(row[column] ?? 'none');
    }
  });

  test('breaks between words where it has to fit, and keeps its columns', () => {
    const drawn = table(HEAD, ROWS, 80);
    const lines = drawn.split('\n');
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
    expect(lines[0]).toMatch(/^Code +Type +Meaning$/);
    expect(words(drawn).toSorted()).toEqual(words([...HEAD, ...ROWS.flat()].join(' ')).toSorted());
  });

  test('is a record a row where its words do not fit beside each other', () => {
    const drawn = table(HEAD, ROWS, 60);
    expect(drawn.split('\n\n')).toHaveLength(2);
    expect(drawn).toContain(`100  ${LONG}\n    A type whose name`);
    for (const line of drawn.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
    expect(table([...HEAD, 'More'], [['1', LONG, 'short', 'a text']], 60)).toBe(
      `1  ${LONG}\n    Meaning: short\n    a text`,
    );
    // A word alone may be longer than the line.
    const narrow = table(HEAD, ROWS, 40).split('\n');
    expect(narrow.filter((line) => line.length > 40)).toEqual([LONG]);
  });

  test('of no rows is its heading', () => {
    expect(table(HEAD, [], 80)).toBe('Code  Type  Meaning');
  });
});

describe('a line', () => {
  test('is broken between words, and never within one', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap(`a ${LONG} b`, 10)).toEqual(['a', LONG, 'b']);
    expect(wrap('', 10)).toEqual(['']);
  });

  test('goes on below its text, or set in where there is no room beside its head', () => {
    expect(hang('✓ ok  ', 6, 'one two three four five six seven eight', 40)).toBe(
      '✓ ok  one two three four five six seven\n      eight',
    );
    expect(hang(`${'h'.repeat(20)}  `, 22, 'one two', 41)).toBe(`${'h'.repeat(20)}\n    one two`);
    expect(hang('h ', 2, 'one two', undefined)).toBe('h one two');
  });

  test('of a list goes on behind its sign', () => {
    const text = 'The configuration has 1 mistake(s):\n  - PORT: must be a whole number from 0 to 65535';
    expect(breakLines(text, 40)).toBe(
      'The configuration has 1 mistake(s):\n  - PORT: must be a whole number from 0\n    to 65535',
    );
    expect(breakLines(text, undefined)).toBe(text);
  });
});

describe('a name that is misspelt', () => {
  const TYPES = ['UgyldigCpr', 'UgyldigEmail', 'BrukerIkkeFunnet', 'KildeUtilgjengelig', LONG];
  test.each([
    ['UgyldigCrp', '. Did you mean UgyldigCpr?'],
    ['ugyldigcpr', '. Did you mean UgyldigCpr?'],
    ['BrukerIkeFunnet', '. Did you mean BrukerIkkeFunnet?'],
    ['OppdaterPostkasseOrganisasjonsnumerUkjent', `. Did you mean ${LONG}?`],
    ['Kilde', '. Did you mean KildeUtilgjengelig?'],
    ['ugyldig', '. Did you mean UgyldigCpr or UgyldigEmail?'],
    ['Basisdata', ''],
    ['xy', ''],
  ])('%s: %s', (written, said) => {
    expect(didYouMean(written, TYPES)).toBe(said);
  });

  test.each([
    ['abc', 'abc', 0],
    ['abc', 'abd', 1],
    ['abc', 'acb', 1],
    ['abc', 'ab', 1],
    ['', 'ab', 2],
    ['abcd', 'badc', 2],
    ['abc', 'xyz', undefined],
    ['abc', 'abcdef', undefined],
  ])('from %j to %j it is %j slips', (one, other, slips) => {
    expect(distanceOf(one, other, 2)).toBe(slips);
    expect(distanceOf(other, one, 2)).toBe(slips);
  });
});
