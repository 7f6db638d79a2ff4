import type { CallContext } from '../../domain/call.ts';
import type { Cpr } from '../../domain/cpr.ts';
import type { Outcome } from '../../domain/outcome.ts';

export const KONTAKTDATA_TYPER = ['MOBILTELEFON', 'FASTNET_TELEFON', 'MAILADRESSE', 'UKENDT'] as const;
export type KontaktdataType = (typeof KONTAKTDATA_TYPER)[number];

export const KONTAKTDATA_STATUSSER = ['VERIFICERET', 'IKKE_VERIFICERET', 'UKENDT'] as const;
export type KontaktdataStatus = (typeof KONTAKTDATA_STATUSSER)[number];

/** One way to reach a citizen. UKENDT: a number that is not in the configured code list; it is kept, in the field beside. */
export interface Kontaktinformation {
  readonly kontaktdata: string;
  readonly kontaktdataType: KontaktdataType;
  readonly kontaktdataTypeKode: number;
  readonly kontaktdatastatus: KontaktdataStatus;
  readonly kontaktdatastatusKode: number;
}

/** STAR answers about one key a call, so a port of n keys makes at most n calls. Outcomes stand in the order of the keys. */
export interface KontaktinformationPort {
  /** A citizen without contact information is the documented failure 9159, in whichever form STAR says it. */
  getKontaktinformation(cprs: readonly Cpr[], call: CallContext): Promise<Outcome<readonly Kontaktinformation[]>[]>;
  /** The citizens who have registered exactly this number; nobody is an empty list. */
  getKontaktinformationMobilNr(numre: readonly string[], call: CallContext): Promise<Outcome<readonly Cpr[]>[]>;
  /** The citizens who have registered exactly this address; nobody is an empty list. */
  getKontaktinformationEmail(adresser: readonly string[], call: CallContext): Promise<Outcome<readonly Cpr[]>[]>;
}
