import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { createChain } from '../../src/server/audit/chain.ts';
import { createPersonHash } from '../../src/server/audit/trail.ts';
import { createFiles } from '../support/certificates.ts';
import { ESCAPE, runCli } from '../support/cli.ts';
import { AUDIT_KEY } from '../support/gateway.ts';

let files: ReturnType<typeof createFiles>;
beforeAll(() => {
  files = createFiles();
  return () => files[Symbol.dispose]();
});

const env = { AUDIT_KEY };

/** Writes so many records of a chain, and gives the file's name. */
function write(name: string, change: (lines: string[]) => string[] = (lines) => lines): string {
  const chain = createChain(AUDIT_KEY);
  const line = (audit: unknown, facts: object) =>
    chain.stamp(`${JSON.stringify({ audit, time: '2026-11-27T12:00:00.000Z', ...facts })}\n`);
  const lines = [
    line('head', { why: 'start', instance: 'pod-1' }),
    ...[1, 2, 3].map((number) => line(1, { requestId: `r-${number}` })),
    line('seal', { why: 'end' }),
  ];
  const text = change(lines).join('');
  writeFileSync(files.path(name), name.endsWith('.gz') ? gzipSync(text) : text);
  return files.path(name);
}

describe('registergraf audit verify', { timeout: 60_000 }, () => {
  test('tells what is intact with 0, and where each chain ends', async () => {
    const names = [write('a.jsonl'), write('b.jsonl.gz', (lines) => lines.slice(0, -1))];
    const { code, stdout, stderr } = await runCli(['audit', 'verify', ...names], { env });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^chain \S+ of pod-1 to record 4 at 2026\S+: sealed \(end\)$/m);
    expect(stdout).toMatch(/^chain \S+ of pod-1 to record 3 at 2026\S+: open/m);
    expect(stdout).toMatch(/^intact: 9 records of 2 chains in 2 files$/m);
  });

  test('tells what is not with 1: each by file, line and kind, and as JSON', async () => {
    const altered = write('altered.jsonl', (lines) => lines.map((text) => text.replace('r-2', 'r-9')));
    const removed = write('removed.jsonl', (lines) => lines.toSpliced(2, 1));
    const text = await runCli(['audit', 'verify', altered, removed], { env: { ...env, FORCE_COLOR: '1' } });
    const red = (word: string) => `${ESCAPE}31m${word}${ESCAPE}39m`;
    expect(text.code).toBe(1);
    expect(text.stdout).toContain(`${red('altered')}: ${altered}:3: record 2 of chain `);
    expect(text.stdout).toContain(`${red('removed')}: ${removed}:3: record 2 of chain `);
    expect(text.stdout).toContain('2 findings');
    const json = await runCli(['audit', 'verify', '--json', '--expect-sealed', altered], { env });
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({
      ok: false,
      files: 1,
      records: 4,
      found: { altered: 1 },
      findings: [{ kind: 'altered', file: altered, line: 3, sequence: 2 }],
      more: 0,
    });
  });

  test('reads those of the configuration where none is named, and those that were rotated', async () => {
    const file = write('audit.jsonl');
    write('audit.jsonl.1');
    write('audit.jsonl-20261126.gz');
    const own = await runCli(['audit', 'verify'], { env: { ...env, AUDIT_FILE: file } });
    expect(own.stdout).toMatch(/^intact: 15 records of 3 chains in 3 files$/m);
  });

  test('ends with 2 where it cannot tell: no key, no file, none that can be read', async () => {
    const file = write('c.jsonl');
    writeFileSync(files.path('broken.gz'), gzipSync(readFileSync(file)).subarray(0, 60));
    const ran = await Promise.all([
      runCli(['audit', 'verify', file]),
      runCli(['audit', 'verify'], { env }),
      runCli(['audit', 'verify', files.path('nothing')], { env }),
      runCli(['audit', 'verify', files.path('broken.gz')], { env }),
    ]);
    expect(ran.map(({ code }) => code)).toEqual([1, 2, 2, 2]);
    expect(ran[0]?.stderr).toContain('AUDIT_KEY: is missing');
    expect(ran[3]?.stderr).toMatch(/^error: a file cannot be read/);
  });
});

