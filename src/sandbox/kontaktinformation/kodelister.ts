import type { UkendtKode } from './borgere.ts';
import { type Afvisning, afvis } from './fejl.ts';
import {
  type Indstillinger,
  type Kodemedlem,
  type Kontaktdatastatus,
  type Kontaktdatatype,
  kodeOf,
} from './indstillinger.ts';

/** Check 9: the name behind a number of KontaktdataCodelList, or 9153. */
export function readType(kode: number, indstillinger: Indstillinger, now: Date): Kontaktdatatype | Afvisning {
  return readKode(indstillinger.kodelister.kontaktdata, kode, indstillinger, now) ?? afvis(9153);
}

/** Check 9: the name behind a number of KontaktdataStatusCodelList, or 9193. */
export function readStatus(kode: number, indstillinger: Indstillinger, now: Date): Kontaktdatastatus | Afvisning {
  return readKode(indstillinger.kodelister.kontaktdatastatus, kode, indstillinger, now) ?? afvis(9193);
}

function readKode<Navn extends string>(
  liste: Readonly<Record<Navn, Kodemedlem>>,
  kode: number,
  { udloebetKode }: Indstillinger,
  now: Date,
): Navn | Afvisning | undefined {
  const navne = Object.keys(liste) as Navn[];
  const navn = navne.find((candidate) => kodeOf(liste[candidate]) === kode);
  if (navn === undefined) return undefined;
  const member = liste[navn];
  if (typeof member === 'number') return navn;
  const day = now.toISOString().slice(0, 10);
  if (member.gyldigTil !== undefined && day > member.gyldigTil) return udloebetKode === 2003 ? afvis(2003) : undefined;
  return member.gyldigFra !== undefined && day < member.gyldigFra ? undefined : navn;
}

/** The number that stands for a name on the wire. */
export function writeKode<Navn extends string>(
  liste: Readonly<Record<Navn, Kodemedlem>>,
  value: Navn | UkendtKode,
): number {
  return typeof value === 'string' ? kodeOf(liste[value]) : value.ukendtKode;
}
