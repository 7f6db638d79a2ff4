import countries from 'i18n-iso-countries';
import { child, childrenOf, textOf, type XmlElement } from '../../../wire/soap/xml.ts';
import type { EnhetAdresse, KodeMedBeskrivelse, RegistrertVerdi } from '../enhet.ts';
import { readDato } from './svar.ts';

/** The register's names in the lines that it cut them into. */
export function readNavnelinjer(element: XmlElement | undefined): string[] {
  return ['navn1', 'navn2', 'navn3', 'navn4', 'navn5'].flatMap((line) => textOf(element, line) ?? []);
}

export function readAdresse(element: XmlElement | undefined): EnhetAdresse | null {
  if (!element) return null;
  const landkode = textOf(element, 'landkode');
  return {
    adresselinjer: ['adresse1', 'adresse2', 'adresse3'].flatMap((line) => textOf(element, line) ?? []),
    postnummer: textOf(element, 'postnr') ?? null,
    poststed: textOf(element, 'poststed') ?? null,
    kommunenummer: textOf(element, 'kommunenummer') ?? null,
    kommune: textOf(element, 'kommune') ?? null,
    landkode: landkode === undefined ? null : (countries.alpha3ToAlpha2(landkode) ?? landkode),
    land: textOf(element, 'land') ?? null,
  };
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
    .map((line) => line.text.trim());
}

/** J or N; other texts say nothing that we know how to read. */
export function readJaNei(text: string | undefined): boolean | null {
  return text === 'J' ? true : text === 'N' ? false : null;
}

export function readTall(text: string | undefined): number | null {
  return text !== undefined && /^-?\d{1,9}$/.test(text) ? Number(text) : null;
}

/** Every element of this name below, wherever it stands: for the three documents whose structure is not public. */
export function descendants(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((below) => [...(below.name === name ? [below] : []), ...descendants(below, name)]);
}

/** The first element of this name below, wherever it stands. */
export function descendant(element: XmlElement, name: string): XmlElement | undefined {
  return child(element, name) ?? descendants(element, name)[0];
}