describe('registergraf audit show', { timeout: 60_000 }, () => {
  const PERSON = '0101505006';
  const person = createPersonHash(AUDIT_KEY)({ kind: 'cpr', identifikator: PERSON });
  const record = (second: number, more: object = {}) =>
    `${JSON.stringify({ audit: 1, time: `2026-11-27T12:00:0${second}.000Z`, user: 'u', organisation: '8/90100', userOrganisation: '4/7', purpose: `p-${second}`, caseReference: 'c', operation: 'GetKontaktinformation', kilde: 'STAR', outcome: 'IngenKontaktinformation', opphav: 'KILDE', person, ...more })}\n`;
  const caller = createPersonHash(AUDIT_KEY)({ kind: 'mobiltelefon', identifikator: '67000001' });
  const written = () => {
    const searched = record(5, { person: caller, purpose: 'searched' });
    const others = record(3, { person: 'b'.repeat(64), purpose: 'other' });
    const refused = record(4, { opphav: 'GATEWAY', purpose: 'refused' });
    writeFileSync(
      files.path('shown.jsonl'),
      record(1) + record(2, { user: person, organisation: '0/' }) + others + refused + searched,
    );
    return files.path('shown.jsonl');
  };

  test('tells who has asked, when and what for, never what was found, and prints no number', async () => {
    const { code, stdout, stderr } = await runCli(['audit', 'show', '--person', '-', written()], {
      env,
      input: `${PERSON}\n`,
    });
    expect([code, stderr]).toEqual([0, '']);
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((row) => row.trim().split(/ {2,}/));
    expect(rows).toEqual([
      ['Time', 'Who', 'By', 'Register', 'Operation', 'Purpose', 'Case'],
      ['2026-11-27T12:00:02.000Z', 'the person', '4/7', 'STAR', 'GetKontaktinformation', 'p-2', 'c'],
      ['2026-11-27T12:00:01.000Z', '8/90100', '4/7', 'STAR', 'GetKontaktinformation', 'p-1', 'c'],
    ]);
    expect(stdout).not.toMatch(/Ingen|0101505006/);
  });

  test('gives the newest, and what was refused, where that is asked for, as JSON', async () => {
    const args = ['audit', 'show', '--person', '-', '--json', '--refused', '--first', '2', written()];
    // As people write it: in records it stands in digits alone.
    const { stdout } = await runCli(args, { env, input: '010150 – 5006\n' });
    const { entries, hasMore } = JSON.parse(stdout) as { entries: Record<string, unknown>[]; hasMore: boolean };
    expect([entries.map(({ purpose }) => purpose), hasMore]).toEqual([['refused', 'p-2'], true]);
    expect(Object.keys(entries[0] ?? {}).toSorted()).toEqual([
      'caseReference',
      'isOwn',
      'kilde',
      'operation',
      'organisation',
      'purpose',
      'time',
      'userOrganisation',
    ]);
  });

  test('knows nobody under another key, a phone however it is written, and takes no number from the command line', async () => {
    const file = written();
    const ask = (input: string, args: string[], key = AUDIT_KEY) =>
      runCli(['audit', 'show', '--person', '-', ...args, file], { env: { AUDIT_KEY: key }, input });
    const ran = await Promise.all([
      ask(PERSON, ['--kind', 'cpr'], 'another key, of thirty-two characters or more'),
      ask(PERSON, ['--first', '0']),
      runCli(['audit', 'show', '--person', PERSON, file], { env }),
      ask('67 00 00 01', ['--json']),
    ]);
    expect(ran.map(({ code }) => code)).toEqual([0, 2, 2, 0]);
    expect(ran.slice(0, 3).map(({ stdout }) => stdout)).toEqual(['', '', '']);
    expect(JSON.parse(ran[3]?.stdout ?? '')).toMatchObject({ entries: [{ purpose: 'searched' }] });
    expect(ran[0]?.stderr).toContain('no records');
    // Not even what was typed by mistake.
    expect(ran[2]?.stderr).toContain('is read from standard input');
    expect(ran[2]?.stderr).not.toContain(PERSON);
  });
});
