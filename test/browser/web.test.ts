import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PROFILES } from '../../src/server/profile.ts';
import { postkasseSettings, verifikationskode } from '../mutations/support.ts';
import { hasBrowser, launchBrowser, NO_BROWSER } from './chromium.ts';
import { buildPage, DOCUMENTS, type Look, type ServedPage, servePage, traces, type Visit, visit } from './web-page.ts';

// The example page as it is built, before a gateway in production, in a real browser.

let browser: Browser;
let built: Awaited<ReturnType<typeof buildPage>>;
let served: ServedPage;
const everythingAsked = new Set<string>();

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

/** Visits the page, and looks afterwards at what must never happen, whatever was done there. */
async function on(
  look: Look,
  use: (page: Page, visit: Visit) => Promise<void>,
  page: ServedPage = served,
): Promise<void> {
  const visited = await visit(browser, page.url, look);
  try {
    await use(visited.page, visited);
    expect(visited.complaints).toEqual([]);
    expect(await traces(visited)).toEqual([]);
    expect(await visited.moved()).toEqual([]);
    for (const { document } of visited.asked()) everythingAsked.add(document);
  } finally {
    await visited.page.context().close();
  }
}

const register = (page: Page, name: string) => page.getByRole('link', { name }).click();
const lookUp = async (page: Page, label: string, number: string) => {
  await page.getByLabel(label).fill(number);
  await page.getByRole('button', { name: /^(Slå opp|Spør|Slå op)$/ }).click();
};
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).waitFor();
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);

describe('a unit', () => {
  test('that is a deleted duplicate leads to the right one, where the keyboard goes on', () =>
    on({}, async (page, { asked }) => {
      await lookUp(page, 'Organisasjonsnummer', '700 000 109');
      await page.getByText('Enheten er slettet, fordi den var registrert to ganger.').waitFor();
      await page.getByRole('button', { name: 'Gå til BLÅBÆR & FLØYTE SANDKASSE (700102009)' }).click();
      await heading(page, 'BLÅBÆR & FLØYTE SANDKASSE');
      expect(await page.getByText('Ikke registrert').count()).toBe(1);
      expect(await focused(page)).toBe('BLÅBÆR & FLØYTE SANDKASSE');
      expect(await page.getByLabel('Organisasjonsnummer').inputValue()).toBe('700102009');
      expect(asked()).toHaveLength(2);
    }));

  test.each([
    ['700000206', 'Enheten er slått sammen med en annen.'],
    ['700000303', 'Dette er en underenhet.'],
    ['700115518', 'Dette er en underenhet.'],
  ])('%s leads to another', (number, says) =>
    on({ width: 390 }, async (page) => {
      await lookUp(page, 'Organisasjonsnummer', number);
      await heading(page, says);
      await page.getByRole('button', { name: 'Gå til' }).click();
      await page.getByText('Organisasjonsform').waitFor();
    }),
  );

  test.each([
    ['700010007', 'Ingen enhet har hatt dette nummeret.', '100'],
    ['700011003', 'Enheten er slettet.', '110'],
    ['700012018', 'Enheten er slettet, og det er også den som skulle erstatte den.', '120'],
    ['700017002', 'Dette er ikke et gyldig organisasjonsnummer.', '170'],
    ['12345', 'Et organisasjonsnummer har ni siffer.', '10000'],
    ['780000309', 'Enhetsregisteret ga et svar vi ikke kjenner.', ''],
  ])('%s is explained: %s', (number, says, kode) =>
    on({}, async (page) => {
      await lookUp(page, 'Organisasjonsnummer', number);
      await heading(page, says);
      const box = page.getByRole('alert');
      expect(await box.textContent()).toContain(`Kode ${kode}`);
      expect(await box.getByRole('button').count()).toBe(0);
    }),
  );

  test('that was seen before is shown at once, and asked anew', () =>
    on({}, async (page, { asked }) => {
      for (const number of ['700000001', '700102009']) await lookUp(page, 'Organisasjonsnummer', number);
      await heading(page, 'BLÅBÆR & FLØYTE SANDKASSE');
      served.gateway.sandbox.enhet.delayMs = 4_500;
      await lookUp(page, 'Organisasjonsnummer', '700000001');
      await page.getByText('Organisasjonsform').waitFor({ timeout: 3_000 });
      expect(asked()).toHaveLength(3);
    }));
});

