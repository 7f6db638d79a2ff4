/** The targets, and how many of each thousand inputs are theirs: what costs more comes less often. */
export const SHARES = { documents: 120, framing: 100, answers: 480, envelopes: 300 } as const;

export type Target = keyof typeof SHARES;

/** Inputs of all targets together. `npm run fuzz` makes a million. */
export const COUNT = wholeNumber('FUZZ_COUNT', 10_000);

/** Another seed makes other inputs; a finding says which seed it came from. */
export const SEED = wholeNumber('FUZZ_SEED', 7);

/** Begins with this one input, as a finding names it, of the target whose test is run. */
export const PATH = process.env.FUZZ_PATH;

/** CPU time that one input may take, in milliseconds: longer, and it holds up everybody else's. */
export const MAX_CPU_MS = 100;

/** How many inputs a target makes of `count` in all. */
export function countOf(target: Target, count = COUNT): number {
  return Math.ceil((count * SHARES[target]) / 1000);
}

function wholeNumber(name: string, otherwise: number): number {
  const text = process.env[name];
  if (text === undefined) return otherwise;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`${name} is a whole number`);
  return Number(text);
}
