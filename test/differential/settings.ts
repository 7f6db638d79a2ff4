/** Answers of each operation. `DIFFERENTIAL_COUNT=200000` for a long run. */
export const COUNT = wholeNumber('DIFFERENTIAL_COUNT', 10_000);

/** Another seed makes other answers; a finding says which one it came from. */
export const SEED = process.env.DIFFERENTIAL_SEED ?? '7';

function wholeNumber(name: string, otherwise: number): number {
  const text = process.env[name];
  if (text === undefined) return otherwise;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`${name} is a whole number`);
  return Number(text);
}
