import { documentedVariables } from './config/documented.ts';
import { ALL_SCOPES, OPERATION_FIELDS } from './graph/scopes.ts';
import { CHAPTERS } from './sandbox/overview.ts';

// The tables of the README that are made from the code: what stands between `<!-- name -->` and `<!-- /name -->`.

const REGIONS: Readonly<Record<string, () => string>> = { people, scopes, variables };

/** The README with its tables as the code has them. Throws where the marks of one are missing. */
export function fillReadme(text: string): string {
  return Object.entries(REGIONS).reduce((filled, [name, write]) => {
    const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [start, end] = [filled.indexOf(open), filled.indexOf(close)];
    if (start < 0 || end < start) throw new Error(`the README has no place for ${open}`);
    return `${filled.slice(0, start + open.length)}\n\n${write()}\n\n${filled.slice(end)}`;
  }, text);
}

function variables(): string {
  const rows = documentedVariables().map(({ name, ...row }) => [`\`${name}\``, row.meaning, row.unset, row.example]);
  return table(['Variable', 'Meaning', 'Default', 'Example'], rows);
}

function scopes(): string {
  const fields = Object.entries(OPERATION_FIELDS);
  const rows = ALL_SCOPES.map((scope) => {
    const own = fields.flatMap(([field, { scope: taken }]) => (taken === scope ? `\`${field}\`` : []));
    return [`\`${scope}\``, own.join(', ')];
  });
  return table(['Scope', 'Fields'], rows);
}

function people(): string {
  return CHAPTERS.map(({ heading, key, entries, note }) => {
    const rows = entries.map((entry) => [`\`${entry.key}\``, `\`${entry.ask}\``, `\`${entry.answer}\``, entry.shows]);
    const written = `### ${heading}\n\n${table([`\`${key}\``, 'Ask for', 'Answer', 'Shows'], rows)}`;
    return note ? `${written}\n\n${note}` : written;
  }).join('\n\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [head, head.map(() => '---'), ...rows].map(line).join('\n');
}
