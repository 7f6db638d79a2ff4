import { parseCpr } from '../../../domain/cpr.ts';
import { type Refusal, refuse } from '../answers/fejl.ts';
import type { Settings, Kontaktdatatype } from '../settings.ts';

/** Check 7: a header that is missing (1014), malformed (1001), or a day that the calendar never had. */
export function readCpr(
  header: string | string[] | undefined,
  { missingCpr, cprDate }: Pick<Settings, 'missingCpr' | 'cprDate'>,
): string | Refusal {
  if (header === undefined) return refuse(missingCpr);
  const cpr = typeof header === 'string' ? parseCpr(header) : null;
  if (cpr === null) return refuse(1001);
  return cprDate === 'strict' && !hasRealDate(cpr) ? refuse(1001) : cpr;
}

/** The pattern knows days and months; only 29 February needs the century, which the seventh digit holds. */
function hasRealDate(cpr: string): boolean {
  if (!cpr.startsWith('2902')) return true;
  const year = Number(cpr.slice(4, 6));
  const full = centuryOf(Number(cpr[6]), year) + year;
  return full % 4 === 0 && (full % 100 !== 0 || full % 400 === 0);
}

function centuryOf(digit: number, year: number): number {
  if (digit <= 3) return 1900;
  if (digit === 4 || digit === 9) return year <= 36 ? 2000 : 1900;
  return year <= 57 ? 2000 : 1800;
}

// The shared rules of STAR's other services. Sic: `<` and an empty local part pass. `\s` would refuse more than they do.
const SHARED_PHONE = /^\+?[0-9]{3,20}$/u;
const DANISH_PHONE = /^(?:(?:\+45|0045)?[2-9][0-9]{7}|(?:\+|00)(?!45)[1-9][0-9]{6,14})$/u;
const MAIL = /^[^>()[\]\\,;:@ \t\r\n]{0,191}@[^>()[\]\\,;:@ \t\r\n]{1,64}$/u;

/** Check 15, one entry: the text as sent, for nothing is normalised. Mobile or landline cannot be told from a number. */
export function checkKontaktdata(
  type: Kontaktdatatype,
  kontaktdata: string,
  phoneRule: Settings['phoneRule'],
): Refusal | undefined {
  if (type === 'mailadresse') return MAIL.test(kontaktdata) ? undefined : refuse(9158);
  const valid = SHARED_PHONE.test(kontaktdata) && (phoneRule === 'shared' || DANISH_PHONE.test(kontaktdata));
  if (valid) return undefined;
  return refuse(type === 'mobiltelefon' ? 9156 : 9157);
}
