import type { Size, Sizes } from './sizes.ts';

/** A part of a sum: a number, times the sizes that are named. */
interface Term {
  readonly factor: number;
  readonly sizes: readonly string[];
}

/** So many sizes of one operation are told apart in a formula. */
const MAX_SIZES = 5;
/** For rounding errors of sums of thousandths. */
const TOLERANCE = 1e-6;

/**
 * The sum of products that a count comes to by these sizes, found by counting with sizes of 0 and 1; undefined where it is none, since of the
 * members of a union the dearest counts. It is tried with other sizes, `tops` among them.
 */
export function formulaOf(count: (sizes: Sizes) => number, sizes: readonly Size[], tops: Sizes): string | undefined {
  if (sizes.length > MAX_SIZES) return undefined;
  const terms = termsOf(count, sizes);
  const tried = sizes.reduce<readonly Sizes[]>(
    (points, { name }) =>
      points.flatMap((point) => [2, 10, tops.get(name) ?? 0].map((size) => new Map([...point, [name, size]]))),
    [new Map()],
  );
  const isRight = tried.every((point) => {
    const counted = count(point);
    return Math.abs(counted - sumOf(terms, point)) <= TOLERANCE * Math.max(1, counted);
  });
  return isRight ? written(terms) : undefined;
}

/** By inclusion and exclusion: what a product adds is what all its sizes add together, without what fewer of them do. */
function termsOf(count: (sizes: Sizes) => number, sizes: readonly Size[]): readonly Term[] {
  const terms: Term[] = [];
  for (let choice = 0; choice < 2 ** sizes.length; choice += 1) {
    const chosen = sizes.filter((_, index) => choice & (2 ** index)).map(({ name }) => name);
    const point = new Map(sizes.map(({ name }) => [name, chosen.includes(name) ? 1 : 0]));
    const factor = count(point) - sumOf(terms, point);
    if (Math.abs(factor) > TOLERANCE) terms.push({ factor, sizes: chosen });
  }
  return terms;
}

function sumOf(terms: readonly Term[], point: Sizes): number {
  return terms.reduce(
    (sum, { factor, sizes }) => sum + sizes.reduce((product, name) => product * (point.get(name) ?? 0), factor),
    0,
  );
}

/** "1 + 3 × $cprs" */
function written(terms: readonly Term[]): string {
  const parts = terms.map(({ factor, sizes }) => {
    const number = String(Number(factor.toFixed(6)));
    const names = sizes.map((name) => `$${name}`);
    return [...(number === '1' && names.length > 0 ? [] : [number]), ...names].join(' × ');
  });
  return parts.join(' + ') || '0';
}
