import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CallReport } from '../../../src/domain/call.ts';
import { createCallLog, REFUSAL_AGAIN_MS } from '../../../src/server/log/call-log.ts';
import { MAX_A_SECOND } from '../../../src/server/log/line-limit.ts';
import { createTransitionLog } from '../../../src/server/log/transitions.ts';
import { createLogger } from '../../../src/server/logging.ts';
import { captureOutput } from '../../support/output.ts';

const REPORT: CallReport = {
  kilde: 'GRUNNDATA',
  operation: 'hentRoller',
  attempt: 2,
  waitedMs: 0.04,
  durationMs: 12.345,
  kode: 'TILKOBLING',
  errorCode: 'ECONNREFUSED',
};

function open(level = 'trace') {
  const output = captureOutput();
  const logger = createLogger(level, output);
  return { logger, logged: () => output.lines.map((line) => JSON.parse(line)) };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a call to a register', () => {
  test('that failed is a line at the level warn: which, at which try, how long, and why', () => {
    const { logger, logged } = open('warn');
    createCallLog(logger)('id-1', REPORT);
    expect(logged()).toEqual([
      {
        level: 'warn',
        time: expect.any(String),
        msg: 'call failed',
        requestId: 'id-1',
        kilde: 'GRUNNDATA',
        operation: 'hentRoller',
        kode: 'TILKOBLING',
        errorCode: 'ECONNREFUSED',
        attempt: 2,
        waitedMs: 0,
        durationMs: 12.3,
      },
    ]);
  });

  test.each([
    ['that was answered', { status: 200 }],
    ['that was answered with a documented code', { answered: '1010', status: 500 }],
    ['whose client hung up', { kode: 'AVBRUTT' }],
  ])('%s is one at the level debug alone', (_, more) => {
    const [debug, info] = [open('debug'), open('info')];
    const report = { ...REPORT, kode: undefined, errorCode: undefined, ...more };
    for (const { logger } of [debug, info]) createCallLog(logger)('id', report);
    expect(info.logged()).toEqual([]);
    expect(debug.logged()).toMatchObject([{ level: 'debug', msg: 'call', operation: 'hentRoller', ...more }]);
  });

  test('whose error code is a text has none', () => {
    const { logger, logged } = open();
    createCallLog(logger)('id', { ...REPORT, errorCode: 'connect to 0101505006' });
    expect(logged()[0]).not.toHaveProperty('errorCode');
  });
});

describe('of a register that is dead', () => {
  test(`so many calls a second are logged, and of the others how many there were`, () => {
    const { logger, logged } = open();
    const logCall = createCallLog(logger);
    for (let call = 0; call < MAX_A_SECOND; call += 1) logCall('id', REPORT);
    vi.advanceTimersByTime(1_000);
    expect(logged()).toHaveLength(MAX_A_SECOND);
    for (let call = 0; call < MAX_A_SECOND + 7; call += 1) logCall('id', REPORT);
    expect(logged()).toHaveLength(2 * MAX_A_SECOND);
    vi.advanceTimersByTime(999);
    expect(logged()).toHaveLength(2 * MAX_A_SECOND);
    vi.advanceTimersByTime(1);
    expect(logged().slice(2 * MAX_A_SECOND)).toMatchObject([
      { level: 'warn', msg: 'more calls failed', kilde: 'GRUNNDATA', kode: 'TILKOBLING', leftOut: 7 },
    ]);
    logCall('id', REPORT);
    expect(logged().at(-1)).toMatchObject({ msg: 'call failed' });
  });

  test('another kode, and another register, is counted by itself', () => {
    const { logger, logged } = open();
    const logCall = createCallLog(logger);
    for (let call = 0; call < 30; call += 1) {
      logCall('id', REPORT);
      logCall('id', { ...REPORT, kode: 'TIDSAVBRUDD' });
      logCall('id', { ...REPORT, kilde: 'STAR' });
    }
    expect(logged()).toHaveLength(3 * MAX_A_SECOND);
  });

  test('codes that the register chooses are counted together', () => {
    const { logger, logged } = open();
    const logCall = createCallLog(logger);
    for (let call = 0; call < 30; call += 1) {
      logCall('id', { ...REPORT, kode: `HTTP_${500 + call}` });
      logCall('id', { ...REPORT, kode: `CODE_${call}` });
    }
    expect(logged()).toHaveLength(2 * MAX_A_SECOND);
    vi.advanceTimersByTime(1_000);
    expect(logged().slice(-2)).toMatchObject([
      { kode: 'HTTP_5xx', leftOut: 20 },
      { kode: 'other', leftOut: 20 },
    ]);
  });
});

