/** Signatures that have been seen, for as long as a replay of theirs would still be fresh. */
export interface ReplayList {
  /** True once for each signature; false for one that comes again. */
  isNew(signatureValue: string, now: number): boolean;
}

// A Created may be 60 s ahead and then live for 120 s.
const WINDOW_MS = 180_000;

export function createReplayList(): ReplayList {
  const seen = new Map<string, number>();
  return {
    isNew(signatureValue, now) {
      // Oldest first: a Map keeps the order in which they came.
      for (const [value, at] of seen) {
        if (now - at <= WINDOW_MS) break;
        seen.delete(value);
      }
      if (seen.has(signatureValue)) return false;
      seen.set(signatureValue, now);
      return true;
    },
  };
}
