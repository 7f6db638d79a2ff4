import {
  type FragmentSpreadNode,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { ERRORS } from '../errors.ts';
import type { Limits } from '../limits.ts';
import { refusalError } from '../refuse.ts';

/** The validation rules on an operation's shape: how deep it may be, and how many aliases it may have. */
export function shapeRules({ depth, aliases }: Pick<Limits, 'depth' | 'aliases'>): readonly ValidationRule[] {
  return [
    limited(depth, depthOf, () => refusalError(ERRORS.tooDeep, [{ limit: depth }])),
    limited(aliases, aliasesOf, () => refusalError(ERRORS.tooManyAliases, [{ limit: aliases }])),
  ];
}

/** A number that a selection set comes to; `ofFragment` gives that of a fragment that it spreads. */
type Measure = (set: SelectionSetNode, ofFragment: (spread: FragmentSpreadNode) => number) => number;

/** Fields inside fields. GraphiQL's introspection query is deep: graphql-js itself limits what stands under `__schema`. */
const depthOf: Measure = ({ selections }, ofFragment) => {
  let deepest = 0;
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) deepest = Math.max(deepest, ofFragment(selection));
    else if (selection.kind === Kind.INLINE_FRAGMENT) {
      deepest = Math.max(deepest, depthOf(selection.selectionSet, ofFragment));
    } else if (selection.name.value !== '__schema') {
      const below = selection.selectionSet ? depthOf(selection.selectionSet, ofFragment) : 0;
      deepest = Math.max(deepest, 1 + below);
    }
  }
  return deepest;
};

const aliasesOf: Measure = ({ selections }, ofFragment) => {
  let count = 0;
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) count += ofFragment(selection);
    else {
      if (selection.kind === Kind.FIELD && selection.alias) count += 1;
      if (selection.selectionSet) count += aliasesOf(selection.selectionSet, ofFragment);
    }
  }
  return count;
};

/**
 * Refuses an operation whose selection set comes to more than `limit`, its fragments as if they were written out. Each fragment is
 * measured once, however often it is spread: a few that spread each other twice would otherwise double the work with every line.
 */
function limited(limit: number, measure: Measure, refusal: () => ReturnType<typeof refusalError>): ValidationRule {
  return (context: ValidationContext) => {
    const known = new Map<string, number>();
    const ofFragment = ({ name: { value: name } }: FragmentSpreadNode): number => {
      const already = known.get(name);
      if (already !== undefined) return already;
      // A fragment that spreads itself is refused by a rule of graphql-js.
      known.set(name, 0);
      const fragment = context.getFragment(name);
      const measured = fragment ? measure(fragment.selectionSet, ofFragment) : 0;
      known.set(name, measured);
      return measured;
    };
    return {
      OperationDefinition({ selectionSet }) {
        if (measure(selectionSet, ofFragment) > limit) context.reportError(refusal());
      },
    };
  };
}
