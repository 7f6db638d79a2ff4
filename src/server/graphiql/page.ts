import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { PAGE_STYLE } from './page-style.ts';

/** Where the catalogue of the registers' codes is, for people; `dokumenterteFeil` is the same for programs. */
export const FEILKODER_PATH = '/graphql/feilkoder';
/** Where the documentation begins: the README. */
export const DOCS_PATH = '/docs';
/** Where the gateway's own errors are, for people. */
export const ERRORS_PATH = '/graphql/errors';

/** No scripts and no other files: one page with one inline style sheet, allowed by its hash. `own` may allow pictures and a form. */
export function contentSecurityPolicy(style: string, own?: 'own pictures and forms'): string {
  const hash = createHash('sha256').update(style).digest('base64');
  return [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    own ? "img-src 'self' data:" : 'img-src data:',
    "base-uri 'none'",
    own ? "form-action 'self'" : "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const CONTENT_SECURITY_POLICY = contentSecurityPolicy(PAGE_STYLE);

export type AnswerPage = (response: ServerResponse) => void;

/** Answers with a page that may load what its policy says, and nothing else. */
export function answerHtml(response: ServerResponse, page: string, policy: string): void {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.setHeader('content-security-policy', policy);
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cache-control', 'no-cache');
  response.writeHead(200).end(page);
}

/** What answers with a page, which is made when somebody first asks for it. */
export function createPage(write: () => string): AnswerPage {
  let rendered: string | undefined;
  return (response) => {
    rendered ??= write();
    answerHtml(response, rendered, CONTENT_SECURITY_POLICY);
  };
}

/** A whole page. `introduction` and `main` are HTML; each of the chapters is a section of that name. */
export function writePage({
  title,
  chapters,
  introduction,
  main,
}: {
  readonly title: string;
  readonly chapters: readonly string[];
  readonly introduction: string;
  readonly main: string;
}): string {
  const links = chapters.map((name) => `<li><a href="#${idOf(name)}">${name}</a></li>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} – Registergraf</title>
<link rel="icon" href="data:,">
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p>${introduction} <a href="/graphql">Back to GraphiQL</a>, or to the <a href="${DOCS_PATH}">documentation</a>.</p>
<nav aria-label="Chapters"><ul>${links.join('')}</ul></nav>
</header>
<main>
${main}
</main>
</body>
</html>
`;
}

/** The first cell of a row is its code, as it stands, and a second row of a code has an anchor that ends in -2; the others are HTML. Roles, since a narrow screen sets rows as blocks. */
export function section(
  name: string,
  text: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const id = idOf(name);
  const rowsBefore = new Map<string, number>();
  const body = rows.map(([kode = '', ...cells]) => {
    const before = rowsBefore.get(kode) ?? 0;
    rowsBefore.set(kode, before + 1);
    const anchor = `${id}-${idOf(kode)}${before > 0 ? `-${before + 1}` : ''}`;
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

/** As code, with places where a long name may break. */
export function code(text: string): string {
  return `<code>${html(text).replace(/[._](?=.)|(?<=[a-zæøå])(?=[A-ZÆØÅ])/g, '$&<wbr>')}</code>`;
}

export function html(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
