import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { verifikationskode } from '../mutations/support.ts';
import { PATIENCE } from '../support/patience.ts';
import { ALL_RULES, LOOKS, runAxe } from './axe.ts';
import { hasBrowser, launchBrowser, NO_BROWSER } from './chromium.ts';
import { buildPage, type ServedPage, servePage, visit } from './web-page.ts';
import { click, reachState, STATES } from './web-states.ts';

// The example page for those who use a keyboard, a screen reader, large letters or a dark screen.

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

// What the looks do not change is looked for in two of them, which differ in both.
test.each([
  { width: 390, scheme: 'light', rules: ALL_RULES },
  { width: 390, scheme: 'dark', rules: LOOKS },
  { width: 1280, scheme: 'light', rules: LOOKS },
  { width: 1280, scheme: 'dark', rules: ALL_RULES },
] as const)('has no barrier in any state at $width pixels in the $scheme scheme', async ({ rules, ...look }) => {
  const { page, moved } = await visit(browser, served.url, look);
  for (const state of STATES) {
    // Words of another language are of another length, and move.
    if (state.name === 'english') expect(await moved()).toEqual([]);
    await reachState(page, served, state);
    const { barriers, kept } = await runAxe(page, rules);
    expect(kept, state.name).toEqual(expect.arrayContaining(['color-contrast', 'target-size']));
    expect(barriers, state.name).toEqual([]);
    if (look.width === 390) continue;
    const tops = await page.evaluate(() =>
      ['form.number', '.answer'].map((name) => document.querySelector(name)?.getBoundingClientRect().top),
    );
    expect(tops[1], `${state.name}: the form and the answer beside it begin at the same height`).toBe(tops[0]);
  }
  await page.context().close();
});

test('fits a window of 320 pixels, which is 1280 at four times the size, without scrolling sideways', async () => {
  const { page } = await visit(browser, served.url, { width: 320 });
  for (const state of STATES) {
    await reachState(page, served, state);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), state.name).toBeLessThanOrEqual(320);
  }
  await page.context().close();
});

