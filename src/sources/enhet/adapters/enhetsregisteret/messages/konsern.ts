import type { JuridiskeRoller, JuridiskRolleIEnhet, Konsernledd, Konsernstruktur } from '../../../enhet.ts';
import { below, dateOf, flagOf, type Json, kodeOf, nummerOf, objectOf, objectsOf, textOf } from './json.ts';
import { manglerOf } from './mangler.ts';
import { headedBy, type Heading } from './unit.ts';

/** How deep a group may be; the deepest that are known have fewer than ten. */
export const MAX_DEPTH = 32;
/** And how many units it may have, each as often as it stands there. */
export const MAX_UNITS = 20_000;

/** A group that the unit must stand in somewhere; undefined when it does not, or when the tree makes no sense. */
export function readKonsernstruktur(value: unknown, organisasjonsnummer: string): Konsernledd | undefined {
  const seen: string[] = [];
  const topp = readMember(value, [], seen);
  return topp && seen.includes(organisasjonsnummer) ? topp : undefined;
}

/** Null: the unit is in no group. */
export function konsernstrukturOf(
  topp: Konsernledd | null,
  organisasjonsnummer: string,
  heading: Heading,
): Konsernstruktur {
  const mangler = manglerOf(topp === null && '1150');
  return { ...headedBy(heading, 'konsernstruktur', organisasjonsnummer, mangler), topp };
}

function readMember(value: unknown, above: readonly string[], seen: string[]): Konsernledd | undefined {
  const json = objectOf(value);
  const organisasjonsnummer = json && nummerOf(json, 'organisasjonsnummer');
  const navn = json && textOf(json, 'navn');
  if (organisasjonsnummer === undefined || !json || !navn) return undefined;
  seen.push(organisasjonsnummer);
  if (above.length >= MAX_DEPTH || seen.length > MAX_UNITS) return undefined;
  // Below itself a unit is named once more, and not followed: owners may own each other.
  const below = above.includes(organisasjonsnummer) ? [] : objectsOf(json, 'children');
  const children = below.map((child) => readMember(child, [...above, organisasjonsnummer], seen));
  if (!children.every((member) => member !== undefined)) return undefined;
  return {
    organisasjonsnummer,
    navn,
    organisasjonsform: kodeOf(json.organisasjonsform),
    knytningsform: kodeOf(json.knytningsform),
    grunnlag: textOf(json, 'grunnlag'),
    dato: dateOf(json, 'dato'),
    children,
  };
}

/** Whether a unit has others below it in its group: wherever it stands. */
export function isParentIn(member: Konsernledd, organisasjonsnummer: string): boolean {
  if (member.organisasjonsnummer === organisasjonsnummer && member.children.length > 0) return true;
  return member.children.some((one) => isParentIn(one, organisasjonsnummer));
}

/** One page of the units in which a unit holds roles. */
export interface PageOfRoles {
  readonly enheter: readonly JuridiskRolleIEnhet[];
  /** Where the next page is; undefined on the last one. */
  readonly next: string | undefined;
}

export function readJuridiskeRoller(value: unknown, organisasjonsnummer: string): PageOfRoles | undefined {
  const json = objectOf(value);
  if (!json || nummerOf(json, 'organisasjonsnummer') !== organisasjonsnummer) return undefined;
  const enheter = objectsOf(json, 'enheter').map(readJuridiskRolle);
  if (!Array.isArray(json.enheter) || !enheter.every((enhet) => enhet !== undefined)) return undefined;
  return { enheter, next: textOf(below(below(json, '_links'), 'next'), 'href') ?? undefined };
}

function readJuridiskRolle(json: Json): JuridiskRolleIEnhet | undefined {
  const organisasjonsnummer = nummerOf(json, 'organisasjonsnummer');
  const navn = textOf(json, 'navn');
  if (organisasjonsnummer === undefined || navn === null) return undefined;
  return { organisasjonsnummer, navn, roller: objectsOf(json, 'roller').flatMap(readHeldRole) };
}

function readHeldRole(json: Json): JuridiskRolleIEnhet['roller'] {
  const rolletype = kodeOf(json.type);
  return rolletype ? [{ rolletype, fratraadt: flagOf(json, 'avregistrert') === true }] : [];
}

/** Of all roles in a unit, those that another unit holds; undefined when it is no list of roles. */
export function readRolesHeldBy(value: unknown, holder: string): JuridiskRolleIEnhet['roller'] | undefined {
  const json = objectOf(value);
  if (!json || !Array.isArray(json.rollegrupper)) return undefined;
  return objectsOf(json, 'rollegrupper')
    .flatMap((group) => objectsOf(group, 'roller'))
    .filter((role) => nummerOf(below(role, 'enhet'), 'organisasjonsnummer') === holder)
    .flatMap(readHeldRole);
}

export function juridiskeRollerOf(
  enheter: readonly JuridiskRolleIEnhet[],
  organisasjonsnummer: string,
  heading: Heading,
): JuridiskeRoller {
  return { ...headedBy(heading, 'juridiskeroller', organisasjonsnummer), enheter };
}
