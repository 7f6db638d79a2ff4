import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, Page, Request } from 'playwright-core';
import { preview } from 'vite';
import { PROFILES, type Profile } from '../../src/server/profile.ts';
import { type RunningGateway, startGateway } from '../support/gateway.ts';

const ROOT = fileURLToPath(new URL('../../examples/web', import.meta.url));
const VITE = fileURLToPath(new URL('../../node_modules/vite/bin/vite.js', import.meta.url));

/** The documents of the page by their ids, as codegen has written them. */
export const DOCUMENTS: ReadonlyMap<string, string> = new Map(
  Object.entries<string>(JSON.parse(readFileSync(join(ROOT, 'src/graph/persisted-documents.json'), 'utf8'))),
);

/** The page as it is built for use. */
export async function buildPage(): Promise<{ readonly folder: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'registergraf-web-'));
  // In a process of its own, which does not know that it is a test.
  const env = { ...process.env, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, [VITE, 'build', ROOT, '--outDir', folder, '--emptyOutDir'], { env });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export interface ServedPage {
  readonly url: string;
  readonly gateway: RunningGateway;
  close(): Promise<void>;
}

/** Serves the page with its own headers, before a gateway in production that holds these documents and no other. */
export async function servePage(
  folder: string,
  documents = DOCUMENTS,
  profile: Profile = PROFILES.production,
): Promise<ServedPage> {
  const gateway = await startGateway({
    profile,
    documents,
    sources: { timeoutMs: 5_000 },
  });
  const served = await preview({
    root: ROOT,
    logLevel: 'silent',
    build: { outDir: folder },
    preview: { host: '127.0.0.1', port: 0, proxy: { '/graphql': gateway.url } },
  });
  return {
    url: served.resolvedUrls?.local[0] ?? '',
    gateway,
    close: async () => {
      await served.close();
      await gateway.close();
    },
  };
}

export interface Look {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
}

/** The page in a browser, and what nobody sees who looks at it. */
export interface Visit {
  readonly page: Page;
  readonly url: string;
  /** Errors and warnings of the console, breaches of the content security policy among them. */
  readonly complaints: string[];
  readonly requests: Request[];
  /** The questions that went to the gateway. */
  asked(): { readonly document: string; readonly key: string | undefined }[];
  /** The texts of what has moved by itself, also right after a click. */
  moved(): Promise<string[]>;
  /** What a screen reader says unasked, in the order in which it comes into a live region. */
  said(): Promise<string[]>;
}

export async function visit(
  browser: Browser,
  url: string,
  { width = 1280, scheme = 'light' }: Look = {},
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 900 },
    colorScheme: scheme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: Request[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('request', (request) => {
    // An icon that stands in the stylesheet itself is asked of nobody.
    if (!request.url().startsWith('data:')) requests.push(request);
  });
  await page.addInitScript(() => {
    const moved: string[] = [];
    const said: string[] = [];
    Object.assign(globalThis, { moved, said });
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries() as (PerformanceEntry & { sources: { node: Node | null }[] })[]) {
        for (const { node } of shift.sources) moved.push(node?.textContent ?? 'something');
      }
    }).observe({ type: 'layout-shift', buffered: true });
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        const place = target instanceof Element ? target : target.parentElement;
        if (!place?.closest('[role=status], [role=alert], [aria-live]')) continue;
        said.push(...[...addedNodes].map(({ textContent }) => textContent ?? ''));
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await page.goto(url);
  await page.locator('h1').waitFor();
  return {
    page,
    url,
    complaints,
    requests,
    asked: () =>
      requests
        .filter((request) => new URL(request.url()).pathname === '/graphql')
        .map((request) => ({
          document: nameOf(request.postDataJSON()),
          key: request.headers()['idempotency-key'],
        })),
    moved: () => page.evaluate(() => (globalThis as unknown as { moved: string[] }).moved),
    said: () => page.evaluate(() => (globalThis as unknown as { said: string[] }).said),
  };
}

/** The operation that a body asks for by its id. A body with text in it is none of the page's. */
function nameOf(body: { query?: string; extensions?: { persistedQuery?: { sha256Hash: string } } }): string {
  const document = DOCUMENTS.get(body.extensions?.persistedQuery?.sha256Hash ?? '');
  if (body.query !== undefined || document === undefined) throw new Error('asked for something else than by id');
  return /(?:query|mutation) (\w+)/.exec(document)?.[1] ?? '';
}

/** Every person and every secret that a test types. */
export const PERSONAL = [
  '01817011000',
  '02827112006',
  '05857415002',
  '07877617003',
  '01817011001',
  '0101505006',
  '0303505003',
  '1503515016',
  '0112575575',
  '67000099',
  '67 00 00',
  'ny.adresse',
];

/** Where something personal would outlive the page, or be seen by others than the gateway. */
export async function traces({ page, requests, url }: Visit): Promise<string[]> {
  const stored = await page.evaluate(async () =>
    JSON.stringify([
      document.title,
      location.href,
      history.state,
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      await indexedDB.databases(),
      await caches.keys(),
    ]),
  );
  const places = [stored, ...requests.map((request) => request.url())];
  const elsewhere = requests.map((request) => request.url()).filter((asked) => !asked.startsWith(url));
  return [...elsewhere, ...places.filter((place) => PERSONAL.some((secret) => place.includes(secret)))];
}
