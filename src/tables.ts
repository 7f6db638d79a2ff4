import { posix } from 'node:path';
import { documentedOptions } from './cli/options-table.ts';
import { BELOW, documentedVariables } from './config/documented.ts';
import { isOwnReadable, OWN_READ } from './domain/access.ts';
import { schema } from './graph/schema.ts';
import { ALL_SCOPES, OPERATION_FIELDS } from './graph/scopes.ts';
import { printSubgraph } from './graph-kit/subgraph.ts';
import { PORT_COUNT, portsOf } from './sandbox/index.ts';
import { CHAPTERS } from './sandbox/overview.ts';
import { REGISTERS } from './sandbox/registers.ts';

// The tables of papers that are made from the code: what stands between `<!-- name -->` and `<!-- /name -->`.

/** By the paper and the name of the place. */
const TABLES: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  'docs/security.md': { scopes },
  'docs/sandbox.md': { people },
  'docs/federation.md': { entities },
  'docs/command-line.md': { options },
  'docs/configuration.md': { variables },
  'src/sandbox/README.md': { ports },
};

/** As `npm run sandbox` takes them. */
const FIRST_PORT = 4100;

export const PAPERS: readonly string[] = Object.keys(TABLES);

/** The text of a paper with its tables as the code has them. Throws where a place is missing. */
export function fillTables(paper: string, text: string): string {
  return Object.entries(TABLES[paper] ?? {}).reduce((filled, [name, write]) => {
    const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [start, end] = [filled.indexOf(open), filled.indexOf(close)];
    if (start < 0 || end < start) throw new Error(`${paper} has no place for ${open}`);
    return `${filled.slice(0, start + open.length)}\n\n${relinked(write(), paper)}\n\n${filled.slice(end)}`;
  }, text);
}

/** Links that are as from the project's root, as the paper has to have them. */
function relinked(markdown: string, paper: string): string {
  return markdown.replace(/\]\((?!https?:)([^)#\s]+)/g, (_, target: string) => {
    const path = posix.relative(posix.dirname(paper), target);
    return `](${path === posix.basename(paper) ? '' : path}`;
  });
}

function variables(): string {
  const rows = documentedVariables().map(({ name, meaning, unset, example }) => {
    return [`\`${name}\``, meaning, unset, example === undefined ? BELOW : `\`${example}\``];
  });
  return table(['Variable', 'Meaning', 'Default', 'Example'], rows);
}

function scopes(): string {
  const fields = Object.entries(OPERATION_FIELDS);
  const rows = ALL_SCOPES.map((scope) => {
    const own = fields.flatMap(([field, { scope: taken }]) => (taken === scope ? `\`${field}\`` : []));
    return [`\`${scope}\``, own.join(', ')];
  });
  const ofOneself = fields.flatMap(([field, { person }]) =>
    isOwnReadable({ person, writes: field.startsWith('Mutation.') }) ? `\`${field}\`` : [],
  );
  const ownRow = [`\`${OWN_READ}\``, ofOneself.join(', ')];
  return table(['Scope', 'Fields'], [...rows, ownRow]);
}

function entities(): string {
  const keys = printSubgraph(schema).matchAll(/^type (\w+).*@key\(fields: "(\w+)"/gm);
  return table(
    ['Entity', 'Key'],
    [...keys].map(([, name, key]) => [`\`${name}\``, `\`${key}\``]),
  );
}

function ports(): string {
  const rows = REGISTERS.map(({ title }, index) => {
    const { wire, hooks } = portsOf(index, FIRST_PORT);
    return [title, String(wire), String(hooks)];
  });
  const issuer = ['The issuer of tokens, `/jwks`', String(FIRST_PORT + PORT_COUNT), ''];
  return table(['', 'Wire', 'Hooks'], [...rows, issuer]);
}

function options(): string {
  return table(['Of', 'Written', 'Meaning'], documentedOptions());
}

function people(): string {
  return CHAPTERS.map(({ heading, key, entries, note }) => {
    const rows = entries.map((entry) => [`\`${entry.key}\``, `\`${entry.ask}\``, `\`${entry.answer}\``, entry.shows]);
    const written = `### ${heading}\n\n${table([`\`${key}\``, 'Ask for', 'Answer', 'Shows'], rows)}`;
    return note ? `${written}\n\n${note}` : written;
  }).join('\n\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`.replaceAll('|  |', '| |');
  return [head, head.map(() => '---'), ...rows].map(line).join('\n');
}
