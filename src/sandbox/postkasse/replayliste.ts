/** Signatures that have been seen, for as long as a replay of theirs would still be fresh. */
export interface Replayliste {
  /** True once for each signature; false for one that comes again. */
  isNew(signatureValue: string, naa: number): boolean;
  clear(): void;
}

// A Created may be 60 s ahead and then live for 120 s.
const WINDOW_MS = 180_000;

export function createReplayliste(): Replayliste {
  const seen = new Map<string, number>();
  return {
    isNew(signatureValue, naa) {
      // Oldest first: a Map keeps the order in which they came.
      for (const [value, at] of seen) {
        if (naa - at <= WINDOW_MS) break;
        seen.delete(value);
      }
      if (seen.has(signatureValue)) return false;
      seen.set(signatureValue, naa);
      return true;
    },
    clear: () => seen.clear(),
  };
}
