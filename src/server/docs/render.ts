import { posix } from 'node:path';
import { FEILKODER_PATH, html } from '../graphiql/page.ts';
import type { Library, Paper } from './library.ts';

export interface Heading {
  readonly id: string;
  readonly text: string;
}

export interface Rendered {
  readonly body: string;
  /** Those of the second rank, as "On this page" lists them. */
  readonly headings: readonly Heading[];
}

/**
 * A paper as HTML. Nothing of it is taken for HTML that is not Markdown: tags are left out. Links lead to where the gateway serves a paper;
 * a file that it does not serve stays as a name. `marked` is loaded when the first paper is read.
 */
export async function renderPaper(paper: Paper, library: Library): Promise<Rendered> {
  const { Marked } = await import('marked');
  const headings: Heading[] = [];
  const idOf = createAnchors();
  const marked = new Marked({
    gfm: true,
    renderer: {
      heading({ tokens, depth, text }) {
        const id = idOf(text);
        if (depth === 2) headings.push({ id, text: plain(text) });
        const inner = this.parser.parseInline(tokens);
        return depth === 1
          ? `<h1 id="${id}">${inner}</h1>\n`
          : `<h${depth} id="${id}"><a href="#${id}">${inner}</a></h${depth}>\n`;
      },
      link({ href, tokens }) {
        const inner = this.parser.parseInline(tokens);
        const to = addressOf(href, paper, library);
        return to === undefined ? `<span class="file">${inner}</span>` : `<a href="${html(to)}">${inner}</a>`;
      },
      image({ href, text }) {
        const file = posix.join(posix.dirname(paper.file), href);
        return library.pictures.has(`/${file}`) ? `<img src="/${html(file)}" alt="${html(text)}">` : html(text);
      },
      // Comments say where the tables are that are made from the code.
      html: () => '',
      code: ({ text }) => `<pre tabindex="0"><code>${html(text)}</code></pre>\n`,
      table(token) {
        const cells = (row: typeof token.header, tag: string) =>
          row.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join('');
        const rows = token.rows.map((row) => `<tr>${cells(row, 'td')}</tr>`);
        const head = cells(token.header, 'th')
          .replaceAll('<th></th>', '<td></td>')
          .replaceAll('<th>', '<th scope="col">');
        return `<div class="scroll" tabindex="0" role="group" aria-label="Table"><table><thead><tr>${head}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>\n`;
      },
    },
  });
  return { body: await marked.parse(paper.text), headings };
}

/** Where a link of a paper leads on the gateway; undefined for a file of the project that is not served. */
function addressOf(href: string, paper: Paper, library: Library): string | undefined {
  if (/^(?:https?|mailto):/.test(href)) return href;
  const [target = '', anchor] = href.split('#');
  const folder = paper.file.endsWith('.md') ? posix.dirname(paper.file) : paper.file;
  const path = target === '' ? '' : library.pathOf(posix.join(folder, target).replace(/\/$/, ''));
  if (path === undefined || /^[a-z][\w+.-]*:/i.test(target)) return undefined;
  if (anchor === undefined) return path;
  // The catalogue's chapters are called as the graph spells the registers.
  return `${path}#${path === FEILKODER_PATH ? anchor.toUpperCase() : anchor}`;
}

/** The anchors of one page's headings, as GitHub makes them: the second of a name has -1 behind it. */
export function createAnchors(): (heading: string) => string {
  const seen = new Map<string, number>();
  return (heading) => {
    const id = plain(heading)
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-');
    const before = seen.get(id) ?? 0;
    seen.set(id, before + 1);
    return before === 0 ? id : `${id}-${before}`;
  };
}

/** Markdown as one would read it aloud. */
export function plain(markdown: string): string {
  return markdown.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '');
}
