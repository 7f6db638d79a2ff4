import countries from 'i18n-iso-countries';
import { ANY_LIST, Either, type Row, Rows } from '../verdict.ts';
import { Contradiction, isNil, kid, kids, type Raw, textIn } from '../xml/raw.ts';

// What the graph shows of each operation, read from libxml2's tree by the contract. Shares nothing with the gateway's readers.

/** By ISO 3166-1. The codes that are made are few, but a letter that is changed in one can make another country's. */
const COUNTRIES: Readonly<Record<string, string>> = countries.getAlpha3Codes();

/** A day that exists, as yyyy-MM-dd; null where it is none. Offsets past fourteen hours are in no calendar. */
export function dayOf(text: string | null | undefined): unknown {
  const [, year = '', month = '', day = '', offset = ''] =
    /^\s*(\d{4})-(\d\d)-(\d\d)(Z|[+-]\d\d:\d\d)?\s*$/.exec(text ?? '') ?? [];
  const time = new Date(0);
  time.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const exists = year !== '' && time.getUTCMonth() === Number(month) - 1 && time.getUTCDate() === Number(day);
  if (!exists) return null;
  const isOdd =
    year === '0000' || (offset.length > 1 && (Number(offset.slice(1, 3)) > 14 || Number(offset.slice(4)) > 59));
  return isOdd ? new Either(`${year}-${month}-${day}`, null) : `${year}-${month}-${day}`;
}

export const registeredOn = (raw: Raw | undefined): unknown => dayOf(raw?.attributes.get('registreringsDato'));

/** Each row for itself: one that lacks what it must have may be left out, one that contradicts itself must be. */
export function rows(
  elements: readonly Raw[],
  read: (row: Raw, index: number) => { readonly value: unknown; readonly whole: boolean },
): Rows {
  return new Rows(
    elements.map((element, index): Row => {
      try {
        const { value, whole } = read(element, index);
        return { value, shown: whole ? 'always' : 'maybe' };
      } catch (error) {
        if (error instanceof Contradiction) return { value: undefined, shown: 'never' };
        throw error;
      }
    }),
  );
}

/** A number as the register writes one; what is none may be nothing. */
export function numberOf(text: string | null | undefined, otherwise: unknown = null): unknown {
  const trimmed = text?.trim() ?? '';
  if (/^-?\d{1,9}$/.test(trimmed)) return Number(trimmed);
  return /^[+-]?\d+$/.test(trimmed) ? new Either(Number(trimmed), otherwise) : otherwise;
}

export const yesNo = (text: string | null): unknown => (text === 'J' ? true : text === 'N' ? false : null);

export function nameOf(raw: Raw | undefined): string[] {
  return ['navn1', 'navn2', 'navn3', 'navn4', 'navn5'].flatMap((name) => textIn(raw, name) ?? []);
}

/** Null where nothing is in it. */
export function address(raw: Raw | undefined): unknown {
  const landkode = textIn(raw, 'landkode');
  const read = {
    adresselinjer: ['adresse1', 'adresse2', 'adresse3'].flatMap((name) => textIn(raw, name) ?? []),
    postnummer: textIn(raw, 'postnr'),
    poststed: textIn(raw, 'poststed'),
    kommunenummer: textIn(raw, 'kommunenummer'),
    kommune: textIn(raw, 'kommune'),
    landkode: landkode && (COUNTRIES[landkode] ?? landkode),
    land: textIn(raw, 'land'),
  };
  return Object.values(read).every((value) => value === null || (Array.isArray(value) && value.length === 0))
    ? null
    : read;
}

export function coded(
  raw: Raw | undefined,
  kode = 'kode',
  beskrivelse = 'beskrivelse',
): Record<string, unknown> | null {
  const value = textIn(raw, kode);
  return value === null ? null : { kode: value, beskrivelse: textIn(raw, beskrivelse) };
}

export const organisasjonsform = (raw: Raw | undefined) => coded(raw, 'orgform', 'orgformBeskrivelse');

export function textLines(raw: Raw | undefined): unknown {
  const numbered = kids(raw, 'tekstLinje').map((line) => ({
    text: line.text.trim(),
    number: line.attributes.get('linjenr'),
  }));
  const sorted = numbered.toSorted((one, other) => Number(one.number) - Number(other.number)).map(({ text }) => text);
  // Without numbers nobody knows the order.
  const known = numbered.every(({ number }) => /^\d+$/.test(number ?? ''));
  const rowsOf = (texts: string[]) =>
    new Rows(texts.map((text) => ({ value: text, shown: text === '' ? 'maybe' : 'always' })));
  return known ? rowsOf(sorted) : new Either(rowsOf(sorted), rowsOf(numbered.map(({ text }) => text)), ANY_LIST);
}

/** What stands in it is about the unit above. */
const LEGAL_UNIT = 'juridiskEnhet';

/** The first of this name below: beside the others where it stands so, else wherever it stands. */
export function anywhere(raw: Raw | undefined, name: string): Raw | undefined {
  return kid(raw, name) ?? everywhere(raw, name)[0];
}

function everywhere(raw: Raw | undefined, name: string): Raw[] {
  return (raw?.children ?? [])
    .filter((child) => !isNil(child) && (child.name === name || child.name !== LEGAL_UNIT))
    .flatMap((child) => [...(child.name === name ? [child] : []), ...everywhere(child, name)]);
}

/** The number that stands beside the first of this name. */
export function numberBeside(raw: Raw | undefined, name: string): string | null {
  const beside = anywhere(raw, name);
  const holder = (above: Raw | undefined): Raw | undefined =>
    above?.children.includes(beside as Raw) ? above : above?.children.map(holder).find((found) => found !== undefined);
  return textIn(holder(raw), 'organisasjonsnummer');
}

/** A unit's number, its digits grouped or not; what is none may be nothing. */
export function unitNumber(text: string | null): unknown {
  const digits = text?.replace(/\s/g, '') ?? '';
  return text === null ? null : /^\d{9}$/.test(digits) ? new Either(text, digits) : new Either(text, null);
}

export const isUnitNumber = (text: string | null): boolean => /^\d{9}$/.test(text?.replace(/\s/g, '') ?? '');

export const firstNumber = (melding: Raw | undefined): string | null =>
  kids(melding, 'organisasjonsnummer')[0]?.text.trim() || null;

/** Every number that stands below, once; what is no unit's number may be left out. */
export function numbersIn(melding: Raw | undefined, but: string | null = null): Rows {
  const numbers = [...new Set(everywhere(melding, 'organisasjonsnummer').map(({ text }) => text.trim()))];
  return new Rows(
    numbers
      .filter((number) => number !== '' && number !== but)
      .map((number) => ({ value: unitNumber(number), shown: isUnitNumber(number) ? 'always' : 'maybe' })),
  );
}

export const attributeOf = (raw: Raw | undefined, name: string): string | null =>
  raw?.attributes.get(name)?.trim() || null;
