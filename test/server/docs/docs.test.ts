import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readLibrary, SCHEMA_PATH } from '../../../src/server/docs/library.ts';
import { SEARCH_PATH } from '../../../src/server/docs/page.ts';
import { MAX_SEARCH, MAX_WORDS } from '../../../src/server/docs/search.ts';
import { DOCS_PATH, ERRORS_PATH, FEILKODER_PATH, GLOSSARY_PATH } from '../../../src/server/graphiql/page.ts';
import { PROFILES } from '../../../src/server/profile.ts';
import { anchorsOf, PAPERS, ROOT, read } from '../../documents/papers.ts';
import { type RunningGateway, startGateway } from '../gateway-under-test.ts';

const BROWSER = { accept: 'text/html' };

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway[Symbol.asyncDispose]());

const get = (path: string, headers: Record<string, string> = BROWSER) => fetch(gateway.url + path, { headers });
const load = async (path: string) => (await get(path)).text();
const all = (page: string, pattern: RegExp) => [...page.matchAll(pattern)].map(([, found = '']) => found);
const search = (words: string) => load(`${SEARCH_PATH}?${new URLSearchParams({ words })}`);
const foundBy = async (words: string) => all(await search(words), /<div class="found"><h2><a href="([^"]+)"/g);

/** Every page of the documentation, by its path. */
async function pages(): Promise<ReadonlyMap<string, string>> {
  const { papers } = await readLibrary();
  return new Map(await Promise.all(papers.map(async ({ path }) => [path, await load(path)] as const)));
}

describe('the documentation', () => {
  test('has a page for every paper of docs, and for what is new and whom to tell of a vulnerability', async () => {
    const { papers } = await readLibrary();
    const wanted = PAPERS.filter(
      (file) => file.startsWith('docs/') || /^(?:README|CHANGELOG|SECURITY)\.md$/.test(file),
    );
    const files = papers.map(({ file }) => file).filter((file) => file.endsWith('.md'));
    expect(files.toSorted()).toEqual(wanted.toSorted());
    expect(new Set(papers.map(({ path }) => path)).size).toBe(papers.length);
    for (const [path, page] of await pages()) expect(page, path).toMatch(/<h1[ >]/);
  });

  test('has every heading under the anchor that it has elsewhere, and each anchor once', async () => {
    const served = await pages();
    for (const { path, file } of (await readLibrary()).papers) {
      const ids = all(served.get(path) ?? '', / id="([^"]+)"/g);
      expect(new Set(ids).size, path).toBe(ids.length);
      if (file.endsWith('.md')) expect(ids, path).toEqual(expect.arrayContaining(anchorsOf(withoutCode(read(file)))));
    }
  });

  test('has no link that leads nowhere, and none to a file that is not served', async () => {
    const served = new Map(await pages());
    for (const path of ['/graphql', FEILKODER_PATH, ERRORS_PATH, GLOSSARY_PATH, SCHEMA_PATH, '/'])
      served.set(path, await load(path));
    const broken = [...served].flatMap(([from, page]) =>
      all(page, /<a (?:[^>]* )?href="([^"]+)"/g)
        .filter((href) => !/^(?:https?|mailto):/.test(href))
        .filter((href) => {
          const [path = '', anchor] = href.split('#');
          const target = served.get(path || from);
          // GraphiQL's page, health and the like have no anchors.
          if (path === '/health/ready') return false;
          return target === undefined || (anchor !== undefined && !target.includes(` id="${anchor}"`));
        })
        .map((href) => `${from}: ${href}`),
    );
    expect(broken).toEqual([]);
    expect(served.get('/docs/configuration')).toContain('href="/docs/limits"');
    expect(served.get('/docs/configuration')).toContain('<span class="file">.env.example</span>');
  });

  test('runs no script, and has its one style sheet by its hash', async () => {
    for (const path of [DOCS_PATH, SEARCH_PATH, '/']) {
      const response = await get(path);
      const page = await response.text();
      const policy = response.headers.get('content-security-policy') ?? '';
      const style = /<style>(.*?)<\/style>/s.exec(page)?.[1] ?? '';
      expect(policy).toMatch(/^default-src 'none'; /);
      expect(policy).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
      expect(page).not.toMatch(/<script|style=|<iframe/);
      expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  test('shows code and comments of a paper as text, or not at all', async () => {
    const page = await load('/docs/configuration');
    expect(page).not.toContain('<!-- variables');
    expect(await load('/docs/lingo')).not.toMatch(/<(?:noun|register)>/);
    expect(await load('/docs/architecture')).toContain('src/sources/&lt;noun&gt;');
  });

  test('leads on each page to its parts, and to all other papers', async () => {
    const page = await load('/docs/limits');
    const [here = ''] = all(page, /<nav class="here" aria-label="On this page">(.*?)<\/nav>/gs);
    expect(all(here, /href="#([^"]+)"/g)).toEqual(all(page, /<h2 id="([^"]+)"><a/g));
    expect(here).toContain('>How calls are counted<');
    const [papers = ''] = all(page, /<nav class="pages"[^>]*>(.*?)<\/nav>/gs);
    expect(papers).toContain('<a href="/docs/limits" aria-current="page">Limits</a>');
    expect(all(papers, /href="([^"]+)"/g)).toEqual(
      expect.arrayContaining([DOCS_PATH, '/docs/frontend', '/docs/decisions']),
    );
    // A paper of a folder has the folder's beside it.
    expect(await load('/docs/decisions/0001-shells')).toContain('href="/docs/decisions/0007-own-xml-reading"');
  });

  test('has the picture of the README', async () => {
    const [picture = ''] = all(await load(DOCS_PATH), /<img src="([^"]+)"/g);
    const response = await get(picture);
    expect(response.headers.get('content-type')).toBe('image/webp');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(readFileSync(join(ROOT, picture)));
  });

  test('gives no other file, however it is asked for', async () => {
    const addresses = [
      'nope',
      '%2e%2e/package.json',
      '..%2fpackage.json',
      'decisions/../../package.json',
      'graphiql.webp/x',
    ];
    for (const address of addresses) expect((await get(`${DOCS_PATH}/${address}`)).status, address).toBe(404);
  });
});