/** Presses Tab until what has the focus is called so, and sees that the focus shows. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press('Tab');
    const { called, outline } = await page.evaluate(() => {
      const here = document.activeElement as HTMLInputElement;
      const called = here.ariaLabel ?? here.labels?.[0]?.textContent ?? here.textContent;
      return { called, outline: getComputedStyle(here).outlineStyle };
    });
    expect(outline, called).toBe('solid');
    if (called === name) return;
  }
  throw new Error(`the keyboard does not come to ${name}`);
}

test('contact information is changed, verified and deleted with the keyboard alone', async () => {
  const { page } = await visit(browser, served.url);
  const heading = (name: string) => page.getByRole('heading', { name, exact: true }).waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent);

  await tabTo(page, 'Kontaktinformasjon');
  await page.keyboard.press('Enter');
  await heading('Kontaktinformasjon');
  await tabTo(page, 'Dansk cpr-nummer');
  await page.keyboard.type('0303505003');
  await page.keyboard.press('Enter');
  await heading('Borgeren har ingen kontaktinformasjon');
  await tabTo(page, 'Legg til e-postadresse');
  await page.keyboard.press('Enter');
  await tabTo(page, 'E-postadresse');
  await page.keyboard.type('borger-9@example.org');
  await page.keyboard.press('Enter');
  await heading('Det er lagret');
  expect(await focused()).toBe('Svar');

  // Back to the list, whose last button is right before.
  await page.keyboard.press('Shift+Tab');
  expect(await focused()).toBe('Bekreft e-postadresse');
  await page.keyboard.press('Space');
  await tabTo(page, 'Send kode');
  await page.keyboard.press('Enter');
  await heading('Koden er sendt');
  await tabTo(page, 'Kode');
  await page.keyboard.type(await verifikationskode(served.gateway, '0303505003', 3));
  await page.keyboard.press('Enter');
  await heading('E-postadressen er bekreftet');

  // Asked to be sure, she keeps it, and is where she was; then she deletes it.
  for (let presses = 0; (await focused()) !== 'Slett e-postadresse'; presses++) {
    expect(presses).toBeLessThan(10);
    await page.keyboard.press('Shift+Tab');
  }
  await page.keyboard.press('Enter');
  await tabTo(page, 'Behold');
  await page.keyboard.press('Enter');
  expect(await focused()).toBe('Slett e-postadresse');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Ja, slett');
  await page.keyboard.press('Enter');
  await heading('E-postadressen er slettet');
  expect(await focused()).toBe('Svar');
  await page.context().close();
});

test('who asks, the language and a cancel are at the keyboard too', async () => {
  const { page } = await visit(browser, served.url);
  await tabTo(page, 'English');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Unit', exact: true }).waitFor();
  await tabTo(page, 'Who asks');
  await page.keyboard.press('ArrowDown');
  expect(await page.getByLabel('Who asks').inputValue()).toBe('jobcenter');
  served.gateway.sandbox.enhet.outage = 'silent';
  await tabTo(page, 'Organisation number');
  await page.keyboard.type('700102009');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Cancel' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'You cancelled before the answer came.' }).waitFor();
  await page.context().close();
});

test('each answer is said aloud once, also when the same comes again, in one place', async () => {
  const { page, said } = await visit(browser, served.url);
  const field = page.getByLabel('Organisasjonsnummer');
  const WAITING = 'Henter svar …';
  const expected: string[] = [];
  /** One more is said, and no more than that. */
  const says = async (text: string) => {
    expected.push(text);
    // That the answer is awaited is said too, where the machine is slow.
    const answers = async () => (await said()).filter((each) => each !== WAITING);
    await expect.poll(answers, PATIENCE).toEqual(expected);
  };
  for (const number of ['700102009', '700102009']) {
    await field.fill(number);
    await click(page, 'Slå opp');
    await says('BLÅBÆR & FLØYTE SANDKASSE');
  }
  for (const _ of ['once', 'again']) {
    await field.fill('12345');
    await page.keyboard.press('Enter');
    await says('Et organisasjonsnummer har ni siffer.');
  }
  for (const _ of ['once', 'again']) {
    await field.fill('  ');
    await page.keyboard.press('Enter');
    await says('Feltet er tomt.');
  }
  served.gateway.sandbox.enhet.outage = 'unavailable';
  for (const button of ['700115518', 'Prøv igjen']) {
    await click(page, button);
    await says('Enhetsregisteret svarer ikke nå.');
  }
  served.gateway.sandbox.enhet.outage = 'silent';
  await click(page, 'Prøv igjen');
  await expect.poll(said, PATIENCE).toContain(WAITING);
  await click(page, 'Avbryt');
  await says('Du avbrøt før svaret kom.');
  // Where the button was that is gone: its name is said, and not the answer a second time.
  expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe('Svar');
  expect(await page.locator('[role=status], [role=alert], [aria-live]').count()).toBe(1);
  await page.context().close();
});

test('the first field that is wrong takes the focus, and says what to do', async () => {
  const { page } = await visit(browser, served.url);
  /** What the field with the focus says of itself. */
  const field = () =>
    page.evaluate(() => {
      const here = document.activeElement as HTMLInputElement;
      const ids = here.getAttribute('aria-describedby')?.split(' ') ?? [];
      const described = ids.map((id) => document.getElementById(id)?.textContent);
      return [here.labels?.[0]?.textContent, here.ariaInvalid, described.at(-1)];
    });
  const wrong = [
    ['700017002', 'Ett eller flere siffer er feil. Se over dem.'],
    ['12345', 'Se over nummeret, og slå opp på nytt.'],
    ['', 'Skriv et organisasjonsnummer.'],
  ];
  for (const [number = '', says] of wrong) {
    await page.getByLabel('Organisasjonsnummer').fill(number);
    await click(page, 'Slå opp');
    await expect.poll(field, PATIENCE).toEqual(['Organisasjonsnummer', 'true', says]);
  }
  // What is typed next is no longer wrong.
  await page.keyboard.type('7');
  await expect.poll(field, PATIENCE).toEqual(['Organisasjonsnummer', 'false', expect.stringContaining('Ni siffer.')]);

  await page.getByRole('link', { name: 'Digital postkasse' }).click();
  await click(page, '01817011000');
  await click(page, 'Velg postkassen');
  await expect.poll(field, PATIENCE).toEqual(['Postkasseadresse', 'true', 'Skriv adressen til postkassen.']);
  await page.keyboard.type('ny.adresse#0001');
  await page.getByLabel('Leverandør').selectOption('TESTPOST VEST AS');
  await click(page, 'Velg postkassen');
  await expect.poll(field, PATIENCE).toEqual(['Leverandør', 'true', 'Velg en annen leverandør.']);
  await page.context().close();
});
