import { BORGERE, ENHETER, INNBYGGERE, type Entry } from '../../src/sandbox/overview.ts';

const INTRODUCTION = `Who is in the sandbox, and what each shows.
All are invented. Open Variables below, put
another identifier there, and run it again. The
docs name the type of each answer as well.`;

const WIDTH = 48;

/** The comment that GraphiQL's tab of people begins with: a table a field, in the width of the other tabs. */
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
