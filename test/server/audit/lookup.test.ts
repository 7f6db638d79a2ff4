import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createAccessLogs, MAX_SEARCHES, MAX_WAITING_SEARCHES } from '../../../src/server/audit/access-log.ts';
import { findEntries, NO_BOUNDS, type Search } from '../../../src/server/audit/lookup.ts';
import { createFiles } from '../../support/certificates.ts';
import { AUDIT_KEY } from '../../support/gateway.ts';

const PERSON = 'a'.repeat(64);
const START = Date.parse('2026-11-27T12:00:00.000Z');
const timeOf = (second: number) => new Date(START + second * 1000).toISOString();

let files: ReturnType<typeof createFiles>;
let file: string;
beforeEach(() => {
  files = createFiles();
  file = files.path('audit.jsonl');
  return () => files[Symbol.dispose]();
});

const line = (second: number, more: object = {}) =>
  `${JSON.stringify({ audit: 1, time: timeOf(second), requestId: `r-${second}`, user: 'u', organisation: '8/90100', userOrganisation: '8/90100', purpose: `p-${second}`, operation: 'HentPersoner', kilde: 'KRR', outcome: 'BrukerIkkeFunnet', opphav: 'KILDE', person: PERSON, ...more })}\n`;
const other = (second: number) => line(second, { person: 'b'.repeat(64) });

const manyLines = (count: number) =>
  Array.from({ length: count }, (_, second) => other(second).replace('"u"', `"${randomUUID()}"`)).join('');
const openFiles = () =>
  readdirSync('/proc/self/fd').flatMap((descriptor) => {
    try {
      return readlinkSync(`/proc/self/fd/${descriptor}`);
    } catch {
      return [];
    }
  });

function write(name: string, text: string, second: number): void {
  writeFileSync(files.path(name), name.endsWith('.gz') ? gzipSync(text) : text);
  utimesSync(files.path(name), new Date(timeOf(second)), new Date(timeOf(second)));
}

const find = (how: Partial<Search> = {}, where: Parameters<typeof findEntries>[0] = { file }) =>
  findEntries(where, { ...NO_BOUNDS, first: 50, person: PERSON, ...how });
const purposes = ({ entries }: Awaited<ReturnType<typeof findEntries>>) => entries.map(({ purpose }) => purpose);

describe('the entries of one person', () => {
  test('are found in all files, zipped or not, the newest first, and those of others are not', async () => {
    write('audit.jsonl-1.gz', line(1) + other(2) + line(3), 3);
    write('audit.jsonl.1', other(4) + line(5), 5);
    write('audit.jsonl', line(6) + other(7) + line(8), 8);
    const found = await find();
    expect(purposes(found)).toEqual(['p-8', 'p-6', 'p-5', 'p-3', 'p-1']);
    expect(found).toMatchObject({ hasMore: false, since: undefined });
    expect(found.entries[0]).toMatchObject({
      time: timeOf(8),
      organisation: '8/90100',
      userOrganisation: undefined,
      kilde: 'KRR',
      operation: 'HentPersoner',
      isOwn: false,
    });
    expect(JSON.stringify(found)).not.toContain('BrukerIkkeFunnet');
  });

  test('are those of several gateways, in the order of their times', async () => {
    for (const [name, seconds] of [
      ['one', [1, 4]],
      ['two', [2, 3]],
    ] as const) {
      mkdirSync(files.path(name));
      writeFileSync(files.path(`${name}/audit.jsonl`), seconds.map((second) => line(second)).join(''));
    }
    expect(purposes(await find({}, { file, pattern: files.path('*/audit.jsonl*') }))).toEqual([
      'p-4',
      'p-3',
      'p-2',
      'p-1',
    ]);
  });

  test('are no refusals of the gateway, unless somebody wants them', async () => {
    write(
      'audit.jsonl',
      line(1, { opphav: 'GATEWAY', kode: 'MANGLER_SCOPE' }) + line(2, { user: PERSON, organisation: '0/' }),
      2,
    );
    expect((await find()).entries).toMatchObject([
      { purpose: 'p-2', isOwn: true, organisation: undefined, userOrganisation: '8/90100' },
    ]);
    expect(purposes(await find({ refused: true }))).toEqual(['p-2', 'p-1']);
  });

  test('are told apart from what only looks like one: a purpose, a cut-off line, a head', async () => {
    const quoted = other(1).replace('p-1', `\\"person\\":\\"${PERSON}\\"`);
    const texts = [
      quoted,
      line(2).slice(0, 300),
      '\n',
      JSON.stringify({ audit: 'head', time: timeOf(3), person: PERSON }),
      '\n',
      line(4),
    ];
    write('audit.jsonl', texts.join(''), 4);
    expect(purposes(await find())).toEqual(['p-4']);
  });

  test('come in pages that neither repeat nor leave out, also of the same millisecond', async () => {
    const same = Array.from({ length: 7 }, (_, index) =>
      line(5, { requestId: `same-${index}`, purpose: `s-${index}` }),
    );
    write('audit.jsonl', line(1) + same.join('') + line(9), 9);
    const seen: unknown[] = [];
    let after: string | undefined;
    for (let page = 0; page < 5; page += 1) {
      const found = await find({ first: 2, after });
      seen.push(...purposes(found));
      expect(found.hasMore).toBe(page < 4);
      after = found.entries.at(-1)?.key;
    }
    expect(seen).toHaveLength(9);
    expect(new Set(seen)).toEqual(new Set(['p-9', 'p-1', ...same.map((_, index) => `s-${index}`)]));
    expect([seen[0], seen[8]]).toEqual(['p-9', 'p-1']);
  });

  test('are found where a line lies across two slices, and where lines are longer than one', async () => {
    const long = line(2, { user: 'x'.repeat(700_000) });
    const filling = Array.from({ length: 2_000 }, (_, index) => other(index + 3)).join('');
    write('audit.jsonl', line(1) + long + filling + line(3_000) + filling + line(6_000), 6_000);
    expect(purposes(await find())).toEqual(['p-6000', 'p-3000', 'p-2', 'p-1']);
  });
});

