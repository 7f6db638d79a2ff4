import type { Mutation } from './sites.ts';

/** So many of a list, by a seed: the same seed gives the same ones. Each room and each kind has its share. */
export function chooseMutations(
  rooms: ReadonlyMap<string, readonly Mutation[]>,
  { count, seed }: { readonly count: number; readonly seed: number },
): Mutation[] {
  const random = createRandom(seed);
  const chosen: Mutation[] = [];
  const perRoom = Math.ceil(count / rooms.size);
  for (const mutations of rooms.values()) {
    const byKind = Map.groupBy(mutations, ({ kind }) => kind);
    const kinds = [...byKind.values()].map((list) => [...list]);
    for (let taken = 0; taken < perRoom && kinds.some((list) => list.length > 0); ) {
      const list = kinds[Math.floor(random() * kinds.length)] ?? [];
      const [mutation] = list.splice(Math.floor(random() * list.length), 1);
      if (mutation === undefined) continue;
      chosen.push(mutation);
      taken += 1;
    }
  }
  return chosen.slice(0, count);
}

/** Mulberry32. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
