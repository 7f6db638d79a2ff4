/** A value of a code list: its number, with the days (`2026-11-27`) that it holds from, and up to but not including. */
export type CodeMember =
  | number
  | { readonly kode: number; readonly gyldigFra?: string | undefined; readonly gyldigTil?: string | undefined };

export function kodeOf(member: CodeMember): number {
  return typeof member === 'number' ? member : member.kode;
}

/**
 * Whether a value of a code list may be used on this day (`2026-11-27`). STAR's validity is half-open: from the start date up to,
 * not including, the end date, so that on the day of a change exactly one of two values holds.
 */
export function isValidOn(member: CodeMember, day: string): boolean {
  if (typeof member === 'number') return true;
  const { gyldigFra, gyldigTil } = member;
  return (gyldigFra === undefined || gyldigFra <= day) && (gyldigTil === undefined || day < gyldigTil);
}

/** The day that it is in Denmark, whose midnight is an hour or two before that of UTC. */
export function dayInDenmark(now: Date): string {
  return DAY.format(now);
}

// Sweden writes its dates as ISO 8601 does: 2026-11-27.
const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' });
