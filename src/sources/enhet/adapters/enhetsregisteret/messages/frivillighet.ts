import type { Frivillighet } from '../../../enhet.ts';
import { below, dateOf, flagOf, type Json, nummerOf, objectOf, objectsOf, textOf, wholeNumberOf } from './json.ts';
import { headedBy, type Heading } from './unit.ts';

/** An organisation of Frivillighetsregisteret; `deleted` from it; undefined when the answer is none, or another's. */
export function readFrivillighet(
  value: unknown,
  organisasjonsnummer: string,
  heading: Heading,
): Frivillighet | 'deleted' | undefined {
  const json = objectOf(value);
  if (!json || nummerOf(json, 'organisasjonsnummer') !== organisasjonsnummer) return undefined;
  if (textOf(json, 'slettetDato') !== null) return 'deleted';
  const regnskap = below(json, 'regnskapsrapportering');
  const vedtekter = below(json, 'vedtekter');
  return {
    ...headedBy(heading, 'hentFrivillighet', organisasjonsnummer),
    registrert: dateOf(json, 'foersteGangInnfoert'),
    kategorier: objectsOf(json, 'icnpoKategorier').flatMap((kategori) => readKategori(kategori) ?? []),
    kontonummer: textOf(json, 'kontonummer'),
    vedtekter: flagOf(vedtekter, 'frivilligRegistrerteVedtekter'),
    sisteRegistrerteVedtekter: dateOf(vedtekter, 'sistOppdaterteVedtekter'),
    aarsregnskap: flagOf(regnskap, 'harPaatattSegRapporteringsplikt'),
    regnskapsperiode: readPeriode(textOf(regnskap, 'avslutningsdatoForRegnskapsperiode')),
    sisteAarsregnskap: textOf(json, 'sistInnsendteAarsregnskap'),
    grasrotandel: flagOf(below(json, 'grasrotandel'), 'deltarI'),
  };
}

/** The name stands there only when a language was asked for. */
function readKategori(json: Json): Frivillighet['kategorier'][number] | undefined {
  const kode = textOf(json, 'icnpoNummer');
  if (kode === null) return undefined;
  return { kode, beskrivelse: textOf(json, 'navn') ?? '', rangering: wholeNumberOf(json, 'rekkefoelge') };
}

/** The year that ends on that day of a month, 31.12, as grunndata writes it: 01.01 - 31.12. */
function readPeriode(end: string | null): string | null {
  const [, day, month] = /^(\d\d)\.(\d\d)\.?$/.exec(end ?? '') ?? [];
  if (day === undefined || month === undefined) return end;
  // Of a year without 29 February: what ends on the 28th begins on 1 March.
  const begin = new Date(Date.UTC(2001, Number(month) - 1, Number(day) + 1));
  const [, beginMonth, beginDay] = begin.toISOString().slice(0, 10).split('-');
  return `${beginDay}.${beginMonth} - ${day}.${month}`;
}
