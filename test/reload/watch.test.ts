import { execFileSync } from 'node:child_process';
import { appendFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Content } from '../../src/config/files.ts';
import { type Watch, watchFiles } from '../../src/config/watch.ts';
import { createFiles } from '../support/certificates.ts';
import { letPass, PATIENCE } from '../support/patience.ts';
import { mountFiles } from './mount.ts';

/** Shorter than a gateway's: nobody writes beside the test. */
const SETTLE_MS = 20;

let files: ReturnType<typeof createFiles>;
beforeEach(() => {
  files = createFiles();
});
afterEach(() => files[Symbol.dispose]());

/** What is seen in these files, look for look. */
function watch(names: readonly string[] | (() => readonly string[]), everyMs = 0) {
  const seen: Record<string, string>[] = [];
  const made: Watch = watchFiles({
    files: typeof names === 'function' ? names : () => names,
    everyMs,
    settleMs: SETTLE_MS,
    onChange: async (contents) => {
      seen.push(Object.fromEntries([...contents].map(([file, content]) => [file, textOf(content)])));
    },
  });
  onTestFinished(() => made.close());
  return { ...made, seen };
}

const textOf = (content: Content) =>
  content instanceof Error ? `no: ${(content as { code?: string }).code ?? content.message}` : content.toString();

describe('a change is seen', () => {
  test('when Kubernetes swaps the folder above', async () => {
    using mount = mountFiles();
    mount.swap({ cert: 'c1', key: 'k1' });
    const both = [mount.path('cert'), mount.path('key')];
    const { look, seen } = watch(both);
    await look(false);
    mount.swap({ cert: 'c2', key: 'k2' });
    await look(false);
    expect(seen.map((one) => Object.values(one))).toEqual([
      ['c1', 'k1'],
      ['c2', 'k2'],
    ]);
  });

  test.each([
    ['is written to in its place', (file: string) => writeFileSync(file, 'new')],
    [
      'is written to, and its times set back',
      (file: string) => {
        writeFileSync(file, 'new');
        utimesSync(file, 1, 1);
      },
    ],
    ['is replaced by another', (file: string) => renameSync(files.write('other', 'new'), file)],
  ])('when a file %s', async (_, change) => {
    const file = files.write('file', 'old');
    const { look, seen } = watch([file]);
    await look(false);
    change(file);
    await look(false);
    await look(false);
    expect(seen).toEqual([{ [file]: 'old' }, { [file]: 'new' }]);
  });

  test('when a file goes, and comes again', async () => {
    const file = files.write('file', 'old');
    const { look, seen } = watch([file]);
    await look(false);
    rmSync(file);
    await look(false);
    files.write('file', 'new');
    await look(false);
    expect(seen).toEqual([{ [file]: 'old' }, { [file]: 'no: ENOENT' }, { [file]: 'new' }]);
  });

  test('without being asked for, every so often', async () => {
    const file = files.write('file', 'old');
    const { seen } = watch([file], 20);
    await vi.waitFor(() => expect(seen).toEqual([{ [file]: 'old' }]), PATIENCE);
    files.write('file', 'new');
    await vi.waitFor(() => expect(seen).toEqual([{ [file]: 'old' }, { [file]: 'new' }]), PATIENCE);
  });
});

test('what is being written is read when it is done', async () => {
  const file = files.write('file', 'begun');
  let looks = 0;
  // Once for what is a file at all, and then each time that it is looked at.
  const { look, seen } = watch(() => {
    looks += 1;
    if (looks > 1 && looks < 6) appendFileSync(file, `, ${looks}`);
    return [file];
  });
  await look(false);
  expect(seen).toEqual([{ [file]: 'begun, 2, 3, 4, 5' }]);
});

test('who writes two files one after the other is waited for', async () => {
  const [cert, key] = [files.write('cert', 'c1'), files.write('key', 'k1')];
  const { look, seen } = watch([cert, key]);
  await look(false);
  files.write('cert', 'c2');
  const looked = look(false);
  // The certificate has been seen by then, once.
  setTimeout(() => files.write('cert', 'c3'), SETTLE_MS / 2);
  setTimeout(() => files.write('key', 'k3'), SETTLE_MS * 1.5);
  await looked;
  expect(seen.slice(1)).toEqual([{ [cert]: 'c3', [key]: 'k3' }]);
});

test('a pipe of the start is read by nobody again, and one that comes in place of a file is no file', async () => {
  const pipe = files.path('pipe');
  const file = files.write('file', 'old');
  execFileSync('mkfifo', [pipe]);
  const { look, seen } = watch([pipe, file]);
  await look(false);
  rmSync(file);
  execFileSync('mkfifo', [file]);
  await look(false);
  expect(seen).toEqual([{ [file]: 'old' }, { [file]: 'no: no file' }]);
});

test('who asks has everything read, though nothing has changed, and one look waits for another', async () => {
  const file = files.write('file', 'old');
  const { look, seen } = watch([file]);
  await Promise.all([look(), look()]);
  expect(seen).toEqual([{ [file]: 'old' }, { [file]: 'old' }]);
});

test('it ends when it is closed', async () => {
  const file = files.write('file', 'old');
  const { close, seen } = watch([file], 10);
  await vi.waitFor(() => expect(seen).toHaveLength(1), PATIENCE);
  close();
  files.write('file', 'new');
  await letPass(SETTLE_MS * 2);
  expect(seen).toHaveLength(1);
});
