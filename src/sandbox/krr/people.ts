import { type Innbygger, innbyggere } from '../postkasse/people.ts';
import { createRegister, type RegisteredPerson } from '../postkasse/register.ts';
import { suppliers } from '../postkasse/suppliers.ts';

/** What the REST service knows of a person beside what SOAP did. */
export interface Extra {
  readonly spraak?: 'nb' | 'nn' | 'en' | 'se';
  /** Which contact data have been proven by a code that was sent to them. */
  readonly validated?: readonly ContactName[];
  /** Which of them others have registered too. */
  readonly duplicated?: readonly ContactName[];
  /** The mailbox as it is written, where that is not the register's. */
  readonly digitalPost?: { readonly postkasseadresse: string; readonly supplier: string; readonly sertifikat: string };
}

export type ContactName = 'epostadresse' | 'mobiltelefonnummer';

/** A person as the REST service answers about them. */
export interface Person extends RegisteredPerson {
  readonly extra: Extra;
}

/** Those who say no to digital post have done so then. */
export const RESERVED_AT = new Date('2023-06-13T11:42:34Z');

const DAY_MS = 24 * 60 * 60_000;
const AGE_DAYS = 30;

/** By the names of the contract. S17 and S18 are known over REST only. */
const EXTRAS: Readonly<Record<string, Extra>> = {
  S01: { spraak: 'nn' },
  S02: { spraak: 'nb', validated: ['epostadresse', 'mobiltelefonnummer'], duplicated: ['mobiltelefonnummer'] },
  S03: { spraak: 'en', validated: ['mobiltelefonnummer'] },
  S04: { duplicated: ['mobiltelefonnummer'] },
};

const [L1] = suppliers;

/** With a number, the contact data of S17 and S18, and what is odd of them. */
export const ONLY_REST = {
  /** Only the mail has been validated, and the language is a small one. */
  S17: '19878827166',
  /** Has a supplier, but neither an address nor a certificate there: no mailbox that could be written to. */
  S18: '20888928171',
} as const;

/** The number whose name makes the whole batch fail. */
export const SYSTEM_ERROR: ReadonlySet<string> = new Set(
  innbyggere.filter(({ systemError }) => systemError).map(({ personidentifikator }) => personidentifikator),
);

/** All who are registered, in the order of the contract, their data as old as they were seen from `now`. */
export function peopleAt(now: Date): readonly Person[] {
  const register = createRegister(now);
  const known = innbyggere.flatMap(({ id, personidentifikator }: Innbygger): Person[] => {
    const person = register.find(personidentifikator);
    return person ? [{ ...person, extra: EXTRAS[id] ?? {} }] : [];
  });
  const time = new Date(now.getTime() - AGE_DAYS * DAY_MS);
  const email = (id: string) => ({ verdi: `${id}@example.com`, sistOppdatert: time, sistVerifisert: undefined });
  const more = { status: 'AKTIV', reservasjon: 'NEI', postkasseList: [], endringsNummer: 0 } as const;
  return [
    ...known,
    {
      ...more,
      personidentifikator: ONLY_REST.S17,
      epostadresse: email('s17'),
      mobiltelefonnummer: { verdi: '+4799999999', sistOppdatert: time, sistVerifisert: time },
      extra: { spraak: 'se', validated: ['epostadresse'] },
    },
    {
      ...more,
      personidentifikator: ONLY_REST.S18,
      epostadresse: email('s18'),
      mobiltelefonnummer: undefined,
      extra: { digitalPost: { postkasseadresse: '', supplier: L1.organisasjonsnummer, sertifikat: '' } },
    },
  ];
}
