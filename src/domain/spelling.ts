/**
 * Letters to insert, leave out, change, or swap with the next one, until one word is the other (optimal string alignment), or undefined
 * where they are more than `most`.
 */
export function distanceOf(one: string, other: string, most: number): number | undefined {
  if (Math.abs(one.length - other.length) > most) return undefined;
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const swap = isSwapped ? (before[j - 2] ?? 0) + 1 : change;
      next.push(Math.min(change, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    // Every way on costs at least as much, but for a swap that began in the row before.
    if (Math.min(...next, ...row) > most) return undefined;
    before = row;
    row = next;
  }
  const distance = row.at(-1) ?? 0;
  return distance > most ? undefined : distance;
}
