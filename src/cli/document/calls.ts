import { type DocumentNode, type GraphQLSchema, Kind, type OperationDefinitionNode, visit } from 'graphql';
import { conditionsOf } from '../../graph-kit/conditions.ts';
import { MAX_LIST } from '../../graph-kit/cost.ts';
import { type Cost, costIn, Given } from '../../graph-kit/cost-formula.ts';
import { costOf, formulasOf, wholeCalls } from '../../graph-kit/operation-cost.ts';
import type { Fixed } from './conditions.ts';
import { formulaOf } from './formula.ts';
import { type Size, type Sizes, sizesOf, variablesOf } from './sizes.ts';

/** What an operation can cost in calls to registers, counted as the gateway counts it. */
export interface Calls {
  /** With empty lists, and the least that conditions leave in. */
  readonly least: number;
  /** With the longest lists that the gateway takes. */
  readonly most: number;
  /** "1 + 3 × $cprs", where `most` depends on sizes. */
  readonly formula: string | undefined;
  /** What it depends on, each with the most that it can be. */
  readonly sizes: readonly (Size & { readonly most: number })[];
  /** The most that its one size can be, where not all that it can be is within the limit. */
  readonly allowed: number | undefined;
}

export interface Counted extends Calls {
  /** Fields of the answer with empty lists. */
  readonly fields: number;
}

/** So many variables of conditions are tried with both values; with more, all that they decide is counted in. */
const MAX_CONDITIONS = 6;
/** Sizes that are tried to see whether they matter. */
const TRIED = [1, 10, 100];
/** No number in variables is looked at beyond it. */
const BIGGEST = 1_000_000;

/** Throws a GraphQLError where no variables keep the gateway from refusing the lists of the document. */
export function countCalls(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
  fixed: Fixed,
  limit: number,
): Counted {
  const { counted, choices } = choicesOf(document, fixed);
  const name = operation.name?.value;
  const formulas = choices.map((choice) => ({ choice, whole: formulasOf(counted, schema, name, choice).whole }));
  const variables = (sizes: Sizes, choice: Fixed) => ({
    ...variablesOf(operation, schema, sizes),
    ...fixed,
    ...choice,
  });
  const costs = (sizes: Sizes): Cost[] =>
    formulas.map(({ choice, whole }) => costIn(whole, new Given(variables(sizes, choice))));
  const most = (sizes: Sizes) => Math.max(...costs(sizes).map(({ calls }) => calls));

  const least = choices.map((choice) => costOf(counted, schema, name, variables(new Map(), choice)));
  const all = sizesOf(operation, schema);
  const sizes = all.flatMap((size) => {
    const shown = showing(size, all, most);
    return shown ? { ...size, most: size.isList ? MAX_LIST : greatestOf(size, shown, most) } : [];
  });
  const tops = new Map(sizes.map((size) => [size.name, size.most]));
  const calls = wholeCalls(most(tops));
  return {
    least: Math.min(...least.map((one) => one.calls)),
    most: calls,
    formula: sizes.length > 0 ? formulaOf(most, sizes, tops) : undefined,
    sizes,
    allowed: calls > limit ? allowedOf(sizes, (count) => wholeCalls(most(count)) <= limit) : undefined,
    fields: Math.min(...least.map(({ fields }) => fields)),
  };
}

/** Every choice of what conditions leave in, as far as it is not known. */
function choicesOf(document: DocumentNode, fixed: Fixed): { counted: DocumentNode; choices: readonly Fixed[] } {
  const open = conditionsOf(document).filter((name) => typeof fixed[name] !== 'boolean');
  const known = Object.fromEntries(Object.entries(fixed).filter(([, value]) => typeof value === 'boolean'));
  if (open.length > MAX_CONDITIONS) return { counted: withoutConditions(document), choices: [known] };
  const choices = open.reduce<readonly Fixed[]>(
    (before, name) => before.flatMap((choice) => [false, true].map((value) => ({ ...choice, [name]: value }))),
    [known],
  );
  return { counted: document, choices };
}

function withoutConditions(document: DocumentNode): DocumentNode {
  return visit(document, {
    [Kind.DIRECTIVE]: ({ name }) => (/^(?:skip|include|defer)$/.test(name.value) ? null : undefined),
  });
}

/** Sizes with which it shows that one of them matters: beside others that cost more it may not. Undefined: it never does. */
function showing({ name }: Size, all: readonly Size[], count: (sizes: Sizes) => number): Sizes | undefined {
  const alone = TRIED.map((tried) => new Map([[name, tried]]));
  const together = TRIED.map((tried) => new Map(all.map((size) => [size.name, tried])));
  return [...together, ...alone].find((sizes) => count(sizes) !== count(new Map([...sizes, [name, 0]])));
}

/** The greatest number that is not refused by its field, which then costs no more than with 0. */
function greatestOf({ name }: Size, shown: Sizes, count: (sizes: Sizes) => number): number {
  const without = count(new Map([...shown, [name, 0]]));
  return last(shown.get(name) ?? 0, BIGGEST, (number) => count(new Map([...shown, [name, number]])) > without);
}

function allowedOf(
  sizes: readonly (Size & { most: number })[],
  isWithin: (sizes: Sizes) => boolean,
): number | undefined {
  const [only, ...others] = sizes;
  if (!only || others.length > 0 || !isWithin(new Map())) return undefined;
  return last(0, only.most, (number) => isWithin(new Map([[only.name, number]])));
}

/** The last number for which it holds, which does for `from`, of those in a row for which it does. */
function last(from: number, to: number, holds: (number: number) => boolean): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
