import { type Kilde, type Opphav, type Registerfeil, udokumentertFeil } from './registerfeil.ts';

/** One documented code of one source: the only place where code, type, text and retry advice stand together. */
export interface DokumentertKode<Operation extends string = string> {
  readonly kode: string;
  /** The GraphQL type that stands for the code. Several codes may share one. */
  readonly type: string;
  /** The text of the source's own documentation, in its own language. */
  readonly tekst: string;
  /** What it means for a developer who does not read that language. */
  readonly betydning: string;
  readonly kanProevesIgjen: boolean;
  /** The operations whose documentation lists the code. */
  readonly operations: readonly Operation[];
}

export interface Catalogue<Operation extends string = string> {
  readonly kilde: Kilde;
  readonly codes: readonly DokumentertKode<Operation>[];
  /** The code for "you may not", where the source has one: what a caller without the scope is answered. */
  readonly noAccess: string | undefined;
  row(kode: string): DokumentertKode<Operation> | undefined;
  /** The documented failure, or UdokumentertFeil when this operation does not document the code. */
  feil(operation: Operation, kode: string, how?: { opphav?: Opphav; melding?: string }): Registerfeil;
}

export function createCatalogue<Operation extends string>(
  kilde: Kilde,
  codes: readonly DokumentertKode<Operation>[],
  noAccess?: string,
): Catalogue<Operation> {
  const byKode = new Map(codes.map((dokumentert) => [dokumentert.kode, dokumentert]));
  return {
    kilde,
    codes,
    noAccess,
    row: (kode) => byKode.get(kode),
    feil(operation, kode, { opphav = 'KILDE', melding } = {}) {
      const dokumentert = byKode.get(kode);
      if (!dokumentert?.operations.includes(operation)) return udokumentertFeil(kilde, kode);
      const { tekst, kanProevesIgjen } = dokumentert;
      return { kind: 'documented', kode, melding: melding ?? tekst, kilde, opphav, kanProevesIgjen };
    },
  };
}
