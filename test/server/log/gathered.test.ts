import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createLineWriter, type Gathering } from '../../../src/server/audit/line-writer.ts';
import { createFiles } from '../../support/certificates.ts';
import { PATIENCE, TOO_LONG_MS } from '../../support/patience.ts';

const LINE = '123456789\n';

/** Takes all that is written, and tells in which pieces it came. */
function createWriter(gather: Gathering) {
  const pieces: string[] = [];
  const late: string[] = [];
  const writer = createLineWriter(
    (bytes, done) => {
      pieces.push(bytes.toString('utf8'));
      setImmediate(done, null, false);
    },
    { maxBytes: 10_000, gather, now: (bytes) => late.push(bytes.toString('utf8')) },
  );
  return { writer, pieces, late };
}

const NEVER_MS = 10 * TOO_LONG_MS;

describe('gathered lines', () => {
  test('are written together when there are enough bytes of them, and not before', async () => {
    const { writer, pieces } = createWriter({ bytes: 3 * LINE.length, ms: NEVER_MS });
    for (const _ of [1, 2]) writer.offer(LINE);
    await wait(5);
    expect(pieces).toEqual([]);
    writer.offer(LINE);
    expect(pieces).toEqual([LINE.repeat(3)]);
  });

  test('are written when the first has waited for its time, and those after it wait anew', async () => {
    const { writer, pieces } = createWriter({ bytes: 1_000, ms: 5 });
    for (const _ of [1, 2]) writer.offer(LINE);
    expect(pieces).toEqual([]);
    await expect.poll(() => pieces, PATIENCE).toEqual([LINE.repeat(2)]);
    writer.offer(LINE);
    expect(pieces).toHaveLength(1);
    await expect.poll(() => pieces, PATIENCE).toEqual([LINE.repeat(2), LINE]);
  });

  test('are written at once, in their order, when one is urgent', () => {
    const { writer, pieces } = createWriter({ bytes: 1_000, ms: NEVER_MS });
    writer.offer('first\n');
    writer.offer('urgent\n', undefined, true);
    expect(pieces).toEqual(['first\nurgent\n']);
  });

  test('are no records: what is appended is written at once', async () => {
    const { writer, pieces } = createWriter({ bytes: 1_000, ms: NEVER_MS });
    await writer.append('record\n', { until: Number.POSITIVE_INFINITY, keep: true });
    expect(pieces).toEqual(['record\n']);
  });

  test('are written by a flush', async () => {
    const { writer, pieces } = createWriter({ bytes: 1_000, ms: NEVER_MS });
    writer.offer(LINE);
    expect(await writer.flush(TOO_LONG_MS)).toBe(0);
    expect(pieces).toEqual([LINE]);
    expect(await writer.flush(TOO_LONG_MS)).toBe(0);
  });

  test('are written where that can be waited for no longer, once, apart from what is being written', async () => {
    const { writer, pieces, late } = createWriter({ bytes: 1_000, ms: NEVER_MS });
    writer.offer('a\n');
    writer.flushNow();
    writer.flushNow();
    expect([pieces, late.splice(0)]).toEqual([[], ['a\n']]);
    writer.offer('b\n', undefined, true);
    writer.offer('c\n');
    writer.flushNow();
    expect([pieces, late]).toEqual([['b\n'], ['\nc\n']]);
    await wait(5);
    expect([pieces, late]).toEqual([['b\n'], ['\nc\n']]);
  });
});

const module = (name: string) => JSON.stringify(new URL(`../../../src/server/${name}.ts`, import.meta.url).href);
const COUNT = 50;

/** A process that logs fifty lines, and then ends so. */
function start(ending: string, stdout: 'pipe' | number = 'pipe') {
  const script = `
    const { createLogger, openLog } = await import(${module('logging')});
    const { closeOnSignals } = await import(${module('http/shutdown')});
    const log = openLog();
    const logger = createLogger('info', log);
    for (let index = 0; index < ${COUNT}; index += 1) logger.info({ index }, 'line');
    ${ending}`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', stdout, 'pipe'] });
}

const linesOf = (written: string) =>
  written
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { index?: number; msg: string });

const ALL = Array.from({ length: COUNT }, (_, index) => ({ index, msg: 'line' }));

describe.concurrent('a process loses no line, and keeps their order,', () => {
  test.each([
    ['when it exits at once', 'process.exit(3)', 3, []],
    ['when it has nothing more to do', '', 0, []],
    ['when a bug ends it', "setImmediate(() => { throw new Error('bug') })", 1, []],
    [
      'when its last line is an error',
      "logger.error('last'); process.kill(process.pid, 'SIGKILL')",
      null,
      [{ msg: 'last' }],
    ],
    [
      'at SIGTERM',
      "closeOnSignals({ close: [], logger, flush: () => log.flush(1000), withinMs: 10000 }); process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 60000)",
      0,
      [{ msg: 'closing' }, { msg: 'closed' }],
    ],
  ])('%s', async (_, ending, code, more) => {
    const child = start(ending);
    const [written, [exited]] = await Promise.all([
      text(child.stdout as NonNullable<typeof child.stdout>),
      once(child, 'exit'),
    ]);
    expect(exited).toBe(code);
    expect(linesOf(written)).toMatchObject([...ALL, ...more]);
  });

  test('into a file, too', async ({ onTestFinished }) => {
    const files = createFiles();
    onTestFinished(() => files[Symbol.dispose]());
    const file = files.write('log', '');
    const descriptor = openSync(file, 'a');
    const [exited] = await once(start('process.exit(3)', descriptor), 'exit');
    closeSync(descriptor);
    expect(exited).toBe(3);
    expect(linesOf(readFileSync(file, 'utf8'))).toMatchObject(ALL);
  });
});

describe.concurrent('a process whose log nobody takes ends all the same,', () => {
  test('where the reader has gone', async () => {
    const child = start(
      "process.on('uncaughtException', () => {}); setTimeout(() => { logger.info('more'); process.exit(3) }, 50)",
    );
    child.stdout?.destroy();
    expect(await once(child, 'exit')).toEqual([3, null]);
  });

  test('where the reader has stopped, and more waits than a pipe holds', async () => {
    const child = start("logger.error('x'.repeat(500_000)); logger.info('more'); process.exit(3)");
    expect(await once(child, 'exit')).toEqual([3, null]);
    child.stdout?.destroy();
  });
});
