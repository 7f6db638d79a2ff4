import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createChain } from '../../../src/server/audit/chain.ts';
import type { Finding } from '../../../src/server/audit/verify/findings.ts';
import { verifyFiles } from '../../../src/server/audit/verify/verify.ts';
import { createFiles } from '../../support/certificates.ts';

const KEY = 'a key that an intruder does not have';

const line = (audit: unknown, facts: object = {}) =>
  `${JSON.stringify({ audit, time: '2026-11-27T12:00:00.000Z', ...facts })}\n`;

/** So many records of one chain, with its head and its seal: as lines. */
function chainOf(
  count: number,
  { id, key = KEY, follows = [] }: { id?: string; key?: string; follows?: object[] } = {},
) {
  const chain = createChain(key, id);
  const records = [
    line('head', { why: 'start', instance: 'i', process: 1, key: chain.keyId, follows }),
    ...Array.from({ length: count }, (_, index) => line(1, { requestId: `r-${index + 1}`, outcome: 'Basisdata' })),
    line('seal', { why: 'end' }),
  ];
  return records.map((record) => chain.stamp(record));
}

type How = Partial<Parameters<typeof verifyFiles>[1]>;

async function verifyTexts(texts: Readonly<Record<string, string | Buffer>>, how: How = {}) {
  using files = createFiles();
  const findings: Finding[] = [];
  for (const [name, text] of Object.entries(texts)) writeFileSync(files.path(name), text);
  const named = Object.keys(texts).map((name) => files.path(name));
  const verdict = await verifyFiles(named, { key: KEY, onFinding: (one) => findings.push(one), ...how });
  const told = findings.map(({ kind, file, line: at, sequence, through }) => ({
    kind,
    at: `${file.split('/').at(-1)}:${at}`,
    ...(sequence !== undefined && { sequence }),
    ...(through !== undefined && { through }),
  }));
  return { ...verdict, told };
}

const tell = async (lines: readonly string[], how?: How) => (await verifyTexts({ a: lines.join('') }, how)).told;

/** Lines 1 to 8: a head, six records, a seal. Record n stands in line n + 1. */
const whole = chainOf(6, { id: 'own' });
const swapped = (from: string, to: string) => (text: string) => text.replace(from, to);
const without = (...lines: number[]) => whole.filter((_, index) => !lines.includes(index));
const at = (index: number) => whole[index] ?? '';

test('what is as it was written is so, zipped or not, and also with older files left out', async () => {
  expect(await tell(whole, { expectSealed: true })).toEqual([]);
  const zipped = await verifyTexts({
    'audit.1.gz': gzipSync(whole.slice(0, 4).join('')),
    audit: whole.slice(4).join(''),
  });
  expect(zipped).toMatchObject({ told: [], records: 8, lines: 8, chains: [{ from: 0, to: 7, sealed: 'end' }] });
});

