import { distanceOf } from '../domain/spelling.ts';

/** A letter in so many may be wrong. */
const LETTERS_A_SLIP = 4;
const MAX_SLIPS = 3;
/** Names that are told at once. */
const MAX_TOLD = 5;
/** Letters from which on a part of a name is taken for one. */
const SHORTEST_PART = 3;

/** " Did you mean X?", or nothing where no name resembles what was written. */
export function didYouMean(written: string, known: readonly string[]): string {
  const [first, ...others] = similar(written, known);
  if (first === undefined) return '';
  const last = others.pop();
  return last === undefined
    ? `. Did you mean ${first}?`
    : `. Did you mean ${[first, ...others].join(', ')} or ${last}?`;
}

/** The names that resemble a word: those that differ by the fewest slips, or else those of which it is a part. At most five. */
function similar(written: string, known: readonly string[]): string[] {
  const word = written.toLowerCase();
  const names = [...new Set(known)];
  const most = Math.min(MAX_SLIPS, Math.max(1, Math.floor(word.length / LETTERS_A_SLIP)));
  const near = names.flatMap((name) => {
    const slips = distanceOf(word, name.toLowerCase(), most);
    return slips === undefined ? [] : [{ name, slips }];
  });
  const fewest = Math.min(...near.map(({ slips }) => slips));
  const nearest = near.filter(({ slips }) => slips === fewest).map(({ name }) => name);
  const parts = word.length < SHORTEST_PART ? [] : names.filter((name) => name.toLowerCase().includes(word));
  return (nearest.length > 0 ? nearest : parts).toSorted().slice(0, MAX_TOLD);
}
