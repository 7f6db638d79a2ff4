import type { CallContext } from '../../domain/call.ts';
import type { Cpr } from '../../domain/cpr.ts';
import type { Outcome, WriteOutcome } from '../../domain/outcome.ts';

export const KONTAKTDATA_TYPES = ['MOBILTELEFON', 'FASTNET_TELEFON', 'MAILADRESSE', 'UKENDT'] as const;
export type KontaktdataType = (typeof KONTAKTDATA_TYPES)[number];

export type KontaktdataStatus = 'VERIFICERET' | 'IKKE_VERIFICERET' | 'UKENDT';

/** A kind, or a status, that the configured code lists have a number for. */
export type KnownType = Exclude<KontaktdataType, 'UKENDT'>;
export type KnownStatus = Exclude<KontaktdataStatus, 'UKENDT'>;

/** One way to reach a citizen. UKENDT: a number that is not in the configured code list; it is kept, in the field beside. */
export interface Kontaktinformation {
  readonly kontaktdata: string;
  readonly kontaktdataType: KontaktdataType;
  readonly kontaktdataTypeKode: number;
  readonly kontaktdatastatus: KontaktdataStatus;
  readonly kontaktdatastatusKode: number;
}

/** Storing a value and deleting one are two acts: STAR itself would take a value that is missing for a deletion. */
export type Change =
  | { readonly type: KnownType; readonly handling: 'save'; readonly value: string }
  | { readonly type: KnownType; readonly handling: 'delete' };

/** STAR answers about one key a call, so a port of n keys makes at most n calls. Outcomes stand in the order of the keys. */
export interface KontaktinformationPort {
  /** A citizen without contact information is the documented failure 9159, in whichever form STAR says it. */
  getKontaktinformation(cprs: readonly Cpr[], call: CallContext): Promise<Outcome<readonly Kontaktinformation[]>[]>;
  /** The citizens whom STAR finds by this number; nobody is an empty list. */
  getKontaktinformationMobilNr(numbers: readonly string[], call: CallContext): Promise<Outcome<readonly Cpr[]>[]>;
  /** The citizens who have registered exactly this address; nobody is an empty list. */
  getKontaktinformationEmail(addresses: readonly string[], call: CallContext): Promise<Outcome<readonly Cpr[]>[]>;

  /**
   * Stores and deletes, all or nothing. A value is never blank, and a kind stands in the list once: the caller has seen to it.
   * This and the next two: sent again once at most, with the same x-requestId, and read back when no answer is clear.
   */
  createKontaktinformation(cpr: Cpr, changes: readonly Change[], call: CallContext): Promise<WriteOutcome>;
  /** Sets the status of the entry of this kind. */
  updateKontaktinformation(
    cpr: Cpr,
    input: { readonly type: KnownType; readonly status: KnownStatus },
    call: CallContext,
  ): Promise<WriteOutcome>;
  /** Verifies by the code that the citizen got. Never sent again: only read back. */
  verificerKontaktinformation(
    cpr: Cpr,
    input: { readonly type: KnownType; readonly verifikationskode: string },
    call: CallContext,
  ): Promise<WriteOutcome>;
  /** Makes STAR make a code, and presumably send it to the citizen, which may cost a message each time: sent once, and of its answer only failures are read. */
  getVerifikationskode(cpr: Cpr, type: KnownType, call: CallContext): Promise<WriteOutcome>;
}