describe('each kind of change is found, with its place', () => {
  test.each<[string, readonly string[], object[]]>([
    ['a word changed', whole.map(swapped('"r-3"', '"r-X"')), [{ kind: 'altered', at: 'a:4', sequence: 3 }]],
    [
      'two words changed, one after the other',
      whole.map(swapped('"r-3"', '"r-X"')).map(swapped('"r-4"', '"r-Y"')),
      [
        { kind: 'altered', at: 'a:4', sequence: 3 },
        { kind: 'altered', at: 'a:5', sequence: 4 },
      ],
    ],
    [
      'the last record changed',
      without(7).map(swapped('"r-6"', '"r-X"')),
      [{ kind: 'altered', at: 'a:7', sequence: 6 }],
    ],
    ['the head changed', whole.map(swapped('"i"', '"j"')), [{ kind: 'altered', at: 'a:1', sequence: 0 }]],
    ['a record made unreadable', whole.with(3, '#\n'), [{ kind: 'altered', at: 'a:4' }]],
    [
      'a code taken away',
      whole.map((text, index) => (index === 3 ? text.replace(/,"mac":.*\}/, '}') : text)),
      [{ kind: 'altered', at: 'a:4' }],
    ],
    [
      'a record’s number changed',
      whole.map(swapped('"sequence":3', '"sequence":9')),
      [{ kind: 'altered', at: 'a:4', sequence: 9 }],
    ],
    ['a record taken out', without(3), [{ kind: 'removed', at: 'a:4', sequence: 3, through: 3 }]],
    ['three taken out', without(3, 4, 5), [{ kind: 'removed', at: 'a:4', sequence: 3, through: 5 }]],
    ['the head taken out', without(0), [{ kind: 'removed', at: 'a:1', through: 0 }]],
    [
      'a record moved down',
      [...without(3).slice(0, 5), at(3), ...without(3).slice(5)],
      [{ kind: 'reordered', at: 'a:6', sequence: 3 }],
    ],
    [
      'two swapped',
      [...whole.slice(0, 3), at(4), at(3), ...whole.slice(5)],
      [{ kind: 'reordered', at: 'a:5', sequence: 3 }],
    ],
    ['a copy', [...whole.slice(0, 6), at(2), ...whole.slice(6)], [{ kind: 'added', at: 'a:7', sequence: 2 }]],
    [
      'one made up',
      [...whole.slice(0, 4), at(3).replace('r-3', 'r-0'), ...whole.slice(4)],
      [{ kind: 'added', at: 'a:5', sequence: 3 }],
    ],
    ['one of no chain', [...whole.slice(0, 4), line(1), ...whole.slice(4)], [{ kind: 'added', at: 'a:5' }]],
    ['no record at all', [...whole, 'hello\n'], [{ kind: 'added', at: 'a:9' }]],
    [
      'one taken out and another changed',
      without(5).map(swapped('"r-3"', '"r-X"')),
      [
        { kind: 'altered', at: 'a:4', sequence: 3 },
        { kind: 'removed', at: 'a:6', sequence: 5, through: 5 },
      ],
    ],
    [
      'one of another key',
      [...whole, ...chainOf(0, { id: 'new', key: 'k'.repeat(32) })],
      [{ kind: 'other key', at: 'a:9' }],
    ],
    ['two histories of one chain', [...whole.slice(0, 4), ...forked()], [{ kind: 'forked', at: 'a:5', sequence: 4 }]],
  ])('%s', async (_, lines, expected) => {
    expect(await tell(lines)).toEqual(expected);
  });

  /** From record 4 on as another process with the same chain would have written it. */
  function forked(): string[] {
    const chain = createChain(KEY, 'own');
    for (const text of ['a', 'b', 'c', 'd']) chain.stamp(line(1, { text }));
    return [chain.stamp(line(1, { requestId: 'r-4' })), chain.stamp(line('seal', { why: 'end' }))];
  }
});

test('a whole file taken out of the middle is missed, and so is an end that a later chain has followed', async () => {
  const files = { one: whole.slice(0, 3).join(''), three: whole.slice(5).join('') };
  expect((await verifyTexts(files)).told).toEqual([{ kind: 'removed', at: 'three:1', sequence: 3, through: 4 }]);
  const next = chainOf(1, { id: 'next', follows: [{ chain: 'own', sequence: 7, mac: 'x' }] });
  expect(await tell([...whole, ...next])).toEqual([]);
  expect(await tell([...without(6, 7), ...next])).toEqual([{ kind: 'removed', at: 'a:7', sequence: 6, through: 7 }]);
  expect(await tell(next)).toEqual([{ kind: 'removed', at: 'a:1', sequence: 0, through: 7 }]);
});

test('a file whose records have lost their places is found beside those that have not', async () => {
  const stripped = whole.map((text) => text.replace(/,"chain":.*\}/, '}').replace('12:00', '12:30'));
  expect((await verifyTexts({ a: whole.join(''), b: stripped.join('') })).found).toEqual({ added: 8 });
});

