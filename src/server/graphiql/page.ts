import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { inlineStyle, writeDocument } from './document.ts';
import { PAGE_STYLE } from './page-style.ts';

/** Where the catalogue of the registers' codes is, for people; `dokumenterteFeil` is the same for programs. */
export const FEILKODER_PATH = '/graphql/feilkoder';
/** Where the documentation begins: the README. */
export const DOCS_PATH = '/docs';
/** Where the gateway's own errors are, for people. */
export const ERRORS_PATH = '/graphql/errors';
/** Where the words of the graph are in English, for people. */
export const GLOSSARY_PATH = '/graphql/glossary';
/** Where the people and units of the sandbox are. */
export const PEOPLE_PATH = `${DOCS_PATH}/sandbox#who-is-in-it`;

/** One page with one inline style sheet, allowed by its hash, and no other files; `own` may allow some of this gateway. */
export function contentSecurityPolicy(style: string, own?: 'own pictures and forms' | 'own scripts'): string {
  const hash = createHash('sha256').update(style).digest('base64');
  const more = own === 'own pictures and forms';
  return [
    "default-src 'none'",
    ...(own === 'own scripts' ? ["script-src 'self'"] : []),
    `style-src 'sha256-${hash}'`,
    more ? "img-src 'self' data:" : 'img-src data:',
    "base-uri 'none'",
    more ? "form-action 'self'" : "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export type AnswerPage = (response: ServerResponse) => void | Promise<void>;

/** Answers with a page that may load what its policy says, and nothing else. */
export function answerHtml(response: ServerResponse, page: string, policy: string): void {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.setHeader('content-security-policy', policy);
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cache-control', 'no-cache');
  response.writeHead(200).end(page);
}

/** What answers with a page, which is made when somebody first asks for it. */
export function createPage(write: () => string | Promise<string>, own?: 'own scripts'): AnswerPage {
  const policy = contentSecurityPolicy(PAGE_STYLE, own);
  let rendered: string | Promise<string> | undefined;
  return async (response) => {
    rendered ??= write();
    answerHtml(response, await rendered, policy);
  };
}

/** The pages beside each other, which each of them leads to. */
const BESIDE = [
  ['/graphql', 'GraphiQL'],
  [GLOSSARY_PATH, 'Glossary'],
  [FEILKODER_PATH, 'Feilkoder'],
  [ERRORS_PATH, 'Errors'],
  [DOCS_PATH, 'Documentation'],
] as const;

/** A whole page. `introduction` and `main` are HTML; each of the chapters is a section of that name. `script` is the path of a module. */
export function writePage({
  title,
  chapters,
  introduction,
  main,
  script,
}: {
  readonly title: string;
  readonly chapters: readonly string[];
  readonly introduction: string;
  readonly main: string;
  readonly script?: string;
}): string {
  const links = chapters.map((name) => `<li><a href="#${idOf(name)}">${name}</a></li>`);
  const beside = BESIDE.map(
    ([path, name]) => `<li><a href="${path}"${name === title ? ' aria-current="page"' : ''}>${name}</a></li>`,
  );
  return writeDocument({
    title,
    head: `${inlineStyle(PAGE_STYLE)}${script === undefined ? '' : `\n<script type="module" src="${script}"></script>`}`,
    body: `<header>
<nav class="beside" aria-label="Pages"><ul><li><b><a href="/">Registergraf</a></b></li>${beside.join('')}</ul></nav>
<h1>${title}</h1>
<p>${introduction}</p>
${links.length > 1 ? `<nav aria-label="Chapters"><ul>${links.join('')}</ul></nav>` : ''}
</header>
<main>
${main}
</main>`,
  });
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
    const anchor = `${anchorOf(name, kode)}${before > 0 ? `-${before + 1}` : ''}`;
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

/** The anchor of the first row of a code, in a chapter. */
export function anchorOf(chapter: string, kode: string): string {
  return `${idOf(chapter)}-${idOf(kode)}`;
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
