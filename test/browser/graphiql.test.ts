import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { hasBrowser, launchBrowser, NO_BROWSER } from './chromium.ts';

const MAIN = new URL('../../src/main.ts', import.meta.url);

let gateway: ChildProcess | undefined;
let browser: Browser | undefined;
let url = '';

beforeAll(async () => {
  if (!hasBrowser) return;
  // As `npm start` on a clean machine: nothing is configured, so the sandbox answers.
  const started = spawn(process.execPath, [MAIN.pathname], {
    env: { PATH: process.env.PATH, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  gateway = started;
  url = await origin(started.stdout);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  gateway?.kill('SIGINT');
});

/** A page on which nothing may complain, and which may ask nobody but the gateway. */
async function openPage(browser: Browser, path: string) {
  // Tall, since the editor draws only the lines that are in view.
  const page = await browser.newPage({ viewport: { width: 1600, height: 2600 } });
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (/^(data|blob):/.test(request.url()) || new URL(request.url()).origin === url) return;
    complaints.push(`asked elsewhere: ${request.url()}`);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A breach of the content security policy is told here and nowhere else.
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(url + path);
  return { page, complaints };
}

const openTab = (page: Page, name: string) =>
  page.locator('.graphiql-tab-button').getByText(name, { exact: true }).click({ delay: 60 });

const run = (page: Page) => page.locator('.graphiql-execute-button').click();

const says = (page: Page, text: string) => page.locator('.graphiql-response').getByText(text).first().waitFor();

/** Runs until the answer is there: a tab's headers may be drawn a moment before they are sent. */
async function runUntil(page: Page, text: string): Promise<void> {
  const answer = page.locator('.graphiql-response').getByText(text).first();
  for (let tries = 0; tries < 5; tries += 1) {
    await run(page);
    const isThere = await answer.waitFor({ timeout: 8_000 }).then(
      () => true,
      () => false,
    );
    if (isThere) return;
  }
  throw new Error(`${text} was not answered`);
}

test('a newcomer opens GraphiQL, runs the first tab and sees all three registers answer, with no other host asked', async (context) => {
  if (!browser) return context.skip(NO_BROWSER);
  const { page, complaints } = await openPage(browser, '/graphql');
  expect(await page.title()).toBe('Registergraf');
  await page.locator('.graphiql-query-editor').getByText('ThreeRegisters').waitFor();
  await run(page);
  for (const text of ['"Kontaktinformationer"', '"Kontaktregisteroppfoering"', '"TESTPOST NORD AS"']) {
    await says(page, text);
  }

  // Nothing of the query, numbers and all, has gone into the address, or stays when the browser is closed.
  expect(page.url()).toBe(`${url}/graphql`);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  expect(await page.locator('.graphiql-tab').count()).toBe(13);
  expect(complaints).toEqual([]);
});

test('goes on to the federation query, and to being somebody who may not', async (context) => {
  if (!browser) return context.skip(NO_BROWSER);
  const { page, complaints } = await openPage(browser, '/graphql');
  await openTab(page, 'Entities');
  await page.locator('.graphiql-query-editor').getByText('federation subgraph').waitFor();
  await run(page);
  for (const text of ['"SlettetSomDublett"', '"EnhetAldriOpprettet"', '"Kontaktinformationer"']) await says(page, text);

  await openTab(page, 'NotAllowed');
  await page.locator('.graphiql-editor-tool').getByText('"jobcenter-1"').waitFor();
  await runUntil(page, '"4575"');
  for (const text of ['"GrunndataManglerAutorisasjon"', '"MANGLER_SCOPE"']) await says(page, text);
  // No header is kept, of whomever.
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('x-sandbox');
  expect(complaints).toEqual([]);
});

/** The height of a small laptop, with the browser's own bars taken off. */
const SMALL = 700;

test('finds what can be asked at the top of the docs, and the sandbox’s people on a page', async (context) => {
  if (!browser) return context.skip(NO_BROWSER);
  const { page, complaints } = await openPage(browser, '/graphql');
  await page.setViewportSize({ width: 1280, height: SMALL });
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  const docs = page.locator('.graphiql-doc-explorer');
  const query = docs.getByRole('link', { name: 'Query', exact: true });
  expect((await query.boundingBox())?.y ?? SMALL).toBeLessThan(SMALL / 2);
  for (const [name, path] of [
    ['glossary', '/graphql/glossary'],
    ['documentation', '/docs'],
  ] as const) {
    expect(await docs.getByRole('link', { name }).getAttribute('href')).toBe(path);
  }
  // The explorer opens at its beginning, with its numbers whole.
  await page
    .getByRole('button', { name: /^Show .*Explorer$/ })
    .last()
    .click();
  const cpr = page.locator('.graphiql-explorer-root').getByRole('textbox').nth(1);
  await expect.poll(() => cpr.inputValue()).toBe('0101505006');
  expect(await cpr.evaluate((input) => input.scrollWidth - input.clientWidth)).toBe(0);
  const title = page.locator('.graphiql-plugin').getByText('Explorer', { exact: true });
  expect((await title.boundingBox())?.y ?? -1).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  await docs.getByRole('link', { name: 'Its people' }).click();
  await page.waitForURL(`${url}/docs/sandbox#who-is-in-it`);
  await page.getByRole('row', { name: /^0303505003 kontaktinformation IngenKontaktinformation/ }).waitFor();
  expect(complaints).toEqual([]);
});

test('searches in English, by the keyboard alone, and is led to the field in the docs', async (context) => {
  if (!browser) return context.skip(NO_BROWSER);
  const { page, complaints } = await openPage(browser, '/graphql');
  await page.setViewportSize({ width: 1280, height: SMALL });
  await page.getByRole('button', { name: 'Show Search' }).press('Enter');
  await page.keyboard.type('guardian');
  const panel = page.getByRole('region', { name: 'Search' });
  await panel.getByRole('button', { name: 'RollePerson.harVerge' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const docs = page.locator('.graphiql-doc-explorer');
  await docs
    .locator('.graphiql-doc-explorer-title')
    .filter({ hasText: /^harVerge$/ })
    .waitFor();
  await docs.getByRole('link', { name: 'Go back to RollePerson' }).waitFor();
  // What was searched for is still there. A value of an enum is shown among the others, and a code on its page.
  await page.getByRole('button', { name: 'Show Search' }).click();
  expect(await panel.getByRole('searchbox').inputValue()).toBe('guardian');
  await panel.getByRole('searchbox').fill('MOBILTELEFON');
  await panel.getByRole('button', { name: 'KontaktdataType.MOBILTELEFON' }).click();
  await docs
    .locator('.graph-search-found')
    .filter({ hasText: /^MOBILTELEFON$/ })
    .waitFor();
  await page.getByRole('button', { name: 'Show Search' }).click();
  await panel.getByRole('searchbox').fill('POST_ONLY');
  const code = panel.getByRole('link', { name: 'POST_ONLY' });
  expect(await code.getAttribute('href')).toBe('/graphql/errors#The-gateway-s-own-POST_ONLY');
  // GraphiQL's own plugin is still beside it.
  await page.getByRole('button', { name: 'Show GraphiQL Explorer' }).waitFor();
  expect(complaints).toEqual([]);
});

test.for([1440, 1280])(
  'every tab is seen and can be clicked in a window of %i, with the pane it speaks of',
  async (width, context) => {
    if (!browser) return context.skip(NO_BROWSER);
    const { page, complaints } = await openPage(browser, '/graphql');
    await page.setViewportSize({ width, height: SMALL });
    const buttons = page.locator('.graphiql-tab-button');
    await buttons.nth(12).waitFor();
    expect(await buttons.count()).toBe(13);
    for (const button of await buttons.all()) {
      const box = await button.boundingBox();
      expect(box && box.x >= 0 && box.x + box.width <= width && box.y + box.height <= SMALL).toBe(true);
      // As a mouse does it: Playwright's own click would scroll to what is not in view.
      if (box) await page.mouse.click(box.x + box.width / 3, box.y + box.height / 2);
      const title = (await button.textContent()) ?? '';
      await page.locator('.graphiql-tab-active').getByText(title, { exact: true }).waitFor();
      const first = page.locator('.graphiql-query-editor .view-line').first();
      await first.filter({ hasText: /^(?:query|mutation)/ }).waitFor();
      const pane = ['People', 'Entities'].includes(title) ? 'Variables' : 'Headers';
      await page.locator('.graphiql-editor-tools .active').getByText(pane, { exact: true }).waitFor();
    }
    expect(complaints).toEqual([]);
  },
);

/** Where the gateway says that it answers. */
async function origin(output: Readable): Promise<string> {
  for await (const line of createInterface(output)) {
    const found = /answers at (http:\/\/[^/]+)\/graphql/.exec(line)?.[1];
    if (!found) continue;
    // Nobody reads on, and a full pipe would hold the gateway up.
    output.resume();
    return found;
  }
  throw new Error('the gateway did not start');
}

test('an answer in parts is shown as it comes', async (context) => {
  if (!browser) return context.skip(NO_BROWSER);
  const own = await startGateway();
  onTestFinished(() => own.close());
  own.sandbox.enhet.delayMs = 3_000;
  const page = await browser.newPage({ viewport: { width: 1600, height: 2600 } });
  await page.goto(`${own.url}/graphql`);
  const editor = page.locator('.graphiql-query-editor');
  await editor.getByText('ThreeRegisters').waitFor();
  await editor.click();
  await page.keyboard.press('Control+A');
  // The editor closes the first brace by itself: what it writes at the end stands in a comment.
  await page.keyboard.insertText(
    '{ borger(cpr: "0101505006") { cpr } enhet(organisasjonsnummer: "700000001") { ... @defer { basisdata { __typename } } } } #',
  );
  await editor.getByText('@defer').waitFor();
  await runUntil(page, '"0101505006"');
  const answer = page.locator('.graphiql-response');
  expect(await answer.textContent()).not.toContain('Basisdata');
  await says(page, '"Basisdata"');
  expect(await answer.textContent()).toContain('0101505006');
  await page.close();
});
