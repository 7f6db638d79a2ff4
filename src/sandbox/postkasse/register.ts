import { type Innbygger, innbyggere } from './innbyggere.ts';

/** The store that both services read and write: a write through one is seen in the other. */
export interface Register {
  find(personidentifikator: string): Registerperson | undefined;
  personer(): Iterable<Registerperson>;
  senesteEndringsNummer(): number;
  /** Gives the person the next endringsNummer. */
  change(person: Registerperson): void;
  /** Takes in a person whom the register did not know. */
  add(personidentifikator: string): Registerperson;
  /** Back to the people of the start, their contact data as old as they were seen from `naa`. */
  reset(naa: Date): void;
}

export interface Registerperson {
  readonly personidentifikator: string;
  readonly status: 'AKTIV' | 'SLETTET';
  readonly reservasjon: 'JA' | 'NEI' | undefined;
  readonly mobiltelefonnummer: Kontaktopplysning | undefined;
  readonly epostadresse: Kontaktopplysning | undefined;
  /** At most one of each supplier, and at most one active. */
  postkasser: readonly Postkasse[];
  endringsNummer: number;
}

export interface Kontaktopplysning {
  readonly verdi: string;
  readonly sistOppdatert: Date | undefined;
  readonly sistVerifisert: Date | undefined;
}

export interface Postkasse {
  readonly leverandoer: string;
  readonly postkasseadresse: string;
  readonly aktiv: boolean;
  /** DER of one certificate. Many mailboxes carry their supplier's own. */
  readonly sertifikat: Buffer | 'leverandørens eget' | undefined;
}

export function createRegister(): Register {
  const personer = new Map<string, Registerperson>();
  let senesteEndringsNummer = 0;

  const put = (person: Omit<Registerperson, 'endringsNummer'>): Registerperson => {
    senesteEndringsNummer += 1;
    const registered = { ...person, endringsNummer: senesteEndringsNummer };
    personer.set(person.personidentifikator, registered);
    return registered;
  };

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
        postkasser: [],
      }),
    reset(naa) {
      personer.clear();
      senesteEndringsNummer = 0;
      for (const innbygger of innbyggere) {
        const { status } = innbygger;
        if (status !== 'IKKE_REGISTRERT') put({ ...fromStart(innbygger, naa), status });
      }
    },
  };
}

export function aktivPostkasse(person: Registerperson): Postkasse | undefined {
  return person.postkasser.find((postkasse) => postkasse.aktiv);
}

export function postkasseHos(person: Registerperson, leverandoer: string): Postkasse | undefined {
  return person.postkasser.find((postkasse) => postkasse.leverandoer === leverandoer);
}

function fromStart(innbygger: Innbygger, naa: Date) {
  const { personidentifikator, reservasjon, epostadresse, mobiltelefonnummer } = innbygger;
  const tidspunkt = innbygger.kontaktErGammel ? monthsBefore(naa, 19) : daysBefore(naa, 30);
  const opplysning = (verdi: string | undefined, sistVerifisert: Date | undefined) =>
    verdi === undefined ? undefined : { verdi, sistOppdatert: tidspunkt, sistVerifisert };
  return {
    personidentifikator,
    reservasjon,
    // As in the contract's sample: the register has checked the mobile, and never the e-mail address.
    mobiltelefonnummer: opplysning(mobiltelefonnummer, tidspunkt),
    epostadresse: opplysning(epostadresse, undefined),
    postkasser: innbygger.postkasser.map(({ leverandoer, postkasseadresse, aktiv, medSertifikat }): Postkasse => {
      const sertifikat = medSertifikat ? 'leverandørens eget' : undefined;
      return { leverandoer, postkasseadresse, aktiv, sertifikat };
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
