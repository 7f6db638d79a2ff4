import { writeFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { createProblems, type Kind } from './problems.ts';
import { faultsOf, fifths, reportOf, type Row, slope, summary } from './report.ts';
import { amountsOf, soak } from './run.ts';
import { FEWEST_INTERVALS, MAX_SLOPE, MINUTES, REPORT_FROM_MINUTES } from './settings.ts';

const print = (text: string) => void process.stdout.write(`${text}\n`);
const problems = createProblems(print);
let rows: readonly Row[];

beforeAll(async () => {
  rows = await soak(problems, print);
  for (const name of grown(rows)) problems.add('growth', name);
  print(summary(rows));
  if (MINUTES < REPORT_FROM_MINUTES) return;
  writeFileSync(new URL('report.md', import.meta.url), reportOf(rows, problems, new Date()));
}, 0);

/** What each measurement at the end has more of than every one after the warm-up. */
function grown(all: readonly Row[]): string[] {
  const { early, late } = fifths(all);
  const names = new Set(all.flatMap(({ standing }) => amountsOf(standing).map(([name]) => name)));
  const amounts = (some: readonly Row[], name: string) =>
    some.map(({ standing }) => amountsOf(standing).find(([known]) => known === name)?.[1] ?? 0);
  return [...names].flatMap((name) => {
    const before = Math.max(...amounts(early, name));
    const after = Math.min(...amounts(late, name));
    return after > before ? `${name}: ${before}, and ${after} at the end` : [];
  });
}

test('it runs long enough to tell', () => {
  expect(rows.length).toBeGreaterThanOrEqual(FEWEST_INTERVALS);
  for (const row of [rows[0], rows.at(-1)] as Row[]) {
    expect(Math.min(row.answers, faultsOf(row), row.writes)).toBeGreaterThan(0);
  }
});

test.each<[string, Kind]>([
  ['it does not end', 'crashes'],
  ['it logs no bug', 'bugs'],
  ['it writes nothing of any person', 'leaks'],
  ['every client who waits is answered', 'answers'],
  ['no answer comes later than the deadline allows', 'late'],
  ['nobody gets the data of another', 'other data'],
  ['no write is lost, doubled, or told otherwise than it was done and recorded', 'writes'],
  ['what is stored is what was done', 'state'],
  ['every read of a person is recorded', 'records'],
  ['descriptors, timers, listeners and what requests are made of do not grow', 'growth'],
])('%s', (_, kind) => {
  expect(problems.of(kind)).toEqual([]);
});

test('the heap does not grow', () => {
  expect(slope(rows, ({ heapBytes }) => heapBytes)).toBeLessThanOrEqual(MAX_SLOPE);
});

test('no emitter has too many listeners', () => {
  expect(rows.at(-1)?.standing.warnings.filter((name) => name === 'MaxListenersExceededWarning')).toEqual([]);
});
