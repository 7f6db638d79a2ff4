import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type DokumentertFeil, dokumenterteFeil } from '../../graph/dokumenterte-feil.ts';
import { UTILGJENGELIGE } from '../../graph/feilkoder.ts';
import { FEILKODER_STYLE } from './page-style.ts';

/** Where the catalogue of codes is, for people; `dokumenterteFeil` is the same for programs. */
export const FEILKODER_PATH = '/graphql/feilkoder';

const STYLE_HASH = createHash('sha256').update(FEILKODER_STYLE).digest('base64');

/** No script, and nothing from anywhere: one page with one style sheet, known by its hash. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${STYLE_HASH}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The registers' texts are in these languages; STAR's are English and Danish, without a rule. */
const LANG: Partial<Record<string, string>> = { OPPSLAGSTJENESTEN: 'nb', GRUNNDATA: 'nn' };

/** What answers with the catalogue as a page, which is made when somebody first asks for it. */
export function createFeilkoderPage(): (response: ServerResponse) => void {
  let rendered: string | undefined;
  return (response) => {
    rendered ??= page();
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('content-security-policy', CONTENT_SECURITY_POLICY);
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cache-control', 'no-cache');
    response.writeHead(200).end(rendered);
  };
}

function page(): string {
  const feil = dokumenterteFeil();
  const sources = [...new Set(feil.map(({ kilde }) => kilde))];
  const links = [...sources, 'In every union'].map((name) => `<li><a href="#${idOf(name)}">${name}</a></li>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Feilkoder – Registergraf</title>
<link rel="icon" href="data:,">
<style>${FEILKODER_STYLE}</style>
</head>
<body>
<header>
<h1>Feilkoder</h1>
<p>Every code that the registers document. Each has one type, and that type stands in exactly the unions of the operations
that document it. The graph gives the same as <code>dokumenterteFeil</code>. <a href="/graphql">Back to GraphiQL</a></p>
<nav aria-label="Registers"><ul>${links.join('')}</ul></nav>
</header>
<main>
${sources
  .map((kilde) =>
    chapter(
      kilde,
      feil.filter((one) => one.kilde === kilde),
    ),
  )
  .join('\n')}
${utilgjengelig()}
</main>
</body>
</html>
`;
}

function chapter(kilde: string, feil: readonly DokumentertFeil[]): string {
  const lang = LANG[kilde];
  const rows = feil.map(({ kode, type, tekst, betydning, kanProevesIgjen, felter }) => {
    const text = `<span class="tekst"${lang ? ` lang="${lang}"` : ''}>${html(tekst)}</span>`;
    const fields = felter.length > 0 ? `<ul>${byType(felter).join('')}</ul>` : '–';
    return [kode, code(type), `${html(betydning)} ${text}`, kanProevesIgjen ? 'yes' : 'no', fields] as const;
  });
  return section(kilde, '', ['Code', 'Type', 'Meaning, and the documented text', 'Try again', 'Fields'], rows);
}

/** The fields of one type together: a code can stand for ten of them. */
function byType(felter: readonly string[]): string[] {
  const types = Map.groupBy(felter, (felt) => felt.split('.')[0] ?? '');
  return [...types].map(([type, own]) => {
    const names = own.map((felt) => `<code>${html(felt.slice(type.length + 1))}</code>`);
    return `<li><b>${html(type)}</b> ${names.join(', ')}</li>`;
  });
}

function utilgjengelig(): string {
  const text = `<p>${code('UdokumentertFeil')} carries a code that the source’s documentation does not list for the operation, as it was sent.
${code('KildeUtilgjengelig')} says that the source could not be asked or did not answer sense:</p>`;
  const rows = UTILGJENGELIGE.map(([kode, betydning, igjen]) => [kode, html(betydning), igjen] as const);
  return section('In every union', text, ['Code', 'Meaning', 'Try again'], rows);
}

/** The first cell of a row is its code, as it stands; the others are HTML. Roles, since a narrow screen sets rows as blocks. */
function section(name: string, text: string, heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const id = idOf(name);
  const body = rows.map(([kode = '', ...cells]) => {
    const anchor = `${id}-${idOf(kode)}`;
    const tds = cells.map((cell, index) => `<td role="cell" data-head="${heads[index + 1]}">${cell}</td>`).join('');
    return `<tr role="row" id="${anchor}"><th role="rowheader" scope="row"><a href="#${anchor}">${code(kode)}</a></th>${tds}</tr>`;
  });
  return `<section aria-labelledby="${id}">
<h2 id="${id}">${name}</h2>
${text}<table role="table" aria-labelledby="${id}">
<thead role="rowgroup"><tr role="row">${heads.map((head) => `<th role="columnheader" scope="col">${head}</th>`).join('')}</tr></thead>
<tbody role="rowgroup">
${body.join('\n')}
</tbody>
</table>
</section>`;
}

function idOf(text: string): string {
  return text.replace(/[^\w-]+/g, '-').replace(/(?<=\w)-$/, '');
}

/** With places to break a long name at. */
function code(text: string): string {
  return `<code>${html(text).replace(/[._](?=.)|(?<=[a-zæøå])(?=[A-ZÆØÅ])/g, '$&<wbr>')}</code>`;
}

function html(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
