import { style } from './output.ts';
import { wrap } from './wrap.ts';

/** Blanks before each column. */
const GAP = 2;
/** Characters of the narrowest column that texts are broken into. */
const LEAST_TEXT = 16;
/** Cells that a record begins with. */
const TITLES = 2;
/** Blanks before what else it tells. */
const SET_IN = 4;
/** Lines of a row from which on it is easier to read as a record. */
const MAX_LINES = 6;

type Row = readonly string[];

/**
 * Rows under their headings, in a width: columns where every word fits into its column, or else each row as a record. Lines are broken
 * between words only. Without a width every row is one line.
 */
export function table(head: Row, rows: readonly Row[], width?: number): string {
  const widths = columnsIn(head, rows, width);
  return widths ? drawColumns(head, rows, widths) : rows.map((row) => drawRecord(head, row, width ?? 0)).join('\n\n');
}

/** How wide each column is; undefined where the columns do not fit. */
function columnsIn(head: Row, rows: readonly Row[], width: number | undefined): readonly number[] | undefined {
  const cells = [head, ...rows];
  const widest = (measure: (cell: string) => number) =>
    head.map((_, column) => Math.max(...cells.map((row) => measure(row[column] ?? ''))));
  const natural = widest((cell) => cell.length);
  if (width === undefined) return natural;
  const least = widest((cell) => Math.max(...cell.split(/\s/).map((word) => word.length)));
  const room = width - GAP * (head.length - 1);
  const widths = shrink(
    natural,
    least.map((own, column) => Math.max(own, Math.min(natural[column] ?? 0, LEAST_TEXT))),
    room,
  );
  const fits = widths.reduce((sum, own) => sum + own, 0) <= room;
  const isTall = (row: Row) => row.some((cell, column) => wrap(cell, widths[column] ?? 0).length > MAX_LINES);
  return fits && !rows.some(isTall) ? widths : undefined;
}

/** Takes from the widest column, character by character, until all fit, or none can give more. */
function shrink(natural: readonly number[], least: readonly number[], room: number): number[] {
  const widths = [...natural];
  const canGive = (column: number) => (widths[column] ?? 0) > (least[column] ?? 0);
  for (let over = widths.reduce((sum, own) => sum + own, 0) - room; over > 0; over -= 1) {
    const widest = Math.max(...widths.filter((_, column) => canGive(column)));
    const column = widths.findIndex((own, index) => own === widest && canGive(index));
    if (column < 0) break;
    widths[column] = widest - 1;
  }
  return widths;
}

function drawColumns(head: Row, rows: readonly Row[], widths: readonly number[]): string {
  const drawn = (row: Row) => drawRow(row, widths);
  return [...drawn(head).map((line) => style('bold', line)), ...rows.flatMap(drawn)].join('\n');
}

function drawRow(row: Row, widths: readonly number[]): string[] {
  const cells = row.map((cell, column) => wrap(cell, widths[column] ?? 0));
  const height = Math.max(...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((cell, column) => (cell[line] ?? '').padEnd(widths[column] ?? 0))
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
}

/** The first two cells, below them those in the middle under their names, and then the last, which is a text. */
function drawRecord(head: Row, row: Row, width: number): string {
  const title = wrap(row.slice(0, TITLES).join(' '.repeat(GAP)), width).map((line) => style('bold', line));
  const middle = head.slice(TITLES, -1).map((name, index) => `${name}: ${row[TITLES + index] ?? ''}`);
  const set = (text: string) => wrap(text, width - SET_IN).map((line) => ' '.repeat(SET_IN) + line);
  const text = row.slice(TITLES).at(-1) ?? '';
  return [...title, ...(middle.length > 0 ? set(middle.join('; ')) : []), ...(text === '' ? [] : set(text))].join('\n');
}
