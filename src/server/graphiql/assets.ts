import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { DOCS_PATH, FEILKODER_PATH } from './page.ts';
import { defaultHeaders, type GraphiqlSettings, readTabs } from './tabs.ts';

export interface Asset {
  readonly type: string;
  readonly content: Buffer;
  compressed(): Promise<Buffer>;
}

export interface Assets {
  readonly page: string;
  /** By path. */
  readonly files: ReadonlyMap<string, Asset>;
}

/**
 * Two corrections of GraphiQL. A tab moves away when it is clicked, since a transform is left over from its first rendering, so that the
 * click misses it. Tables in descriptions have no style of their own.
 */
const STYLE = `
.graphiql-tab.graphiql-tab { transform: none !important }
.graphiql-markdown-description table { width: 100%; border-collapse: collapse }
.graphiql-markdown-description :is(th, td) { padding: 4px 8px 4px 0; text-align: left; vertical-align: top }
.graphiql-markdown-description td { border-top: 1px solid hsla(var(--color-neutral), var(--alpha-background-heavy)) }
`;

/** The pages that tabs speak of, as a part of a regular expression between slashes. */
const PAGES = [FEILKODER_PATH, `${DOCS_PATH}\\b`].join('|').replaceAll('/', '\\/');

const JAVASCRIPT = 'text/javascript; charset=utf-8';

/** GraphiQL's page and files, each file under a name that holds a hash of its content. */
export async function loadAssets(settings: GraphiqlSettings): Promise<Assets> {
  const graphiql = await import('@graphql-yoga/render-graphiql/graphiql');
  const files = new Map<string, Asset>();
  const add = (name: string, type: string, content: string | Buffer): string => {
    const asset = createAsset(type, Buffer.from(content));
    const hash = createHash('sha256').update(asset.content).digest('base64url').slice(0, 16);
    const path = `/graphql/graphiql/${name.replace('.', `.${hash}.`)}`;
    files.set(path, asset);
    return path;
  };

  const icon = add('favicon.ico', 'image/x-icon', Buffer.from(graphiql.favicon.split('base64,')[1] ?? '', 'base64'));
  const style = add('graphiql.css', 'text/css; charset=utf-8', graphiql.css + STYLE);
  const script = add('graphiql.js', JAVASCRIPT, graphiql.js);
  const workers = {
    editorWorkerService: add('editor-worker.js', JAVASCRIPT, graphiql.editorWorkerService),
    json: add('json-worker.js', JAVASCRIPT, graphiql.jsonWorker),
    graphql: add('graphql-worker.js', JAVASCRIPT, graphiql.graphqlWorker),
  };
  const start = add('start.js', JAVASCRIPT, await startScript(workers, settings));
  return { page: page({ icon, style, script, start }), files };
}

function createAsset(type: string, content: Buffer): Asset {
  let compressing: Promise<Buffer> | undefined;
  return {
    type,
    content,
    compressed() {
      compressing ??= promisify(gzip)(content);
      return compressing;
    },
  };
}

/** A file of its own, so that the page needs no inline script. */
async function startScript(workers: Record<string, string>, settings: GraphiqlSettings): Promise<string> {
  return `const workers = ${JSON.stringify(workers)};
self.MonacoEnvironment = { globalAPI: false, getWorkerUrl: (_, label) => workers[label] };
const tabs = ${JSON.stringify(await readTabs(settings), null, 2)};
YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#root'), {
  endpoint: '/graphql',
  title: 'Registergraf',
  // The editor makes links of absolute URLs only.
  defaultTabs: tabs.map((tab) => ({ ...tab, query: tab.query.replace(/(?<= )(?:${PAGES})/g, (path) => location.origin + path) })),
  defaultHeaders: ${JSON.stringify(defaultHeaders(settings))},
  // Headers can hold a token: they are not stored.
  shouldPersistHeaders: false,
  // Queries and variables can hold people's numbers: they are stored until the browser's tab is closed.
  storage: sessionStorage,
  // By default it copies the query, which can hold people's numbers, into the page's URL.
  onEditQuery() {},
});
`;
}

function page({ icon, style, script, start }: Record<'icon' | 'style' | 'script' | 'start', string>): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Registergraf</title>
    <link rel="icon" href="${icon}" />
    <link rel="stylesheet" href="${style}" />
    <script src="${script}" defer></script>
    <script src="${start}" defer></script>
  </head>
  <body id="body" class="no-focus-outline">
    <noscript>GraphiQL needs JavaScript.</noscript>
    <div id="root"></div>
  </body>
</html>
`;
}
