import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Code, type Piece, readCode } from './words/code.ts';
import { englishDictionary } from './words/english.ts';
import { type Entry, plainList, registersWords } from './words/lists.ts';
import { wordsOf } from './words/split.ts';
import { standing, wordsOfGraph } from './words/standing.ts';

/** A word, and where somebody finds it. */
interface Use {
  readonly word: string;
  readonly kind: Piece['kind'] | 'path';
  readonly file: string;
  readonly line: number;
}

/** Its words are the old ones of version 0.1. */
const OLD_NAMES = ['src/config/renamed.ts', 'test/config/renamed.test.ts'];

/** Too short to be told from an abbreviation; those that are words in Norwegian or Danish stand in the list of such. */
const SHORTEST = 3;

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => /^(?:src|client|test|bench|examples|docs|deploy|bin)\//.test(file));

/** Written by hand, in TypeScript, or in JavaScript where browsers get it as it stands. */
const sources = files.filter(
  (file) =>
    /\.tsx?$|^src\/.*\.js$/.test(file) && !/\/samples\/|^examples\/(?:typed|web\/src\/graph)\/|\.d\.ts$/.test(file),
);

const notEnglish = new Set(plainList('test/words/not-english.txt'));
const technical = plainList('test/words/technical.txt');
const entries = registersWords();
let english: (word: string) => boolean;
let codes: readonly Code[];
let uses: readonly Use[];

beforeAll(async () => {
  english = await englishDictionary();
  codes = sources.map(readCode);
  uses = [
    ...files.flatMap((file) => wordsOf(file).map((word): Use => ({ word, kind: 'path', file, line: 1 }))),
    ...codes.flatMap(({ file, pieces }) =>
      pieces
        .filter(({ kind }) => (kind === 'text' ? textsAreWords(file) : !OLD_NAMES.includes(file)))
        .flatMap(({ kind, value, line }) => wordsOf(value).map((word): Use => ({ word, kind, file, line }))),
    ),
  ].filter(({ word }) => notEnglish.has(word) || (word.length >= SHORTEST && !english(word)));
});

/** Tests hold what registers and people write, and the example page speaks Norwegian too. */
function textsAreWords(file: string): boolean {
  return /^(?:src|client|bench)\//.test(file) && !OLD_NAMES.includes(file);
}

const place = ({ word, file, line, kind }: Use) => `${word}: ${file}:${line} (${kind})`;

describe('words', () => {
  test('are English, unless a register or the graph has them', () => {
    const known = new Set([...technical, ...entries.map(({ word }) => word)]);
    expect(uses.length).toBeGreaterThan(1000);
    expect(uses.filter(({ word }) => !known.has(word)).map(place)).toEqual([]);
  });

  test('of invented people stand in the texts of the sandbox alone', () => {
    const known = new Set([
      ...technical,
      ...entries.filter(({ heading }) => heading !== 'invented').map(({ word }) => word),
    ]);
    const elsewhere = uses.filter(
      ({ word, kind, file }) => !known.has(word) && !(kind === 'text' && file.startsWith('src/sandbox/')),
    );
    expect(elsewhere.map(place)).toEqual([]);
  });

  test('are no single capital letters', () => {
    const found = codes.flatMap(({ file, letters }) => letters.map(({ value }) => `${value}: ${file}`));
    expect([...new Set(found)]).toEqual([]);
  });
});

describe("the lists of the registers' own words", () => {
  const name = ({ word, list, heading }: Entry) => `${word}: ${list}, ${heading}`;

  test('hold no word that nobody uses', () => {
    const used = new Set(uses.map(({ word }) => word));
    expect(entries.filter(({ word }) => !used.has(word)).map(name)).toEqual([]);
    expect(technical.filter((word) => !used.has(word))).toEqual([]);
  });

  test('hold no word that stands elsewhere than they say', () => {
    const stands = standing(files, codes);
    expect(entries.filter((entry) => !stands(entry)).map(name)).toEqual([]);
  });

  test('forbid no word that no dictionary would let through', () => {
    expect([...notEnglish].filter((word) => word.length >= SHORTEST && !english(word))).toEqual([]);
  });

  test('are in order, and hold a word once', () => {
    const lists = new Map<string, string[]>();
    for (const { word, list, heading } of entries) {
      const key = `${list}, ${heading}`;
      lists.set(key, [...(lists.get(key) ?? []), word]);
    }
    for (const [key, words] of lists) expect([key, words]).toEqual([key, [...new Set(words)].sort()]);
    const shared = new Set(entries.filter(({ source }) => source === undefined).map(({ word }) => word));
    expect(entries.filter(({ source, word }) => source !== undefined && shared.has(word)).map(name)).toEqual([]);
    expect(technical.filter((word) => entries.some((entry) => entry.word === word))).toEqual([]);
  });
});

describe('docs/lingo.md', () => {
  const explained = readFileSync('docs/lingo.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (?:-|Word|Small words)/.test(line))
    .flatMap((line) => (line.split('|')[1] ?? '').split(','))
    .map((word) => word.trim());

  test('explains every word of the graph that is not English', () => {
    const known = new Set(explained.flatMap(wordsOf));
    const words = entries.filter(({ heading }) => heading === 'graph').map(({ word }) => word);
    expect(words.length).toBeGreaterThan(100);
    expect(words.filter((word) => !known.has(word))).toEqual([]);
  });

  test('explains no word that neither the graph nor the code has', () => {
    const known = new Set([...wordsOfGraph(), ...technical, ...entries.map(({ word }) => word)]);
    expect(explained.filter((word) => !wordsOf(word).some((part) => known.has(part)))).toEqual([]);
    expect(explained.filter((word, index) => explained.indexOf(word) !== index)).toEqual([]);
  });
});