describe('a mailbox', () => {
  test('may be chosen, is chosen, and is shown with its supplier of the other register', () =>
    on({ width: 390 }, async (page, { asked }) => {
      await register(page, 'Digital postkasse');
      await lookUp(page, 'Fødselsnummer eller d-nummer', '01817011000');
      await heading(page, 'Personen kan velge digital postkasse');
      await page.getByLabel('Postkasseadresse').fill('ny.adresse#0001');
      await page.getByLabel('Leverandør').selectOption('TESTPOST VEST AS');
      await page.getByRole('button', { name: 'Velg postkassen' }).click();
      await heading(page, 'Leverandøren er ikke godkjent.');
      await page.getByLabel('Leverandør').selectOption('TESTPOST NORD AS');
      await page.getByRole('button', { name: 'Velg postkassen' }).click();
      await heading(page, 'Postkassen er valgt');
      expect(await page.locator('dl').textContent()).toMatch(
        /ny\.adresse#0001\s*Leverandør\s*TESTPOST NORD AS 311000012/,
      );
      const writes = asked().filter(({ key }) => key !== undefined);
      expect(writes).toHaveLength(2);
      expect(new Set(writes.map(({ key }) => key)).size).toBe(2);
    }));

  test.each([
    ['02827112006', 'Personen har allerede en digital postkasse.'],
    ['05857415002', 'Personen har reservert seg mot digital post.'],
    ['07877617003', 'Personen står ikke i registeret.'],
    ['01817011001', 'Dette er ikke et gyldig fødselsnummer eller d-nummer.'],
  ])('is refused %s: %s', (number, says) =>
    on({}, async (page) => {
      await register(page, 'Digital postkasse');
      await lookUp(page, 'Fødselsnummer eller d-nummer', number);
      await heading(page, says);
      expect(await page.getByRole('button', { name: 'Velg postkassen' }).count()).toBe(0);
    }),
  );

  test('is chosen also while the business register cannot name its supplier', () =>
    on({}, async (page) => {
      served.gateway.sandbox.enhet.outage = 'unavailable';
      await register(page, 'Digital postkasse');
      await lookUp(page, 'Fødselsnummer eller d-nummer', '01817011000');
      await page.getByLabel('Postkasseadresse').fill('ny.adresse#0001');
      await page.getByRole('button', { name: 'Velg postkassen' }).click();
      await heading(page, 'Postkassen er valgt');
      expect(await page.locator('dl').textContent()).toContain('Enhetsregisteret svarer ikke nå. 311000012');
      await page.getByRole('link', { name: 'Enhet nede' }).waitFor();
    }));
});

test('a mailbox whose choice may or may not have been made is neither shown as chosen nor offered for another try', () =>
  on({}, async (page) => {
    await register(page, 'Digital postkasse');
    await lookUp(page, 'Fødselsnummer eller d-nummer', '01817011000');
    await page.getByLabel('Postkasseadresse').fill('ny.adresse#0001');
    // The next call only, which is the choice.
    await postkasseSettings(served.gateway, { disturbance: 'breaks the connection', disturbanceCount: 1 });
    await page.getByRole('button', { name: 'Velg postkassen' }).click();
    await heading(page, 'Vi vet ikke om Kontakt- og reservasjonsregisteret rakk å gjøre endringen.');
    expect(await page.getByRole('alert').getByRole('button').count()).toBe(0);
  }));

