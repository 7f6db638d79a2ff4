import { BORGERE, ENHETER, INNBYGGERE, type Entry } from '../../src/sandbox/overview.ts';

const INTRODUCTION = `Who is in the sandbox, and what each shows.
All are invented. Put another identifier into
Variables below, and run it again. A page names
the type of each answer as well:
  /docs/sandbox#who-is-in-it`;

const WIDTH = 48;

/** The comment that GraphiQL's tab of people ends with: a table a field, in the width of the other tabs. */
export function peopleComment(): string {
  const lines = [
    ...INTRODUCTION.split('\n'),
    ...tables('borger', 'Citizens, STAR', BORGERE),
    ...tables('innbygger', 'Residents', INNBYGGERE),
    ...tables('enhet', 'Units, grunndata', ENHETER),
  ];
  return lines.map((line) => `# ${line}`.trimEnd()).join('\n');
}

function tables(noun: string, heading: string, entries: readonly Entry[]): string[] {
  return [...new Set(entries.map(({ ask }) => ask))].flatMap((field) => {
    const rows = entries.filter(({ ask }) => ask === field);
    return ['', `${heading}: ${noun} { ${field} }`, '', ...rows.flatMap(row)];
  });
}

function row({ key, shows }: Entry): string[] {
  const [first = '', ...rest] = wrap(shows.replaceAll('`', ''), WIDTH - 2 - 13);
  return [`${key.padEnd(13)}${first}`, ...rest.map((line) => `${' '.repeat(13)}${line}`)];
}

function wrap(text: string, width: number): string[] {
  return text.match(new RegExp(`.{1,${width}}(?= |$)`, 'g'))?.map((line) => line.trim()) ?? [];
}
