import fc from 'fast-check';
import type { Random } from '../differential/random.ts';

/** One more than the largest choice: as many as fast-check's generator makes at once. */
const END = 2 ** 32;

/** What a grammar made, and by which choices, in their order: 0 is its first alternative, or its shortest list. */
export interface Made<Input> {
  readonly input: Input;
  readonly choices: readonly number[];
}

/**
 * What a grammar makes. A grammar is a plain function that asks `Random` for each of its choices, as those of the differential run are.
 * fast-check makes the choices and decides which of them to keep when it shrinks: with fewer and smaller ones the same grammar makes a
 * smaller input. Where no choice is left, all further ones are 0.
 */
export function madeBy<Input>(grammar: (random: Random) => Input): fc.Arbitrary<Made<Input>> {
  return new Grammar(grammar);
}

class Grammar<Input> extends fc.Arbitrary<Made<Input>> {
  readonly #grammar: (random: Random) => Input;

  constructor(grammar: (random: Random) => Input) {
    super();
    this.#grammar = grammar;
  }

  override generate(source: fc.Random): fc.Value<Made<Input>> {
    const choices: number[] = [];
    const input = this.#grammar(
      choosing(() => {
        const choice = source.nextInt(0, END - 1);
        choices.push(choice);
        return choice;
      }),
    );
    return new fc.Value({ input, choices }, undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is Made<Input> {
    return typeof value === 'object' && value !== null && 'choices' in value;
  }

  override shrink({ choices }: Made<Input>): fc.Stream<fc.Value<Made<Input>>> {
    return fc.stream(smaller(choices)).map((fewer) => new fc.Value(this.#replay(fewer), undefined));
  }

  #replay(choices: readonly number[]): Made<Input> {
    let position = 0;
    const input = this.#grammar(
      choosing(() => {
        position += 1;
        return choices[position - 1] ?? 0;
      }),
    );
    // What has not been asked for decides nothing.
    return { input, choices: choices.slice(0, position) };
  }
}

/** Lists of choices that make less: without a piece, with a piece of zeros, with one that is smaller. The largest steps come first. */
function* smaller(choices: readonly number[]): IterableIterator<readonly number[]> {
  for (let size = choices.length; size > 0; size >>= 1) {
    for (let start = 0; start < choices.length; start += size) {
      const [before, after] = [choices.slice(0, start), choices.slice(start + size)];
      yield [...before, ...after];
      const piece = choices.slice(start, start + size);
      if (piece.some((choice) => choice > 0)) yield [...before, ...piece.map(() => 0), ...after];
    }
  }
  for (const [index, choice] of choices.entries()) {
    for (let half = choice >>> 1; half > 0; half >>>= 4) yield choices.with(index, choice - half - 1);
  }
}

function choosing(next: () => number): Random {
  const number = () => next() / END;
  const below = (end: number) => Math.floor(number() * end);
  return {
    number,
    below,
    // What is unlikely is the larger choice, so that shrinking leads away from it.
    chance: (probability) => number() >= 1 - probability,
    pick(items) {
      if (items.length === 0) throw new Error('nothing to pick from');
      return items[below(items.length)] as (typeof items)[number];
    },
    shuffled(items) {
      const shuffled = [...items];
      for (let index = shuffled.length - 1; index > 0; index -= 1) {
        // The choice 0 leaves an item in its place.
        const other = index - below(index + 1);
        [shuffled[index], shuffled[other]] = [shuffled[other] as never, shuffled[index] as never];
      }
      return shuffled;
    },
  };
}
