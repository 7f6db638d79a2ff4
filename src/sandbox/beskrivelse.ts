import { BORGERE, ENHETER, INNBYGGERE, KALDEROPPSLAG, type Oppslag } from './oversikt.ts';

/**
 * Who is in the sandbox, in Markdown: stands in the served schema's description, which GraphiQL shows at the root of its
 * documentation. Two columns a table, for that panel is narrow. `katalog` is where the catalogue of codes is.
 */
export function describeSandbox(katalog: string): string {
  return `Three public registers as one graph: STAR, Oppslagstjenesten and grunndata. **The embedded sandbox answers**, and
everybody below is invented. What each code means stands in the [catalogue of codes](${katalog}).

### Citizens, STAR

\`borger(cpr)\`, field \`kontaktinformation\`

${table('cpr', BORGERE)}

${chapters('### Residents', 'innbygger(personidentifikator)', 'personidentifikator', INNBYGGERE)}

${chapters('### Units', 'enhet(organisasjonsnummer)', 'organisasjonsnummer', ENHETER)}

### Callers

Where no token is required, the header \`x-sandkasse-kalder\` says who asks STAR; left out, it is STAR itself. Here each asks for
\`kontaktinformation\`.

${table(
  'Caller and citizen',
  KALDEROPPSLAG.map((row) => ({ ...row, noekkel: `${row.noekkel} ${row.spoer}` })),
)}
`;
}

/** One table a field, since a column for the field would be too much for the panel. */
function chapters(heading: string, root: string, key: string, oppslag: readonly Oppslag[]): string {
  const fields = [...new Set(oppslag.map(({ spoer }) => spoer))];
  const tables = fields.map(
    (field) =>
      `\`${root}\`, field \`${field}\`\n\n${table(
        key,
        oppslag.filter(({ spoer }) => spoer === field),
      )}`,
  );
  return [heading, ...tables].join('\n\n');
}

function table(key: string, oppslag: readonly Oppslag[]): string {
  const rows = oppslag.map(
    ({ noekkel, svar, viser }) =>
      `| ${noekkel
        .split(' ')
        .map((part) => `\`${part}\``)
        .join(' ')} | **${svar}** ${viser} |`,
  );
  return [`| ${key} | Answer, and what it shows |`, '| --- | --- |', ...rows].join('\n');
}
