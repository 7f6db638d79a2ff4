import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type RunningGateway, startGateway } from '../support/gateway.ts';
import { runAxe } from './axe.ts';
import { hasBrowser, launchBrowser, NO_BROWSER } from './chromium.ts';

// The start page and the documentation for those who use a keyboard, a screen reader, large letters or a dark screen.

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

async function open(path: string, width: number, colorScheme: 'light' | 'dark', bypassCSP = true) {
  if (!browser || !gateway) throw new Error(NO_BROWSER);
  // The pages' own policy would keep axe out too.
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(gateway.url + path);
  return { context, page, complaints };
}

// One page of a kind: tables, code, lists and links look alike on all papers. Each look and each width once.
describe.each(['/', '/docs/frontend', '/docs/search?words=proxy'])('%s', (path) => {
  test.each([
    { width: 1280, colorScheme: 'dark' },
    { width: 390, colorScheme: 'light' },
  ] as const)('has no barrier that axe finds, and nothing outside the window: %o', async ({ width, colorScheme }) => {
    const { context, page } = await open(path, width, colorScheme);
    const { barriers, kept } = await runAxe(page);
    expect(kept).toEqual(expect.arrayContaining(['color-contrast', 'html-lang-valid']));
    expect(barriers).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await context.close();
  });
});

test('somebody who comes by goes from the start page to what she looks for, under the pages’ own policy', async () => {
  const { context, page, complaints } = await open('/', 1280, 'light', false);
  await page.getByRole('link', { name: 'Documentation' }).click();
  await page.getByRole('img', { name: /^GraphiQL/ }).waitFor();
  await page.getByRole('searchbox', { name: 'Search the documentation' }).fill('idempotency key');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('link', { name: 'Frontends: Idempotency-Key' }).click();
  await page.waitForURL(`${gateway?.url}/docs/frontend#idempotency-key`);
  await page.getByRole('navigation', { name: 'Documentation' }).getByRole('link', { name: 'Limits' }).click();
  await page.getByRole('heading', { name: 'How calls are counted' }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});
