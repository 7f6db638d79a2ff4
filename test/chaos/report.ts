import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { trimTables } from '../../.ci/tables.ts';
import { write, type Row } from './judge.ts';
import {
  CLIENTS,
  DEADLINE_MS,
  EVERY_MS,
  LATENCY_MS,
  MOST_CALLS,
  MOST_CALLS_MORE,
  MOST_SLOWER,
  OVER_DEADLINE_MS,
  PAUSE_MS,
  TIMEOUT_MS,
} from './settings.ts';

/** A row of the table, by the service and the fault that it is about. */
export interface Named extends Row {
  readonly service: string;
  readonly fault: string;
}

const HEAD = [
  'Service',
  'Fault',
  'p99 before, ms',
  'during',
  'times',
  'Longest answer, ms',
  'Back after, ms',
  'of at most',
  'Calls',
  'asked for',
  'What the faulty fields answered',
  '',
];

/** Markdown, aligned, so that it reads in a terminal, too. */
export function tableOf(rows: readonly Named[]): string {
  const cells = rows.map((row) => [
    row.service,
    row.fault,
    row.beforeMs.toFixed(0),
    row.duringMs.toFixed(0),
    row.slower.toFixed(2),
    row.longestMs.toFixed(0),
    row.recoveredMs.toFixed(0),
    row.mostRecoveredMs.toFixed(0),
    String(row.calls),
    String(row.wanted),
    write(row.said),
    [...row.wrong, ...row.slow].join('; ') || 'as it should be',
  ]);
  return markdownTable(HEAD, cells, (column) => column > 1 && column < 10);
}

/** Numbers stand to the right. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  isNumber: (column: number) => boolean,
): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => (isNumber(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width, at) => (isNumber(at) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

const REPORT = new URL('report.md', import.meta.url);
const TITLE = '# The last run of `CHAOS=full npm run chaos`';

/** Puts what a run has found under its heading of the report, and leaves the others. */
export function writeSection(heading: string, text: string): void {
  const [, ...sections] = (existsSync(REPORT) ? readFileSync(REPORT, 'utf8') : TITLE).split(/^## /m);
  const others = sections.filter((section) => !section.startsWith(`${heading}\n`));
  const all = [...others, `${heading}\n\n${text}\n`].map((section) => section.trim());
  const written = all.toSorted().map((section) => `## ${section}\n`);
  // They are padded for a terminal, and not in a paper.
  writeFileSync(REPORT, trimTables(`${TITLE}\n\n${written.join('\n')}`));
}

/** The table of a full run, and what it means. */
export function reportOf(rows: readonly Named[]): string {
  const good = rows.filter(({ wrong, slow }) => wrong.length + slow.length === 0).length;
  return `${rows.length} rows, of which ${good} are as they should be. ${CLIENTS} clients, each with a token of its own, ask every ${EVERY_MS} ms without waiting for the last
answer: three requests of four for one field, one for a field of each service. Each register is the sandbox's, ${LATENCY_MS} ms away, behind a
proxy that lets one service fail on the wire, while the others are well. The gateway is a process of its own, with a deadline of
${DEADLINE_MS} ms, ${TIMEOUT_MS} ms a call, and a breaker's pause of ${PAUSE_MS} ms.

A row is as it should be when all other fields are answered with the data of the key that was asked for, in at most ${MOST_SLOWER} times the
time (p99 of requests for one field) that they took before; when each answer comes within the deadline and ${OVER_DEADLINE_MS} ms; when the data
are back within one pause and one call; and when the service gets at most ${MOST_CALLS} times the calls that were asked for, and ${MOST_CALLS_MORE}.

${tableOf(rows)}`;
}
