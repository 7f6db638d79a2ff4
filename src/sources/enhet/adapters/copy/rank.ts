// How hits of a search are ranked.

/**
 * What a hit is worth: its name is the question, begins with it, has its words as whole words, or has words that begin with them.
 * Among those that are worth the same, fewer other words are better. That is what bm25 would tell apart, where every hit
 * has all words of the question, and nearly every name has each once.
 */
export const SCORES = { same: 100, begins: 80, words: 60, beginnings: 40 } as const;
const MOST_OTHER_WORDS = 19;

/** A hit, by the id of its name. */
export interface Ranked {
  readonly id: number;
  readonly score: number;
}

/** The best of them, at most so many, by what they are worth and by the alphabet. Words are not sorted that are not among the best. */
export function bestOf(
  candidates: readonly (readonly [id: number, words: string])[],
  words: readonly string[],
  limit: number,
): Ranked[] {
  const score = prepareScore(words);
  const scored = candidates.map(([id, own]) => ({ id, own, score: score(own) }));
  const least = leastOfBest(scored, limit);
  return scored
    .filter((one) => one.score >= least)
    .sort((one, other) => other.score - one.score || (one.own < other.own ? -1 : Number(one.own > other.own)))
    .slice(0, limit);
}

/** What the last of the best is worth. */
function leastOfBest(scored: readonly Ranked[], limit: number): number {
  const counts = new Uint32Array(SCORES.same + 1);
  for (const { score } of scored) counts[score] = (counts[score] ?? 0) + 1;
  let least = SCORES.same;
  for (let taken = counts[least] ?? 0; taken < limit && least > 0; taken += counts[least] ?? 0) least -= 1;
  return least;
}

/** Called for thousands of names a question: it makes no lists. */
function prepareScore(words: readonly string[]): (own: string) => number {
  const asked = words.join(' ');
  const whole = words.map((word) => ` ${word} `);
  return (own) => {
    if (own === asked) return SCORES.same;
    const others = Math.min(MOST_OTHER_WORDS, Math.max(0, wordsIn(own) - words.length));
    if (own.startsWith(asked)) return SCORES.begins - others;
    const text = ` ${own} `;
    return (whole.every((word) => text.includes(word)) ? SCORES.words : SCORES.beginnings) - others;
  };
}

/** Words that stand between single spaces. */
function wordsIn(text: string): number {
  let count = 1;
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) count += 1;
  return count;
}
