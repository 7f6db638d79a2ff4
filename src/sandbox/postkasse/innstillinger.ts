import { REGISTERET } from './leverandoerer.ts';

/** The checks of the decision table of postkasseleverandoer-v1, each named after what it looks at. */
export const KONTROLLER = [
  'personidentifikator',
  'fastsattSvar',
  'organisasjonsnummer',
  'sertifikat',
  'bruker',
  'reservasjon',
  'ingenPostkasse',
  'aktivPostkasse',
  'egenPostkasse',
] as const;

export type Kontroll = (typeof KONTROLLER)[number];

/** A bad day: what the register does instead of answering. */
export type Forstyrrelse =
  | 'ingen'
  | 'systemfeil'
  | 'svarer aldri'
  | 'bryter forbindelsen'
  /** Does what it is asked to, and drops the connection before it has said so. */
  | 'utfører og bryter forbindelsen'
  /** A proxy before the register: this status, and a body that is no envelope. */
  | `HTTP_${number}`;

/** What no source states, each with the contract's own name and default (§13), and what only a sandbox has. */
export interface Innstillinger {
  /** The time at the start. A moved clock (the `klokke` hook) runs on from there. */
  readonly klokke: () => Date;
  /**
   * How messages are secured. `signert`: WS-Security by the profile 16-02, in both services. `ingen`: unsigned, and the
   * caller is who the header X-Sandkasse-Orgnr says.
   */
  readonly profile: 'ingen' | 'signert';
  /** Whether the header with PaaVegneAv must be signed: the rule says so, and live clients did not. */
  readonly strictPaaVegneAv: boolean;
  /** Whether a Reference may be digested with SHA-1, as one real exchange was. */
  readonly acceptSha1Digest: boolean;
  /** Whether a request that has come before is refused while it would still be fresh. */
  readonly replayList: boolean;
  /** Who signs the answers. */
  readonly responderOrgnr: string;
  /** Precedence of the beskrivelse codes. A check that is left out is not made. */
  readonly decisionOrder: readonly Kontroll[];
  /** Whether a supplier may remove its mailbox from a citizen who is reserved. */
  readonly slettWhenReservert: boolean;
  readonly oppdaterWhenReservert: boolean;
  /** Whether field 2 must be the caller's own number. */
  readonly requireOwnOrgnr: boolean;
  /** Whether a person outside the register is refused, or taken in by the first write. */
  readonly unknownPerson: 'BRUKER_IKKE_FUNNET' | 'OPPRETTES';
  /** Whether Velg and OpprettOgVelg may move a citizen away from another supplier. */
  readonly takeOver: boolean;
  /** Oppdater without x509Sertifikat: keep the old certificate (true) or clear it. */
  readonly keepCertificateOnOppdater: boolean;
  /** Whether OpprettPostkasse and Velg, withdrawn from the documentation in 2016, are answered. */
  readonly withdrawnOperations: boolean;
  /** Whether UGYLDIG_SERTIFIKAT also covers a certificate outside its dates. */
  readonly certMustBeValidNow: boolean;
  readonly allowSynthetic: boolean;
  readonly accept2032: boolean;
  readonly faultHttpStatus: { readonly soap11: number; readonly soap12Sender: number; readonly soap12: number };
  /** Persons per HentEndringer. */
  readonly pageSize: number;
  /** Contact data older than this many calendar months are not used for varsling. */
  readonly varslingMaaneder: number;
  readonly maksMeldingBytes: number;
  /** Compress answers for those who send `Accept-Encoding: gzip`. */
  readonly gzip: boolean;
  /** Wait this long before every answer. */
  readonly ventetidMs: number;
  readonly forstyrrelse: Forstyrrelse;
  /** How many of the next calls meet the forstyrrelse; null: all of them. */
  readonly antallForstyrrelser: number | null;
}

export const STANDARD: Innstillinger = {
  klokke: () => new Date(),
  profile: 'ingen',
  strictPaaVegneAv: false,
  acceptSha1Digest: false,
  replayList: true,
  responderOrgnr: REGISTERET.organisasjonsnummer,
  decisionOrder: KONTROLLER,
  slettWhenReservert: true,
  oppdaterWhenReservert: false,
  requireOwnOrgnr: true,
  unknownPerson: 'BRUKER_IKKE_FUNNET',
  takeOver: false,
  keepCertificateOnOppdater: true,
  withdrawnOperations: true,
  certMustBeValidNow: false,
  allowSynthetic: true,
  accept2032: true,
  faultHttpStatus: { soap11: 500, soap12Sender: 400, soap12: 500 },
  pageSize: 1000,
  varslingMaaneder: 18,
  maksMeldingBytes: 5 * 1024 * 1024,
  gzip: true,
  ventetidMs: 0,
  forstyrrelse: 'ingen',
  antallForstyrrelser: null,
};
