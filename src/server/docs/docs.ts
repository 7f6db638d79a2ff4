import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerNoSuchFile } from '../graphiql/graphiql.ts';
import { answerHtml, DOCS_PATH } from '../graphiql/page.ts';
import type { GraphiqlSettings } from '../graphiql/tabs.ts';
import { type Library, readFileOf, readLibrary, SCHEMA_FILE, SCHEMA_PATH } from './library.ts';
import { DOCS_POLICY, SEARCH_PATH, writeDocsPage, writeSearchPage } from './page.ts';
import { renderPaper } from './render.ts';
import { createSearch } from './search.ts';
import { START_POLICY, writeStartPage } from './start-page.ts';

/** The page at `/`, the documentation, and the graph as a file: what is there for people who come by. Nothing is read before somebody asks. */
export function createDocs(settings: GraphiqlSettings) {
  const pages = new Map<string, Promise<string | undefined>>();
  const library = once(readLibrary);
  const search = once(async () => createSearch((await library()).papers));

  async function render(path: string): Promise<string | undefined> {
    const shelf = await library();
    const paper = shelf.papers.find((one) => one.path === path);
    return paper && writeDocsPage(paper, await renderPaper(paper, shelf), shelf);
  }

  /** Of paths that there are: anybody may ask for others without end. */
  async function pageAt(path: string): Promise<string | undefined> {
    if (!(await library()).papers.some((one) => one.path === path)) return undefined;
    const page = pages.get(path) ?? render(path);
    pages.set(path, page);
    return page;
  }

  async function answerFile(response: ServerResponse, file: string, type: string): Promise<void> {
    const content = await readFileOf(file);
    response.setHeader('content-type', type);
    response.setHeader('cache-control', 'no-cache');
    response.writeHead(200).end(content);
  }

  return {
    /** The start page is for browsers alone: to a program `/` is no path of ours. */
    owns: ({ headers }: IncomingMessage, path: string) =>
      path === DOCS_PATH ||
      path.startsWith(`${DOCS_PATH}/`) ||
      path === SCHEMA_PATH ||
      (path === '/' && /text\/html/i.test(headers.accept ?? '')),

    async answer({ method, url = '' }: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
      const nothing = () => answerNoSuchFile(response);
      if (method !== 'GET' && method !== 'HEAD') return nothing();
      if (path === '/') return answerHtml(response, writeStartPage(settings), START_POLICY);
      if (path === SCHEMA_PATH) return answerFile(response, SCHEMA_FILE, 'text/plain; charset=utf-8');
      const shelf: Library = await library();
      const picture = shelf.pictures.get(path);
      if (picture) return answerFile(response, picture, 'image/webp');
      if (path === SEARCH_PATH) {
        const words = new URLSearchParams(url.split('?')[1]).get('words')?.trim() ?? '';
        const found = words === '' ? [] : (await search())(words);
        return answerHtml(response, writeSearchPage(words, found, shelf), DOCS_POLICY);
      }
      const page = await pageAt(path === `${DOCS_PATH}/` ? DOCS_PATH : path);
      return page === undefined ? nothing() : answerHtml(response, page, DOCS_POLICY);
    },
  };
}

/** What is made when it is first wanted, and then kept. */
function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
