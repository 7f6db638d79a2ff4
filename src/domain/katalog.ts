import { type Kilde, type Opphav, type Registerfeil, udokumentertFeil } from './registerfeil.ts';

/** One documented code of one source: the only place where code, type, text and retry advice stand together. */
export interface DokumentertKode<Operasjon extends string = string> {
  readonly kode: string;
  /** The GraphQL type that stands for the code. Several codes may share one. */
  readonly type: string;
  /** The text of the source's own documentation, in its own language. */
  readonly tekst: string;
  /** What it means for a developer who does not read that language. */
  readonly betydning: string;
  readonly kanProevesIgjen: boolean;
  /** The operations whose documentation lists the code. */
  readonly operasjoner: readonly Operasjon[];
}

export interface Katalog<Operasjon extends string = string> {
  readonly kilde: Kilde;
  readonly koder: readonly DokumentertKode<Operasjon>[];
  /** The documented failure, or UdokumentertFeil when this operation does not document the code. */
  feil(operasjon: Operasjon, kode: string, how?: { opphav?: Opphav; melding?: string }): Registerfeil;
}

export function createKatalog<Operasjon extends string>(
  kilde: Kilde,
  koder: readonly DokumentertKode<Operasjon>[],
): Katalog<Operasjon> {
  const byKode = new Map(koder.map((dokumentert) => [dokumentert.kode, dokumentert]));
  return {
    kilde,
    koder,
    feil(operasjon, kode, { opphav = 'KILDE', melding } = {}) {
      const dokumentert = byKode.get(kode);
      if (!dokumentert?.operasjoner.includes(operasjon)) return udokumentertFeil(kilde, kode);
      const { type, tekst, kanProevesIgjen } = dokumentert;
      return { type, kode, melding: melding ?? tekst, kilde, opphav, kanProevesIgjen };
    },
  };
}
