import type { Chapter, Entry, Overview } from './common/overview.ts';
import { REGISTERS } from './registers.ts';

export type { Entry } from './common/overview.ts';
export { CALLER_ENTRIES } from './kontaktinformation/overview.ts';

/*
 * Who is in the sandbox, of all registers together. The tables of docs/sandbox.md, GraphiQL's tab of people and the
 * description of the embedded sandbox's schema say this and no more; tests hold them to it, and ask every question.
 */

/** By the root field that their questions start at, in the registers' order. */
export const CHAPTERS: readonly (Chapter & { readonly root: string })[] = chapters();

/** Citizens, by cpr: fields of Borger. */
export const BORGERE = entriesOf('borger');

/** Residents, by personidentifikator: fields of Innbygger. */
export const INNBYGGERE = entriesOf('innbygger');

/** Units, by organisasjonsnummer: fields of Enhet. */
export const ENHETER = entriesOf('enhet');

function entriesOf(wanted: string): readonly Entry[] {
  return CHAPTERS.find(({ root }) => root === wanted)?.entries ?? [];
}

function chapters(): (Chapter & { readonly root: string })[] {
  // Whom only a REST door knows is told of in the sandbox's README: the tabs are the same by all doors.
  const told = REGISTERS.filter(({ door }: { readonly door?: 'rest' }) => door === undefined);
  const all = told.flatMap(({ overview }: { readonly overview: Overview }) => Object.entries(overview));
  const byRoot = Map.groupBy(all, ([root]) => root);
  return [...byRoot].flatMap(([root, [first, ...more]]) => {
    if (!first) return [];
    return { ...first[1], root, entries: [first, ...more].flatMap(([, { entries }]) => entries) };
  });
}
