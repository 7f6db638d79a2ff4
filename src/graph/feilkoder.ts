import { UTILGJENGELIG } from '../domain/registerfeil.ts';
import { type DokumentertFeil, dokumenterteFeil } from './dokumenterte-feil.ts';

const INTRODUCTION = `# Feilkoder

Generated from the catalogues in \`src/sources/*/codes.ts\` by \`npm run codegen\`. The graph gives the same as \`dokumenterteFeil\`.

Every documented code has one type, and that type stands in exactly the unions of the operations that document it. What is
not here: the codes of success (grunndata 0, Oppslagstjenesten JA and OK), which are the data types of the unions.
`;

/** What is said of the codes of a register that has none. */
export const DERIVED =
  'This register has no such codes: the gateway derives them from what it shows, and `avledet` is true. Texts and types are those of the register that documents them. A code that is not listed here cannot be derived, and is not answered.';

/** The table of codes for people: one chapter a register. */
export function printFeilkoder(feil: readonly DokumentertFeil[] = dokumenterteFeil()): string {
  const sources = [...new Set(feil.map(({ kilde }) => kilde))];
  const chapters = sources.map((kilde) =>
    chapter(
      kilde,
      feil.filter((one) => one.kilde === kilde),
    ),
  );
  return `${[INTRODUCTION, ...chapters, utilgjengelig()].join('\n')}`;
}

function chapter(kilde: string, feil: readonly DokumentertFeil[]): string {
  const rows = feil.map(({ kode, type, kilde, tekst, betydning, kanProevesIgjen, felter }) =>
    row([`\`${kode}\``, `\`${type}\``, kilde, tekst, betydning, kanProevesIgjen ? 'yes' : 'no', felter.join(', ')]),
  );
  const head = ['Code', 'Type', 'Source', 'Documented text', 'Meaning', 'Try again', 'Fields that answer it'];
  const derived = feil.some(({ avledet }) => avledet) ? `${DERIVED}\n\n` : '';
  return `## ${kilde}\n\n${derived}${table(head, rows)}\n`;
}

/** What KildeUtilgjengelig can carry, in every union: code, meaning, and whether a retry helps. */
export const UNAVAILABLE_CODES: readonly (readonly [kode: string, betydning: string, proevesIgjen: string])[] = [
  ...Object.entries(UTILGJENGELIG).map(
    ([kode, { melding, kanProevesIgjen }]) => [kode, melding, kanProevesIgjen ? 'yes' : 'no'] as const,
  ),
  ['HTTP_<status>', 'The source answered with an HTTP status that is not a success.', 'on 429 and 5xx'],
];

function utilgjengelig(): string {
  const rows = UNAVAILABLE_CODES.map(([kode, betydning, proevesIgjen]) =>
    row([`\`${kode}\``, betydning, proevesIgjen]),
  );
  return `## In every union

\`UdokumentertFeil\` carries a code that the source’s documentation does not list for the operation, as it was sent.
\`KildeUtilgjengelig\` says that the source could not be asked or did not answer sense:

${table(['Code', 'Meaning', 'Try again'], rows)}
`;
}

function table(head: readonly string[], rows: readonly string[]): string {
  return [row(head), row(head.map(() => '---')), ...rows].join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`.replaceAll('|  |', '| |');
}
