/**
 * The scalars of the graph, as they stand in JSON: what a variable is given as, and what an answer holds.
 *
 * @example
 * ```ts
 * import type { Scalars } from 'registergraf-client';
 *
 * // Both sort by time as text, within one offset from UTC.
 * export const today: Scalars['Date'] = '2026-11-27';
 *
 * export const dayOf = (moment: Scalars['DateTime']): Scalars['Date'] => moment.slice(0, 10);
 * ```
 */
export interface Scalars {
  /** A key of a register: cpr, fødselsnummer, organisasjonsnummer. Never a number, which would lose the zero that it begins with. */
  readonly ID: string;
  readonly String: string;
  readonly Boolean: boolean;
  readonly Int: number;
  readonly Float: number;
  /** A day that the calendar has: yyyy-MM-dd. */
  readonly Date: string;
  /** A moment, RFC 3339, with its offset from UTC: 2024-01-05T13:12:00.000+01:00. */
  readonly DateTime: string;
}
