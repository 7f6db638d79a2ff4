import { CALLER_ENTRIES, CHAPTERS, type Entry } from './overview.ts';

/**
 * Who is in the sandbox, in Markdown: stands in the served schema's description, which GraphiQL shows at the root of its
 * documentation. Two columns a table, for that panel is narrow. `pages` is where the catalogue of codes and the documentation are.
 */
export function describeSandbox(
  pages: { readonly catalogue: string; readonly documentation: string },
  real: readonly string[] = [],
): string {
  const answers =
    real.length === 0
      ? '**The embedded sandbox answers**, and\neverybody below is invented.'
      : `**${real.join(' and ')} is asked for real**, and\nthe embedded sandbox answers for the others: whoever stands below is invented, and its units are unknown there.`;
  return `Public registers as one graph: STAR, Oppslagstjenesten or KRR, and grunndata or Enhetsregisteret. ${answers} What each code means stands in the [catalogue of codes](${pages.catalogue}), all else in the [documentation](${pages.documentation}).

${CHAPTERS.map(({ heading, root, key, entries }) => chapter(heading, `${root}(${key})`, key, entries)).join('\n\n')}

### Callers

Where no token is required, the header \`x-sandbox-caller\` says who asks STAR; left out, it is STAR itself. Here each asks for
\`kontaktinformation\`.

${table(
  'Caller and citizen',
  CALLER_ENTRIES.map((row) => ({ ...row, key: `${row.key} ${row.ask}` })),
)}
`;
}

/** One table a field, since a column for the field would be too much for the panel. */
function chapter(heading: string, root: string, key: string, entries: readonly Entry[]): string {
  const fields = [...new Set(entries.map(({ ask }) => ask))];
  const tables = fields.map(
    (field) =>
      `\`${root}\`, field \`${field}\`\n\n${table(
        key,
        entries.filter(({ ask }) => ask === field),
      )}`,
  );
  return [`### ${heading}`, ...tables].join('\n\n');
}

function table(key: string, entries: readonly Entry[]): string {
  const rows = entries.map(
    ({ key, answer, shows }) =>
      `| ${key
        .split(' ')
        .map((part) => `\`${part}\``)
        .join(' ')} | **${answer}** ${shows} |`,
  );
  return [`| ${key} | Answer, and what it shows |`, '| --- | --- |', ...rows].join('\n');
}
