import { type GraphQLError, isUnionType } from 'graphql';
import { isOwnReadable } from '../../domain/access.ts';
import { mask, maskName } from '../../domain/mask.ts';
import { OPERATION_FIELDS } from '../../graph/scopes.ts';
import { touchesPersonalData } from '../../server/checks/personal-data.ts';
import { ERRORS } from '../../server/errors.ts';
import { costOfUnit } from './cost.ts';
import type { Fixed } from './conditions.ts';
import { findingAt } from './findings.ts';
import { findingsOfAdded, findingsOfLeftOut } from './left-out.ts';
import type { Finding, OperationReport } from './report.ts';
import type { HeldSchema } from './schemas.ts';
import type { Settings } from './settings.ts';
import { findingOfDepth } from './too-deep.ts';
import type { Unit } from './units.ts';
import { deprecatedIn, findingOf, mistakesIn, mistakesThere } from './validation.ts';
import { type Walked, walk } from './walk.ts';
import { type Place, placeOf } from './written.ts';

/** What every operation is held to. */
export interface Held {
  readonly held: HeldSchema;
  readonly against: HeldSchema | undefined;
  readonly settings: Settings;
  readonly allowed: ReadonlySet<string>;
}

export interface Examined {
  readonly report: OperationReport;
  readonly findings: readonly Finding[];
}

/** What one operation asks for and what is wrong with it. `fixed`: those of its variables whose values are known. */
export function examine(unit: Unit, fixed: Fixed, held: Held): Examined {
  const { operation } = unit;
  const place = placeOf(operation);
  const name = nameOf(unit);
  const report = { name: operation.name ? name : null, kind: operation.operation, ...place };
  try {
    return examineAll(unit, fixed, held, { place, name, report });
  } catch (error) {
    const tooDeep = findingOfDepth(error, place, name);
    if (!tooDeep) throw error;
    return { report: { ...report, ...NOTHING }, findings: [tooDeep] };
  }
}

interface Named {
  readonly place: Place;
  readonly name: string;
  readonly report: Pick<OperationReport, 'name' | 'kind' | keyof Place>;
}

function examineAll(
  unit: Unit,
  fixed: Fixed,
  { held, against, settings, allowed }: Held,
  { place, name, report }: Named,
): Examined {
  const { operation, document } = unit;
  const mistakes = mistakesIn(document, unit.tokens, held.schema, settings);
  const findings = [
    ...mistakes.map((mistake) => findingOf(mistake, place, 'validation', name)),
    // What one cannot count, one cannot compare.
    ...(against && !isEndless(mistakes) ? differences(unit, fixed, held, against, allowed) : []),
  ];
  if (isEndless(mistakes) || findings.some(({ kind }) => kind === 'validation'))
    return { report: { ...report, ...NOTHING }, findings };

  const walked = walk(document, operation, held.schema, fixed);
  const isAllowed = (member: string) => allowed.has(member);
  const deprecated = deprecatedIn(document, held.schema).map((one) => findingOf(one, place, 'deprecated', name));
  const calls = costOfUnit(unit, name, fixed, held, settings);
  return {
    report: {
      ...report,
      isValid: true,
      calls: calls.report,
      scopes: scopesOf(walked),
      touchesPersons: touchesPersonalData(document, held.schema),
      unions: walked.unions.map(({ node, leftOut, tellsMembers: _, path, ...union }) => ({
        path: mask(path),
        ...union,
        ...placeOf(node),
        leftOut: leftOut.map(({ member, when }) => ({
          member,
          ...(when && { when: Object.fromEntries(when) }),
          allowed: isAllowed(member),
        })),
      })),
    },
    findings: [
      ...findings,
      ...findingsOfLeftOut(walked.unions, isAllowed, name),
      ...untold(walked, name),
      ...calls.findings,
      ...deprecated,
      ...unknownFields(walked, held, place, name),
    ],
  };
}

/** Aliases in fragments that spread each other can select more than anybody can look at. What is only too long or too deep is looked at. */
function isEndless(mistakes: readonly GraphQLError[]): boolean {
  return mistakes.some(({ extensions }) => extensions.code === ERRORS.tooManyAliases.code);
}

const NOTHING = { isValid: false, calls: null, scopes: [], touchesPersons: false, unions: [] };

export function nameOf({ operation }: Pick<Unit, 'operation'>): string {
  return operation.name ? maskName(operation.name.value) : 'without a name';
}

/** What breaks with the other schema, and which of its members are left out. */
function differences(
  unit: Unit,
  fixed: Fixed,
  held: HeldSchema,
  against: HeldSchema,
  allowed: ReadonlySet<string>,
): Finding[] {
  const { operation, document } = unit;
  const name = nameOf(unit);
  const there = against.name ?? 'this version';
  const breaks = mistakesThere(document, against.schema).map(
    (mistake): Finding => findingOf(mistake, placeOf(operation), 'breaks', name),
  );
  if (breaks.length > 0) return breaks.map((finding) => ({ ...finding, message: `With ${there}: ${finding.message}` }));
  const { unions } = walk(document, operation, against.schema, fixed);
  return findingsOfAdded(unions, held.schema, there, (member) => allowed.has(member), name);
}

function scopesOf({ fields }: Walked): OperationReport['scopes'] {
  const asked = [...fields].flatMap((field) =>
    OPERATION_FIELDS[field] ? [[field, OPERATION_FIELDS[field]] as const] : [],
  );
  return [...Map.groupBy(asked, ([, { scope }]) => scope)].map(([scope, of]) => ({
    scope,
    fields: of.map(([field]) => field),
    ownRead: of.every(([field, { person }]) => isOwnReadable({ person, writes: field.startsWith('Mutation.') })),
  }));
}

/** Nobody can tell which member answers. */
function untold({ unions }: Walked, operation: string): Finding[] {
  const [first, ...others] = unions.filter(({ tellsMembers }) => !tellsMembers);
  if (!first) return [];
  const paths = [...new Set([first, ...others].map(({ path }) => path))];
  const message = `${paths.join(', ')} ${paths.length > 1 ? 'have' : 'has'} no __typename (codegen with typedDocuments, Apollo Client and urql add it).`;
  return [findingAt(placeOf(first.node), 'notice', 'no-typename', message, { operation })];
}

function unknownFields({ fields }: Walked, held: HeldSchema, place: Place, operation: string): Finding[] {
  const unknown = [...fields].filter((field) => !held.knows(field));
  if (unknown.length === 0) return [];
  const message = `This version does not know ${unknown.join(', ')}: calls, scopes and persons are counted without.`;
  return [findingAt(place, 'notice', 'unknown-field', message, { operation })];
}

/** The members of all unions, for who names some. */
export function membersIn({ schema }: HeldSchema): readonly string[] {
  return Object.values(schema.getTypeMap())
    .filter(isUnionType)
    .flatMap((union) => union.getTypes().map(({ name }) => name));
}
