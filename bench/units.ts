/** A unit of the sandbox that answers data without a redirect. */
export const SMALL = '700102009';
export const FIVE = [SMALL, '700000001', '700040003', '700013103', '700050009'] as const;

/** No unit of the sandbox begins so: the bench's register answers for these as the sandbox does for `SMALL`. */
const FIRST_MADE_UP = 80_000_000;

const WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2];

/** So many organisasjonsnumre, all different, with the check digit of modulus 11. */
export function madeUpUnits(count: number): string[] {
  const numbers: string[] = [];
  for (let eight = FIRST_MADE_UP; numbers.length < count; eight += 1) {
    const digits = String(eight);
    const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
    const check = (11 - (sum % 11)) % 11;
    if (check < 10) numbers.push(`${digits}${check}`);
  }
  return numbers;
}

export function isMadeUp(organisasjonsnummer: string): boolean {
  return organisasjonsnummer.startsWith(String(FIRST_MADE_UP)[0] ?? '8');
}
