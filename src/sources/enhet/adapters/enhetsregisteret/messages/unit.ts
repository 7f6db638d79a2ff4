import type { Answered, Enhetsdata, ManglendeOpplysning } from '../../../enhet.ts';
import type { EnhetOperation } from '../../../operations.ts';
import { dateOf, type Json, nummerOf, objectOf, textOf } from './json.ts';

/** Main units and sub-units are asked for under different paths, and neither is found under the other's. */
export const RESOURCES = ['enheter', 'underenheter'] as const;
export type Resource = (typeof RESOURCES)[number];

export interface LiveUnit {
  readonly kind: 'main unit' | 'sub-unit';
  readonly organisasjonsnummer: string;
  /** The nearest unit above it. */
  readonly overordnetEnhet: string | null;
  /** As the register answered it. */
  readonly json: Json;
}

/** The register keeps the name of a deleted unit, and tells neither why it was deleted nor what unit replaces it. */
export interface DeletedUnit {
  readonly kind: 'deleted';
  readonly organisasjonsnummer: string;
  readonly slettedato: string | null;
}

export type Unit = LiveUnit | DeletedUnit;

/** A unit of one of the two resources, as one answer or as a row of a page; undefined when it is none. */
export function readUnit(value: unknown, resource: Resource): Unit | undefined {
  const json = objectOf(value);
  const organisasjonsnummer = json && nummerOf(json, 'organisasjonsnummer');
  if (!json || organisasjonsnummer === undefined) return undefined;
  // By the day alone: `respons_klasse` is spelt in several ways.
  if (textOf(json, 'slettedato') !== null) return readDeletedUnit(json, organisasjonsnummer);
  return {
    kind: resource === 'enheter' ? 'main unit' : 'sub-unit',
    organisasjonsnummer,
    overordnetEnhet: nummerOf(json, 'overordnetEnhet') ?? null,
    json,
  };
}

function readDeletedUnit(json: Json, organisasjonsnummer: string): DeletedUnit {
  return { kind: 'deleted', organisasjonsnummer, slettedato: dateOf(json, 'slettedato') };
}

/** Of a unit that is alive or deleted, which keeps its name. */
export function readUnitName(value: unknown): string | null {
  const json = objectOf(value);
  return json ? textOf(json, 'navn') : null;
}

/** What is known of the answer beside the unit. */
export interface Heading extends Answered {
  readonly prosessDato: string;
}

/** The part that all data about a unit have in common. */
export function headedBy<Operation extends EnhetOperation>(
  { kilde, ferskhet, prosessDato }: Heading,
  operation: Operation,
  organisasjonsnummer: string,
  mangler: readonly ManglendeOpplysning[] = [],
): Enhetsdata<Operation> {
  return { kilde, ferskhet, operation, organisasjonsnummer, prosessDato, mangler };
}
