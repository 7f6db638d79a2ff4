import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PROFILES } from '../../src/server/profile.ts';
import { postkasseSettings, verifikationskode } from '../mutations/support.ts';
import { PATIENCE } from '../support/patience.ts';
import { hasBrowser, launchBrowser, NO_BROWSER } from './chromium.ts';
import { buildPage, DOCUMENTS, type Look, type ServedPage, servePage, traces, type Visit, visit } from './web-page.ts';
import { askAs } from './web-states.ts';

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
  await page.getByRole('button', { name: /^(Slå opp|Spør)$/ }).click();
};
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).waitFor();
/** The name of what has the focus. */
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent);
const errorBox = (page: Page) => page.locator('.ds-alert');

describe('a unit', () => {
  test('that is a deleted duplicate leads to the right one, where the keyboard goes on', () =>
    on({}, async (page, { asked }) => {
      await lookUp(page, 'Organisasjonsnummer', '700 000 109');
      await heading(page, 'Enheten er slettet, fordi den var registrert to ganger.');
      await page.getByRole('button', { name: 'Gå til BLÅBÆR & FLØYTE SANDKASSE (700102009)' }).click();
      await heading(page, 'BLÅBÆR & FLØYTE SANDKASSE');
      expect(await page.getByText('Ikke registrert').count()).toBe(1);
      expect(await focused(page)).toBe('Svar');
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
      const box = errorBox(page);
      expect(await box.locator('dl').textContent()).toContain(`Kode${kode}`);
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
    expect(await errorBox(page).getByRole('button').count()).toBe(0);
  }));

describe('contact information', () => {
  test('is added and verified with the code that the citizen got, and a wrong code is refused', () =>
    on({ width: 390 }, async (page, { asked }) => {
      await register(page, 'Kontaktinformasjon');
      await lookUp(page, 'Dansk cpr-nummer', '030350-5003');
      await heading(page, 'Borgeren har ingen kontaktinformasjon');
      await page.getByRole('button', { name: 'Legg til mobiltelefon' }).click();
      expect(await focused(page)).toBe('Ny mobiltelefon');
      await page.getByRole('textbox', { name: 'Mobiltelefon' }).fill('123');
      await page.getByRole('button', { name: 'Lagre' }).click();
      await heading(page, 'Dette er ikke et gyldig mobilnummer.');
      // As people write it; the register takes no spaces.
      await page.getByRole('textbox', { name: 'Mobiltelefon' }).fill('67 00\u00a000-99');
      await page.getByRole('button', { name: 'Lagre' }).click();
      await heading(page, 'Det er lagret');
      await heading(page, 'Borgerens kontaktinformasjon');
      expect(await page.getByRole('listitem').first().textContent()).toMatch(/67000099\s*Ikke bekreftet/);

      await page.getByRole('button', { name: 'Bekreft mobiltelefon' }).click();
      await page.getByRole('button', { name: 'Send kode' }).click();
      await page.getByLabel('Kode').fill('000000');
      await page.getByRole('button', { name: 'Bekreft', exact: true }).click();
      await heading(page, 'Koden er feil, eller den er utløpt.');
      const kode = await verifikationskode(served.gateway, '0303505003', 1);
      await page.getByLabel('Kode').fill(` ${kode.slice(0, 3)} ${kode.slice(3)}`);
      await page.getByRole('button', { name: 'Bekreft', exact: true }).click();
      await heading(page, 'Mobiltelefonen er bekreftet');
      expect(await page.getByRole('listitem').first().textContent()).toMatch(/67000099\s*Bekreftet/);

      await page.getByRole('button', { name: 'Slett mobiltelefon' }).click();
      expect(await focused(page)).toBe('Vil du slette mobiltelefonen?');
      await page.getByRole('button', { name: 'Ja, slett' }).click();
      await heading(page, 'Mobiltelefonen er slettet');
      await heading(page, 'Borgeren har ingen kontaktinformasjon');
      expect(await page.getByRole('listitem').first().textContent()).toContain('Ikke registrert');

      // One look-up: each write has handed back what came of it.
      expect(asked().filter(({ document }) => document === 'Kontaktinformation')).toHaveLength(1);
      const keys = asked().flatMap(({ key }) => key ?? []);
      expect([keys.length, new Set(keys).size]).toEqual([6, 6]);
    }));

  test('is not deleted without a second word, and not while reminders go there', () =>
    on({}, async (page, { asked }) => {
      await register(page, 'Kontaktinformasjon');
      await lookUp(page, 'Dansk cpr-nummer', '0202505002');
      await page.getByRole('button', { name: 'Slett e-postadresse' }).click();
      await page.getByRole('button', { name: 'Behold' }).click();
      expect(await page.getByRole('button', { name: 'Ja, slett' }).count()).toBe(0);
      expect(await focused(page)).toBe('Slett e-postadresse');
      expect(asked().filter(({ key }) => key !== undefined)).toEqual([]);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Ja, slett' }).click();
      await heading(page, 'Borgeren får påminnelser på e-postadressen.');
    }));

  test.each([
    ['1503515016', 'STAR kjenner ingen borger med det cpr-nummeret.'],
    ['010150500', 'Dette er ikke et gyldig cpr-nummer.'],
    ['0112575575', 'Du har ikke tilgang til denne borgeren.'],
  ])('of %s is refused: %s', (number, says) =>
    on({}, async (page) => {
      await register(page, 'Kontaktinformasjon');
      await lookUp(page, 'Dansk cpr-nummer', number);
      await heading(page, says);
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
      'Kontaktinformasjon',
      'Dansk cpr-nummer',
      '0101505006',
      'Borgerens kontaktinformasjon',
      'STAR svarer ikke nå.',
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
      expect(await focused(page)).toBe('Svar');
      expect(await page.getByText('nede').count()).toBe(0);
    }));
});

test('who may not ask a register is told that, and not that it is down', () =>
  on({}, async (page) => {
    await askAs(page, 'En som bare kan se enheter');
    await lookUp(page, 'Organisasjonsnummer', '700102009');
    await heading(page, 'BLÅBÆR & FLØYTE SANDKASSE');
    await register(page, 'Digital postkasse');
    await lookUp(page, 'Fødselsnummer eller d-nummer', '01817011000');
    await heading(page, 'Du har ikke tilgang til dette i Kontakt- og reservasjonsregisteret.');
    expect(await errorBox(page).textContent()).toContain('MANGLER_SCOPE');
    await register(page, 'Kontaktinformasjon');
    await lookUp(page, 'Dansk cpr-nummer', '0101505006');
    await heading(page, 'Du har ikke tilgang til dette hos STAR.');
    expect(await page.getByText('nede').count()).toBe(0);

    // Another one may see, and change nothing; what the one before was answered is gone.
    await askAs(page, 'En som bare kan slå opp');
    expect(await errorBox(page).count()).toBe(0);
    await lookUp(page, 'Dansk cpr-nummer', '0101505006');
    await heading(page, 'Borgerens kontaktinformasjon');
    await page.getByRole('button', { name: 'Slett mobiltelefon' }).click();
    await page.getByRole('button', { name: 'Ja, slett' }).click();
    await heading(page, 'Du har ikke tilgang til dette hos STAR.');
    await askAs(page, 'Jobcenter 1: egne borgere');
    await lookUp(page, 'Dansk cpr-nummer', '0808505008');
    await heading(page, 'Du har ikke tilgang til denne borgeren.');
  }));

describe('a number is taken as people write it', () => {
  test.each([
    ['Enhet', 'Organisasjonsnummer', ['700 102 009', ' 700102009 ', '700\u00a0102\u00a0009', 'NO 700102009 MVA']],
    ['Digital postkasse', 'Fødselsnummer eller d-nummer', ['018170 11000', '018170-11000', '\u00a001817011000']],
    ['Kontaktinformasjon', 'Dansk cpr-nummer', ['010150-5006', '010150 5006', ' 010150\u20115006\u200b']],
  ])('%s', (link, label, numbers) =>
    on({}, async (page) => {
      await register(page, link);
      for (const number of numbers) {
        await lookUp(page, label, '1');
        await errorBox(page).waitFor();
        await lookUp(page, label, number);
        await page.locator('.answer .ds-card').waitFor();
        expect(await page.getByLabel(label).getAttribute('aria-invalid')).toBe('false');
      }
    }),
  );
});

describe('what is under way is cancelled', () => {
  test('so that the browser ends the request, and the gateway its calls', () =>
    on({}, async (page) => {
      const { gateway } = served;
      gateway.sandbox.enhet.outage = 'silent';
      const failed = page.waitForEvent('requestfailed');
      await lookUp(page, 'Organisasjonsnummer', '700102009');
      await page.getByText('Henter svar …').waitFor();
      const lines = gateway.lines.length;
      await page.getByRole('button', { name: 'Avbryt' }).click();
      await heading(page, 'Du avbrøt før svaret kom.');
      expect((await failed).failure()?.errorText).toBe('net::ERR_ABORTED');
      await expect
        .poll(() => gateway.lines.slice(lines).map((line) => JSON.parse(line)), PATIENCE)
        .toMatchObject([{ operation: 'Enhet', status: 499, hungUp: true }]);
      gateway.sandbox.enhet.outage = 'none';
      await page.getByRole('button', { name: 'Prøv igjen' }).click();
      await heading(page, 'BLÅBÆR & FLØYTE SANDKASSE');
    }));

  test('a change too, which is made once all the same, and whose answer is asked for by the same key', () =>
    on({}, async (page, { asked }) => {
      await register(page, 'Kontaktinformasjon');
      await lookUp(page, 'Dansk cpr-nummer', '0101505006');
      await page.getByRole('button', { name: 'Slett fasttelefon' }).click();
      // The gateway has done it, and its answer is kept back until nobody waits for it.
      const [done, cancelled] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      await page.route(
        '**/graphql',
        async (route) => {
          const response = await route.fetch();
          done.resolve();
          await cancelled.promise;
          await route.fulfill({ response }).catch(() => undefined);
        },
        { times: 1 },
      );
      const failed = page.waitForEvent('requestfailed');
      await page.getByRole('button', { name: 'Ja, slett' }).click();
      await done.promise;
      await page.getByRole('button', { name: 'Avbryt' }).click();
      await heading(page, 'Du avbrøt før svaret kom.');
      expect((await failed).failure()?.errorText).toBe('net::ERR_ABORTED');
      cancelled.resolve();
      await page.getByRole('button', { name: 'Prøv igjen' }).click();
      await heading(page, 'Fasttelefonen er slettet');
      const keys = asked().flatMap(({ key }) => key ?? []);
      expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
    }));
});

test('the page speaks English too, and leaves the registers their words', async () => {
  // Not looked at is what moves: words of another language are of another length.
  const visited = await visit(browser, served.url);
  const { page } = visited;
  await page.getByRole('button', { name: 'English' }).click();
  expect(await page.locator('html').getAttribute('lang')).toBe('en-GB');
  await page.getByLabel('Organisation number').fill('700017002');
  await page.getByRole('button', { name: 'Look up' }).click();
  await heading(page, 'This is not a valid organisation number.');
  const texts = await page
    .locator('dl [lang]')
    .evaluateAll((all) => all.map((each) => [each.getAttribute('lang'), each.textContent]));
  expect(texts).toEqual([
    ['nn', expect.stringContaining('organisasjonsnummer')],
    ['en', expect.stringMatching(/\w/)],
  ]);
  // Where she was, and in her language, also when the page is loaded anew.
  await register(page, 'Contact information');
  await page.reload();
  await heading(page, 'Contact information');
  await page.getByRole('button', { name: 'Norsk' }).click();
  await heading(page, 'Kontaktinformasjon');
  expect(await page.locator('html').getAttribute('lang')).toBe('nb');
  expect(visited.complaints).toEqual([]);
  expect(await traces(visited)).toEqual([]);
  await page.context().close();
});

test('a gateway that lets nobody choose who asks, says so', async () => {
  const { page } = await visit(browser, served.url);
  await page.route('**/graphql', (route) =>
    route.request().headers()['x-sandbox-caller']
      ? route.fulfill({ status: 400, json: { errors: [{ message: '', extensions: { code: 'SANDBOX_CALLER' } }] } })
      : route.continue(),
  );
  await askAs(page, 'Jobcenter 1: egne borgere');
  await lookUp(page, 'Organisasjonsnummer', '700102009');
  await heading(page, 'Tjenesten lar ingen velge hvem som spør.');
  await page.context().close();
});

describe('without an answer of the gateway', () => {
  test('a write is sent again with the same key, and done once', async () => {
    const { page, asked } = await visit(browser, served.url);
    await register(page, 'Kontaktinformasjon');
    await lookUp(page, 'Dansk cpr-nummer', '0303505003');
    await page.getByRole('button', { name: 'Legg til mobiltelefon' }).click();
    await page.getByRole('textbox', { name: 'Mobiltelefon' }).fill('67000099');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Lagre' }).click();
    await heading(page, 'Vi fikk ikke kontakt med tjenesten.');
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Prøv igjen' }).click();
    await heading(page, 'Det er lagret');
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
      expect(await errorBox(page).getByRole('button').count()).toBe(0);
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
