/** So many lines of one group are logged one by one in a second. Those beyond are counted. */
export const MAX_A_SECOND = 10;
const SECOND_MS = 1_000;

/**
 * Bounds the lines of what can fail as often as it is asked for. Answers whether one more of the group may be logged; when a second
 * is over, `tell` is told how many could not. The groups must be few.
 */
export function createLineLimit<Group extends Readonly<Record<string, string>>>(
  tell: (group: Group, leftOut: number) => void,
): (group: Group) => boolean {
  const counts = new Map<string, number>();
  return (group) => {
    const key = Object.values(group).join(' ');
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count === 1) {
      setTimeout(() => {
        const leftOut = (counts.get(key) ?? 0) - MAX_A_SECOND;
        counts.delete(key);
        if (leftOut > 0) tell(group, leftOut);
      }, SECOND_MS).unref();
    }
    return count <= MAX_A_SECOND;
  };
}
