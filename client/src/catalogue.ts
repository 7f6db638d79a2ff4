import { feilkoder, utilgjengelig } from './feilkoder.ts';
import type { DokumentertFeil, Kilde, Opphav, Utilgjengelig } from './types.ts';

type Codes<Row> = Row extends {
  kilde: infer K extends Kilde;
  kode: infer Kode extends string;
  type: infer T extends string;
}
  ? DokumentertFeil<K, Kode, T>
  : never;
type Words<Row> = Row extends { kode: infer Kode extends string } ? Utilgjengelig<Kode> : never;

/**
 * Every documented code: the union of `DokumentertFeil<'STAR', '1010', 'UkendtCpr'>` and its like.
 *
 * @example
 * ```ts
 * import type { Feilkode } from 'registergraf-client';
 *
 * // The codes of one register, as the compiler knows them.
 * type KodeOfStar = Extract<Feilkode, { kilde: 'STAR' }>['kode'];
 *
 * export const unknown: KodeOfStar = '1010';
 * ```
 */
export type Feilkode = Codes<(typeof feilkoder)[number]>;

/**
 * What `KildeUtilgjengelig` may carry as its code, beside `HTTP_<status>` and STAR's own 1011 and 1100.
 *
 * @example
 * ```ts
 * import type { UtilgjengeligKode } from 'registergraf-client';
 *
 * export const worthWaiting: ReadonlySet<UtilgjengeligKode['kode']> = new Set(['TIDSAVBRUDD', 'TILKOBLING'] as const);
 * ```
 */
export type UtilgjengeligKode = Words<(typeof utilgjengelig)[number]>;

/**
 * The `__typename` of every error of the graph: what implements its interface Registerfeil.
 *
 * @example
 * ```ts
 * import type { Feiltype } from 'registergraf-client';
 *
 * // The compiler names those that are missing: here, all but two.
 * export const texts: Partial<Record<Feiltype, string>> = {
 *   UkendtCpr: 'Nobody has this number.',
 *   KildeUtilgjengelig: 'The register does not answer. Try again later.',
 * };
 * ```
 */
export type Feiltype = Exclude<Feilkode['type'], 'ManglendeOpplysning'> | 'KildeUtilgjengelig' | 'UdokumentertFeil';

/**
 * What every error has, as far as a query selects it: the parameter of a component that shows any of them.
 *
 * @example
 * ```ts
 * import type { Registerfeil } from 'registergraf-client';
 *
 * // One line for the log of a frontend.
 * export function line({ __typename, kilde, kode, kanProevesIgjen }: Registerfeil): string {
 *   return `${kilde} ${kode} (${__typename})${kanProevesIgjen ? ', may pass' : ''}`;
 * }
 * ```
 */
export interface Registerfeil {
  readonly __typename: Feiltype;
  readonly kode: string;
  /** The documented text, for developers and logs. Never holds a personal identifier. */
  readonly melding: string;
  /** What the code means, in English. */
  readonly betydning?: string;
  readonly kilde: Kilde;
  readonly opphav: Opphav;
  readonly kanProevesIgjen: boolean;
  /** True where the source has no such code and the gateway derived the error from what the source showed. */
  readonly avledet?: boolean;
}

/**
 * Every code that a register documents, in the order of its documentation.
 *
 * @example
 * ```ts
 * import { FEILKODER } from 'registergraf-client';
 *
 * // For a page of help: what can be wrong with an answer about a citizen.
 * export const meanings = FEILKODER.filter(({ felter }) => felter.includes('Borger.kontaktinformation')).map(
 *   ({ kode, betydning }) => `${kode}: ${betydning}`,
 * );
 * ```
 */
export const FEILKODER: readonly Feilkode[] = feilkoder;

/**
 * The gateway's own codes of `KildeUtilgjengelig`.
 *
 * @example
 * ```ts
 * import { UTILGJENGELIG } from 'registergraf-client';
 *
 * export const mayPass = UTILGJENGELIG.filter(({ kanProevesIgjen }) => kanProevesIgjen).map(({ kode }) => kode);
 * ```
 */
export const UTILGJENGELIG: readonly UtilgjengeligKode[] = utilgjengelig;

type KodeOf<K extends Kilde> = Extract<Feilkode, { kilde: K }>['kode'] | UtilgjengeligKode['kode'];

type Found<K extends Kilde, Kode extends string> = K extends Kilde
  ? Kode extends KodeOf<K>
    ? Extract<Feilkode, { kilde: K; kode: Kode }> | Extract<UtilgjengeligKode, { kode: Kode }>
    : Extract<Feilkode, { kilde: K }> | UtilgjengeligKode | undefined
  : never;

/**
 * What the catalogue says of a code: `findFeilkode(feil.kilde, feil.kode)?.betydning`. Undefined for a code that nobody has
 * documented, and for `HTTP_<status>`, which says all that is known.
 *
 * @example
 * ```ts
 * import { findFeilkode, type Registerfeil } from 'registergraf-client';
 *
 * // Any error in English.
 * export function explain({ kilde, kode, melding }: Registerfeil): string {
 *   return findFeilkode(kilde, kode)?.betydning ?? melding;
 * }
 *
 * // The type of a code that is known is known to the compiler.
 * export const type: 'UkendtCpr' = findFeilkode('STAR', '1010').type;
 * ```
 */
export function findFeilkode<K extends Kilde, Kode extends string>(kilde: K, kode: Kode | KodeOf<K>): Found<K, Kode>;
export function findFeilkode(kilde: Kilde, kode: string): Feilkode | UtilgjengeligKode | undefined {
  return (
    FEILKODER.find((feil) => feil.kilde === kilde && feil.kode === kode) ??
    UTILGJENGELIG.find((feil) => feil.kode === kode)
  );
}
