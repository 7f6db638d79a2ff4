import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openJournal } from '../../../src/server/audit/journal.ts';
import type { Finding } from '../../../src/server/audit/verify/findings.ts';
import { readLines } from '../../../src/server/audit/verify/read-lines.ts';
import { verifyFiles } from '../../../src/server/audit/verify/verify.ts';
import { createFiles } from '../../support/certificates.ts';
import { AUDIT_KEY } from '../../support/gateway.ts';
import { PATIENCE } from '../../support/patience.ts';

const NEVER = { until: Number.POSITIVE_INFINITY, keep: false };
const record = (number: number) => `{"audit":1,"time":"${new Date().toISOString()}","requestId":"r-${number}"}\n`;

function create(lookMs = 60_000) {
  const files = createFiles();
  onTestFinished(() => files[Symbol.dispose]());
  const file = files.path('audit.jsonl');
  const notes: [string, string][] = [];
  const open = (how: Partial<Parameters<typeof openJournal>[0]> = {}) =>
    openJournal({ file, key: AUDIT_KEY, lookMs, onNote: (level, text) => notes.push([level, text]), ...how });
  const folder = file.slice(0, -'/audit.jsonl'.length);
  return {
    file,
    notes,
    open,
    all: () => readdirSync(folder).map((name) => `${folder}/${name}`),
    parsed: (name = file) =>
      readFileSync(name, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

async function verify(files: readonly string[], how: { expectSealed?: boolean } = {}) {
  const findings: Finding[] = [];
  const verdict = await verifyFiles(files, { key: AUDIT_KEY, onFinding: (one) => findings.push(one), ...how });
  return { ...verdict, findings };
}

test('a chain begins with a head, seals itself at the end, and only its owner reads the file', async () => {
  const { file, open, parsed } = create();
  const journal = open({ worker: 2 });
  for (const number of [1, 2]) await journal.append(record(number), NEVER);
  expect(await journal.end(1_000)).toBe(0);
  const records = parsed();
  expect(records.map(({ audit, sequence }) => [audit, sequence])).toEqual([
    ['head', 0],
    [1, 1],
    [1, 2],
    ['seal', 3],
  ]);
  expect(records[0]).toMatchObject({ why: 'start', process: process.pid, worker: 2, follows: [], previous: '' });
  expect(records[3]).toMatchObject({ why: 'end', previous: records[2]?.mac });
  expect(new Set(records.map(({ chain }) => chain)).size).toBe(1);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).not.toContain(AUDIT_KEY);
  expect(await verify([file], { expectSealed: true })).toMatchObject({ records: 4, findings: [], found: {} });
});

test('who has recorded nothing leaves nothing, and the next process names the end of the one before', async () => {
  const { file, open, parsed } = create();
  await open().end(1_000);
  expect(readFileSync(file, 'utf8')).toBe('');
  for (const number of [1, 2]) {
    const journal = open();
    await journal.append(record(number), NEVER);
    await journal.end(1_000);
  }
  const [, , end, head] = parsed();
  const { chain, sequence, mac } = end ?? {};
  expect(head).toMatchObject({ audit: 'head', why: 'start', sequence: 0 });
  expect(head?.follows).toEqual([expect.objectContaining({ chain, sequence, mac })]);
  // The end of the first is cut off: nothing but the second’s head knows of it.
  const lines = readFileSync(file, 'utf8').split('\n');
  rmSync(file);
  appendFileSync(file, [lines[0], lines[1], ...lines.slice(3)].join('\n'));
  const { findings } = await verify([file]);
  expect(findings).toMatchObject([{ kind: 'removed', chain, sequence: 2, through: 2 }]);
});

test('a chain whose seal could not be written is not said to be sealed', async () => {
  const { file, notes, open } = create();
  execFileSync('mkfifo', [file]);
  const reader = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  const journal = open();
  await journal.append(record(1), NEVER);
  closeSync(reader);
  await journal.end(1_000);
  expect(notes).toEqual([['error', 'the audit chain could not be sealed']]);
});

test('a record that a killed process has cut off is told of, though the file has been rotated away since', async () => {
  const { file, open, all, parsed } = create();
  const killed = open();
  await killed.append(record(1), NEVER);
  await killed.end(1_000);
  appendFileSync(file, record(2).slice(0, 30));
  renameSync(file, `${file}.1`);
  const journal = open();
  await journal.append(record(3), NEVER);
  await journal.end(1_000);
  expect(parsed().map(({ audit }) => audit)).toEqual(['head', 'torn', 1, 'seal']);
  expect(readFileSync(file, 'utf8')).toMatch(/^\{/);
  expect(await verify(all())).toMatchObject({ torn: 1, findings: [] });
});

test('what is no file has such a name, too, and holds up no record', async () => {
  const { file, notes, open, parsed } = create();
  mkdirSync(`${file}.d`);
  execFileSync('mkfifo', [`${file}.pipe`]);
  const journal = open();
  await journal.append(record(1), { until: performance.now() + PATIENCE.timeout, keep: false });
  expect(await journal.end(1_000)).toBe(0);
  expect(parsed().map(({ audit }) => audit)).toEqual(['head', 1, 'seal']);
  expect(notes.filter(([level]) => level !== 'info')).toEqual([]);
});

test('the next process names the end in the file that was rotated away, where its own is empty', async () => {
  const { file, open, parsed, all } = create();
  for (const name of [file, `${file}.1`]) {
    const journal = open();
    await journal.append(record(1), NEVER);
    await journal.end(1_000);
    if (name === file) renameSync(file, `${file}.1`);
  }
  const end = parsed(`${file}.1`).at(-1);
  const { chain, sequence } = end ?? {};
  expect(parsed()[0]?.follows).toEqual([expect.objectContaining({ chain, sequence, rotated: true })]);
  expect((await verify(all())).findings).toEqual([]);
  expect((await verify([file])).findings).toEqual([]);
});

test('a chain with new records is sealed now and then, and an idle one is left alone', async () => {
  const { open, parsed } = create(5);
  const journal = open({ sealMs: 10 });
  await journal.append(record(1), NEVER);
  await vi.waitUntil(() => parsed().some(({ audit }) => audit === 'seal'), PATIENCE);
  await wait(100);
  await journal.append(record(2), NEVER);
  await vi.waitUntil(() => parsed().at(-1)?.audit === 'seal' && parsed().length > 4, PATIENCE);
  expect(parsed().map(({ audit, why }) => [audit, why])).toEqual([
    ['head', 'start'],
    [1, undefined],
    ['seal', 'period'],
    [1, undefined],
    ['seal', 'period'],
  ]);
  await journal.end(1_000);
});

test('no record is lost or torn apart when the file is renamed under load, told by a signal or not', async () => {
  const { file, open, all, notes } = create(20);
  // Two processes write to one file.
  const journals = [open({ worker: 1 }), open({ worker: 2 })];
  const kept = new Set<string>();
  let isOver = false;
  let number = 0;
  const load = journals.map(async (journal) => {
    while (!isOver) {
      await Promise.all(
        Array.from({ length: 20 }, async () => {
          number += 1;
          const own = number;
          await journal.append(record(own), NEVER);
          kept.add(`r-${own}`);
        }),
      );
      await wait(1);
    }
  });
  const opened = () => notes.filter(([, text]) => text === 'the audit file has been opened again').length;
  for (let rotation = 1; rotation <= 6; rotation += 1) {
    renameSync(file, `${file}.${rotation}`);
    // logrotate’s `create` on some, and nobody’s on others.
    if (rotation % 2 === 0) appendFileSync(file, '', { mode: 0o600 });
    if (rotation > 3) for (const journal of journals) journal.reopen();
    await vi.waitUntil(() => opened() === rotation * 2, PATIENCE);
    // As logrotate can be told to: the last one but one is zipped.
    if (rotation > 1) execFileSync('gzip', [`${file}.${rotation - 1}`]);
  }
  isOver = true;
  await Promise.all(load);
  for (const journal of journals) expect(await journal.end(5_000)).toBe(0);
  expect(all().filter((name) => name.endsWith('.gz'))).toHaveLength(5);
  const { findings, chains } = await verify(all(), { expectSealed: true });
  expect(findings).toEqual([]);
  const written: string[] = [];
  for (const name of all()) {
    for await (const lines of readLines(name)) {
      written.push(...lines.flatMap(({ text }) => (JSON.parse(text) as { requestId?: string }).requestId ?? []));
    }
  }
  expect(written.toSorted()).toEqual([...kept].toSorted());
  expect(kept.size).toBe(number);
  expect(chains.map(({ sealed }) => sealed)).toEqual(['end', 'end']);
  // Each file can be judged alone, and without the oldest.
  for (const name of all()) expect((await verify([name])).findings).toEqual([]);
  expect((await verify(all().filter((name) => !name.includes('.1.')))).findings).toEqual([]);
  // But none can be taken out of the middle.
  const without = await verify(all().filter((name) => !name.includes('.3.')));
  expect(without.findings.map(({ kind }) => kind)).toEqual(['removed', 'removed']);
});

test('a file that is copied and cut is told of, and what was lost is seen', async () => {
  const { file, open, notes, all } = create();
  const journal = open();
  await journal.append(record(1), NEVER);
  // The second is written after a look, by which the size is known.
  journal.reopen();
  await journal.append(record(2), NEVER);
  copyFileSync(file, `${file}.1`);
  await journal.append(record(3), NEVER);
  truncateSync(file);
  journal.reopen();
  await vi.waitUntil(() => notes.some(([level]) => level === 'warn'), PATIENCE);
  await journal.append(record(4), NEVER);
  await journal.end(1_000);
  expect(notes[0]).toEqual(['warn', 'the audit file has been cut: records that nobody had copied are lost']);
  expect((await verify(all())).findings).toMatchObject([{ kind: 'removed', sequence: 3, through: 3 }]);
});

test('a file that was removed is made again, and that is told', async () => {
  const { file, open, notes } = create();
  const journal = open();
  await journal.append(record(1), NEVER);
  rmSync(file);
  journal.reopen();
  await vi.waitUntil(() => existsSync(file), PATIENCE);
  await journal.append(record(2), NEVER);
  await journal.end(1_000);
  expect(notes[0]).toEqual(['warn', 'the audit file was removed while it was written to: records may be lost']);
  expect((await verify([file])).findings).toEqual([]);
});

test('where no other file can be opened, records go on in the old one', async () => {
  const { file, open, notes, parsed } = create(5);
  const journal = open();
  await journal.append(record(1), NEVER);
  const folder = file.slice(0, -'/audit.jsonl'.length);
  renameSync(folder, `${folder}-away`);
  onTestFinished(() => rmSync(`${folder}-away`, { recursive: true }));
  await vi.waitUntil(() => notes.length > 0, PATIENCE);
  await journal.append(record(2), NEVER);
  await wait(50);
  expect(notes).toEqual([['error', 'the audit file could not be looked at']]);
  expect(parsed(`${folder}-away/audit.jsonl`)).toHaveLength(3);
  await journal.end(1_000);
});

test('a record that was cut off by a crash is named by the next process', async () => {
  const { file, open, parsed } = create();
  const first = open();
  await first.append(record(1), NEVER);
  appendFileSync(file, '{"audit":1,"time":"20');
  const second = open();
  await second.append(record(2), NEVER);
  await second.end(1_000);
  const { findings, torn } = await verify([file]);
  expect([findings, torn]).toEqual([[], 1]);
  expect(() => parsed()).toThrow();
  // What nobody has named is no record of anybody’s.
  appendFileSync(file, 'something else\n');
  expect((await verify([file])).findings).toMatchObject([{ kind: 'added', line: 8 }]);
});

test('a disk that is full for a while cuts no chain', async () => {
  const { file, parsed } = create();
  const url = (name: string) => JSON.stringify(new URL(`../../../src/server/audit/${name}`, import.meta.url).href);
  // A limit of the process, which the system refuses to write beyond, as it does where the disk is full.
  const script = `
    const { execFileSync } = await import('node:child_process');
    const { openJournal } = await import(${url('journal.ts')});
    const journal = openJournal({ file: process.argv[1], key: ${JSON.stringify(AUDIT_KEY)} });
    const how = { until: Infinity, keep: false };
    const text = 'x'.repeat(300);
    const append = (name) => journal.append(JSON.stringify({ audit: 1, name, text }) + '\\n', how).then(() => true, () => false);
    let before = 0;
    while (await append('before')) before += 1;
    const during = await append('during');
    execFileSync('prlimit', ['--pid', String(process.pid), '--fsize=unlimited:unlimited']);
    const after = await append('after');
    await journal.end(1_000);
    process.stdout.write(JSON.stringify({ before, during, after }));`;
  const told = execFileSync('bash', [
    '-c',
    'ulimit -S -f 4; trap "" XFSZ; exec "$@"',
    'bash',
    process.execPath,
    '--input-type=module',
    '-e',
    script,
    file,
  ]);
  const { before, during, after } = JSON.parse(told.toString()) as { before: number; during: boolean; after: boolean };
  expect([before > 3, during, after]).toEqual([true, false, true]);
  const { findings, torn, records } = await verify([file], { expectSealed: true });
  expect([findings, torn]).toEqual([[], 1]);
  // A head, what was written before and after, what was cut off, and the seal.
  expect(records).toBe(before + 4);
  expect(() => parsed()).toThrow();
});
