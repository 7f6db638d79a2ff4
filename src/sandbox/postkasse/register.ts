import { type Innbygger, innbyggere } from './people.ts';

/** The store that both services read and write: a write through one is seen in the other. */
export interface Register {
  find(personidentifikator: string): RegisteredPerson | undefined;
  personer(): Iterable<RegisteredPerson>;
  senesteEndringsNummer(): number;
  /** Gives the person the next endringsNummer. */
  change(person: RegisteredPerson): void;
  /** Takes in a person whom the register did not know. */
  add(personidentifikator: string): RegisteredPerson;
}

export interface RegisteredPerson {
  readonly personidentifikator: string;
  readonly status: 'AKTIV' | 'SLETTET';
  readonly reservasjon: 'JA' | 'NEI' | undefined;
  readonly mobiltelefonnummer: ContactDetail | undefined;
  readonly epostadresse: ContactDetail | undefined;
  /** At most one of each supplier, and at most one active. */
  postkasseList: readonly Postkasse[];
  endringsNummer: number;
}

export interface ContactDetail {
  readonly verdi: string;
  readonly sistOppdatert: Date | undefined;
  readonly sistVerifisert: Date | undefined;
}

export interface Postkasse {
  readonly supplier: string;
  readonly postkasseadresse: string;
  readonly aktiv: boolean;
  /** DER of one certificate. Many mailboxes carry their supplier's own. */
  readonly sertifikat: Buffer | 'of the supplier' | undefined;
}

/** The people of the start, their contact data as old as they were seen from `now`. */
export function createRegister(now: Date): Register {
  const personer = new Map<string, RegisteredPerson>();
  let senesteEndringsNummer = 0;

  const put = (person: Omit<RegisteredPerson, 'endringsNummer'>): RegisteredPerson => {
    senesteEndringsNummer += 1;
    const registered = { ...person, endringsNummer: senesteEndringsNummer };
    personer.set(person.personidentifikator, registered);
    return registered;
  };

  for (const innbygger of innbyggere) {
    const { status } = innbygger;
    if (status !== 'IKKE_REGISTRERT') put({ ...fromStart(innbygger, now), status });
  }

  return {
    find: (personidentifikator) => personer.get(personidentifikator),
    personer: () => personer.values(),
    senesteEndringsNummer: () => senesteEndringsNummer,
    change(person) {
      senesteEndringsNummer += 1;
      person.endringsNummer = senesteEndringsNummer;
    },
    add: (personidentifikator) =>
      put({
        personidentifikator,
        status: 'AKTIV',
        reservasjon: 'NEI',
        mobiltelefonnummer: undefined,
        epostadresse: undefined,
        postkasseList: [],
      }),
  };
}

export function aktivPostkasse(person: RegisteredPerson): Postkasse | undefined {
  return person.postkasseList.find((postkasse) => postkasse.aktiv);
}

export function postkasseAt(person: RegisteredPerson, supplier: string): Postkasse | undefined {
  return person.postkasseList.find((postkasse) => postkasse.supplier === supplier);
}

function fromStart(innbygger: Innbygger, now: Date) {
  const { personidentifikator, reservasjon, epostadresse, mobiltelefonnummer } = innbygger;
  const time = innbygger.isContactOld ? monthsBefore(now, 19) : daysBefore(now, 30);
  const detail = (verdi: string | undefined, sistVerifisert: Date | undefined) =>
    verdi === undefined ? undefined : { verdi, sistOppdatert: time, sistVerifisert };
  return {
    personidentifikator,
    reservasjon,
    // As in the contract's sample: the register has checked the mobile, and never the e-mail address.
    mobiltelefonnummer: detail(mobiltelefonnummer, time),
    epostadresse: detail(epostadresse, undefined),
    postkasseList: innbygger.postkasseList.map(({ supplier, postkasseadresse, aktiv, withCertificate }): Postkasse => {
      const sertifikat = withCertificate ? 'of the supplier' : undefined;
      return { supplier, postkasseadresse, aktiv, sertifikat };
    }),
  };
}

function daysBefore(date: Date, days: number): Date {
  return new Date(date.getTime() - days * 24 * 60 * 60_000);
}

/** Calendar months back, on the last day of the month where the day does not exist there. */
export function monthsBefore(date: Date, months: number): Date {
  const moved = new Date(date);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() - months);
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(date.getUTCDate(), lastDay));
  return moved;
}
