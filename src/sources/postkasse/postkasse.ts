import type { CallContext } from '../../domain/call.ts';
import type { Organisasjonsnummer } from '../../domain/organisasjonsnummer.ts';
import type { Outcome, WriteOutcome } from '../../domain/outcome.ts';
import type { Personidentifikator } from '../../domain/personidentifikator.ts';

export const PERSON_STATUSES = ['AKTIV', 'SLETTET', 'IKKE_REGISTRERT'] as const;
export type Personstatus = (typeof PERSON_STATUSES)[number];

export const VARSLINGS_STATUSES = ['KAN_VARSLES', 'KAN_IKKE_VARSLES'] as const;
export type Varslingsstatus = (typeof VARSLINGS_STATUSES)[number];

/** What the contact register holds on a person. What is not registered, or may not be used, is absent. */
export interface Kontaktregisteroppfoering {
  readonly reservasjon: boolean | null;
  readonly status: Personstatus;
  readonly varslingsstatus: Varslingsstatus | null;
  readonly mobiltelefonnummer: Kontaktpunkt | null;
  readonly epostadresse: Kontaktpunkt | null;
  readonly digitalPost: DigitalPost | null;
  /** Of the active mailbox, in base64; some suppliers have one for all. Asked for only to see what became of a write. */
  readonly x509Sertifikat?: string | undefined;
}

export interface Kontaktpunkt {
  readonly verdi: string;
  /** RFC 3339. */
  readonly sistOppdatert: string | null;
  readonly sistVerifisert: string | null;
}

export interface DigitalPost {
  readonly postkasseadresse: string;
  /** Nine digits of a unit in the business register, as the register writes them. */
  readonly postkasseleverandoer: string;
}

/** What a yes to KanVelgeSikkerDigitalPostkasse says: nothing but whom it is about. */
export interface KanVelge {
  readonly personidentifikator: Personidentifikator;
}

/** A mailbox of a supplier. */
export interface Postkasse {
  readonly supplier: Organisasjonsnummer;
  /** 8 to 100 characters. */
  readonly postkasseadresse: string;
  /** Base64 of one DER certificate. */
  readonly x509Sertifikat?: string | undefined;
}

export interface PostkassePort {
  /** One call a person: the service takes no lists. */
  kanVelgeSikkerDigitalPostkasse(
    personer: readonly Personidentifikator[],
    call: CallContext,
  ): Promise<Outcome<KanVelge>[]>;
  /** One call for each started thousand of distinct persons. */
  hentPersoner(
    personer: readonly Personidentifikator[],
    call: CallContext,
  ): Promise<Outcome<Kontaktregisteroppfoering>[]>;
  /** Replaces address and certificate. This and the next two: sent once and never again; read back where that can tell. */
  oppdaterPostkasse(person: Personidentifikator, postkasse: Postkasse, call: CallContext): Promise<WriteOutcome>;
  /** Registers the mailbox and activates it. */
  opprettOgVelgSikkerDigitalPostkasse(
    person: Personidentifikator,
    postkasse: Postkasse,
    call: CallContext,
  ): Promise<WriteOutcome>;
  /** Removes the supplier's mailbox. */
  slettPostkasse(person: Personidentifikator, supplier: Organisasjonsnummer, call: CallContext): Promise<WriteOutcome>;
}
