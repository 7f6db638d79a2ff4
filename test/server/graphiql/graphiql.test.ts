import { request as httpRequest } from 'node:http';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DOCS_PATH, FEILKODER_PATH } from '../../../src/server/graphiql/page.ts';
import { defaultHeaders, readTabs, type Tab } from '../../../src/server/graphiql/tabs.ts';
import { type RunningGateway, startGateway } from '../gateway-under-test.ts';

// What Chromium sends when somebody goes to an address.
const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8' };

let gateway: RunningGateway;
let page: string;
beforeAll(async () => {
  gateway = await startGateway();
  page = await (await fetch(`${gateway.url}/graphql`, { headers: BROWSER })).text();
});
afterAll(() => gateway[Symbol.asyncDispose]());

const linked = () => [...page.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, path = '']) => path);

const load = async (path: string) => (await fetch(gateway.url + path)).text();

async function script(): Promise<string> {
  return load(linked().find((path) => path.includes('/start.')) ?? '');
}

const workers = async () =>
  [...(await script()).matchAll(/"(\/graphql\/graphiql\/[^"]+worker[^"]+)"/g)].map(([, path = '']) => path);

/** The first tab's query, and what the script makes of the paths in it. */
async function linkOfTheFirst() {
  const [, made = ''] = /query: (tab\.query\.replace\(.*\)) \}\)\),$/m.exec(await script()) ?? [];
  const location = { origin: 'https://gateway.example' };
  return {
    tab: (await tabs())[0]?.query ?? '',
    rewrite: (query: string): string => runInNewContext(made, { tab: { query }, location }),
  };
}

async function tabs(): Promise<readonly Tab[]> {
  return JSON.parse(/const tabs = (\[.*?\n\]);/s.exec(await script())?.[1] ?? '[]');
}

describe('GraphiQL', () => {
  test('is what a browser gets at /graphql, whatever the rest of the address says', async () => {
    for (const address of ['/graphql', '/graphql?query={__typename}']) {
      const { status, headers } = await fetch(gateway.url + address, { headers: BROWSER });
      expect(status).toBe(200);
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    }
    expect(page).toContain('<title>Registergraf</title>');
  });

  test('is not what a program gets', async () => {
    const response = await gateway.get('{ __typename }', { accept: '*/*' });
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
  });

  test('links to files of this gateway only, and has no script of its own', async () => {
    expect(linked()).toHaveLength(4);
    for (const path of linked()) expect(path).toMatch(/^\/graphql\/graphiql\/[\w.-]+$/);
    expect(page).not.toMatch(/https?:|<script>|<style|style=/);
  });

  test('gets every file, of the right type and for good', async () => {
    const types: Record<string, string> = {
      css: 'text/css; charset=utf-8',
      js: 'text/javascript; charset=utf-8',
      ico: 'image/x-icon',
    };
    const files = [...linked(), ...(await workers())];
    expect(files).toHaveLength(7);
    for (const path of files) {
      const { status, headers } = await fetch(gateway.url + path);
      expect(status).toBe(200);
      expect(headers.get('content-type')).toBe(types[path.split('.').at(-1) ?? '']);
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
    const style = linked().find((path) => path.endsWith('.css')) ?? '';
    // Fonts and pictures stand in the style sheet itself.
    expect(await load(style)).not.toMatch(/@import|url\((?!data:|#)/);
  });

  test('gets its files compressed when it takes them so, and as they are when not', async () => {
    const [path = ''] = await workers();
    const length = (encoding: string) =>
      new Promise<[string | undefined, number]>((resolve, reject) => {
        httpRequest(gateway.url + path, { headers: { 'accept-encoding': encoding } }, async (response) => {
          const bytes = Buffer.concat(await response.toArray()).length;
          resolve([response.headers['content-encoding'], bytes]);
        })
          .on('error', reject)
          .end();
      });
    const [compressed, few] = await length('gzip, deflate, br');
    const [plain, many] = await length('identity');
    expect([compressed, plain]).toEqual(['gzip', undefined]);
    expect(few).toBeLessThan(many / 3);
  });

  test('leaves the query out of the address, so that no number ends in a log on the way', async () => {
    expect(await script()).toContain('onEditQuery() {}');
  });

  test('opens with the tabs of examples/graphiql, and a link to the catalogue of this very gateway', async () => {
    const settings = { sandbox: true, tokenRequired: false };
    expect(await tabs()).toEqual(await readTabs(settings));
    const [first] = await tabs();
    expect(first?.query).toMatch(
      /^query ThreeRegisters [^#]*# Ctrl\+Enter[\s\S]*\n\n# This gateway answers from its embedded sandbox/,
    );
    expect(first?.query).toContain(` ${FEILKODER_PATH}\n`);
    const { tab, rewrite } = await linkOfTheFirst();
    const rewritten = rewrite(tab);
    for (const path of [FEILKODER_PATH, DOCS_PATH]) expect(rewritten).toContain(` https://gateway.example${path}\n`);
    expect(rewritten.replaceAll('https://gateway.example', '')).toBe(tab);
    expect(await script()).toContain(`defaultHeaders: ${JSON.stringify(defaultHeaders(settings))}`);
  });

  test('keeps no headers, and nothing at all longer than the browser’s tab', async () => {
    expect(await script()).toContain('shouldPersistHeaders: false');
    expect(await script()).toContain('storage: sessionStorage');
  });

  test('says in its first tab when it is not the sandbox that answers', async () => {
    await using configured = await startGateway({ options: { sandbox: false } });
    const html = await (await fetch(`${configured.url}/graphql`, { headers: BROWSER })).text();
    const start = /src="([^"]+\/start\.[^"]+)"/.exec(html)?.[1];
    const text = await (await fetch(configured.url + start)).text();
    expect(text).toContain('configured with');
    expect(text).not.toContain('embedded sandbox');
  });

  test('has no other files', async () => {
    expect((await fetch(`${gateway.url}/graphql/graphiql/other.js`)).status).toBe(404);
  });
});
