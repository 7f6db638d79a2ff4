import { CopyError } from './copy-error.ts';
import { documentOf, textOf, type UnitDocument } from './documents.ts';
import { foldedWords } from './fold.ts';
import { marksOf } from './marks.ts';
import { type Kind, STATE } from './schema.ts';

// What of the register's JSON the copy looks at itself: numbers, names, and what a search may be narrowed by. All else is read
// where an answer is made, by what reads the register's own answers.

/** A unit as it is kept. */
export interface UnitRow {
  readonly number: number;
  readonly kind: Kind;
  readonly state: (typeof STATE)[keyof typeof STATE];
  readonly parent: number | null;
  /** The folded words of its name. */
  readonly words: string;
  /** What a search may be narrowed by, as words of the index. */
  readonly marks: string;
  readonly document: UnitDocument;
}

/** The roles of a unit as they are kept. */
export interface RolesRow {
  readonly number: number;
  readonly count: number;
  /** The units that hold one of them. */
  readonly holders: readonly number[];
  readonly json: string;
}

type Json = Readonly<Record<string, unknown>>;

/** Of one element of `what`; refuses one without a number or a name. */
export function unitRow(element: unknown, kind: Kind, what: string): UnitRow {
  const unit = (element ?? {}) as Json;
  const number = numberOf(unit.organisasjonsnummer);
  const name = unit.navn;
  if (number === undefined) throw new CopyError(`${what} holds a unit without organisasjonsnummer`);
  if (typeof name !== 'string') throw new CopyError(`${what} holds unit ${unit.organisasjonsnummer} without navn`);
  const isDeleted = typeof unit.slettedato === 'string';
  return {
    number,
    kind,
    state: isDeleted ? STATE.deleted : STATE.live,
    parent: numberOf(unit.overordnetEnhet) ?? null,
    words: foldedWords(name).join(' '),
    marks: marksOf(municipalitiesOf(unit), textIn(unit.organisasjonsform, 'kode')),
    document: documentOf(unit),
  };
}

/** Digits of a query or an answer as the copy keeps them; undefined where they are no number of a unit. */
export function numberOf(digits: unknown): number | undefined {
  return typeof digits === 'string' && /^\d{9}$/.test(digits) ? Number(digits) : undefined;
}

/** As the register writes it: nine digits. */
export function digitsOf(number: unknown): string {
  return String(number).padStart(9, '0');
}

/** The register itself finds units by either address. */
function municipalitiesOf(unit: Json): string[] {
  const addresses = [unit.forretningsadresse, unit.beliggenhetsadresse, unit.postadresse];
  return addresses.flatMap((address) => textIn(address, 'kommunenummer') ?? []);
}

function textIn(value: unknown, name: string): string | undefined {
  const found = property(value, name);
  return typeof found === 'string' ? found : undefined;
}

/**
 * Of one element of the file of roles, or of one unit's answer, whose number may stand in the link alone. The contract is silent
 * of how the file says whose roles they are.
 */
export function rolesRow(element: unknown, what: string, asked?: number): RolesRow {
  const roles = (element ?? {}) as Json;
  const number = asked ?? numberOf(roles.organisasjonsnummer) ?? linkedNumber(roles);
  if (number === undefined) throw new CopyError(`${what} holds roles of no unit`);
  const groups = roles.rollegrupper;
  if (!Array.isArray(groups))
    throw new CopyError(`${what} holds roles of unit ${digitsOf(number)} without rollegrupper`);
  const all = groups.flatMap((group) => {
    const held = property(group, 'roller');
    return Array.isArray(held) ? held : [];
  });
  const holders = all.flatMap((role) => numberOf(property(property(role, 'enhet'), 'organisasjonsnummer')) ?? []);
  return { number, count: all.length, holders: [...new Set(holders)], json: textOf({ rollegrupper: groups }) };
}

/** The roles without those that some units hold, and without the groups that this leaves empty. */
export function withoutHolders({ number, json }: RolesRow, gone: ReadonlySet<number>): RolesRow {
  const { rollegrupper } = JSON.parse(json) as { readonly rollegrupper: readonly Group[] };
  const isGone = ({ enhet }: Role) => gone.has(numberOf(enhet?.organisasjonsnummer) ?? -1);
  const groups = rollegrupper
    .map((group) => ({ ...group, roller: group.roller?.filter((role) => !isGone(role)) }))
    .filter(({ roller }) => roller === undefined || roller.length > 0);
  return rolesRow({ rollegrupper: groups }, 'the copy', number);
}

interface Role {
  readonly enhet?: { readonly organisasjonsnummer?: string };
}

interface Group {
  readonly roller?: readonly Role[];
}

function linkedNumber({ links, _links }: Json): number | undefined {
  const text = JSON.stringify([links, _links]);
  return numberOf(/\/enheter\/(\d{9})\b/.exec(text)?.[1]);
}

function property(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' ? (value as Json)[name] : undefined;
}
