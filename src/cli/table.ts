import Table from 'cli-table3';
import { style } from './output.ts';

const MIN_WIDTH = 6;
/** A space on each side, as the table counts it. */
const PADDING = 2;
const SIDES = ['top', 'bottom', 'left', 'mid', 'right'];
const BORDERS = ['middle', ...SIDES.flatMap((side) => [side, `${side}-mid`, `${side}-left`, `${side}-right`])];
const NO_BORDERS = Object.fromEntries(BORDERS.map((name) => [name, '']));

/** Rows under their headings. Fits the width, where one is given, by breaking lines in the widest columns. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], width?: number): string {
  const cells = [head, ...rows];
  const natural = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)) + PADDING);
  const widths = width === undefined ? natural : shrink(natural, width);
  const longestWord = (column: number) =>
    Math.max(...cells.flatMap((row) => (row[column] ?? '').split(' ').map((word) => word.length)));
  const printed = new Table({
    chars: NO_BORDERS,
    head: head.map((text) => style('bold', text)),
    colWidths: widths,
    style: { head: [], border: [], compact: true },
    wordWrap: true,
    // A word that is too long for its column would lose its end.
    wrapOnWordBoundary: widths.every((own, column) => longestWord(column) + PADDING <= own),
  });
  printed.push(...rows.map((row) => [...row]));
  return printed
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Takes from the widest column, character by character, until all fit, or none can give more. */
function shrink(natural: readonly number[], width: number): number[] {
  const widths = [...natural];
  let over = widths.reduce((sum, own) => sum + own, 0) - width;
  while (over > 0) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= MIN_WIDTH) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    over -= 1;
  }
  return widths;
}
