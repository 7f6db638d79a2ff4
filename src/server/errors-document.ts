import type { Refusal } from '../domain/refusals.ts';
import { type DokumentertFeil, dokumenterteFeil } from '../graph/dokumenterte-feil.ts';
import { UNAVAILABLE_CODES } from '../graph/feilkoder.ts';
import { ALL_ERRORS } from './catalogue.ts';

/** What `docs/errors.md` says, as it is printed by `npm run codegen`. */
export function printErrors(): string {
  const feil = dokumenterteFeil();
  const sources = [...new Set(feil.map(({ kilde }) => kilde))];
  const registers = sources.map((kilde) =>
    ofRegister(
      kilde,
      feil.filter((one) => one.kilde === kilde),
    ),
  );
  return [INTRODUCTION, ofGateway(), UNAVAILABLE, ...registers].join('\n');
}

const INTRODUCTION = `# Errors

For whoever has been given a code and wants to know what it means. After this page she knows what to do about each refusal of the gateway, and finds every
code that a register documents, with the type that it has in the graph.

Generated from \`src/server/errors/\`, \`src/server/catalogue.ts\`, \`src/domain/refusals.ts\` and the registers’ catalogues by
\`npm run codegen\`. The gateway serves it as a page too, at \`/graphql/errors\`, beside the catalogue at \`/graphql/feilkoder\`.

There are two kinds. The gateway’s own refusals stand in \`errors\`, with a code in \`extensions.code\`: the request was wrong. What a
register answers stands in \`data\`, as a member of a union with a type for each documented code: the request was right, and the
register said no, or did not answer.
`;

/** Rows of one code stand together, in the order in which the first of them is checked. */
export function byCode(errors: readonly Refusal[] = ALL_ERRORS): readonly Refusal[] {
  return [...Map.groupBy(errors, ({ code }) => code).values()].flat();
}

/** The status of a refusal, and of one that has another for an older client. */
export function statusOf({ status, handshake }: Refusal): string {
  return handshake ? `${status} (200)` : String(status);
}

function ofGateway(): string {
  const rows = byCode().map((error) => {
    const { code, text, when, remedy } = error;
    return [`\`${code}\``, statusOf(error), `\`${text}\``, when, remedy];
  });
  return `## The gateway’s own

A status of 200 means that the error stands in the place of one field, and the rest is answered, or that the operation has been
executed. To a client that reads \`application/graphql-response+json\` it is 294 then ([more](http.md#statuses)). \`(200)\` is the status for a
client that reads \`application/json\` alone. Words in braces are replaced by values;
\`{mistake}\` is what graphql-js or Yoga says, with people’s numbers masked.

${table(['Code', 'HTTP', 'Text', 'When', 'What to do'], rows)}
`;
}

const UNAVAILABLE = `## A register that did not answer

\`KildeUtilgjengelig\` is a member of every union of a register. Its \`kode\` says why:

${table(
  ['Code', 'Meaning', 'Try again'],
  UNAVAILABLE_CODES.map(([kode, betydning, igjen]) => [`\`${kode}\``, betydning, igjen]),
)}

\`UdokumentertFeil\` carries a code that the register’s documentation does not list, as it was sent.
`;

function ofRegister(kilde: string, feil: readonly DokumentertFeil[]): string {
  const rows = feil.map(({ kode, type, betydning, kanProevesIgjen }) => [
    `\`${kode}\``,
    `\`${type}\``,
    betydning,
    kanProevesIgjen ? 'yes' : 'no',
  ]);
  return `## ${kilde}

The documented texts, and the fields that answer each code, stand in [schema/feilkoder.md](../schema/feilkoder.md#${kilde.toLowerCase()}).

${table(['Code', 'Type', 'Meaning', 'Try again'], rows)}
`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map(row).join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`.replaceAll('|  |', '| |');
}
