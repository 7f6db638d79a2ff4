import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestOf, SCORES } from '../../../../src/sources/enhet/adapters/copy/rank.ts';

/** As it is said: by words, without any thought of how long it takes. */
function worthOf(own: string, words: readonly string[]): number {
  const all = own.split(' ');
  if (own === words.join(' ')) return SCORES.same;
  const others = Math.min(19, Math.max(0, all.length - words.length));
  if (own.startsWith(words.join(' '))) return SCORES.begins - others;
  return (words.every((word) => all.includes(word)) ? SCORES.words : SCORES.beginnings) - others;
}

const word = fc.constantFrom('as', 'asa', 'nor', 'norge', 'å', 'sand');
const name = fc.array(word, { minLength: 1, maxLength: 25 }).map((words) => words.join(' '));

test('the best are those that are worth most, then by the alphabet, whatever is left out', () => {
  fc.assert(
    fc.property(
      fc.array(name, { maxLength: 40 }),
      fc.uniqueArray(word, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 45 }),
      (names, words, limit) => {
        const candidates = names.map((own, id) => [id, own] as const);
        const sorted = candidates
          .map(([id, own]) => ({ id, own, score: worthOf(own, words) }))
          .sort((one, other) => other.score - one.score || (one.own < other.own ? -1 : Number(one.own > other.own)))
          .slice(0, limit);
        expect(bestOf(candidates, words, limit)).toEqual(sorted);
      },
    ),
    { numRuns: 300 },
  );
});
