import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ERRORS_PATH, FEILKODER_PATH } from '../../src/server/graphiql/page.ts';
import { type RunningGateway, startGateway } from '../support/gateway.ts';
import { runAxe } from './axe.ts';
import { hasBrowser, launchBrowser, NO_BROWSER } from './chromium.ts';

// The pages of codes for those who use a keyboard, a screen reader, large letters or a dark screen.

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

describe.each([
  { path: FEILKODER_PATH, other: ERRORS_PATH, link: 'Errors', row: /^4575 StarIkkeAutoriseret/ },
  { path: ERRORS_PATH, other: FEILKODER_PATH, link: 'Feilkoder', row: /^POST_ONLY (?:HTTP )?405/ },
])('$path', ({ path, other, link, row }) => {
  test.each([
    { width: 1280, colorScheme: 'light' },
    { width: 1280, colorScheme: 'dark' },
    { width: 390, colorScheme: 'light' },
    { width: 390, colorScheme: 'dark' },
  ] as const)('has no barrier that axe finds, and nothing outside the window: %o', async ({ width, colorScheme }) => {
    const { context, page } = await open(width, colorScheme);
    const { barriers, kept } = await runAxe(page);
    expect(kept).toEqual(expect.arrayContaining(['color-contrast', 'html-lang-valid']));
    expect(barriers).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await page.getByRole('row', { name: row }).waitFor();
    await context.close();
  });

  test('leads to the other page', async () => {
    const { context, page } = await open(1280, 'light');
    await page.getByRole('link', { name: link, exact: true }).click();
    await page.waitForURL(`${gateway?.url}${other}`);
    await context.close();
  });

  async function open(width: number, colorScheme: 'light' | 'dark') {
    if (!browser || !gateway) throw new Error(NO_BROWSER);
    // The pages' own policy would keep axe out too.
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    const page = await context.newPage();
    await page.goto(gateway.url + path);
    return { context, page };
  }
});
