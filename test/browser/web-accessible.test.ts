import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { verifikationskode } from '../mutations/support.ts';
import { hasBrowser, launchBrowser, NO_BROWSER } from './chromium.ts';
import { buildPage, type ServedPage, servePage, visit } from './web-page.ts';

// The example page for those who use a keyboard, a screen reader, large letters or a dark screen.

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};

let browser: Browser;
let built: Awaited<ReturnType<typeof buildPage>>;
let served: ServedPage;

beforeAll(async () => {
  if (!hasBrowser) return;
  built = await buildPage();
  [served, browser] = await Promise.all([servePage(built.folder), launchBrowser()]);
});
beforeEach((context) => {
  if (!hasBrowser) return context.skip(NO_BROWSER);
  served.gateway.sandbox.reset();
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
  built?.remove();
});

/** What axe finds, as the rule and the element that breaks it. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations, passes } = await page.evaluate(
    (rules) => (globalThis as unknown as { axe: { run(rules: unknown): Promise<AxeResults> } }).axe.run(rules),
    RULES,
  );
  expect(passes.map(({ id }) => id)).toEqual(expect.arrayContaining(['color-contrast', 'label', 'html-lang-valid']));
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** Each state of the page with the words that show that it is there. */
const STATES: readonly (readonly [words: string, reach: (page: Page) => Promise<void>])[] = [
  ['Ni siffer. Du får vite navn, form og adresser.', async () => {}],
  ['Enheten er slettet, fordi den var registrert to ganger.', (page) => click(page, 'Slettet dublett')],
  ['Organisasjonsform', (page) => click(page, 'Gå til')],
  ['Ingen enhet har hatt dette nummeret.', (page) => click(page, 'Finnes ikke')],
  [
    'Enhetsregisteret svarer ikke nå.',
    async (page) => {
      served.gateway.sandbox.enhet.outage = 'unavailable';
      await click(page, 'En vanlig enhet');
    },
  ],
  [
    'Personen har reservert seg mot digital post.',
    async (page) => {
      await page.getByRole('link', { name: 'Digital postkasse' }).click();
      await click(page, 'Har reservert seg');
    },
  ],
  ['Postkasseadresse', (page) => click(page, 'Kan velge')],
  [
    'Leverandøren er ikke godkjent.',
    async (page) => {
      await page.getByLabel('Postkasseadresse').fill('ny.adresse#0001');
      await page.getByLabel('Leverandør').selectOption('TESTPOST VEST AS');
      await click(page, 'Velg postkassen');
    },
  ],
  [
    'Enhetsregisteret svarer ikke nå.',
    async (page) => {
      await page.getByLabel('Leverandør').selectOption('TESTPOST NORD AS');
      await click(page, 'Velg postkassen');
    },
  ],
  [
    'Borgerens kontaktinformation',
    async (page) => {
      await page.getByRole('link', { name: 'Kontaktinformation' }).click();
      await click(page, 'Har alt registreret');
    },
  ],
  [
    'Det er gemt',
    async (page) => {
      await click(page, 'Ret mobiltelefon');
      await page.getByRole('textbox', { name: 'Mobiltelefon' }).fill('67000099');
      await click(page, 'Gem');
    },
  ],
  [
    'Koden er sendt',
    async (page) => {
      await click(page, 'Bekræft mobiltelefon');
      await click(page, 'Send kode');
    },
  ],
  [
    'Koden er forkert, eller den er udløbet.',
    async (page) => {
      await page.getByLabel('Kode').fill('000000');
      await page.getByRole('button', { name: 'Bekræft', exact: true }).click();
    },
  ],
];

const click = (page: Page, name: string) => page.getByRole('button', { name }).click();

test.each([
  { width: 390, scheme: 'light' },
  { width: 390, scheme: 'dark' },
  { width: 1280, scheme: 'light' },
  { width: 1280, scheme: 'dark' },
] as const)('has no barrier in any state at $width pixels in the $scheme scheme', async (look) => {
  const { page, moved } = await visit(browser, served.url, look);
  for (const [words, reach] of STATES) {
    await reach(page);
    await page.locator('main').getByText(words).last().waitFor();
    expect(await barriers(page), words).toEqual([]);
  }
  expect(await moved()).toEqual([]);
  await page.context().close();
});

test('fits a window of 320 pixels, which is 1280 at four times the size, without scrolling sideways', async () => {
  const { page } = await visit(browser, served.url, { width: 320 });
  for (const [words, reach] of STATES) {
    await reach(page);
    await page.locator('main').getByText(words).last().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth), words).toBeLessThanOrEqual(320);
  }
  await page.context().close();
});

test('contact information is changed and verified with the keyboard alone', async () => {
  const { page } = await visit(browser, served.url);
  /** Presses Tab until what has the focus is called so, and sees that the focus shows. */
  const tabTo = async (name: string) => {
    for (let presses = 0; presses < 30; presses++) {
      await page.keyboard.press('Tab');
      const { called, outline } = await page.evaluate(() => {
        const here = document.activeElement as HTMLInputElement;
        const called = here.ariaLabel ?? here.labels?.[0]?.textContent ?? here.textContent;
        return { called, outline: getComputedStyle(here).outlineStyle };
      });
      expect(outline).toBe('solid');
      if (called === name) return;
    }
    throw new Error(`the keyboard does not come to ${name}`);
  };
  const heading = (name: string) => page.getByRole('heading', { name, exact: true }).waitFor();

  await tabTo('Kontaktinformation');
  await page.keyboard.press('Enter');
  await heading('Kontaktinformation');
  await tabTo('Cpr-nummer');
  await page.keyboard.type('0303505003');
  await page.keyboard.press('Enter');
  await heading('Borgeren har ingen kontaktinformation');
  await tabTo('Tilføj mailadresse');
  await page.keyboard.press('Enter');
  await tabTo('Mailadresse');
  await page.keyboard.type('borger-9@example.org');
  await page.keyboard.press('Enter');
  await heading('Det er gemt');

  // Back to the list, whose last button is right before.
  await page.keyboard.press('Shift+Tab');
  expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe('Bekræft mailadresse');
  await page.keyboard.press('Space');
  await tabTo('Send kode');
  await page.keyboard.press('Enter');
  await heading('Koden er sendt');
  await tabTo('Kode');
  await page.keyboard.type(await verifikationskode(served.gateway, '0303505003', 3));
  await page.keyboard.press('Enter');
  await heading('Mailadresse er bekræftet');
  await page.context().close();
});

test('an answer is said aloud, and an error is an alert', async () => {
  const { page } = await visit(browser, served.url);
  await page.getByLabel('Organisasjonsnummer').fill('700102009');
  await click(page, 'Slå opp');
  await page.getByRole('status').filter({ hasText: 'BLÅBÆR & FLØYTE SANDKASSE' }).waitFor();
  await page.getByLabel('Organisasjonsnummer').fill('12345');
  await click(page, 'Slå opp');
  await page.getByRole('alert').filter({ hasText: 'Et organisasjonsnummer har ni siffer.' }).waitFor();
  const field = page.getByLabel('Organisasjonsnummer');
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  await expect
    .poll(async () => describedBy(page, (await field.getAttribute('aria-describedby')) ?? ''))
    .toContain('Et organisasjonsnummer har ni siffer.');
  await page.context().close();
});

function describedBy(page: Page, ids: string): Promise<string> {
  return page.evaluate(
    (all) =>
      all
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent)
        .join(' '),
    ids,
  );
}
