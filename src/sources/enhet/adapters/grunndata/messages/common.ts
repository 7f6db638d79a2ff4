// The codes alone: the package's main module reads the names of all countries in eighty languages.
import countries from 'i18n-iso-countries/index.js';
import { toDate } from '../../../../../domain/dates.ts';
import { child, textOf, unlessContradictory } from '../../../../../wire/soap/once.ts';
import { childrenOf, isNil, type XmlElement } from '../../../../../wire/soap/xml.ts';
import type { EnhetAdresse, KodeMedBeskrivelse, RegistrertVerdi } from '../../../enhet.ts';

/** The register's names in the lines that it cut them into. */
export function readNavnelinjer(element: XmlElement | undefined): string[] {
  return ['navn1', 'navn2', 'navn3', 'navn4', 'navn5'].flatMap((line) => textOf(element, line) ?? []);
}

/** Null also for an element that says nothing: empty, or with nothing but the day of its registration. */
export function readAdresse(element: XmlElement | undefined): EnhetAdresse | null {
  const landkode = textOf(element, 'landkode');
  return unlessEmpty({
    adresselinjer: ['adresse1', 'adresse2', 'adresse3'].flatMap((line) => textOf(element, line) ?? []),
    postnummer: textOf(element, 'postnr') ?? null,
    poststed: textOf(element, 'poststed') ?? null,
    kommunenummer: textOf(element, 'kommunenummer') ?? null,
    kommune: textOf(element, 'kommune') ?? null,
    landkode: landkode === undefined ? null : (countries.alpha3ToAlpha2(landkode) ?? landkode),
    land: textOf(element, 'land') ?? null,
  });
}

/** Null for what was read of an element that is absent, nil or empty: nulls and empty lists only. */
export function unlessEmpty<Data extends object>(data: Data): Data | null {
  const isEmpty = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0);
  return Object.values(data).every(isEmpty) ? null : data;
}

// A row takes some hundred bytes, so that an answer with more of them than this is full of rows with nothing in them.
export const MAX_ROWS = 4096;

/**
 * The rows of a list that is the answer itself. One that cannot be read costs itself; undefined when none can be, for
 * that is not the same as an empty list, and when there are more than any answer has.
 */
export function readRows<Row>(
  elements: readonly XmlElement[],
  read: (element: XmlElement) => Row | undefined,
): Row[] | undefined {
  if (elements.length > MAX_ROWS) return undefined;
  const rows = elements.map((element) => unlessContradictory(() => read(element))).filter((row) => row !== undefined);
  return rows.length === 0 && elements.length > 0 ? undefined : rows;
}

/** A unit's number; undefined for anything else. */
export function readNummer(text: string | undefined): string | undefined {
  const nummer = text?.replace(/[\s\u00a0]/g, '');
  return nummer !== undefined && /^\d{9}$/.test(nummer) ? nummer : undefined;
}

export function readOrganisasjonsform(element: XmlElement | undefined): KodeMedBeskrivelse | null {
  const kode = textOf(element, 'orgform');
  return kode === undefined ? null : { kode, beskrivelse: textOf(element, 'orgformBeskrivelse') ?? '' };
}

export function readKode(element: XmlElement | undefined): KodeMedBeskrivelse | null {
  const kode = textOf(element, 'kode');
  return kode === undefined ? null : { kode, beskrivelse: textOf(element, 'beskrivelse') ?? '' };
}

export function readRegistrertVerdi(element: XmlElement | undefined): RegistrertVerdi | null {
  const verdi = element?.text.trim();
  return element && verdi ? { verdi, registreringsdato: readRegistreringsdato(element) } : null;
}

/** A date, yyyy-MM-dd; the offset that xs:date allows is cut off. */
export function readDato(text: string | undefined): string | undefined {
  return toDate(text);
}

export function readRegistreringsdato(element: XmlElement | undefined): string | null {
  return readDato(element?.attributes.registreringsDato) ?? null;
}

/** The date that a child element holds. */
export function readDatoOf(element: XmlElement | undefined, name: string): string | null {
  return readDato(textOf(element, name)) ?? null;
}

/** `tekstLinje` elements in the order of their numbers. */
export function readTekstlinjer(element: XmlElement | undefined): string[] {
  return [...childrenOf(element, 'tekstLinje')]
    .sort((one, other) => Number(one.attributes.linjenr ?? 0) - Number(other.attributes.linjenr ?? 0))
    .flatMap((line) => line.text.trim() || []);
}

/** J or N; other texts say nothing that we know how to read. */
export function readJaNei(text: string | undefined): boolean | null {
  return text === 'J' ? true : text === 'N' ? false : null;
}

export function readTall(text: string | undefined): number | null {
  return text !== undefined && /^-?\d{1,9}$/.test(text) ? Number(text) : null;
}

/**
 * Every element of this name below, wherever it stands: for the three documents whose structure is not public. What
 * stands inside an element of the name `except` is about somebody else.
 */
export function descendants(
  element: XmlElement,
  name: string,
  except?: string,
  found: XmlElement[] = [],
): readonly XmlElement[] {
  for (const below of element.children) {
    if (below.name === except || isNil(below)) continue;
    if (below.name === name) found.push(below);
    descendants(below, name, except, found);
  }
  return found;
}

/** The first element of this name below: one right below, else wherever it stands. */
export function descendant(element: XmlElement, name: string, except?: string): XmlElement | undefined {
  return child(element, name) ?? descendants(element, name, except)[0];
}
