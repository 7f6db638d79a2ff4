import { OWN_READ } from '../../domain/access.ts';
import { oneLine, style } from '../output.ts';
import { table } from '../table.ts';
import { wrap } from '../wrap.ts';
import { ID_BEGINNING, isFailing } from './findings.ts';
import type { Finding, Level, OperationReport, Report } from './report.ts';

const LOOKS = {
  error: ['red', '✗'],
  unavailable: ['red', '✗'],
  missing: ['yellow', '!'],
  notice: ['cyan', '·'],
} as const satisfies Record<Level, readonly [string, string]>;

const REMEDY = '... on Registerfeil { kode melding betydning } stands for every error, KildeUtilgjengelig too.';

/** For people: a table of the operations (gaps: of how many of its unions one leaves members out), the scopes that they take together, what was found, and a line that counts. */
export function told(report: Report, width: number | undefined): string {
  const { operations, findings } = report;
  const valid = operations.filter(({ isValid }) => isValid);
  const sections = [
    ...(valid.length > 0 ? [tableOf(valid, width), scopesOf(valid, width)] : []),
    findings.map((finding) => linesOf(finding, width)).join('\n'),
    findings.some(({ level }) => level === 'unavailable') ? wrapped(REMEDY, 0, width) : '',
    wrapped(summary(report), 0, width),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

function tableOf(operations: readonly OperationReport[], width: number | undefined): string {
  const rows = operations.map(({ name, calls, touchesPersons, unions }) => {
    const gaps = unions.filter(({ leftOut }) => leftOut.length > 0).length;
    return [
      name ?? '(no name)',
      calls ? callsOf(calls) : 'refused',
      touchesPersons ? 'yes' : 'no',
      unions.length === 0 ? '' : `${gaps} of ${unions.length}`,
    ];
  });
  return table(['Operation', 'Calls', 'Persons', 'Gaps'], rows, width);
}

function callsOf({ least, most, formula, sizes }: NonNullable<OperationReport['calls']>): string {
  if (sizes.length > 0) return `${formula === undefined ? '' : `${formula}, `}at most ${most}`;
  return least === most ? String(most) : `${least} to ${most}`;
}

/** Scopes are longer than a column. */
function scopesOf(operations: readonly OperationReport[], width: number | undefined): string {
  const asked = operations.flatMap(({ name, scopes }) =>
    scopes.map((scope) => ({ ...scope, name: name ?? '(no name)' })),
  );
  const lines = [...Map.groupBy(asked, ({ scope }) => scope)].flatMap(([scope, of]) => [
    `${scope}${of.every(({ ownRead }) => ownRead) ? ` (of oneself: ${OWN_READ})` : ''}`,
    wrapped(of.map(({ name }) => name).join(', '), 2, width),
  ]);
  return lines.length > 0 ? [style('bold', 'Scopes'), ...lines].join('\n') : '';
}

function linesOf({ level, file, id, line, column, operations, message }: Finding, width: number | undefined): string {
  const [colour, sign] = LOOKS[level];
  const at = `${oneLine(file)}${id === undefined ? '' : `(${oneLine(id.slice(0, ID_BEGINNING))})`}:${line}:${column}`;
  const of = operations.length > 0 ? `${operations.join(', ')}: ` : '';
  return `${style(colour, `${sign} ${level}`)}  ${at}\n${wrapped(`${of}${message}`, 4, width)}`;
}

/** Lines of whole words, each with so many blanks before it. */
function wrapped(text: string, indent: number, width: number | undefined): string {
  const lines = width === undefined ? [text] : wrap(text, width - indent);
  return lines.map((line) => `${' '.repeat(indent)}${line}`).join('\n');
}

/** "12 operations: 1 error, 0 without KildeUtilgjengelig, …" */
export function summary({ operations, findings, failOn }: Pick<Report, 'operations' | 'findings' | 'failOn'>): string {
  const count = (level: Level) => findings.filter((finding) => finding.level === level).length;
  const counts = (['error', 'unavailable', 'missing', 'notice'] as const).map((level) => `${count(level)} ${level}`);
  const failing = findings.filter(({ level }) => isFailing(level, failOn)).length;
  const end = failing === 0 ? 'nothing fails' : `${failing} fail`;
  const all = operations.length === 1 ? '1 operation' : `${operations.length} operations`;
  return `${all}: ${counts.join(', ')}; ${end} (--fail-on ${failOn}).`;
}
