import { toDate } from '../../../../../domain/dates.ts';
import type { EnhetAdresse, KodeMedBeskrivelse } from '../../../enhet.ts';

/** An object of an answer. What the register has not registered is absent; `null` and an empty text mean the same. */
export type Json = Readonly<Record<string, unknown>>;

export function objectOf(value: unknown): Json | undefined {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Json) : undefined;
}

/** The object under a key; an empty one stands for a missing one. */
export function below(json: Json, key: string): Json {
  return objectOf(json[key]) ?? {};
}

export function listOf(json: Json, key: string): readonly unknown[] {
  const value = json[key];
  return Array.isArray(value) ? value : [];
}

/** The objects of a list; what else stands in it is left out. */
export function objectsOf(json: Json, key: string): readonly Json[] {
  const objects: Json[] = [];
  for (const value of listOf(json, key)) {
    const object = objectOf(value);
    if (object) objects.push(object);
  }
  return objects;
}

export function textOf(json: Json, key: string): string | null {
  const value = json[key];
  return typeof value === 'string' ? value.trim() || null : null;
}

/** The day of a date, or of a moment that the register writes with a space: 2001-02-03 20:19:35. */
export function dateOf(json: Json, key: string): string | null {
  const text = textOf(json, key);
  if (text === null) return null;
  const end = text.indexOf(' ');
  return toDate(end === -1 ? text : text.slice(0, end)) ?? null;
}

/** True and false may be written as words, as the service of signature rights does. */
export function flagOf(json: Json, key: string): boolean | null {
  const value = json[key];
  if (typeof value === 'boolean') return value;
  return value === 'true' ? true : value === 'false' ? false : null;
}

/** A whole number that a GraphQL Int holds. */
export function wholeNumberOf(json: Json, key: string): number | null {
  const value = json[key];
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? value : null;
}

/** Lines of a text. The register cuts long ones into lines, and leaves blank ones. */
export function linesOf(json: Json, key: string): string[] {
  const lines: string[] = [];
  for (const value of listOf(json, key)) {
    const line = typeof value === 'string' ? value.trim() : '';
    if (line !== '') lines.push(line);
  }
  return lines;
}

/** A unit's number: nine digits. */
export function nummerOf(json: Json, key: string): string | undefined {
  const value = json[key];
  return typeof value === 'string' && /^\d{9}$/.test(value) ? value : undefined;
}

/** `describes`: under which key the description stands. */
export function kodeOf(value: unknown, describes = 'beskrivelse'): KodeMedBeskrivelse | null {
  const json = objectOf(value) ?? {};
  const kode = textOf(json, 'kode');
  return kode === null ? null : { kode, beskrivelse: textOf(json, describes) ?? '' };
}

/** Null also for an address that says nothing. Abroad there are no numbers, and the country stands in front of the town. */
export function adresseOf(value: unknown): EnhetAdresse | null {
  const json = objectOf(value);
  if (!json) return null;
  const adresse = {
    adresselinjer: linesOf(json, 'adresse'),
    postnummer: textOf(json, 'postnummer'),
    poststed: textOf(json, 'poststed'),
    kommunenummer: textOf(json, 'kommunenummer'),
    kommune: textOf(json, 'kommune'),
    landkode: textOf(json, 'landkode'),
    land: textOf(json, 'land'),
  };
  if (adresse.adresselinjer.length > 0) return adresse;
  const { adresselinjer: _, ...rest } = adresse;
  return isEmpty(rest) ? null : adresse;
}

export function isEmpty(values: object): boolean {
  for (const name in values) if (values[name as never] !== null) return false;
  return true;
}
