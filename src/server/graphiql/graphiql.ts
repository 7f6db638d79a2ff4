import type { IncomingMessage, ServerResponse } from 'node:http';
import { createErrorsPage } from './errors-page.ts';
import { createFeilkoderPage } from './feilkoder-page.ts';
import { createGlossaryPage } from './glossary-page.ts';
import { type AnswerPage, answerHtml, ERRORS_PATH, FEILKODER_PATH, GLOSSARY_PATH } from './page.ts';
import { type Asset, ASSETS_PATH, createAsset, JAVASCRIPT } from './asset.ts';
import { type Assets, loadAssets, readBrowserFile } from './assets.ts';
import type { GraphiqlSettings } from './tabs.ts';
import { ERRORS } from '../errors.ts';
import { answerRefusal } from '../http/answer.ts';
import { acceptsGzip } from '../http/zip.ts';
import { refuse } from '../refuse.ts';

/**
 * Everything is served by this gateway. The editor (Monaco) also needs style elements that it writes itself, and fonts and images in
 * the style sheet as data URLs.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Searches in the glossary, whose page needs nothing else of GraphiQL's. */
const GLOSSARY_SCRIPT = 'glossary.js';

/** GraphiQL, served with no other host involved. Its 9 MB are read and compressed when somebody first asks for them. */
export function createGraphiql(settings: GraphiqlSettings) {
  let script: Promise<Asset> | undefined;
  const glossaryScript = () => {
    script ??= readBrowserFile(GLOSSARY_SCRIPT).then((text) => createAsset(GLOSSARY_SCRIPT, JAVASCRIPT, text));
    return script;
  };
  const pages: ReadonlyMap<string, AnswerPage> = new Map([
    [FEILKODER_PATH, createFeilkoderPage()],
    [ERRORS_PATH, createErrorsPage()],
    [GLOSSARY_PATH, createGlossaryPage(glossaryScript)],
  ]);
  let loading: Promise<Assets> | undefined;
  const load = () => {
    loading ??= loadAssets(settings);
    return loading;
  };

  return {
    /** Whether a browser navigates to the address, and not a program that sends a GET. */
    wants: ({ method, headers }: IncomingMessage) => method === 'GET' && /text\/html/i.test(headers.accept ?? ''),

    async answerPage(response: ServerResponse): Promise<void> {
      const { page } = await load();
      answerHtml(response, page, CONTENT_SECURITY_POLICY);
    },

    /** Whether a path is of GraphiQL's own: its files, and the pages of codes beside it. */
    owns: (path: string) => pages.has(path) || path.startsWith(ASSETS_PATH),

    async answerAsset({ method, headers }: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
      const answerPage = pages.get(path);
      if (answerPage && method === 'GET') return answerPage(response);
      const ofGlossary = await glossaryScript();
      const asset = path === ofGlossary.path ? ofGlossary : (await load()).files.get(path);
      if (!asset || method !== 'GET') {
        return answerNoSuchFile(response);
      }
      response.setHeader('content-type', asset.type);
      response.setHeader('vary', 'accept-encoding');
      // The name holds a hash of the content, so another content is another name.
      response.setHeader('cache-control', 'public, max-age=31536000, immutable');
      if (!acceptsGzip(headers)) {
        response.writeHead(200).end(asset.content);
        return;
      }
      response.setHeader('content-encoding', 'gzip');
      response.writeHead(200).end(await asset.compressed());
    },
  };
}

/** To whoever asks for a file or a page that people are not offered, or would write to one. */
export function answerNoSuchFile(response: ServerResponse): void {
  answerRefusal(response, refuse(ERRORS.noSuchFile));
}
