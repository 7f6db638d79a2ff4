import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, readFileSync, readSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createLineWriter } from '../../../src/server/audit/line-writer.ts';
import { type Sink, toDescriptor } from '../../../src/server/audit/sinks.ts';
import { openLog } from '../../../src/server/logging.ts';
import { createFiles } from '../../support/certificates.ts';

const NEVER = { until: Number.POSITIVE_INFINITY, keep: false };

/** Somewhere to write that takes a piece when the test says so. */
function createSlow(maxBytes = 1000) {
  const pieces: string[] = [];
  const dones: Parameters<Sink>[1][] = [];
  const writer = createLineWriter(
    (bytes, done) => {
      pieces.push(bytes.toString('utf8'));
      dones.push(done);
    },
    { maxBytes },
  );
  const end = (error: Error | null, isCut: boolean) => {
    dones.shift()?.(error, isCut);
    return wait(0);
  };
  return { writer, pieces, take: () => end(null, false), refuse: (isCut = false) => end(new Error('ENOSPC'), isCut) };
}

/** What becomes of a promise, as soon as it is known. */
function follow(promise: Promise<void>): { state: string } {
  const followed = { state: 'waits' };
  promise.then(
    () => {
      followed.state = 'kept';
    },
    (error: Error) => {
      followed.state = error.message;
    },
  );
  return followed;
}

describe('lines', () => {
  test('are written in their order: one at once, and those that come meanwhile together', async () => {
    const { writer, pieces, take } = createSlow();
    const lines = ['a\n', 'b\n', 'c\n'].map((line) => follow(writer.append(line, NEVER)));
    expect(pieces).toEqual(['a\n']);
    expect(lines.map(({ state }) => state)).toEqual(['waits', 'waits', 'waits']);
    await take();
    expect(pieces).toEqual(['a\n', 'b\nc\n']);
    expect(lines.map(({ state }) => state)).toEqual(['kept', 'waits', 'waits']);
    await take();
    expect(lines.map(({ state }) => state)).toEqual(['kept', 'kept', 'kept']);
  });

  test('that are refused are told so, and the next is tried again, apart from what was cut', async () => {
    const { writer, pieces, take, refuse } = createSlow();
    const lines = ['a\n', 'b\n', 'c\n'].map((line) => follow(writer.append(line, NEVER)));
    await refuse();
    await refuse(true);
    const last = follow(writer.append('d\n', NEVER));
    await take();
    expect(lines.map(({ state }) => state)).toEqual(['ENOSPC', 'ENOSPC', 'ENOSPC']);
    expect(last.state).toBe('kept');
    expect(pieces).toEqual(['a\n', 'b\nc\n', '\nd\n']);
  });

  test('that are too many are not taken, and others are when there is room again', async () => {
    const { writer, take } = createSlow(4);
    const lines = ['a\n', 'b\n', 'c\n'].map((line) => follow(writer.append(line, NEVER)));
    await wait(0);
    expect(lines.map(({ state }) => state)).toEqual(['waits', 'waits', 'too much waits to be taken']);
    await take();
    expect(follow(writer.append('d\n', NEVER)).state).toBe('waits');
  });

  test('that nobody takes in time are given up; what is to be kept is written all the same', async () => {
    const { writer, pieces, take } = createSlow();
    const until = performance.now() + 100;
    const lines = [true, false, true].map((keep, index) => follow(writer.append(`${index}\n`, { until, keep })));
    await vi.waitUntil(() => lines.every(({ state }) => state === 'nobody takes it'), { timeout: 5_000 });
    expect(performance.now()).toBeGreaterThanOrEqual(until);
    await take();
    await take();
    expect(pieces).toEqual(['0\n', '2\n']);
  });

  test('that are given up make room, and those that are kept take theirs', async () => {
    const { writer } = createSlow(6);
    const until = performance.now() + 1;
    const lines = [true, true, false].map((keep) => follow(writer.append('x\n', { until, keep })));
    await vi.waitUntil(() => lines.every(({ state }) => state === 'nobody takes it'), { timeout: 5_000 });
    expect([writer.offer('y\n'), writer.offer('z\n')]).toEqual([true, false]);
  });

  test('are not waited for at all where nothing has been taken for long', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const { writer, pieces, take } = createSlow();
    const first = follow(writer.append('a\n', NEVER));
    vi.advanceTimersByTime(5_001);
    const read = follow(writer.append('b\n', NEVER));
    const write = follow(writer.append('c\n', { ...NEVER, keep: true }));
    await wait(0);
    expect([first.state, read.state, write.state]).toEqual(['waits', 'nobody takes it', 'nobody takes it']);
    await take();
    expect(pieces).toEqual(['a\n', 'c\n']);
    await take();
    expect(follow(writer.append('d\n', NEVER)).state).toBe('waits');
  });

  test('are waited for at the end, but not for ever', async () => {
    const { writer, take } = createSlow();
    writer.offer('a\n');
    writer.offer('b\n');
    expect(await writer.flush(20)).toBe(2);
    const flushed = writer.flush(5_000);
    await take();
    await take();
    expect(await flushed).toBe(0);
    expect(await writer.flush(5_000)).toBe(0);
  });
});

test('a pipe that is full is written to when somebody reads it, and nothing waits meanwhile', async () => {
  using files = createFiles();
  const pipe = files.path('pipe');
  execFileSync('mkfifo', [pipe]);
  const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
  const descriptor = openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK);
  onTestFinished(() => [reader, descriptor].forEach(closeSync));
  const writer = createLineWriter(toDescriptor(descriptor), { maxBytes: 10_000_000 });
  const lines = Array.from({ length: 500 }, (_, index) => `${String(index).padStart(999)}\n`);
  const written = Promise.all(lines.map((line) => writer.append(line, NEVER)));
  await wait(100);
  expect(await writer.flush(1)).toBeGreaterThan(100);
  let read = '';
  const buffer = Buffer.alloc(65_536);
  while (read.length < 500_000) {
    await wait(1);
    try {
      read += buffer.toString('utf8', 0, readSync(reader, buffer));
    } catch {
      // Nothing there yet.
    }
  }
  await written;
  expect(read).toBe(lines.join(''));
});

test('a file takes each line whole', async () => {
  using files = createFiles();
  const file = files.path('lines');
  const writer = createLineWriter(toDescriptor(openSync(file, 'a')), { maxBytes: 10_000_000 });
  const lines = Array.from({ length: 1_000 }, (_, index) => `${index}${'æ'.repeat(index)}\n`);
  await Promise.all(lines.map((line) => writer.append(line, NEVER)));
  expect(readFileSync(file, 'utf8')).toBe(lines.join(''));
});

test('the log loses lines that nobody takes, and says how many when somebody does', async () => {
  const { writer, pieces, take, refuse } = createSlow(300);
  const log = openLog(writer);
  const [one, two, three, four, five] = ['1', '2', '3', '4', '5'].map((name) => `${name.repeat(79)}\n`);
  for (const line of [one, two, three, four, five]) log.write(String(line));
  await take();
  log.write('six\n');
  await take();
  await take();
  const [first, second, third] = pieces;
  expect([first, second]).toEqual([one, `${two}${three}`]);
  const [note, six] = String(third).trim().split('\n');
  expect(JSON.parse(String(note))).toMatchObject({ level: 'warn', lost: 2, msg: 'log lines were lost' });
  expect(six).toBe('six');
  // What was taken and could not be written is lost, too.
  log.write('seven\n');
  await refuse();
  log.write('eight\n');
  expect(JSON.parse(String(pieces.at(-1)))).toMatchObject({ lost: 1 });
});
