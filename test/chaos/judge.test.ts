import { describe, expect, test } from 'vitest';
import type { Asked, Field } from './client-process.ts';
import { judge, p99, type Seen } from './judge.ts';
import { markdownTable } from './report.ts';
import {
  DEADLINE_MS,
  LATENCY_MS,
  MOST_CALLS_MORE,
  OVER_DEADLINE_MS,
  PAUSE_MS,
  SLACK_MS,
  TIMEOUT_MS,
} from './settings.ts';

const LAST_MS = DEADLINE_MS + OVER_DEADLINE_MS;

// A judge that lets everything through would make the whole run worthless: each of its bounds is broken here once.

const MOST_MS = PAUSE_MS + TIMEOUT_MS + LATENCY_MS + SLACK_MS;

const FAULTY = 7;
const HEALTHY = 1;
const BEGAN = 10_000;
const ENDED = 14_000;

const field = (id: number, said: string, joined = false): Field => ({ id, said, joined });
const ask = (atMs: number, tookMs: number, ...fields: Field[]): Asked => ({ client: 0, atMs, tookMs, fields });

const before = [ask(8_000, 30, field(HEALTHY, 'right')), ask(8_100, 30, field(FAULTY, 'right'))];
const during = [
  ask(11_000, 35, field(HEALTHY, 'right')),
  ask(11_100, 600, field(FAULTY, 'TILKOBLING')),
  ask(11_200, 600, field(HEALTHY, 'right'), field(FAULTY, 'TIDSAVBRUDD')),
];
const after = [ask(14_100, 5, field(FAULTY, 'TIDSAVBRUDD')), ask(16_500, 30, field(FAULTY, 'right'))];

const GOOD: Seen = {
  fault: { codes: ['TILKOBLING', 'TIDSAVBRUDD'], shows: ['TILKOBLING'] },
  faulty: new Set([FAULTY]),
  asked: [...before, ...during, ...after],
  beganMs: BEGAN,
  endedMs: ENDED,
  calls: 2,
};
const seen = (changes: Partial<Seen>) => judge({ ...GOOD, ...changes });
const withAsked = (...more: Asked[]) => seen({ asked: [...GOOD.asked, ...more] });

test('a row in which nobody else is hurt is as it should be', () => {
  expect(seen({})).toMatchObject({
    beforeMs: 30,
    duringMs: 35,
    recoveredMs: 100,
    calls: 2,
    wanted: 2,
    said: { TILKOBLING: 1, TIDSAVBRUDD: 1 },
    wrong: [],
    slow: [],
  });
});

describe('what is wrong is told:', () => {
  test.each<[string, Partial<Seen>, string]>([
    [
      'a healthy field that failed',
      { asked: [...GOOD.asked, ask(11_300, 30, field(HEALTHY, 'TILKOBLING'))] },
      'healthy fields failed: 1 TILKOBLING',
    ],
    [
      'a healthy field with the data of another key',
      { asked: [...GOOD.asked, ask(11_300, 30, field(HEALTHY, 'wrong'))] },
      'healthy fields failed: 1 wrong',
    ],
    [
      'a healthy field that failed after the fault',
      { asked: [...GOOD.asked, ask(16_600, 30, field(HEALTHY, 'lost: ECONNRESET'))] },
      'healthy fields failed: 1 lost: ECONNRESET',
    ],
    [
      'a faulty field that answered something else',
      { asked: [...GOOD.asked, ask(11_300, 30, field(FAULTY, 'wrong'))] },
      'faulty fields answered an unknown code: 1 wrong',
    ],
    [
      'a faulty field that failed too early',
      { asked: [...GOOD.asked, ask(8_300, 30, field(FAULTY, 'TILKOBLING'))] },
      'faulty fields failed before the fault: 1 TILKOBLING',
    ],
    ['nobody who asked', { asked: [...before, during[0] as Asked, ...after] }, 'nobody asked for the faulty fields'],
    ['a call too much', { calls: 3 + MOST_CALLS_MORE }, `${3 + MOST_CALLS_MORE} calls for 2 that were asked for`],
  ])('%s', (_, changes, told) => {
    expect(seen(changes).wrong).toContain(told);
  });
});

test('what is joined with a question of the same caller needs no call', () => {
  expect(withAsked(ask(11_300, 30, field(FAULTY, 'TIDSAVBRUDD', true))).wanted).toBe(2);
  expect(withAsked(ask(11_300, 30, field(FAULTY, 'TIDSAVBRUDD'))).wanted).toBe(3);
});

describe('what is slow is told:', () => {
  test.each<[string, Asked, string | undefined]>([
    ['healthy fields, up to 1.3 times', ask(11_300, 39, field(HEALTHY, 'right')), undefined],
    ['healthy fields', ask(11_300, 39.5, field(HEALTHY, 'right')), 'healthy fields took 1.32 times as long'],
    ['an answer, up to the deadline and 250 ms', ask(11_300, LAST_MS, field(FAULTY, 'TIDSAVBRUDD')), undefined],
    ['an answer', ask(11_300, LAST_MS + 1, field(FAULTY, 'TIDSAVBRUDD')), `an answer took ${LAST_MS + 1} ms`],
    ['what comes back, up to a pause and a call', ask(ENDED + MOST_MS, 5, field(FAULTY, 'TIDSAVBRUDD')), undefined],
    [
      'what comes back',
      ask(ENDED + MOST_MS + 1, 5, field(FAULTY, 'TIDSAVBRUDD')),
      `${MOST_MS + 1} ms until the data came back`,
    ],
  ])('%s', (_, asked, told) => {
    expect(withAsked(asked).slow).toEqual(told === undefined ? [] : [told]);
  });
});

describe('what a machine that stands still can cause is told as slow:', () => {
  test.each<[string, Partial<Seen>, string]>([
    [
      'a healthy field that had no answer in time',
      { asked: [...GOOD.asked, ask(11_300, 30, field(HEALTHY, 'TIDSAVBRUDD'))] },
      'healthy fields failed: 1 TIDSAVBRUDD',
    ],
    [
      'a fault that was none',
      { calls: 1, asked: [...before, during[0] as Asked, during[2] as Asked, ...after] },
      'the fault did not show',
    ],
    [
      'data that do not come back',
      { asked: [...before, ...during, after[0] as Asked] },
      'the faulty fields never came back',
    ],
  ])('%s', (_, changes, told) => {
    const { wrong, slow } = seen(changes);
    expect(wrong).toEqual([]);
    expect(slow).toContain(told);
  });
});

test('p99 is the value that one of a hundred exceeds', () => {
  expect(p99(Array.from({ length: 100 }, (_, index) => index + 1))).toBe(99);
  expect(p99(Array.from({ length: 200 }, (_, index) => 200 - index))).toBe(198);
  expect(p99([5])).toBe(5);
});

test('a table is aligned, its numbers to the right', () => {
  expect(markdownTable(['Service', 'ms'], [['star', '30']], (column) => column === 1)).toBe(
    ['| Service |  ms |', '| ------- | --: |', '| star    |  30 |'].join('\n'),
  );
});
