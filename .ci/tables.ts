import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

// Tables of Markdown without padding: a column that is as wide as its widest cell makes a paper a third longer, and changes every row with
// one. `npm run format` takes the padding away, `npm run format:check` ends with 1 and names the papers that have some.

/** The text with each cell of its tables between single blanks. What stands in a block of code stays as it is. */
export function trimTables(text: string): string {
  let fence: string | undefined;
  const lines = text.split('\n').map((line) => {
    const [, mark] = /^ *(`{3,})/.exec(line) ?? [];
    if (mark !== undefined) fence = fence === undefined ? mark : undefined;
    return fence === undefined && /^\|.*\|$/.test(line) ? trimRow(line) : line;
  });
  return lines.join('\n');
}

function trimRow(line: string): string {
  const cells = line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replace(/^(:?)-{3,}(:?)$/, '$1---$2'));
  return cells.reduce((row, cell) => `${row}${cell === '' ? '' : ` ${cell}`} |`, '|');
}

if (process.argv[1] === import.meta.filename) {
  const list = ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate', '*.md'];
  const papers = execFileSync('git', list, { encoding: 'utf8' }).split('\n').filter(Boolean);
  for (const paper of papers) {
    const text = readFileSync(paper, 'utf8');
    const trimmed = trimTables(text);
    if (text === trimmed) continue;
    if (process.argv.includes('--write')) {
      writeFileSync(paper, trimmed);
    } else {
      process.exitCode = 1;
      process.stderr.write(`${paper} has tables with padding: run \`npm run format\`.\n`);
    }
  }
}
