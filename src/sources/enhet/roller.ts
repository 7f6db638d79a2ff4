export interface Rollegruppe {
  readonly type: string;
  readonly beskrivelse: string;
  readonly registreringsdato: string | null;
  /** What stands before the roles of the group, and after them. */
  readonly headerTekst: string | null;
  readonly trailerTekst: string | null;
  readonly kjoennsrepresentasjon: string | null;
  readonly roller: readonly Rolle[];
}

export interface Rolle {
  readonly rolletype: string;
  readonly beskrivelse: string;
  readonly fratraadt: boolean;
  /** N, K, R or F; null where nothing is said. */
  readonly fratraadtKode: string | null;
  readonly valgtAv: string | null;
  readonly valgtAvKode: string | null;
  readonly ansvarsandel: string | null;
  readonly rolleFritekst: string | null;
  readonly revisorKategori: number | null;
  readonly revisorRkode: number | null;
  readonly reTekst: string | null;
  readonly innehaver: RollePerson | RolleEnhet;
}

export interface RollePerson {
  readonly kind: 'person';
  readonly fornavn: string;
  readonly mellomnavn: string | null;
  readonly slektsnavn: string;
  readonly foedselsdato: string | null;
  /** Null where the register gives only a date of birth. */
  readonly personidentifikator: string | null;
  /** The status as the register writes it: L, Lever. */
  readonly status: RolleStatus | null;
  /** Null where the register does not say, or says it in a code that is not known. So the next one, and RolleEnhet's. */
  readonly erDoed: boolean | null;
  readonly harVerge: boolean | null;
  readonly vergeTekst: string | null;
}

export interface RolleEnhet {
  readonly kind: 'unit';
  readonly organisasjonsnummer: string;
  readonly navn: string;
  /** The status as the register writes it: OK, Normal. */
  readonly status: RolleStatus | null;
  readonly erSlettet: boolean | null;
}

/** A code of the register's own, an open list, and what it says it means. */
export interface RolleStatus {
  readonly kode: string;
  readonly beskrivelse: string;
}

export interface RolleIEnhet {
  /** Free text, Bokmål or Nynorsk: for showing, not for switching on. */
  readonly rolleBeskrivelse: string;
  readonly registreringsdato: string | null;
  readonly navn: string;
  readonly organisasjonsnummer: string;
}