describe('a token that Maskinporten refuses', () => {
  const fault = { code: 'invalid_scope', bracketCode: 'MP-250', text: 'Consumer has not been granted access' };
  const refused = {
    ...REPORT,
    kilde: 'KRR',
    operation: 'Maskinporten token',
    kode: 'IKKE_KONFIGURERT',
    fault,
  } as const;

  test('is one line with its code and what to look at, and again after a while, however often it is asked for', () => {
    const { logger, logged } = open();
    const logCall = createCallLog(logger);
    for (let call = 0; call < 100; call += 1) logCall(`id-${call}`, { ...refused, status: 403 });
    expect(logged()).toEqual([
      {
        level: 'warn',
        time: expect.any(String),
        msg: 'Maskinporten refuses a token',
        requestId: 'id-0',
        kilde: 'KRR',
        operation: 'Maskinporten token',
        status: 403,
        mpCode: 'MP-250',
        advice: 'the owner of the API has not granted a scope',
        fault: { code: 'invalid_scope', text: 'Consumer has not been granted access' },
      },
    ]);
    vi.advanceTimersByTime(REFUSAL_AGAIN_MS - 1);
    logCall('id', refused);
    expect(logged()).toHaveLength(1);
    vi.advanceTimersByTime(1);
    logCall('id', refused);
    expect(logged().slice(1)).toMatchObject([{ mpCode: 'MP-250', leftOut: 100 }]);
  });

  test('with another code, for another register, or for a reason without a code is told by itself', () => {
    const { logger, logged } = open();
    const logCall = createCallLog(logger);
    const others = [
      refused,
      { ...refused, kilde: 'ENHETSREGISTERET' },
      { ...refused, fault: { ...fault, bracketCode: 'MP-251' } },
      { ...refused, fault: undefined, operation: 'Maskinporten discovery' },
    ] as const;
    for (const report of [...others, ...others]) logCall('id', report);
    expect(logged()).toHaveLength(others.length);
    expect(logged().at(-1)).toMatchObject({ advice: expect.stringContaining('MASKINPORTEN_ISSUER') });
  });
});

test.each([
  ['UP', 'DOWN', 'warn'],
  ['UNKNOWN', 'DOWN', 'warn'],
  ['DOWN', 'UP', 'info'],
  ['UNKNOWN', 'UP', 'debug'],
  ['closed', 'open', 'warn'],
  ['half-open', 'open', 'warn'],
  ['open', 'half-open', 'info'],
  ['half-open', 'closed', 'info'],
])('that a register goes from %s to %s is one line, at the level %s', (from, to, level) => {
  const { logger, logged } = open();
  const transition = { kilde: 'STAR', service: 'star', what: 'state', kind: 'read', from, to } as const;
  createTransitionLog(logger)(transition);
  expect(logged()).toMatchObject([{ level, msg: 'transition', ...transition }]);
});

test('a register that goes up and down with each call does not fill the log', () => {
  const { logger, logged } = open();
  const log = createTransitionLog(logger);
  for (let call = 0; call < 100; call += 1) {
    log({ kilde: 'STAR', service: 'star', what: 'state', from: 'UP', to: 'DOWN' });
    log({ kilde: 'STAR', service: 'star', what: 'state', from: 'DOWN', to: 'UP' });
  }
  vi.advanceTimersByTime(1_000);
  expect(logged()).toHaveLength(MAX_A_SECOND + 1);
  expect(logged().at(-1)).toMatchObject({ level: 'warn', msg: 'more transitions', service: 'star', leftOut: 190 });
});
