import type { Entry, Overview } from './common/overview.ts';
import { REGISTERS } from './registers.ts';

export type { Entry } from './common/overview.ts';
export { CALLER_ENTRIES } from './kontaktinformation/overview.ts';

/*
 * Who is in the sandbox, of all registers together. The tables of the README, GraphiQL's tab of people and the
 * description of the embedded sandbox's schema say this and no more; tests hold them to it, and ask every question.
 */

/** Citizens, by cpr: fields of Borger. */
export const BORGERE = entriesOf('borger');

/** Residents, by personidentifikator: fields of Innbygger. */
export const INNBYGGERE = entriesOf('innbygger');

/** Units, by organisasjonsnummer: fields of Enhet. */
export const ENHETER = entriesOf('enhet');

function entriesOf(type: keyof Overview): readonly Entry[] {
  return REGISTERS.flatMap(({ overview }: { readonly overview: Overview }) => overview[type] ?? []);
}
