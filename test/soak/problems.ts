/** What a run must not show, by kind. */
export const KINDS = [
  'crashes',
  'bugs',
  'leaks',
  'answers',
  'late',
  'other data',
  'writes',
  'state',
  'records',
  'growth',
] as const;
export type Kind = (typeof KINDS)[number];

/** Of each kind the first ones, and how many there are. */
export interface Problems {
  add(kind: Kind, text: string): void;
  of(kind: Kind): readonly string[];
  count(kind: Kind): number;
}

const KEPT = 10;

export function createProblems(print: (text: string) => void): Problems {
  const kept = new Map<Kind, string[]>();
  const counts = new Map<Kind, number>();
  return {
    add(kind, text) {
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      if (count > KEPT) return;
      print(`${kind}: ${text}`);
      kept.set(kind, [...(kept.get(kind) ?? []), text]);
    },
    of: (kind) => kept.get(kind) ?? [],
    count: (kind) => counts.get(kind) ?? 0,
  };
}