describe('contact information', () => {
  test('is added and verified with the code that the citizen got, and a wrong code is refused', () =>
    on({ width: 390 }, async (page, { asked }) => {
      await register(page, 'Kontaktinformation');
      await lookUp(page, 'Cpr-nummer', '030350-5003');
      await heading(page, 'Borgeren har ingen kontaktinformation');
      await page.getByRole('button', { name: 'Tilføj mobiltelefon' }).click();
      expect(await focused(page)).toBe('Ny mobiltelefon');
      await page.getByRole('textbox', { name: 'Mobiltelefon' }).fill('123');
      await page.getByRole('button', { name: 'Gem' }).click();
      await heading(page, 'Det er ikke et gyldigt mobilnummer.');
      // As people write it; the register takes no spaces.
      await page.getByRole('textbox', { name: 'Mobiltelefon' }).fill('67 00\u00a000-99');
      await page.getByRole('button', { name: 'Gem' }).click();
      await heading(page, 'Det er gemt');
      await heading(page, 'Borgerens kontaktinformation');
      expect(await page.getByRole('listitem').first().textContent()).toMatch(/67000099\s*Ikke bekræftet/);

      await page.getByRole('button', { name: 'Bekræft mobiltelefon' }).click();
      await page.getByRole('button', { name: 'Send kode' }).click();
      await page.getByLabel('Kode').fill('000000');
      await page.getByRole('button', { name: 'Bekræft', exact: true }).click();
      await heading(page, 'Koden er forkert, eller den er udløbet.');
      const kode = await verifikationskode(served.gateway, '0303505003', 1);
      await page.getByLabel('Kode').fill(` ${kode.slice(0, 3)} ${kode.slice(3)}`);
      await page.getByRole('button', { name: 'Bekræft', exact: true }).click();
      await heading(page, 'Mobiltelefon er bekræftet');
      expect(await page.getByRole('listitem').first().textContent()).toMatch(/67000099\s*✓ Bekræftet/);

      // One look-up: each write has handed back what came of it.
      expect(asked().filter(({ document }) => document === 'Kontaktinformation')).toHaveLength(1);
      const keys = asked().flatMap(({ key }) => key ?? []);
      expect([keys.length, new Set(keys).size]).toEqual([5, 5]);
    }));

  test.each([
    ['1503515016', 'STAR kender ingen borger med det cpr-nummer.'],
    ['010150500', 'Det er ikke et gyldigt cpr-nummer.'],
    ['0112575575', 'Du har ikke adgang til denne borger.'],
  ])('of %s is refused: %s', (number, says) =>
    on({}, async (page) => {
      await register(page, 'Kontaktinformation');
      await lookUp(page, 'Cpr-nummer', number);
      await heading(page, says);
      expect(await page.locator('main').getAttribute('lang')).toBe('da');
    }),
  );
});

describe('with one register stopped', () => {
  const FLOWS = {
    enhet: [
      'Enhet',
      'Organisasjonsnummer',
      '700102009',
      'BLÅBÆR & FLØYTE SANDKASSE',
      'Enhetsregisteret svarer ikke nå.',
    ],
    postkasse: [
      'Digital postkasse',
      'Fødselsnummer eller d-nummer',
      '01817011000',
      'Personen kan velge digital postkasse',
      'Kontakt- og reservasjonsregisteret svarer ikke nå.',
    ],
    kontaktinformation: [
      'Kontaktinformation',
      'Cpr-nummer',
      '0101505006',
      'Borgerens kontaktinformation',
      'STAR svarer ikke lige nu.',
    ],
  } as const;
  const REGISTERS = Object.keys(FLOWS) as (keyof typeof FLOWS)[];

  test.each(REGISTERS)('%s, the page says so and serves the other two', async (stopped) => {
    const alone = await servePage(built.folder);
    try {
      await alone.gateway.sandbox[stopped].close();
      await on(
        { width: 390 },
        async (page) => {
          // The stopped one first, so that its failure is there while the others are asked.
          for (const name of [stopped, ...REGISTERS.filter((other) => other !== stopped)]) {
            const [link, label, number, found, down] = FLOWS[name];
            await register(page, link);
            await lookUp(page, label, number);
            await heading(page, name === stopped ? down : found);
            expect(await page.getByRole('navigation').getByText('nede').count()).toBe(1);
            expect(await page.getByRole('link', { name: `${FLOWS[stopped][0]} nede` }).count()).toBe(1);
          }
        },
        alone,
      );
    } finally {
      await alone.close();
    }
  });

  test('that comes back, another try is answered, and the page no longer says that it is down', () =>
    on({}, async (page) => {
      served.gateway.sandbox.enhet.outage = 'unavailable';
      await lookUp(page, 'Organisasjonsnummer', '700102009');
      await heading(page, 'Enhetsregisteret svarer ikke nå.');
      await page.getByText('Prøv igjen om 7 sekunder.').waitFor();
      served.gateway.sandbox.enhet.outage = 'none';
      await page.getByRole('button', { name: 'Prøv igjen' }).click();
      await heading(page, 'BLÅBÆR & FLØYTE SANDKASSE');
      expect(await focused(page)).toBe('BLÅBÆR & FLØYTE SANDKASSE');
      expect(await page.getByText('nede').count()).toBe(0);
    }));
});

