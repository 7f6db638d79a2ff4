/** What became of a mutation. */
export interface Result {
  readonly file: string;
  readonly line: number;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  /** The test that failed; undefined: it lives. */
  readonly killedBy?: string | undefined;
  readonly testFiles: number;
}

/** A mutation that changes nothing a test could see. */
export interface Equivalent {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

/** The page about a run, and its score in percent. */
export function reportOf(
  all: readonly Result[],
  {
    rooms,
    known,
    seed,
  }: { readonly rooms: readonly string[]; readonly known: readonly Equivalent[]; readonly seed: string },
): { readonly text: string; readonly summary: string } {
  const whyOf = ({ file, from, to }: Result) =>
    known.find((one) => one.file === file && one.from === from && one.to === to)?.why;
  const killed = all.filter(({ killedBy }) => killedBy);
  const living = all.filter(({ killedBy }) => !killedBy);
  const equivalent = living.filter(whyOf);
  const survivors = living.filter((result) => !whyOf(result));
  const score = ((100 * killed.length) / (all.length - equivalent.length)).toFixed(1);

  const row = (name: string) => {
    const isIn = ({ file }: Result) => file.startsWith(`${name}/`);
    return `| ${[name, ...[all, killed, equivalent, survivors].map((list) => list.filter(isIn).length)].join(' | ')} |`;
  };
  const show = (result: Result) => {
    const why = whyOf(result);
    return `- \`${result.file}:${result.line}\`, ${result.kind}${why ? `: ${why}` : ''}\n  - \`${result.from}\`\n  - \`${result.to}\``;
  };
  const list = (results: readonly Result[]) => results.map(show).join('\n') || 'None.';

  const text = `# The last run of \`npm run mutate\`

${all.length} mutations of one place each, chosen by seed ${seed}: **${score} %** of those that change behaviour were found by a test
(${killed.length} of ${all.length - equivalent.length}). No compiler took part, and no test that only reads the sources.

| Room | Mutations | Found | Change nothing | Live |
| --- | --- | --- | --- | --- |
${rooms.map(row).join('\n')}

## Lives

${list(survivors)}

## Changes nothing

${list(equivalent)}
`;
  return { text, summary: `${score} % (${killed.length} of ${all.length - equivalent.length})` };
}
