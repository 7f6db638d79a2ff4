import { isMet, type Absolute, type Line, type Measured, type ProfileOfRow, type Target } from './rows/row.ts';
import type { Spread } from './statistics.ts';

/** One row as it was measured, and on what. */
export interface Result extends Measured {
  readonly row: string;
  readonly about: string;
  /** ISO 8601, without milliseconds. */
  readonly measuredAt: string;
  readonly machine: Machine;
  /** Where a target was missed: what the time goes to. */
  readonly profiles?: readonly ProfileOfRow[];
}

export interface Machine {
  readonly cores: number;
  readonly cpu: string;
  readonly node: string;
  readonly peers: readonly string[];
  /** The commit, with a plus sign where the files were others. */
  readonly code: string;
  readonly how: string;
}

/** The whole of RESULTS.md. `tried` holds, by row, what was tried where a target is missed. */
export function writeResults(results: readonly Result[], tried: ReadonlyMap<string, string> = new Map()): string {
  const missed = results.filter(({ lines }) => lines.some((line) => isMet(line) === false));
  return [
    '# Results',
    '',
    'Written by `npm run bench`. What each row measures, how, and how to read it: [README.md](README.md).',
    '',
    ...unique(results.map(writeMachine)),
    '',
    ...writeTable(HEAD, results.flatMap(rowsOf)),
    '',
    ...results.flatMap(({ row, skipped = [] }) => skipped.map((why) => `- Not measured, ${row}: ${why}`)),
    ...results.flatMap(({ row, notes = [] }) => notes.map((note) => `- ${row}: ${note}`)),
    '',
    '## In this machine’s units',
    '',
    'Medians of the rounds, with the least and the most. They belong to one machine on one day.',
    '',
    ...writeTable(ABSOLUTE_HEAD, results.flatMap(absoluteRows)),
    '',
    ...(missed.length > 0 ? ['## Where a target is missed', ''] : []),
    ...missed.flatMap((result) => writeMissed(result, tried.get(result.row))),
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()
    .concat('\n');
}

const HEAD = ['row', 'measure', 'target', 'measured', 'least', 'most', 'verdict'];

export function rowsOf({ row, lines }: Pick<Result, 'row' | 'lines'>): string[][] {
  return lines.map((line) => {
    const { measured, unit } = line;
    const written = (value: number) => `${value.toFixed(line.digits ?? 2)}${unit === undefined ? '' : ` ${unit}`}`;
    return [
      row,
      line.measure,
      writeTarget(line.target, unit),
      written(measured.median),
      written(measured.min),
      written(measured.max),
      verdictOf(line),
    ];
  });
}

export function verdictOf(line: Line): string {
  const met = isMet(line);
  if (met === undefined) return '';
  return met ? 'met' : '**missed**';
}

function writeTarget(target: Target | undefined, unit: string | undefined): string {
  if (!target) return '';
  const [sign, value] =
    'atLeast' in target ? ['≥', target.atLeast] : 'atMost' in target ? ['≤', target.atMost] : ['>', target.moreThan];
  return `${sign} ${value}${unit === undefined ? '' : ` ${unit}`}`;
}

const ABSOLUTE_HEAD = ['row', 'query', 'server', 'requests/s', 'CPU µs a request', 'p99 ms'];

function absoluteRows({ row, absolute = [] }: Result): string[][] {
  const written = ({ median, min, max }: Spread, digits: number) =>
    `${median.toFixed(digits)} (${min.toFixed(digits)}–${max.toFixed(digits)})`;
  return absolute.map(({ query, server, requestsPerSecond, cpuMicros, p99Ms }: Absolute) => [
    row,
    query,
    server,
    written(requestsPerSecond, 0),
    written(cpuMicros, 0),
    written(p99Ms, 2),
  ]);
}

function writeMachine({ measuredAt, machine }: Result): string {
  const { cores, cpu, node, peers, code, how } = machine;
  const beside = peers.length > 0 ? ` Peers: ${peers.join(', ')}.` : '';
  return `- ${measuredAt.slice(0, 10)}, commit ${code}, ${how}: ${cores} cores (${cpu}), Node ${node}.${beside}`;
}

function writeMissed({ row, profiles = [] }: Result, tried: string | undefined): string[] {
  return [
    `### ${row}`,
    '',
    ...(tried === undefined ? [] : [tried, '']),
    ...profiles.flatMap(({ what, text }) => [`${what}:`, '', '```text', text, '```', '']),
  ];
}

/** Markdown, aligned, so that it reads in a terminal too. */
export function writeTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)];
}

function unique(lines: readonly string[]): string[] {
  return [...new Set(lines)];
}

/** The sections of a Markdown file, by their headings of the second level. */
export function sectionsOf(text: string): Map<string, string> {
  const sections = text.split(/^## /m).slice(1);
  return new Map(
    sections.map((section) => {
      const end = section.indexOf('\n');
      return [section.slice(0, end).trim(), section.slice(end).trim()];
    }),
  );
}
