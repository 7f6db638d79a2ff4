import { MAX_CPU_MS, SHARES } from './settings.ts';
import type { Row } from './fuzz.ts';

const WHAT: Readonly<Record<keyof typeof SHARES, string>> = {
  documents: 'Documents and variables by the schema, over HTTP',
  framing: 'HTTP requests as bytes, cut and broken, over sockets',
  answers: 'XML and JSON answers of every operation of the registers',
  envelopes: 'Signed and encrypted envelopes',
};

/** The report of a run, in Markdown. */
export function reportOf(rows: readonly Row[]): string {
  const inputs = rows.reduce((sum, row) => sum + row.inputs, 0);
  const wrong = rows.filter(({ complaint }) => complaint !== undefined);
  const table = (Object.keys(SHARES) as (keyof typeof SHARES)[]).flatMap((target) => {
    const row = rows.find((one) => one.target === target);
    if (!row) return `| ${WHAT[target]} | 0 | not run | | | |`;
    const outcomes = Object.entries(row.outcomes)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([outcome, count]) => `${grouped(count)} ${outcome}`);
    const cells = [WHAT[target], grouped(row.inputs), outcomes.join(', '), `${row.slowestMs} ms`, `${row.seconds} s`];
    return `| ${[...cells, row.complaint === undefined ? 'none' : 'one'].join(' | ')} |`;
  });
  return `# The last run of \`npm run fuzz\`

${grouped(inputs)} inputs by seed ${[...new Set(rows.map(({ seed }) => seed))].join(', ')}: **${wrong.length === 0 ? 'nothing wrong' : `${wrong.length} wrong`}**. Wrong is
an internal error, an answer about somebody else, one that differs from what an independent reader makes of the same bytes, and an input that
takes more than ${MAX_CPU_MS} ms of computing, three times. Documents and connections are sent several at once, and the slowest is then the mean of those;
where together they take more than the limit, each is measured alone. \`npm run test:fuzz\` makes 10,000 of the same kinds.

| What | Inputs | What became of them | The slowest | Took | Wrong |
| ---- | ------ | ------------------- | ----------- | ---- | ----- |
${table.join('\n')}
${wrong.map(({ target, complaint }) => `\n- ${target}: ${complaint}\n`).join('')}`;
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}
