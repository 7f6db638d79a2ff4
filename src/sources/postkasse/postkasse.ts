import type { CallContext } from '../../domain/call.ts';
import type { Organisasjonsnummer } from '../../domain/organisasjonsnummer.ts';
import type { Outcome, WriteOutcome } from '../../domain/outcome.ts';
import type { Personidentifikator } from '../../domain/personidentifikator.ts';
import type { Kilde } from '../../domain/registerfeil.ts';

export const PERSON_STATUSES = ['AKTIV', 'SLETTET', 'IKKE_REGISTRERT'] as const;
export type Personstatus = (typeof PERSON_STATUSES)[number];

export const VARSLINGS_STATUSES = ['KAN_VARSLES', 'KAN_IKKE_VARSLES'] as const;
export type Varslingsstatus = (typeof VARSLINGS_STATUSES)[number];

/** The languages that a person can choose to be written to in. */
export const SPRAAK = ['nb', 'nn', 'en', 'se'] as const;
export type Spraak = (typeof SPRAAK)[number];

/**
 * What the contact register holds on a person. What is not registered, or may not be used, is null; so is what only the REST
 * service tells, from the SOAP service. Moments are RFC 3339.
 */
export interface Kontaktregisteroppfoering {
  /** The register's service that has told it. */
  readonly kilde: Kilde;
  readonly reservasjon: boolean | null;
  /** When a person who has reserved did so. REST only. */
  readonly reservasjonstidspunkt: string | null;
  /** When the answer to whether the person reserves was last changed. REST only. */
  readonly reservasjonOppdatert: string | null;
  readonly status: Personstatus;
  readonly varslingsstatus: Varslingsstatus | null;
  readonly mobiltelefonnummer: Kontaktpunkt | null;
  readonly epostadresse: Kontaktpunkt | null;
  readonly digitalPost: DigitalPost | null;
  /** REST only; null for a language outside the list too. So is when it was chosen. */
  readonly spraak: Spraak | null;
  readonly spraakOppdatert: string | null;
  /** Of the active mailbox, in base64; some suppliers have one for all. Asked for only to see what became of a write. */
  readonly x509Sertifikat?: string | undefined;
}

export interface Kontaktpunkt {
  readonly verdi: string;
  /** RFC 3339. */
  readonly sistOppdatert: string | null;
  readonly sistVerifisert: string | null;
  /** When a code that was sent there came back. REST only. */
  readonly sistValidert: string | null;
  /** Whether other persons have registered it too. REST only. */
  readonly duplisert: boolean | null;
}

export interface DigitalPost {
  readonly postkasseadresse: string;
  /** Nine digits of a unit in the business register, as the register writes them. */
  readonly postkasseleverandoer: string;
}

/** What a yes to KanVelgeSikkerDigitalPostkasse says: nothing but whom it is about, and who says it. */
export interface KanVelge {
  readonly kilde: Kilde;
  /** Whether the register has no such answer, and the gateway derived it from what it holds on the person. */
  readonly avledet: boolean;
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
