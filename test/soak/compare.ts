/** How an answer stands to the one that the same question had when all was well. */
export type Comparison =
  | 'same'
  /** Some of it is KildeUtilgjengelig, and all else the same. */
  | 'unavailable'
  | { readonly differsAt: string };

const WORST = (one: Comparison, other: Comparison): Comparison =>
  typeof one === 'object' ? one : typeof other === 'object' ? other : one === 'same' ? other : one;

export function compare(expected: unknown, is: unknown, path = ''): Comparison {
  if (isUnavailable(is) && !isUnavailable(expected)) return 'unavailable';
  if (Array.isArray(expected) && Array.isArray(is) && expected.length === is.length) {
    return expected
      .map((value, index) => compare(value, is[index], `${path}[${index}]`))
      .reduce<Comparison>(WORST, 'same');
  }
  if (isObject(expected) && isObject(is)) {
    const names = new Set([...Object.keys(expected), ...Object.keys(is)]);
    return [...names]
      .map((name) => compare(expected[name], is[name], `${path}.${name}`))
      .reduce<Comparison>(WORST, 'same');
  }
  return expected === is ? 'same' : { differsAt: path };
}

function isUnavailable(value: unknown): boolean {
  return isObject(value) && value.__typename === 'KildeUtilgjengelig';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every text of an answer that stands under one of these names. */
export function textsUnder(names: readonly string[], value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((inner) => textsUnder(names, inner));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    names.includes(name) && typeof inner === 'string' ? [inner] : textsUnder(names, inner),
  );
}
