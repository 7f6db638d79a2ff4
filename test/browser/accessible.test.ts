import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ERRORS_PATH, FEILKODER_PATH, GLOSSARY_PATH } from '../../src/server/graphiql/page.ts';
import { type RunningGateway, startGateway } from '../support/gateway.ts';
import { runAxe } from './axe.ts';
import { hasBrowser, launchBrowser, NO_BROWSER } from './chromium.ts';

// All that the gateway shows to people, for those who use a keyboard, a screen reader, large letters or a dark screen.

interface Look {
  readonly width: 1280 | 390;
  readonly colorScheme: 'light' | 'dark';
}

const LOOKS: readonly Look[] = [
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
  { width: 390, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
];
const HEIGHT = 900;
/** Of each table: they look alike, and a hundred of them take axe a minute. */
const ROWS = 2;

let browser: Browser | undefined;
let gateway: RunningGateway | undefined;
beforeAll(async () => {
  if (!hasBrowser) return;
  [gateway, browser] = await Promise.all([startGateway(), launchBrowser()]);
});
beforeEach((context) => {
  if (!hasBrowser) context.skip(NO_BROWSER);
});
afterAll(async () => {
  await browser?.close();
  await gateway?.close();
});

/** A page whose own policy would keep axe out too, unless it is to be kept. */
async function open(path: string, bypassCSP = true, colorScheme: Look['colorScheme'] = 'light') {
  if (!browser || !gateway) throw new Error(NO_BROWSER);
  const page = await browser.newPage({ viewport: { width: 1280, height: HEIGHT }, colorScheme, bypassCSP });
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', ({ message }) => complaints.push(message));
  await page.goto(gateway.url + path);
  return { page, complaints };
}

/** What axe finds on a page as it looks so, and whether something stands outside of the window. */
async function look(page: Page, { width, colorScheme }: Look): Promise<string[]> {
  await page.setViewportSize({ width, height: HEIGHT });
  await page.emulateMedia({ colorScheme });
  const { barriers, kept } = await runAxe(page);
  expect(kept).toEqual(expect.arrayContaining(['color-contrast', 'html-lang-valid']));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  const outside = wide === width ? [] : [`${wide} wide`];
  return [...barriers, ...outside].map((found) => `${width} ${colorScheme}: ${found}`);
}

async function inAllLooks(page: Page): Promise<string[]> {
  await page.evaluate((few) => {
    for (const row of document.querySelectorAll(`tbody tr:nth-child(n + ${few + 1})`)) row.remove();
  }, ROWS);
  const found: string[] = [];
  for (const one of LOOKS) found.push(...(await look(page, one)));
  return found;
}

describe('has no barrier that axe finds, and nothing outside the window, in both widths and both colours:', () => {
  // One page of a kind: tables, code, lists and links look alike on all papers.
  test.each(['/', '/docs/sandbox', '/docs/search?words=proxy', FEILKODER_PATH, ERRORS_PATH, GLOSSARY_PATH])(
    '%s',
    async (path) => {
      const { page, complaints } = await open(path);
      expect(await inAllLooks(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  // Each panel in each width and in each colour once: the script of the editor takes its colours when it is loaded.
  test.each([
    { colorScheme: 'light', docs: 1280, search: 390 },
    { colorScheme: 'dark', docs: 390, search: 1280 },
  ] as const)(
    'GraphiQL, with its documentation and with the search open: %o',
    async ({ colorScheme, docs, search }) => {
      const { page, complaints } = await open('/graphql', true, colorScheme);
      // Narrow, too, the query is there, and nothing covers it, as long as no panel is open.
      await page.setViewportSize({ width: 390, height: HEIGHT });
      await page.locator('.graphiql-execute-button').click({ trial: true });
      await page.locator('.graphiql-tab-button').first().click({ trial: true });
      await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
      await page.locator('.graphiql-doc-explorer-type-name', { hasText: /^Query$/ }).waitFor();
      expect(await look(page, { width: docs, colorScheme })).toEqual([]);
      await page.getByRole('button', { name: 'Show Search' }).click();
      await page.getByRole('searchbox').fill('phone');
      await page
        .getByRole('status')
        .filter({ hasText: /\d+ results/ })
        .waitFor();
      expect(await look(page, { width: search, colorScheme })).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );
});

test('somebody who comes by goes from the start page to what she looks for, under the pages’ own policy', async () => {
  const { page, complaints } = await open('/', false);
  await page.getByRole('link', { name: 'Documentation' }).click();
  await page.getByRole('img', { name: /^GraphiQL/ }).waitFor();
  await page.getByRole('searchbox', { name: 'Search the documentation' }).fill('idempotency key');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('link', { name: 'Frontends: Idempotency-Key' }).click();
  await page.waitForURL(`${gateway?.url}/docs/frontend#idempotency-key`);
  await page.getByRole('navigation', { name: 'Documentation' }).getByRole('link', { name: 'Limits' }).click();
  await page.getByRole('heading', { name: 'How calls are counted' }).waitFor();
  expect(complaints).toEqual([]);
  await page.close();
});

test('from the glossary she goes to the codes and to the errors, each of which leads back', async () => {
  const { page, complaints } = await open('/', false);
  const pages = page.getByRole('navigation', { name: 'Pages' });
  await page.getByRole('link', { name: 'Glossary' }).click();
  await pages.getByRole('link', { name: 'Feilkoder' }).click();
  await page.getByRole('row', { name: /^4575 StarIkkeAutoriseret/ }).waitFor();
  await pages.getByRole('link', { name: 'Errors' }).click();
  await page.getByRole('row', { name: /^POST_ONLY (?:HTTP )?405 An operation/ }).waitFor();
  await pages.getByRole('link', { name: 'Glossary' }).click();
  await page.waitForURL(gateway?.url + GLOSSARY_PATH);
  expect(complaints).toEqual([]);
  await page.close();
});

test('the glossary is searched by a word, its meaning, a field and a type, and is whole without JavaScript', async () => {
  const { page, complaints } = await open(GLOSSARY_PATH, false);
  const shown = page.locator('tbody tr:visible');
  const all = await shown.count();
  expect(all).toBeGreaterThan(150);
  const search = page.getByRole('searchbox');
  for (const [words, row] of [
    ['company', /^enhet, enheter/],
    ['guardian', /^verge/],
    ['harVerge', /^verge/],
    ['RollePerson guardian', /^verge/],
  ] as const) {
    await search.fill(words);
    await page
      .getByRole('status')
      .filter({ hasText: ` of ${all} words.` })
      .waitFor();
    await page.getByRole('row', { name: row }).waitFor();
    expect(await shown.count()).toBeLessThan(all / 4);
  }
  await search.fill('qqxxzz');
  await page.getByText(`0 of ${all} words.`).waitFor();
  expect(complaints).toEqual([]);
  await page.close();

  const context = await browser?.newContext({ javaScriptEnabled: false });
  const plain = await context?.newPage();
  await plain?.goto(gateway?.url + GLOSSARY_PATH);
  expect(await plain?.locator('tbody tr:visible').count()).toBe(all);
  expect(await plain?.getByRole('searchbox').isVisible()).toBe(false);
  await context?.close();
});