test('an end in the file before is missed, but where that may be kept no more', async () => {
  const follows = [{ chain: 'own', sequence: 7, mac: 'x', rotated: true }];
  const next = chainOf(1, { id: 'next', follows }).join('');
  const older = createChain(KEY, 'old');
  const before = older.stamp(line('head', { why: 'start' }).replace('12:00', '11:00'));
  expect((await verifyTexts({ a: next })).told).toEqual([]);
  expect((await verifyTexts({ a: whole.join(''), b: next })).told).toEqual([]);
  expect((await verifyTexts({ a: before, b: next })).told).toMatchObject([
    { kind: 'removed', sequence: 0, through: 7 },
  ]);
  expect((await verifyTexts({ a: without(7).join(''), b: next })).told).toMatchObject([
    { kind: 'removed', through: 7 },
  ]);
});

test('an end that is cut off is seen where a seal is expected, and said of every chain', async () => {
  expect(await tell(without(6, 7))).toEqual([]);
  expect(await tell(without(6, 7), { expectSealed: true })).toEqual([{ kind: 'unsealed', at: 'a:6', sequence: 5 }]);
  const { chains } = await verifyTexts({ a: without(6, 7).join('') });
  expect(chains).toMatchObject([{ chain: 'own', instance: 'i', to: 5, sealed: undefined }]);
});

test('records from before there were chains are counted, and refused only where one asks for that', async () => {
  const old = [line(1), line(1)];
  expect(await verifyTexts({ a: [...old, ...whole].join('') })).toMatchObject({ told: [], unchained: 2 });
  expect(await tell([...old, ...whole], { refuseUnchained: true })).toEqual([
    { kind: 'unchained', at: 'a:1' },
    { kind: 'unchained', at: 'a:2' },
  ]);
});

test('the chains of several processes in one file are told apart', async () => {
  const other = chainOf(6, { id: 'other' });
  const both = whole.flatMap((text, index) => [text, other[index] ?? '']);
  expect(await tell(both)).toEqual([]);
  expect(await tell(both.filter((_, index) => index !== 9))).toEqual([
    { kind: 'removed', at: 'a:11', sequence: 4, through: 4 },
  ]);
});

test('a record that continues one that another process could not write whole is read', async () => {
  const chain = createChain(KEY, 'own');
  const [head, record, cut] = [line('head', { why: 'start' }), line(1), line(1)].map((text) => chain.stamp(text));
  const torn = chain.state();
  chain.rewind({ next: torn.next - 1, last: JSON.parse(record ?? '').mac as string });
  const told = chain.stamp(line('torn', { bytes: 30 }));
  const other = chainOf(1, { id: 'other' });
  const lines = [head ?? '', record ?? '', (cut ?? '').slice(0, 30), ...other, '\n', told];
  expect(await verifyTexts({ a: lines.join('') })).toMatchObject({ told: [], torn: 1, records: 6 });
});

test('a change of one byte anywhere is found', async () => {
  const text = chainOf(3, { id: 'own' }).join('');
  const step = 7;
  for (let index = 0; index < text.length; index += step) {
    const changed = `${text.slice(0, index)}${text[index] === '~' ? '!' : '~'}${text.slice(index + 1)}`;
    expect((await verifyTexts({ a: changed })).told, `byte ${index}`).not.toEqual([]);
  }
});

test('a large file is read in little memory', async () => {
  using files = createFiles();
  const file = files.path('audit.jsonl');
  const chain = createChain(KEY);
  const text = 'x'.repeat(400);
  const size = 40_000;
  writeFileSync(
    file,
    [line('head', { why: 'start' }), ...Array.from({ length: size }, () => line(1, { text }))]
      .map((one) => chain.stamp(one))
      .join(''),
  );
  expect(readFileSync(file).length).toBeGreaterThan(20_000_000);
  const script = `
    const { verifyFiles } = await import(${JSON.stringify(new URL('../../../src/server/audit/verify/verify.ts', import.meta.url).href)});
    let findings = 0;
    const { records } = await verifyFiles([process.argv[1]], { key: ${JSON.stringify(KEY)}, onFinding: () => { findings += 1; } });
    process.stdout.write(JSON.stringify({ records, findings }));`;
  // A heap that is smaller than the file.
  const told = execFileSync(process.execPath, ['--max-old-space-size=16', '--input-type=module', '-e', script, file]);
  expect(JSON.parse(told.toString())).toEqual({ records: size + 1, findings: 0 });
});
