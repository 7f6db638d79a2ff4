import type { SokEnhetTreff } from '../../../enhet.ts';
import { adresseOf, below, type Json, kodeOf, nummerOf, objectOf, objectsOf, textOf, wholeNumberOf } from './json.ts';
import { readUnit, type Resource, type Unit } from './unit.ts';

/** The rows of a search's page, and how many there are on all pages. */
export interface Page {
  readonly rows: readonly Json[];
  readonly totalElements: number;
}

/** Undefined when it is no page. Without a hit there is no list at all; with one, a list must be there. */
export function readPage(value: unknown, resource: Resource): Page | undefined {
  const json = objectOf(value);
  const totalElements = json && wholeNumberOf(below(json, 'page'), 'totalElements');
  if (!json || totalElements === null || totalElements === undefined) return undefined;
  const embedded = below(json, '_embedded');
  const isList = Array.isArray(embedded[resource]);
  return isList || totalElements === 0 ? { rows: objectsOf(embedded, resource), totalElements } : undefined;
}

/**
 * The units of a search by numbers, by their numbers. Rows of others than were asked for are left out. `contradictory`: the number
 * stands there twice, and not alike.
 */
export function readUnits(
  { rows }: Page,
  resource: Resource,
  asked: ReadonlySet<string>,
): ReadonlyMap<string, Unit | 'contradictory'> {
  const units = new Map<string, Unit | 'contradictory'>();
  const first = new Map<string, Json>();
  for (const row of rows) {
    const unit = readUnit(row, resource);
    if (!unit || !asked.has(unit.organisasjonsnummer)) continue;
    const other = first.get(unit.organisasjonsnummer);
    if (!other) first.set(unit.organisasjonsnummer, row);
    const isOne = !other || (isAlike(row, other) && units.get(unit.organisasjonsnummer) !== 'contradictory');
    units.set(unit.organisasjonsnummer, isOne ? unit : 'contradictory');
  }
  return units;
}

function isAlike(one: Json, other: Json): boolean {
  try {
    return JSON.stringify(one) === JSON.stringify(other);
  } catch {
    // Nothing limits how deep a row is, and what is too deep to be compared is nothing to rely on.
    return false;
  }
}

/**
 * The numbers of the sub-units of a unit, each once. Undefined when not all of them are there, or some belong to another unit.
 */
export function readSubUnits({ rows, totalElements }: Page, overordnetEnhet: string): string[] | undefined {
  const units = rows.map((row) => readUnit(row, 'underenheter'));
  const numbers = units.flatMap((unit) =>
    unit?.kind === 'sub-unit' && unit.overordnetEnhet === overordnetEnhet ? unit.organisasjonsnummer : [],
  );
  const distinct = [...new Set(numbers)];
  return distinct.length === totalElements ? distinct : undefined;
}

/** Whether a unit has sub-units, by a page of some of them. Undefined when none that stands there is one of its own. */
export function readHasSubUnits({ rows, totalElements }: Page, overordnetEnhet: string): boolean | undefined {
  if (totalElements === 0) return false;
  const units = rows.map((row) => readUnit(row, 'underenheter'));
  const areOwn = units.every((unit) => unit?.kind === 'sub-unit' && unit.overordnetEnhet === overordnetEnhet);
  return units.length > 0 && areOwn ? true : undefined;
}

/** The hits, each unit once; undefined when there are rows and none of them can be read. */
export function readTreff({ rows }: Page): SokEnhetTreff[] | undefined {
  const treff = new Map<string, SokEnhetTreff>();
  for (const row of rows) {
    const read = readOne(row);
    if (read && !treff.has(read.organisasjonsnummer)) treff.set(read.organisasjonsnummer, read);
  }
  return rows.length > 0 && treff.size === 0 ? undefined : [...treff.values()];
}

function readOne(json: Json): SokEnhetTreff | undefined {
  const organisasjonsnummer = nummerOf(json, 'organisasjonsnummer');
  const navn = textOf(json, 'navn');
  if (organisasjonsnummer === undefined || navn === null) return undefined;
  const adresse = adresseOf(json.forretningsadresse) ?? adresseOf(json.beliggenhetsadresse);
  const sted = [adresse?.postnummer, adresse?.poststed].filter(Boolean).join(' ') || adresse?.land || null;
  // The register ranks nothing.
  return { organisasjonsnummer, navn, sted, score: 0, organisasjonsform: kodeOf(json.organisasjonsform)?.kode ?? null };
}
