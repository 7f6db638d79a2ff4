import { BASE_STYLE } from '../graphiql/page-style.ts';
import { inlineStyle, writeDocument } from '../graphiql/document.ts';
import { contentSecurityPolicy, DOCS_PATH, GLOSSARY_PATH, html } from '../graphiql/page.ts';
import type { Library, Paper } from './library.ts';
import type { Rendered } from './render.ts';
import type { Found } from './search.ts';

export const SEARCH_PATH = `${DOCS_PATH}/search`;

/** Wide: the list of pages stands at the left. Narrow: it comes after the page, and a link at the top leads to it. */
const STYLE = `${BASE_STYLE}
body { max-width: 80rem }
.skip { position: absolute; left: -100rem }
.skip:focus { position: static }
.top { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem 1.5rem; margin: 0 0 1.5rem; padding: 0 0 1rem;
  border-bottom: 1px solid var(--line) }
.top b a { color: var(--ink); text-decoration: none }
form { display: flex; flex: 1 1 16rem; gap: .5rem; max-width: 30rem }
form label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
input, button { font: inherit; color: inherit; padding: .375rem .75rem; border: 1px solid var(--quiet); border-radius: .375rem }
input { flex: 1; min-width: 0; background: var(--paper) }
button { background: var(--shade); cursor: pointer }
:is(input, button, pre, .scroll):focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
main { min-width: 0; overflow-wrap: break-word }
main :is(p, ul, ol) { max-width: 48rem }
main li { margin: .25rem 0 }
h3 { margin: 2rem 0 .5rem; font-size: 1.0625rem }
:is(h2, h3, h4) a { color: inherit; text-decoration: none }
:is(h2, h3, h4) a:hover { text-decoration: underline }
:is(h1, h2, h3, h4):target { background: var(--mark) }
:not(pre) > code { overflow-wrap: anywhere; padding: .0625rem .25rem; border-radius: .25rem; background: var(--shade) }
pre { overflow-x: auto; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .375rem; background: var(--shade) }
.scroll { overflow-x: auto; margin: 0 0 1rem }
table { border-collapse: collapse; font-size: .9375rem }
th, td { padding: .375rem 1rem .375rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; min-width: 6rem }
td code { overflow-wrap: normal }
img { max-width: 100%; height: auto; border: 1px solid var(--line); border-radius: .375rem }
nav ul { margin: 0; padding: 0; list-style: none }
nav li { margin: .25rem 0 }
.here ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0 0 1rem; font-size: .9375rem }
.pages { margin: 3rem 0 0; font-size: .9375rem }
.pages h2 { margin: 0 0 .5rem; font-size: 1rem }
[aria-current] { color: var(--ink); font-weight: 600; text-decoration: none }
.found { margin: 1.5rem 0 }
.found h2 { margin: 0 0 .25rem }
.found h2 a { color: var(--link) }
.found p { margin: 0; color: var(--quiet); font-size: .9375rem; overflow-wrap: anywhere }
@media (min-width: 60rem) {
  .columns { display: grid; grid-template-columns: 14rem minmax(0, 1fr); gap: 0 3rem }
  .pages { grid-column: 1; grid-row: 1; margin: 0 }
  main { grid-column: 2; grid-row: 1 }
  .to-pages { display: none }
}
`;

export const DOCS_POLICY = contentSecurityPolicy(STYLE, 'own pictures and forms');

/** A paper as a page. */
export function writeDocsPage(paper: Paper, { body, headings }: Rendered, library: Library): string {
  const links = headings.map(({ id, text }) => `<li><a href="#${id}">${html(text)}</a></li>`);
  const here = links.length > 1 ? `<nav class="here" aria-label="On this page"><ul>${links.join('')}</ul></nav>\n` : '';
  // The title, and behind it where one may go on the page.
  const main = body.replace('</h1>\n', () => `</h1>\n${here}`);
  return frame({ title: paper.title, path: paper.path, words: '', main, library });
}

/** What was found for some words, or that nothing was. */
export function writeSearchPage(words: string, found: readonly Found[], library: Library): string {
  const list = found.map(
    ({ id, title, heading, excerpt }) =>
      `<div class="found"><h2><a href="${html(id)}">${html(heading === title ? title : `${title}: ${heading}`)}</a></h2>
<p>${html(excerpt)}</p></div>`,
  );
  const told =
    found.length > 0
      ? `What stands in the documentation of “${html(words)}”:`
      : `Nothing stands in the documentation of “${html(words)}”.`;
  const main = `<h1>Search</h1>\n<p>${words === '' ? 'Write what you look for into the field above.' : told}</p>\n${list.join('\n')}`;
  return frame({ title: 'Search', path: SEARCH_PATH, words, main, library });
}

function frame(page: {
  readonly title: string;
  readonly path: string;
  readonly words: string;
  readonly main: string;
  readonly library: Library;
}): string {
  const { title, path, words, main, library } = page;
  // A folder stands for what is in it, except on its own pages.
  const folder = library.papers.find(({ file, path: own }) => !file.endsWith('.md') && path.startsWith(own))?.path;
  const shown = library.papers.filter(({ path: own, file }) => {
    const depth = own.split('/').length;
    return depth <= 3 || !file.endsWith('.md') || (folder !== undefined && own.startsWith(folder));
  });
  const links = shown.map(
    (one) => `<li><a href="${one.path}"${one.path === path ? ' aria-current="page"' : ''}>${html(one.title)}</a></li>`,
  );
  return writeDocument({
    title: path === DOCS_PATH ? undefined : html(title),
    head: inlineStyle(STYLE),
    body: `<header class="top">
<a class="skip" href="#page">Skip to the page</a>
<b><a href="/">Registergraf</a></b>
<form role="search" action="${SEARCH_PATH}">
<label for="words">Search the documentation</label>
<input id="words" name="words" type="search" value="${html(words)}" placeholder="Search the documentation" autocomplete="off">
<button>Search</button>
</form>
<a href="/graphql">GraphiQL</a>
<a href="${GLOSSARY_PATH}">Glossary</a>
<a class="to-pages" href="#pages">All pages</a>
</header>
<div class="columns">
<main id="page">
${main}
</main>
<nav class="pages" aria-labelledby="pages">
<h2 id="pages">Documentation</h2>
<ul>${links.join('\n')}</ul>
</nav>
</div>`,
  });
}