test('who may not ask a register is told that, and not that it is down', () =>
  on({}, async (page) => {
    await page.setExtraHTTPHeaders({ 'x-sandbox-scopes': 'registergraf:enhet.read' });
    await register(page, 'Digital postkasse');
    await lookUp(page, 'Fødselsnummer eller d-nummer', '01817011000');
    await heading(page, 'Du har ikke tilgang til dette i Kontakt- og reservasjonsregisteret.');
    expect(await page.getByText('nede').count()).toBe(0);
  }));

describe('without an answer of the gateway', () => {
  test('a write is sent again with the same key, and done once', async () => {
    const { page, asked } = await visit(browser, served.url);
    await register(page, 'Kontaktinformation');
    await lookUp(page, 'Cpr-nummer', '0303505003');
    await page.getByRole('button', { name: 'Tilføj mobiltelefon' }).click();
    await page.getByRole('textbox', { name: 'Mobiltelefon' }).fill('67000099');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Gem' }).click();
    await heading(page, 'Vi fik ikke forbindelse til tjenesten.');
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Prøv igen' }).click();
    await heading(page, 'Det er gemt');
    const keys = asked().flatMap(({ key }) => key ?? []);
    expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
    await page.context().close();
  });

  test('a gateway that is not there shows as that, in the place of its answer', async () => {
    const alone = await servePage(built.folder);
    try {
      await alone.gateway.stop();
      const { page } = await visit(browser, alone.url);
      await lookUp(page, 'Organisasjonsnummer', '700102009');
      await heading(page, 'Vi fikk ikke kontakt med tjenesten.');
      await page.context().close();
    } finally {
      await alone.close();
    }
  });

  test('a gateway that has not been given the documents of this page shows as that, without a try that could not help', async () => {
    // The open one would take texts, and says so in another word.
    for (const profile of [PROFILES.production, PROFILES.open]) {
      const other = await servePage(built.folder, new Map(), profile);
      const { page } = await visit(browser, other.url);
      await lookUp(page, 'Organisasjonsnummer', '700102009');
      await heading(page, 'Tjenesten kjenner ikke denne utgaven av siden.');
      expect(await page.getByRole('alert').getByRole('button').count()).toBe(0);
      await page.context().close();
      await other.close();
    }
  });

  test('an answer of a type that is newer than the page costs its own place only', async () => {
    const { page, complaints } = await visit(browser, served.url);
    // Seen before, so that it comes at once afterwards, into the very place of what broke.
    await lookUp(page, 'Organisasjonsnummer', '700000001');
    await page.getByText('Organisasjonsform').waitFor();
    await page.route('**/graphql', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace('"Basisdata"', '"NyttSvar"') });
    });
    await lookUp(page, 'Organisasjonsnummer', '700102009');
    await heading(page, 'Vi fikk et svar som denne siden ikke kjenner.');
    await page.unroute('**/graphql');
    await lookUp(page, 'Organisasjonsnummer', '700000001');
    await page.getByText('Organisasjonsform').waitFor();
    // For whoever looks after the page: the type, and nothing of the answer.
    expect(complaints.join()).toContain('no handler for NyttSvar');
    expect(complaints.join()).not.toMatch(/BLÅBÆR|700102009/);
    await page.context().close();
  });
});

test('every operation of the page has been asked here', () => {
  const names = [...DOCUMENTS.values()].map((text) => /(?:query|mutation) (\w+)/.exec(text)?.[1]);
  expect(names.length).toBeGreaterThanOrEqual(7);
  expect([...everythingAsked].toSorted()).toEqual(names.toSorted());
});
