import type { Page } from 'playwright-core';
import { postkasseSettings } from '../mutations/support.ts';
import type { ServedPage } from './web-page.ts';

// Every state of the example page, in an order in which each is reached from the one before.

/** Presses a button by the beginning of its name. */
export const click = (page: Page, name: string) => page.getByRole('button', { name }).first().click();

/** Asks from now on as somebody else. */
export const askAs = (page: Page, who: string) => page.getByLabel('Hvem som spør').selectOption(who);

export interface PageState {
  readonly name: string;
  /** Words of the page that show that it is there. */
  readonly shows: string;
  readonly reach: (page: Page, served: ServedPage) => Promise<unknown>;
}

export const STATES: readonly PageState[] = [
  { name: 'empty', shows: 'Ni siffer. Du får vite navn, form og adresser.', reach: async () => {} },
  { name: 'empty-field', shows: 'Skriv et organisasjonsnummer.', reach: (page) => click(page, 'Slå opp') },
  {
    name: 'leads',
    shows: 'Enheten er slettet, fordi den var registrert to ganger.',
    reach: (page) => click(page, '700000109'),
  },
  { name: 'answer', shows: 'Organisasjonsform', reach: (page) => click(page, 'Gå til') },
  { name: 'number-error', shows: 'Ingen enhet har hatt dette nummeret.', reach: (page) => click(page, '700010007') },
  {
    name: 'loading',
    shows: 'Henter svar …',
    reach: (page, { gateway }) => {
      gateway.sandbox.enhet.outage = 'silent';
      return click(page, '700 000 001');
    },
  },
  { name: 'cancelled', shows: 'Du avbrøt før svaret kom.', reach: (page) => click(page, 'Avbryt') },
  {
    name: 'register-down',
    shows: 'Enhetsregisteret svarer ikke nå.',
    reach: (page, { gateway }) => {
      gateway.sandbox.enhet.outage = 'unavailable';
      return click(page, 'Prøv igjen');
    },
  },
  {
    name: 'network-down',
    shows: 'Vi fikk ikke kontakt med tjenesten.',
    reach: async (page) => {
      await page.context().setOffline(true);
      await click(page, 'Prøv igjen');
    },
  },
  {
    name: 'refused',
    shows: 'Personen har reservert seg mot digital post.',
    reach: async (page) => {
      await page.context().setOffline(false);
      await page.getByRole('link', { name: 'Digital postkasse' }).click();
      await click(page, '05857415002');
    },
  },
  { name: 'may-choose', shows: 'Postkasseadresse', reach: (page) => click(page, '01817011000') },
  {
    name: 'supplier-error',
    shows: 'Leverandøren er ikke godkjent.',
    reach: async (page) => {
      await page.getByLabel('Postkasseadresse').fill('ny.adresse#0001');
      await page.getByLabel('Leverandør').selectOption('TESTPOST VEST AS');
      await click(page, 'Velg postkassen');
    },
  },
  {
    name: 'outcome-unknown',
    shows: 'Vi vet ikke om Kontakt- og reservasjonsregisteret rakk å gjøre endringen.',
    reach: async (page, { gateway }) => {
      await page.getByLabel('Leverandør').selectOption('TESTPOST NORD AS');
      await postkasseSettings(gateway, { disturbance: 'breaks the connection', disturbanceCount: 1 });
      await click(page, 'Velg postkassen');
    },
  },
  { name: 'chosen', shows: 'Postkassen er valgt', reach: (page) => click(page, 'Velg postkassen') },
  {
    name: 'no-scope',
    shows: 'Du har ikke tilgang til dette i Kontakt- og reservasjonsregisteret.',
    reach: async (page) => {
      await askAs(page, 'En som bare kan se enheter');
      await click(page, '01817011000');
    },
  },
  {
    name: 'citizen',
    shows: 'Borgerens kontaktinformasjon',
    reach: async (page) => {
      await askAs(page, 'Noen med alle tilganger');
      await page.getByRole('link', { name: 'Kontaktinformasjon' }).click();
      await click(page, '010150-5006');
    },
  },
  {
    name: 'saved',
    shows: 'Det er lagret',
    reach: async (page) => {
      await click(page, 'Endre mobiltelefon');
      await page.getByRole('textbox', { name: 'Mobiltelefon' }).fill('67 00 00 77');
      await click(page, 'Lagre');
    },
  },
  {
    name: 'code-sent',
    shows: 'Koden er sendt',
    reach: async (page) => {
      await click(page, 'Bekreft mobiltelefon');
      await click(page, 'Send kode');
    },
  },
  {
    name: 'code-wrong',
    shows: 'Koden er feil, eller den er utløpt.',
    reach: async (page) => {
      await page.getByLabel('Kode').fill('000000');
      await page.getByRole('button', { name: 'Bekreft', exact: true }).click();
    },
  },
  {
    name: 'delete-asked',
    shows: 'Vil du slette e-postadressen?',
    reach: (page) => click(page, 'Slett e-postadresse'),
  },
  { name: 'deleted', shows: 'E-postadressen er slettet', reach: (page) => click(page, 'Ja, slett') },
  { name: 'english', shows: 'The mail address has been deleted', reach: (page) => click(page, 'English') },
];

/** Goes to a state, and waits until it is there. */
export async function reachState(page: Page, served: ServedPage, { shows, reach }: PageState): Promise<void> {
  await reach(page, served);
  await page.locator('main').getByText(shows).last().waitFor();
}
