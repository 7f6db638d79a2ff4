import { REGISTERET } from './suppliers.ts';

/** The checks of the decision table of postkasseleverandoer-v1, each named after what it looks at. */
export const CHECKS = [
  'personidentifikator',
  'fixedAnswer',
  'organisasjonsnummer',
  'sertifikat',
  'bruker',
  'reservasjon',
  'ingenPostkasse',
  'aktivPostkasse',
  'egenPostkasse',
] as const;

export type Check = (typeof CHECKS)[number];

/** A bad day: what the register does instead of answering. */
export type Disturbance =
  | 'none'
  | 'systemError'
  | 'never answers'
  | 'breaks the connection'
  /** Does what it is asked to, and drops the connection before it has said so. */
  | 'performs and breaks the connection'
  /** A proxy before the register: this status, and a body that is no envelope. */
  | `HTTP_${number}`;

/** What no source states, each with the contract's own name and default (§13), and what only a sandbox has. */
export interface Settings {
  /** The time at the start. A moved clock (the `clock` hook) runs on from there. */
  readonly clock: () => Date;
  /**
   * How messages are secured. `signed`: WS-Security by the profile 16-02, in both services. `none`: unsigned, and the
   * caller is who the header X-Sandkasse-Orgnr says.
   */
  readonly profile: 'none' | 'signed';
  /** Whether the header with PaaVegneAv must be signed: the rule says so, and live clients did not. */
  readonly strictPaaVegneAv: boolean;
  /** Whether a Reference may be digested with SHA-1, as one real exchange was. */
  readonly acceptSha1Digest: boolean;
  /** Whether a request that has come before is refused while it would still be fresh. */
  readonly replayList: boolean;
  /** Who signs the answers. */
  readonly responderOrgnr: string;
  /** Precedence of the beskrivelse codes. A check that is left out is not made. */
  readonly decisionOrder: readonly Check[];
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
  readonly varslingMonths: number;
  readonly maksMeldingBytes: number;
  /** Compress answers for those who send `Accept-Encoding: gzip`. */
  readonly gzip: boolean;
  /** Wait this long before every answer. */
  readonly delayMs: number;
  readonly disturbance: Disturbance;
  /** How many of the next calls meet the disturbance; null: all of them. */
  readonly disturbanceCount: number | null;
}

export const STANDARD: Settings = {
  clock: () => new Date(),
  profile: 'none',
  strictPaaVegneAv: false,
  acceptSha1Digest: false,
  replayList: true,
  responderOrgnr: REGISTERET.organisasjonsnummer,
  decisionOrder: CHECKS,
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
  varslingMonths: 18,
  maksMeldingBytes: 5 * 1024 * 1024,
  gzip: true,
  delayMs: 0,
  disturbance: 'none',
  disturbanceCount: null,
};
