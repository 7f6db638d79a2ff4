import { type XmlMarkup, xml } from '../../../wire/soap/xml.ts';
import { registrertDato } from '../addresses.ts';
import type { Enhet } from '../enheter.ts';

type Content = string | XmlMarkup | readonly XmlMarkup[] | undefined;

/** One element, or nothing where there is nothing to put in it: the register sends no empty elements. */
export function element(
  navn: string,
  content: Content,
  attributes: Record<string, string | undefined> = {},
): XmlMarkup {
  if (content === undefined) return xml``;
  return xml`<${navn}${writeAttributes(attributes)}>${content}</${navn}>`;
}

export function emptyElement(navn: string, attributes: Record<string, string | undefined> = {}): XmlMarkup {
  return xml`<${navn}${writeAttributes(attributes)}/>`;
}

/** In alphabetical order, as the register's own writer has them. */
function writeAttributes(attributes: Record<string, string | undefined>): readonly XmlMarkup[] {
  return Object.entries(attributes)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([navn, verdi]) => (verdi === undefined ? xml`` : xml` ${navn}="${verdi}"`));
}

/** Every unit's melding starts with this: whom the data are about. */
export function organisasjonsnummer(enhet: Enhet): XmlMarkup {
  return element('organisasjonsnummer', enhet.orgnr, { registreringsDato: registrertDato(enhet) });
}

/** navn1 to navn5. */
export function navnelinjer(lines: readonly string[]): readonly XmlMarkup[] {
  return lines.map((linje, index) => element(`navn${index + 1}`, linje));
}

/** Lines numbered 10, 20, 30, as old typewritten forms were. */
export function tekstlinjer(lines: readonly string[]): readonly XmlMarkup[] {
  return lines.map((linje, index) => element('tekstLinje', linje, { linjenr: String((index + 1) * 10) }));
}
