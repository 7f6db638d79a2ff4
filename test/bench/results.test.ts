import { describe, expect, test } from 'vitest';
import { type Result, rowsOf, sectionsOf, verdictOf, writeResults } from '../../bench/results.ts';
import { readMessages } from '../../bench/rows/messages.ts';
import type { Target } from '../../bench/rows/row.ts';
import { percentile, spread } from '../../bench/statistics.ts';
import { madeUpUnits } from '../../bench/units.ts';
import { parseOrganisasjonsnummer } from '../../src/domain/organisasjonsnummer.ts';

const lineOf = (values: number[], target?: Target) => ({ measure: 'something', measured: spread(values), target });

const RESULT: Result = {
  row: 'small',
  about: 'Something',
  measuredAt: '2026-11-27T12:00:00Z',
  machine: { cores: 2, cpu: 'A processor', node: '24.0.0', peers: ['a-server 1.0.0'], code: 'abc', how: '7 rounds' },
  lines: [lineOf([0.5], { atLeast: 0.85 })],
  profiles: [{ what: 'gateway, small', text: '50 % somewhere' }],
};

describe('a target of the bench', () => {
  test.each([
    [{ atLeast: 0.85 }, 0.85, 'met'],
    [{ atLeast: 0.85 }, 0.849, '**missed**'],
    [{ atMost: 1.15 }, 1.15, 'met'],
    [{ atMost: 1.15 }, 1.151, '**missed**'],
    [{ moreThan: 1.5 }, 1.501, 'met'],
    [{ moreThan: 1.5 }, 1.5, '**missed**'],
    [undefined, 1, ''],
  ] as const)('%j is held at its edge: %d', (target, value, verdict) => {
    expect(verdictOf(lineOf([value], target))).toBe(verdict);
  });

  test('is held by the median, not by the best round', () => {
    expect(verdictOf(lineOf([0.1, 0.2, 0.9], { atLeast: 0.85 }))).toBe('**missed**');
  });

  test('is not met by what was not measured', () => {
    expect(verdictOf(lineOf([Number.NaN], { atMost: 1 }))).toBe('**missed**');
  });
});

describe('RESULTS.md', () => {
  test('holds the measure, the target, the verdict, the machine, and why a target is missed', () => {
    const text = writeResults([RESULT], new Map([['small', 'Nothing helped.']]));
    for (const part of [
      '| small | something | ≥ 0.85 | 0.50     | 0.50  | 0.50 | **missed** |',
      '2026-11-27, commit abc, 7 rounds: 2 cores (A processor), Node 24.0.0. Peers: a-server 1.0.0.',
      '### small\n\nNothing helped.\n\ngateway, small:\n\n```text\n50 % somewhere\n```',
    ]) {
      expect(text).toContain(part);
    }
  });

  test('shows no profile where all targets are met', () => {
    expect(writeResults([{ ...RESULT, lines: [lineOf([1], { atLeast: 0.85 })] }])).not.toContain('somewhere');
  });

  test('says what was not measured', () => {
    expect(writeResults([{ ...RESULT, lines: [], skipped: ['not installed'] }])).toContain(
      '- Not measured, small: not installed',
    );
  });

  test('writes units behind the numbers', () => {
    const line = { ...lineOf([0.25], { atMost: 0.1 }), unit: 'ms', digits: 3 };
    expect(rowsOf({ row: 'added', lines: [line] })).toEqual([
      ['added', 'something', '≤ 0.1 ms', '0.250 ms', '0.250 ms', '0.250 ms', '**missed**'],
    ]);
  });

  test('takes what people have written of a row from under its heading', () => {
    expect(sectionsOf('# Tried\n\n## small\n\nThis.\n\n## list\nThat.\n')).toEqual(
      new Map([
        ['small', 'This.'],
        ['list', 'That.'],
      ]),
    );
  });
});

test('a percentile is the value that so large a share does not exceed', () => {
  const hundred = Float64Array.from({ length: 100 }, (_, index) => index + 1);
  expect([0.5, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([50, 99, 100]);
});

test('a line of security.ts becomes a line of the table, with its target', () => {
  const text =
    'CPU per message\nopen HentPersoner of 100      1500 µs   2.50 × bare RSA and AES (600 µs)\nsign KanVelge    90 µs   1.10 × bare RSA signature (80 µs)\n';
  expect(readMessages(text)).toEqual([
    {
      measure: 'open HentPersoner of 100 (1500 µs) ÷ bare RSA and AES',
      measured: spread([2.5]),
      target: { atMost: 3 },
    },
    { measure: 'sign KanVelge (90 µs) ÷ bare RSA signature', measured: spread([1.1]), target: undefined },
  ]);
});

test('made-up units have numbers that the gateway takes, each its own', () => {
  const numbers = madeUpUnits(1000);
  expect(new Set(numbers).size).toBe(1000);
  expect(numbers.map(parseOrganisasjonsnummer)).toEqual(numbers);
});
