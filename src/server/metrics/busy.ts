/** How long at least one of several things was under way, each of which is told when it ends. */
export interface Busy {
  /** One has ended at `end`, after so many milliseconds. Ends come in their order. */
  add(forMs: number, end: number): void;
  /** Milliseconds. */
  total(): number;
}

export function createBusy(): Busy {
  // Stretches that do not touch, in their order: what ends last may have begun before any of them.
  const stretches: { begin: number; end: number }[] = [];
  return {
    add(forMs, end) {
      let begin = end - forMs;
      for (let last = stretches.at(-1); last && last.end >= begin; last = stretches.at(-1)) {
        begin = Math.min(begin, last.begin);
        stretches.pop();
      }
      stretches.push({ begin, end });
    },
    total: () => stretches.reduce((sum, { begin, end }) => sum + end - begin, 0),
  };
}
