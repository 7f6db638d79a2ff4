import { availableParallelism } from 'node:os';
import type { Standing } from '../hostile/meter.ts';
import type { Seen } from './ask.ts';
import { KINDS, type Problems } from './problems.ts';
import { DEADLINE_MS, MAX_SLOPE, MINUTES, RATE, SEED } from './settings.ts';

/** One interval of load, and what the gateway held at rest after it. */
export interface Row extends Seen {
  readonly reads: number;
  readonly writes: number;
  /** Requests that met each fault, by its name. */
  readonly met: Readonly<Record<string, number>>;
  /** The gateway's share of one core while it was asked. */
  readonly cpu: number;
  readonly standing: Standing;
}

const MEGABYTE = 1024 * 1024;
const inMegabytes = (bytes: number) => (bytes / MEGABYTE).toFixed(1);

const COLUMNS: readonly (readonly [name: string, value: (row: Row, number: number) => string | number])[] = [
  ['Interval', (_, number) => number],
  ['Reads', ({ reads }) => reads],
  ['Writes', ({ writes }) => writes],
  ['Hung up', ({ hungUp }) => hungUp],
  ['Faults', faultsOf],
  ['p50, ms', ({ p50 }) => p50.toFixed(1)],
  ['p99, ms', ({ p99 }) => p99.toFixed(0)],
  ['Core', ({ cpu }) => `${Math.round(cpu * 100)} %`],
  ['Heap, MiB', ({ standing }) => inMegabytes(standing.heapBytes)],
  ['RSS, MiB', ({ standing }) => inMegabytes(standing.bytes)],
  ['Descriptors', ({ standing }) => standing.descriptors],
  ['Timers', ({ standing }) => standing.pending.Timeout ?? 0],
  ['Listeners', ({ standing: { listeners } }) => listeners.process + listeners.servers + listeners.sockets],
];

export function faultsOf({ met }: Row): number {
  return Object.values(met).reduce((sum, times) => sum + times, 0);
}

const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;

export function columns(): string[] {
  return [line(COLUMNS.map(([name]) => name)), line(COLUMNS.map(() => '---:'))];
}

export function rowText(row: Row, number: number): string {
  return line(COLUMNS.map(([, value]) => value(row, number)));
}

/** The heap in the last fifth of the run by that in the second: what was there before has been warming up. */
export function slope(rows: readonly Row[], of: (standing: Standing) => number): number {
  const { early, late } = fifths(rows);
  const mean = (some: readonly Row[]) => some.reduce((sum, { standing }) => sum + of(standing), 0) / some.length;
  return mean(late) / mean(early);
}

/** The second fifth, or two rows where that is fewer, and the last. */
export function fifths(rows: readonly Row[]): { readonly early: readonly Row[]; readonly late: readonly Row[] } {
  const size = Math.max(1, Math.floor(rows.length / 5));
  return { early: rows.slice(size, Math.max(2 * size, size + 2)), late: rows.slice(-size) };
}

export function summary(rows: readonly Row[]): string {
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  const heap = slope(rows, ({ heapBytes }) => heapBytes).toFixed(3);
  const rss = slope(rows, ({ bytes }) => bytes).toFixed(3);
  return `${sum(({ reads }) => reads)} reads and ${sum(({ writes }) => writes)} writes, ${sum(({ hungUp }) => hungUp)} clients who hung up, ${sum(faultsOf)} faults; ${sum(({ starved }) => starved)} answers not judged by their time, for the machine was too busy. Slope of the heap ${heap} (at most ${MAX_SLOPE}), of the RSS ${rss}.`;
}

/** Of all rows together, by the fault. */
function metByAll(rows: readonly Row[]): string[][] {
  const names = Object.keys(rows[0]?.met ?? {});
  return names.map((name) => [name, String(rows.reduce((sum, { met }) => sum + (met[name] ?? 0), 0))]);
}

/** What the repository keeps of a long run. */
export function reportOf(rows: readonly Row[], problems: Problems, at: Date): string {
  const kinds = [['Must not be', 'Times'], ...KINDS.map((kind) => [kind, String(problems.count(kind))])];
  const table = [
    COLUMNS.map(([name]) => name),
    ...rows.map((row, index) => COLUMNS.map(([, value]) => String(value(row, index + 1)))),
  ];
  return `# The last long run

Written by \`SOAK_MINUTES=${MINUTES} npm run soak\` on ${at.toISOString().slice(0, 10)}, by Node ${process.versions.node} on ${availableParallelism()} cores, with
\`SOAK_SEED=${SEED}\` and ${RATE} operations a second.

${summary(rows)}

${aligned(kinds)}

${aligned([['Fault', 'Requests'], ...metByAll(rows)])}

A row is an interval of load under faults, and what the gateway held at rest after it, when a full collection had been made. The deadline
was ${DEADLINE_MS} ms. Core is the gateway's share of one. Timers are those that are alive, whether or not they keep the process going.

${aligned(table)}
`;
}

/** A table as `npm run format` leaves it: the first column is a name or a number, and all others are numbers. */
function aligned(rows: readonly (readonly string[])[]): string {
  const [head = [], ...others] = rows;
  const widths = head.map((_, column) => Math.max(4, ...rows.map((row) => row[column]?.length ?? 0)));
  const rule = widths.map((width) => `${'-'.repeat(width - 1)}:`);
  const padded = [head, rule, ...others].map((row) => row.map((cell, column) => cell.padStart(widths[column] ?? 0)));
  return padded.map(line).join('\n');
}
