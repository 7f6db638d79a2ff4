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
  /** Whether the register has no such codes, and the gateway derives them from what the register shows. */
  readonly derived: boolean;
  row(kode: string): DokumentertKode<Operation> | undefined;
  /** The documented failure, or UdokumentertFeil when this operation does not document the code. */
  feil(operation: Operation, kode: string, how?: { opphav?: Opphav; melding?: string }): Registerfeil;
}

export function createCatalogue<Operation extends string>(
  kilde: Kilde,
  codes: readonly DokumentertKode<Operation>[],
  noAccess?: string,
  derived = false,
): Catalogue<Operation> {
  const byKode = new Map(codes.map((dokumentert) => [dokumentert.kode, dokumentert]));
  return {
    kilde,
    codes,
    noAccess,
    derived,
    row: (kode) => byKode.get(kode),
    feil(operation, kode, { opphav = 'KILDE', melding } = {}) {
      const dokumentert = byKode.get(kode);
      if (!dokumentert?.operations.includes(operation)) return udokumentertFeil(kilde, kode);
      const { tekst, kanProevesIgjen } = dokumentert;
      const feil: Registerfeil = {
        kind: 'documented',
        kode,
        melding: melding ?? tekst,
        kilde,
        opphav,
        kanProevesIgjen,
      };
      // What the gateway has refused itself, it has not derived from anything that a register showed.
      return derived && opphav === 'KILDE' ? { ...feil, avledet: true } : feil;
    },
  };
}

/**
 * The catalogue of a register without codes, for a noun whose codes another register documents: which of those it can
 * give, derived from what it shows, at the operations for which each is documented, or at those that are listed. Types, texts
 * and retry advice are the documented ones.
 */
export function deriveCatalogue<Operation extends string>(
  kilde: Kilde,
  documented: Catalogue<Operation>,
  derivable: Readonly<Record<string, true | readonly Operation[]>>,
): Catalogue<Operation> {
  const unknown = Object.keys(derivable).find((kode) => !documented.row(kode));
  if (unknown !== undefined) throw new Error(`${documented.kilde} documents no code ${unknown}`);
  const codes = documented.codes.flatMap((row) => {
    const own = Object.hasOwn(derivable, row.kode) ? derivable[row.kode] : undefined;
    if (own === undefined) return [];
    return { ...row, operations: own === true ? row.operations : own };
  });
  const { noAccess } = documented;
  return createCatalogue(kilde, codes, codes.some(({ kode }) => kode === noAccess) ? noAccess : undefined, true);
}