describe('no more is read than is needed', () => {
  /** A file that cannot be read as what its name says: whoever reads it fails. */
  const unreadable = (name: string, second: number) => {
    writeFileSync(files.path(name), Buffer.from([0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
    utimesSync(files.path(name), new Date(timeOf(second)), new Date(timeOf(second)));
  };

  test('of older files, when newer ones have enough', async () => {
    unreadable('audit.jsonl.9.gz', 1);
    write('audit.jsonl', line(5) + line(6) + line(7), 7);
    const found = await find({ first: 2 });
    expect([purposes(found), found.hasMore, found.since]).toEqual([['p-7', 'p-6'], true, undefined]);
    await expect(find({ first: 3 })).rejects.toThrow();
  });

  test('beyond the bytes and the time that there are, and that is told', async () => {
    write('audit.jsonl.1', line(1) + line(2), 2);
    write('audit.jsonl', line(8) + line(9), 9);
    const bytes = await find({ bytes: 10 });
    // A slice is read whole.
    expect([purposes(bytes), bytes.since]).toEqual([['p-9', 'p-8'], timeOf(2)]);
    const late = await find({ until: performance.now() - 1 });
    expect([purposes(late), late.since]).toEqual([[], timeOf(9)]);
    const gone = await find({ signal: AbortSignal.abort() });
    expect(gone.since).toBe(timeOf(9));
    expect((await find({ bytes: 100_000 })).since).toBeUndefined();
  });

  test('of a large file only its end, and up to when that was', async () => {
    const filling = Array.from({ length: 3_000 }, (_, index) => other(index)).join('');
    write('audit.jsonl', line(0) + filling + line(3_000), 3_000);
    const { entries, since } = await find({ bytes: 1 });
    expect(entries.map(({ purpose }) => purpose)).toEqual(['p-3000']);
    expect(Date.parse(since ?? '')).toBeGreaterThan(START + 1_000_000);
    expect(Date.parse(since ?? '')).toBeLessThan(START + 3_000_000);
  });
});

test('a zipped file that ends in the middle is read up to there, and that is told', async () => {
  write('audit.jsonl', line(90_000), 90_000);
  write('audit.jsonl.1.gz', line(1) + manyLines(20_000), 80_000);
  const whole = readFileSync(files.path('audit.jsonl.1.gz'));
  writeFileSync(files.path('audit.jsonl.1.gz'), whole.subarray(0, whole.length / 2));
  utimesSync(files.path('audit.jsonl.1.gz'), new Date(timeOf(80_000)), new Date(timeOf(80_000)));
  const found = await find();
  expect(purposes(found)).toEqual(['p-90000', 'p-1']);
  expect(found.since).toBe(timeOf(80_000));
});

test('no zipped file stays open of which only a part has been read', async () => {
  write('audit.jsonl.1.gz', manyLines(20_000), 80_000);
  await find({ bytes: 100_000 });
  await expect.poll(() => openFiles().filter((name) => name.endsWith('audit.jsonl.1.gz'))).toEqual([]);
});

test('a file that is rotated while others are read is read under its next name', async () => {
  write('audit.jsonl.1', line(1), 9);
  write('audit.jsonl', line(2), 8);
  const names = [files.path('audit.jsonl.1'), file];
  // The list was made before the renaming.
  renameSync(file, files.path('audit.jsonl.0'));
  appendFileSync(file, line(3));
  expect(purposes(await find({}, names))).toEqual(['p-3', 'p-1']);
  expect(purposes(await find({}, { file }))).toEqual(['p-3', 'p-2', 'p-1']);
});

test('so many search at once, so many wait, and the next is told', async () => {
  write('audit.jsonl', other(1), 1);
  const logs = createAccessLogs({ where: { file }, key: AUDIT_KEY, maxBytes: 1_000, onError: () => {} });
  const counted: string[] = [];
  const log = logs.forRequest({ signal: new AbortController().signal, count: (kilde) => counted.push(kilde) });
  const person = { kind: 'personidentifikator', identifikator: '02827112006' } as const;
  const all = MAX_SEARCHES + MAX_WAITING_SEARCHES;
  const answers = await Promise.all(Array.from({ length: all + 3 }, () => log.read(person, { first: 1 })));
  expect(answers.filter((answer) => answer === undefined)).toHaveLength(3);
  expect(counted).toEqual(Array.from({ length: all }, () => 'INNSYNSLOGG'));
  expect(await log.read(person, { first: 1 })).toEqual({ entries: [], hasMore: false, since: undefined });
});

test('the event loop goes on while a large file is searched', async () => {
  const piece = Array.from({ length: 20_000 }, (_, index) => other(index)).join('');
  for (let count = 0; count < 3; count += 1) appendFileSync(file, piece);
  let turns = 0;
  let isOver = false;
  const turn = () => {
    turns += 1;
    if (!isOver) setImmediate(turn);
  };
  turn();
  onTestFinished(() => {
    isOver = true;
  });
  await find();
  isOver = true;
  // A slice a turn, at least.
  expect(turns).toBeGreaterThan((piece.length * 3) / (256 * 1024));
});
