import type { UkendtKode } from '../people.ts';
import { type Refusal, refuse } from '../answers/fejl.ts';
import { type Settings, type CodeMember, type Kontaktdatastatus, type Kontaktdatatype, kodeOf } from '../settings.ts';

/** Check 9: the name behind a number of KontaktdataCodelList, or 9153. */
export function readType(kode: number, settings: Settings, now: Date): Kontaktdatatype | Refusal {
  return readCode(settings.kodelister.kontaktdata, kode, settings, now) ?? refuse(9153);
}

/** Check 9: the name behind a number of KontaktdataStatusCodelList, or 9193. */
export function readStatus(kode: number, settings: Settings, now: Date): Kontaktdatastatus | Refusal {
  return readCode(settings.kodelister.kontaktdatastatus, kode, settings, now) ?? refuse(9193);
}

function readCode<Navn extends string>(
  list: Readonly<Record<Navn, CodeMember>>,
  kode: number,
  { expiredCode }: Settings,
  now: Date,
): Navn | Refusal | undefined {
  const names = Object.keys(list) as Navn[];
  const navn = names.find((candidate) => kodeOf(list[candidate]) === kode);
  if (navn === undefined) return undefined;
  const member = list[navn];
  if (typeof member === 'number') return navn;
  const day = danishDay(now);
  // Half-open: on the day of its end a value is no longer valid.
  if (member.gyldigTil !== undefined && day >= member.gyldigTil) return expiredCode === 2003 ? refuse(2003) : undefined;
  return member.gyldigFra !== undefined && day < member.gyldigFra ? undefined : navn;
}

/** STAR's day, as a date of ISO 8601. */
function danishDay(now: Date): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Copenhagen',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(now);
  const part = (wanted: string) => parts.find(({ type }) => type === wanted)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** The number that stands for a name on the wire. */
export function writeCode<Navn extends string>(
  list: Readonly<Record<Navn, CodeMember>>,
  value: Navn | UkendtKode,
): number {
  return typeof value === 'string' ? kodeOf(list[value]) : value.ukendtKode;
}