describe('the search', () => {
  test('finds a part of a paper by its words, their beginnings, and despite a slip', async () => {
    expect((await foundBy('idempotency key'))[0]).toBe('/docs/frontend#idempotency-key');
    expect(await foundBy('idempot')).toContain('/docs/frontend#idempotency-key');
    expect(await foundBy('idempotnecy')).toContain('/docs/frontend#idempotency-key');
    expect(await foundBy('GRUNNDATA_PASSWORD')).toContain('/docs/configuration#every-variable');
  });

  test('leads to parts that there are', async () => {
    for (const address of await foundBy('register')) {
      const [path = '', anchor] = address.split('#');
      if (anchor !== undefined) expect(await load(path)).toContain(` id="${anchor}"`);
    }
  });

  test('says so where nothing stands of it, and what it is for without words', async () => {
    expect(await search('qqxxzz')).toContain('Nothing stands in the documentation of “qqxxzz”.');
    expect(await search(' ')).toContain('Write what you look for');
  });

  test('looks for so many words and characters, and no more', async () => {
    const words = (count: number) => Array.from({ length: count }, () => 'register').join(' ');
    expect(await foundBy(`${words(MAX_WORDS - 1)} qqxxzz`)).toEqual([]);
    expect(await foundBy(`${words(MAX_WORDS)} qqxxzz`)).toEqual(await foundBy('register'));
    // What the index parts words by counts, not spaces alone.
    expect(await foundBy(`${words(MAX_WORDS).replaceAll(' ', '.')}/qqxxzz`)).toEqual(await foundBy('register'));
    const blanks = (count: number) => ' '.repeat(count);
    expect(await foundBy(`register${blanks(MAX_SEARCH - 14)}qqxxzz`)).toEqual([]);
    expect(await foundBy(`register${blanks(MAX_SEARCH - 8)}qqxxzz`)).toEqual(await foundBy('register'));
  });

  test('takes what is searched for as text', async () => {
    const page = await search('"><img src=x onerror=alert(1)>');
    expect(page).not.toContain('<img');
    expect(page).toContain('value="&#34;&#62;&#60;img');
  });
});

describe('the page at /', () => {
  test('says what this is, who answers, and leads to all that there is for people', async () => {
    const page = await load('/');
    expect(page).toContain('A GraphQL gateway over public registers');
    for (const path of [
      '/graphql',
      DOCS_PATH,
      GLOSSARY_PATH,
      FEILKODER_PATH,
      ERRORS_PATH,
      SCHEMA_PATH,
      '/health/ready',
    ]) {
      expect(page).toContain(`href="${path}"`);
      expect((await get(path)).status, path).toBe(200);
    }
    expect(page).toContain('<p>The embedded sandbox answers, in which everybody is invented.</p>');
    await using real = await startGateway({ options: { sandbox: false } });
    expect(await (await fetch(real.url, { headers: BROWSER })).text()).toContain('<p>Real registers are asked.</p>');
    await using sandbox = await startGateway({ options: { sandbox: true, tokenRequired: true } });
    const guarded = await (await fetch(sandbox.url, { headers: BROWSER })).text();
    expect(guarded).toContain(
      'The embedded sandbox answers, in which everybody is invented. Every question needs a token.',
    );
  });

  test('is for browsers: a program is told where GraphQL is', async () => {
    const response = await get('/', { accept: '*/*' });
    expect([response.status, (await response.json()).errors[0].extensions.code]).toEqual([404, 'NOT_FOUND']);
  });
});

test('the graph is a file, as it is committed', async () => {
  const response = await get(SCHEMA_PATH, {});
  const text = await response.text();
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(text).toBe(read('schema/registergraf.graphql'));
  const { definitions } = parse(text);
  expect(definitions.length).toBeGreaterThan(100);
  // Those that docs/frontend.md names for strictScalars.
  const scalars = definitions.flatMap((one) => (one.kind === Kind.SCALAR_TYPE_DEFINITION ? one.name.value : []));
  expect(scalars).toEqual(['Date', 'DateTime']);
});

test('whoever checks links by HEAD is told the same as by GET, without the page', async () => {
  for (const path of ['/', DOCS_PATH, SEARCH_PATH, SCHEMA_PATH]) {
    const answer = await fetch(gateway.url + path, { method: 'HEAD', headers: BROWSER });
    expect([answer.status, await answer.text()], path).toEqual([200, '']);
    expect(answer.headers.get('content-type'), path).toBe((await get(path)).headers.get('content-type'));
  }
  expect((await fetch(`${gateway.url}${DOCS_PATH}/none`, { method: 'HEAD' })).status).toBe(404);
});

test('nothing of this is written to, or served where GraphiQL is not', async () => {
  await using production = await startGateway({ options: { profile: PROFILES.production } });
  for (const path of ['/', DOCS_PATH, SEARCH_PATH, SCHEMA_PATH]) {
    expect((await fetch(gateway.url + path, { method: 'POST', headers: BROWSER })).status, path).toBe(404);
    expect((await fetch(production.url + path, { headers: BROWSER })).status, path).toBe(404);
  }
});

function withoutCode(text: string): string {
  return text.replace(/^( *)```.*?^\1```$/gms, '');
}
