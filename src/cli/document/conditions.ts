import { Kind, type SelectionNode } from 'graphql';

/** The values that variables of @skip and @include must have, all of them, for a selection to be there. */
export type Condition = ReadonlyMap<string, boolean>;

export const ALWAYS: Condition = new Map();

/** Variables whose values are known. */
export type Fixed = Readonly<Record<string, unknown>>;

/** When a selection is there that stands in one with the condition `outer`; undefined: never. */
export function conditionOf({ directives }: SelectionNode, outer: Condition, fixed: Fixed): Condition | undefined {
  let condition: Condition | undefined = outer;
  for (const { name, arguments: args } of directives ?? []) {
    if (name.value !== 'skip' && name.value !== 'include') continue;
    const wanted = name.value === 'include';
    const value = args?.find((one) => one.name.value === 'if')?.value;
    const variable = value?.kind === Kind.VARIABLE ? value.name.value : undefined;
    const known = value?.kind === Kind.BOOLEAN ? value.value : variable && fixed[variable];
    if (typeof known === 'boolean') {
      if (known !== wanted) return undefined;
    } else if (variable !== undefined) {
      condition = both(condition, new Map([[variable, wanted]]));
      if (!condition) return undefined;
    }
  }
  return condition;
}

/** Undefined where one excludes the other. */
export function both(one: Condition, other: Condition): Condition | undefined {
  const all = new Map(one);
  for (const [name, value] of other) {
    if ((all.get(name) ?? value) !== value) return undefined;
    all.set(name, value);
  }
  return all;
}

/**
 * Values under which something is asked for (one of `asked` holds) and nothing of `covered` holds; undefined where there are none. What is not
 * decided by them may have either value.
 */
export function findGap(asked: readonly Condition[], covered: readonly Condition[]): Condition | undefined {
  for (const one of asked) {
    const gap = gapIn(one, covered);
    if (gap) return gap;
  }
  return undefined;
}

function gapIn(chosen: Condition, covered: readonly Condition[]): Condition | undefined {
  const open = covered.filter((one) => both(chosen, one));
  const [first] = open;
  if (!first) return chosen;
  const undecided = [...first].find(([name]) => !chosen.has(name));
  // It holds by what is chosen already.
  if (!undecided) return undefined;
  const [name, value] = undecided;
  const choose = (decided: boolean) => gapIn(new Map([...chosen, [name, decided]]), open);
  return choose(!value) ?? choose(value);
}
