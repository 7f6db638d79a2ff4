import type { KildeValue } from './kilde.ts';

/**
 * The register that was asked, or one of two that are reserved: no field of this version answers them.
 *
 * @example
 * ```ts
 * import type { Kilde } from 'registergraf-client';
 *
 * export const countries: Readonly<Partial<Record<Kilde, string>>> = { STAR: 'Denmark', GRUNNDATA: 'Norway' };
 * ```
 */
export type Kilde = KildeValue;

/**
 * Who decided: the register itself, or the gateway's own check before any call was made.
 *
 * @example
 * ```ts
 * import type { Opphav, Registerfeil } from 'registergraf-client';
 *
 * const DECIDED: Readonly<Record<Opphav, string>> = { KILDE: 'the register says', GATEWAY: 'before the register was asked' };
 *
 * export const whoSays = ({ melding, opphav }: Registerfeil): string => `${melding} (${DECIDED[opphav]})`;
 * ```
 */
export type Opphav = 'KILDE' | 'GATEWAY';

/** One documented code of one register, as `dokumenterteFeil` of the graph gives it, with the register's own operations. */
export interface DokumentertFeil<K extends Kilde = Kilde, Kode extends string = string, Type extends string = string> {
  readonly kilde: K;
  /** As the register documents it: "1010", "BRUKER_IKKE_FUNNET", "-1000". */
  readonly kode: Kode;
  /** The `__typename` that stands for it. Several codes may share one. */
  readonly type: Type;
  /** Whether the register has no such code, and the gateway derives it from what the register shows. */
  readonly avledet: boolean;
  /** The register's own text, in its own language. */
  readonly dokumentertTekst: string;
  /** What it means, in English. */
  readonly betydning: string;
  /** Whether the same call may succeed later without any change. */
  readonly kanProevesIgjen: boolean;
  /** The register's operations whose documentation lists the code. */
  readonly operations: readonly string[];
  /** The fields of the graph that can answer it: "Borger.kontaktinformation". Empty where the graph does not use the operation. */
  readonly felter: readonly string[];
}

/** The gateway's own code for a register that could not be asked, or whose answer could not be used. */
export interface Utilgjengelig<Kode extends string = string> {
  readonly kode: Kode;
  readonly type: 'KildeUtilgjengelig';
  /** What it means, in English. */
  readonly betydning: string;
  /** What is usual; the answer's own `kanProevesIgjen` knows better. */
  readonly kanProevesIgjen: boolean;
}
