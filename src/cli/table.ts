import Table from 'cli-table3';
import { style } from './output.ts';

const MIN_WIDTH = 6;
/** A space on each side, as the table counts it. */
const PADDING = 2;
const SIDES = ['top', 'bottom', 'left', 'mid', 'right'];
const BORDERS = ['middle', ...SIDES.flatMap((side) => [side, `${side}-mid`, `${side}-left`, `${side}-right`])];
const NO_BORDERS = Object.fromEntries(BORDERS.map((name) => [name, '']));

type Row = readonly string[];

/** Rows under their headings. Fits the width, where one is given, by breaking lines in the widest columns. */
export function table(head: Row, rows: readonly Row[], width?: number): string {
  const cells = [head, ...rows];
  const widest = (measure: (cell: string) => number) =>
    head.map((_, column) => Math.max(...cells.map((row) => measure(row[column] ?? ''))) + PADDING);
  const natural = widest((cell) => cell.length);
  const words = widest((cell) => Math.max(...cell.split(' ').map((word) => word.length)));
  const widths =
    width === undefined
      ? natural
      : shrink(
          shrink(natural, words, width),
          head.map(() => MIN_WIDTH),
          width,
        );
  // Coloured line by line: within a cell, the breaking of lines would count the colours as letters.
  return [...draw([head], widths).map((line) => style('bold', line)), ...draw(rows, widths)].join('\n');
}

/** Takes from the widest column, character by character, until all fit, or none can give more. */
function shrink(natural: readonly number[], least: readonly number[], width: number): number[] {
  const widths = [...natural];
  const room = (column: number) => (widths[column] ?? 0) > (least[column] ?? 0);
  for (let over = widths.reduce((sum, own) => sum + own, 0) - width; over > 0; over -= 1) {
    const widest = Math.max(...widths.filter((_, column) => room(column)));
    const column = widths.findIndex((own, index) => own === widest && room(index));
    if (column < 0) break;
    widths[column] = widest - 1;
  }
  return widths;
}

function draw(rows: readonly Row[], widths: readonly number[]): string[] {
  const drawn = new Table({
    chars: NO_BORDERS,
    colWidths: [...widths],
    style: { head: [], border: [], compact: true },
    wordWrap: true,
  });
  drawn.push(...rows.map((row) => row.map((cell, column) => breakWords(cell, (widths[column] ?? 0) - PADDING))));
  return drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}

/** A word that is too long for its column would lose its end. */
function breakWords(cell: string, width: number): string {
  return cell.replace(new RegExp(`\\S{${width}}(?=\\S)`, 'g'), '$&\n');
}
