import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

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

const JAVASCRIPT = 'text/javascript; charset=utf-8';

const EXAMPLES = new URL('../../examples/graphiql/', import.meta.url);

/** GraphiQL's page and files, each file under a name that holds a hash of its content. */
export async function loadAssets(sandkasse: boolean): Promise<Assets> {
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
  const style = add('graphiql.css', 'text/css; charset=utf-8', graphiql.css);
  const script = add('graphiql.js', JAVASCRIPT, graphiql.js);
  const workers = {
    editorWorkerService: add('editor-worker.js', JAVASCRIPT, graphiql.editorWorkerService),
    json: add('json-worker.js', JAVASCRIPT, graphiql.jsonWorker),
    graphql: add('graphql-worker.js', JAVASCRIPT, graphiql.graphqlWorker),
  };
  const start = add('start.js', JAVASCRIPT, startScript(workers, await readExamples(sandkasse)));
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

/** One tab an example, in the order of their file names. The first tab says who answers. */
async function readExamples(sandkasse: boolean): Promise<readonly { readonly query: string }[]> {
  const names = (await readdir(EXAMPLES)).filter((name) => name.endsWith('.graphql')).sort();
  const examples = await Promise.all(names.map((name) => readFile(new URL(name, EXAMPLES), 'utf8')));
  const answeredBy = sandkasse
    ? '# This gateway answers from its embedded sandbox.\n# None of the people and units exist.'
    : "# This gateway answers from the sources that it has been\n# configured with. The numbers below are the sandbox's own.";
  return examples.map((query, index) => ({ query: index === 0 ? `${answeredBy}\n#\n${query}` : query }));
}

/** A file of its own, so that the page needs no inline script. */
function startScript(workers: Record<string, string>, defaultTabs: readonly object[]): string {
  return `const workers = ${JSON.stringify(workers)};
self.MonacoEnvironment = { globalAPI: false, getWorkerUrl: (_, label) => workers[label] };
YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#root'), {
  endpoint: '/graphql',
  title: 'Registergraf',
  defaultTabs: ${JSON.stringify(defaultTabs, null, 2)},
  // An authorization header is not for keeping.
  shouldPersistHeaders: false,
  // Left alone, it copies the query that is being written, people's numbers and all, into the page's address.
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
