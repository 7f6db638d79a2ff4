import type { Definition } from './definition.ts';

/**
 * What is counted of one metric, by its labels' values. Numbers are counted here, and not in the library: it hashes the labels of each
 * observation, which costs half a microsecond, and a request makes ten.
 */
export interface Family<Cell> {
  /** The one with these values, in the order of the definition's labels; an empty value stands for a label that is left out. */
  of(...values: readonly (string | number)[]): Cell;
  read(): Reading;
}

/** As the library has it, and as workers tell it to their primary process. */
export interface Reading {
  readonly name: string;
  readonly help: string;
  readonly type: Definition['type'];
  readonly aggregator: 'sum' | 'max' | 'min';
  readonly values: readonly Value[];
}

export interface Value {
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
  readonly metricName?: string;
}

export interface Count {
  value: number;
}

export interface Histogram {
  /** Of each bucket, those that are in no smaller one; last those beyond all. */
  readonly counts: number[];
  sum: number;
}

/** So many series one metric has at most. Its labels are few words each; what would be more is counted under `other`. */
export const MAX_SERIES = 2_000;
export const OTHER = 'other';

export function createCounts(definition: Definition, maxSeries = MAX_SERIES): Family<Count> {
  return createFamily(definition, maxSeries, {
    make: () => ({ value: 0 }),
    read: ({ value }, labels) => [{ labels, value }],
  });
}

export function createHistograms(definition: Definition, maxSeries = MAX_SERIES): Family<Histogram> {
  const { name, buckets = [] } = definition;
  return createFamily(definition, maxSeries, {
    make: () => ({ counts: Array.from({ length: buckets.length + 1 }, () => 0), sum: 0 }),
    read({ counts, sum }, labels) {
      let below = 0;
      const values = counts.map((count, index) => {
        below += count;
        return { labels: { ...labels, le: buckets[index] ?? '+Inf' }, value: below, metricName: `${name}_bucket` };
      });
      return [
        ...values,
        { labels, value: sum, metricName: `${name}_sum` },
        { labels, value: below, metricName: `${name}_count` },
      ];
    },
  });
}

/** Counts a number of seconds. `buckets`: those of the histogram's definition. */
export function observe(histogram: Histogram, buckets: readonly number[], seconds: number): void {
  let index = 0;
  while (index < buckets.length && seconds > (buckets[index] as number)) index += 1;
  histogram.counts[index] = (histogram.counts[index] as number) + 1;
  histogram.sum += seconds;
}

/** What has been read just now. */
export function readingOf(definition: Definition, values: readonly Value[]): Reading {
  const { name, help, type, together = 'sum' } = definition;
  return { name, help, type, aggregator: together, values };
}

type Level = Map<string | number, unknown>;

function createFamily<Cell>(
  definition: Definition,
  maxSeries: number,
  {
    make,
    read,
  }: { readonly make: () => Cell; readonly read: (cell: Cell, labels: Value['labels']) => readonly Value[] },
): Family<Cell> {
  const names = definition.labels;
  const cells: { readonly cell: Cell; readonly labels: Value['labels'] }[] = [];
  const root: Level = new Map();
  let beyond: Cell | undefined;

  function add(values: readonly (string | number)[]): Cell {
    const said = names.flatMap((name, index) => (values[index] === '' ? [] : [[name, values[index]] as const]));
    const cell = make();
    cells.push({ cell, labels: Object.fromEntries(said) as Value['labels'] });
    return cell;
  }

  /** One is kept for what is beyond. */
  function more<Found>(level: Level, value: string | number, made: () => Found): Found | undefined {
    if (cells.length >= maxSeries - 1) return undefined;
    const found = made();
    level.set(value, found);
    return found;
  }

  const bare = names.length === 0 ? add([]) : undefined;
  const last = names.length - 1;
  return {
    of(...values) {
      if (bare) return bare;
      let level = root;
      for (let index = 0; index < last; index += 1) {
        const value = values[index] as string | number;
        const next = (level.get(value) as Level | undefined) ?? more<Level>(level, value, () => new Map());
        if (!next) return other();
        level = next;
      }
      const value = values[last] as string | number;
      return (level.get(value) as Cell | undefined) ?? more(level, value, () => add(values)) ?? other();
    },
    read: () =>
      readingOf(
        definition,
        cells.flatMap(({ cell, labels }) => read(cell, labels)),
      ),
  };

  function other(): Cell {
    beyond ??= add(names.map(() => OTHER));
    return beyond;
  }
}
