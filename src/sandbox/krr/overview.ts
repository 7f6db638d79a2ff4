import { entry, type Overview } from '../common/overview.ts';
import { ONLY_REST } from './people.ts';

/** The residents whom only the REST service knows; the others are Oppslagstjenesten's. */
// biome-ignore format: one question a line
export const OVERVIEW: Overview = {
  innbygger: {
    heading: 'Residents, Oppslagstjenesten and grunndata',
    key: 'personidentifikator',
    entries: [
      entry(ONLY_REST.S17, 'kontaktregister', 'Kontaktregisteroppfoering', 'KRR: the mail is validated, the language is Northern Sami'),
      entry(ONLY_REST.S18, 'kontaktregister', 'Kontaktregisteroppfoering', 'KRR: a mailbox supplier, but no address and no certificate there'),
    ],
  },
};
