/**
 * Makes tables with what `make` makes of some parts for each source, under its noun, when it is first asked for: most requests ask one
 * source. `Table` is one that is mapped over the list of sources.
 */
export function tablesByNoun<One extends { readonly source: { readonly noun: string } }, Parts, Table extends object>(
  all: readonly One[],
  make: (one: One, parts: Parts) => unknown,
): (parts: Parts) => Omit<Table, 'pace'> {
  class Made {
    readonly #parts: Parts;
    readonly #made: unknown[] = [];

    constructor(parts: Parts) {
      this.#parts = parts;
    }

    static of(table: Made, index: number, one: One): unknown {
      table.#made[index] ??= make(one, table.#parts);
      return table.#made[index];
    }
  }
  for (const [index, one] of all.entries()) {
    Object.defineProperty(Made.prototype, one.source.noun, {
      enumerable: true,
      get(this: Made) {
        return Made.of(this, index, one);
      },
    });
  }
  return (parts) => new Made(parts) as unknown as Omit<Table, 'pace'>;
}
