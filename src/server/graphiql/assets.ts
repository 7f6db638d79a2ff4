import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { type Asset, createAsset, JAVASCRIPT } from './asset.ts';
import { mendBundle } from './bundle.ts';
import { writeDocument } from './document.ts';
import { readGlossary } from './glossary.ts';
import { DOCS_PATH, FEILKODER_PATH, GLOSSARY_PATH } from './page.ts';
import { searchEntries } from './search-entries.ts';
import { defaultHeaders, type GraphiqlSettings, readTabs } from './tabs.ts';
import { STYLE } from './graphiql-style.ts';

export interface Assets {
  readonly page: string;
  /** By path. */
  readonly files: ReadonlyMap<string, Asset>;
}

/** The pages that tabs speak of, as a part of a regular expression between slashes. */
const PAGES = [FEILKODER_PATH, GLOSSARY_PATH, `${DOCS_PATH}\\b`].join('|').replaceAll('/', '\\/');

/** MiniSearch as a module, which its package exports for programs under another name only. */
const MINISEARCH = new URL('../es/index.js', pathToFileURL(createRequire(import.meta.url).resolve('minisearch')));

/** GraphiQL's page and files. */
export async function loadAssets(settings: GraphiqlSettings): Promise<Assets> {
  const graphiql = await import('@graphql-yoga/render-graphiql/graphiql');
  const files = new Map<string, Asset>();
  const add = (name: string, type: string, content: string | Buffer): string => {
    const asset = createAsset(name, type, content);
    files.set(asset.path, asset);
    return asset.path;
  };
  const addOwn = async (name: string) => add(name, JAVASCRIPT, await readBrowserFile(name));

  const icon = add('favicon.ico', 'image/x-icon', Buffer.from(graphiql.favicon.split('base64,')[1] ?? '', 'base64'));
  const style = add('graphiql.css', 'text/css; charset=utf-8', graphiql.css + STYLE);
  const bundle = mendBundle(graphiql.js);
  const script = add('graphiql.js', JAVASCRIPT, bundle.script);
  const workers = {
    editorWorkerService: add('editor-worker.js', JAVASCRIPT, graphiql.editorWorkerService),
    json: add('json-worker.js', JAVASCRIPT, graphiql.jsonWorker),
    graphql: add('graphql-worker.js', JAVASCRIPT, graphiql.graphqlWorker),
  };
  const own = {
    panes: await addOwn('panes.js'),
    plugin: await addOwn('search-plugin.js'),
    explorer: await addOwn('docs-explorer.js'),
    search: await addOwn('graph-search.js'),
    index: add('minisearch.js', JAVASCRIPT, await readFile(MINISEARCH)),
    entries: add('entries.json', 'application/json', JSON.stringify(searchEntries(await readGlossary()))),
  };
  const option = bundle.hasPlugins ? '' : '    plugins: [search],\n';
  const start = add('start.js', JAVASCRIPT, await startScript(workers, own, option, settings));
  const head = `<link rel="icon" href="${icon}">
<link rel="stylesheet" href="${style}">
<script src="${script}" defer></script>
<script type="module" src="${start}"></script>`;
  const body = `<noscript>GraphiQL needs JavaScript.</noscript>
<main>
<h1 class="only-heard">Registergraf in GraphiQL</h1>
<div id="root"></div>
</main>`;
  return { page: writeDocument({ head, body }), files };
}

/** A file of ours for browsers, as it stands. */
export function readBrowserFile(name: string): Promise<Buffer> {
  return readFile(new URL(`browser/${name}`, import.meta.url));
}

/** A file of its own, so that the page needs no inline script. */
async function startScript(
  workers: Record<string, string>,
  own: Record<'panes' | 'plugin' | 'explorer' | 'search' | 'index' | 'entries', string>,
  option: string,
  settings: GraphiqlSettings,
): Promise<string> {
  return `import { createPanes } from '${own.panes}';
import { createSearchPlugin } from '${own.plugin}';
import { openInDocs } from '${own.explorer}';

const workers = ${JSON.stringify(workers)};
self.MonacoEnvironment = { globalAPI: false, getWorkerUrl: (_, label) => workers[label] };
const tabs = ${JSON.stringify(await readTabs(settings), null, 2)};
start();

function start() {
  const panes = createPanes(sessionStorage, tabs);
  const search = createSearchPlugin({ React, load, open: openInDocs });
  self.graphPlugins = [search];
  YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#root'), {
    endpoint: '/graphql',
${option}    title: '${settings.sandbox ? 'Registergraf, sandbox' : 'Registergraf'}',
    // The editor makes links of absolute URLs only.
    defaultTabs: tabs.map((tab) => ({ ...tab, query: tab.query.replace(/(?<= )(?:${PAGES})/g, (path) => location.origin + path) })),
    defaultHeaders: ${JSON.stringify(defaultHeaders(settings))},
    defaultEditorToolsVisibility: panes.initial,
    onTabChange: panes.onTabChange,
    // Headers can hold a token: they are not stored.
    shouldPersistHeaders: false,
    // Queries and variables can hold people's numbers: they are stored until the browser's tab is closed.
    storage: sessionStorage,
    // By default it copies the query, which can hold people's numbers, into the page's URL.
    onEditQuery() {},
  });
}

async function load() {
  const [index, search, entries] = await Promise.all([
    import('${own.index}'),
    import('${own.search}'),
    fetch('${own.entries}').then((response) => response.json()),
  ]);
  return search.createGraphSearch(index.default, entries);
}
`;
}
