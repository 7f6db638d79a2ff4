import { type GraphQLSchema, getNamedType, isObjectType, isUnionType } from 'graphql';
import type { Condition } from './conditions.ts';
import { findingAt } from './findings.ts';
import type { Finding } from './report.ts';
import type { LeftOut, SelectedUnion } from './walk.ts';
import { placeOf } from './written.ts';

/** The member that stands in every union for a register that could not be asked. */
export const UNAVAILABLE = 'KildeUtilgjengelig';

/** Of all unions of an operation: a finding for each place, and in it for the one member that fails by default and for the others. */
export function findingsOfLeftOut(
  unions: readonly SelectedUnion[],
  isAllowed: (member: string) => boolean,
  operation: string,
): Finding[] {
  const gaps = unions.flatMap((union) => union.leftOut.map((left) => ({ union, left })));
  return told(gaps, isAllowed, () => '', 'left-out', operation);
}

/** The same with another schema, of the members that it has and ours has not. */
export function findingsOfAdded(
  unions: readonly SelectedUnion[],
  here: GraphQLSchema,
  there: string,
  isAllowed: (member: string) => boolean,
  operation: string,
): Finding[] {
  const gaps = unions.flatMap((union) => {
    const known = membersOf(union.field, here);
    return union.leftOut.flatMap((left) => (known.has(left.member) ? [] : { union, left }));
  });
  return told(gaps, isAllowed, ({ union }) => `, which ${there} has in ${union}`, 'left-out-there', operation);
}

function membersOf(coordinate: string, schema: GraphQLSchema): ReadonlySet<string> {
  const [type = '', name = ''] = coordinate.split('.');
  const object = schema.getType(type);
  const field = isObjectType(object) ? object.getFields()[name] : undefined;
  const union = field && getNamedType(field.type);
  return new Set(isUnionType(union) ? union.getTypes().map((member) => member.name) : []);
}

interface Gap {
  readonly union: SelectedUnion;
  readonly left: LeftOut;
}

/** A fragment that stands in several places of an operation is told of once, with all of them. */
function told(
  gaps: readonly Gap[],
  isAllowed: (member: string) => boolean,
  more: (union: SelectedUnion) => string,
  kind: 'left-out' | 'left-out-there',
  operation: string,
): Finding[] {
  const found = gaps.filter(({ left }) => !isAllowed(left.member));
  const ofPaths = Map.groupBy(found, ({ union, left }) =>
    JSON.stringify([placeOf(union.node), union.path, left.member === UNAVAILABLE, conditionText(left.when)]),
  );
  const told = [...ofPaths.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const { union, left } = first;
    const members = [left, ...others.map((other) => other.left)].map(({ member }) => member);
    const rest = `${[...new Set(members)].join(', ')}${more(union)}${conditionText(left.when)}.`;
    return { place: placeOf(union.node), path: union.path, rest, isUnavailable: left.member === UNAVAILABLE };
  });
  const ofPlaces = Map.groupBy(told, ({ place, rest }) => JSON.stringify([place, rest]));
  return [...ofPlaces.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const paths = [...new Set([first, ...others].map(({ path }) => path))];
    const message = `${paths.join(', ')} ${paths.length > 1 ? 'leave' : 'leaves'} out ${first.rest}`;
    const level = first.isUnavailable ? 'unavailable' : 'missing';
    return findingAt(first.place, level, kind, message, { operation });
  });
}

function conditionText(when: Condition | undefined): string {
  if (!when || when.size === 0) return '';
  return ` where ${[...when].map(([name, value]) => `$${name} is ${value}`).join(' and ')}`;
}
