import { describe, expect, it } from 'vitest';
import { createCounts, createHistograms, MAX_SERIES, observe, OTHER } from '../../../src/server/metrics/families.ts';

const DEFINITION = { name: 'some_total', type: 'counter', help: 'Some', labels: ['one', 'other'] } as const;
const seriesOf = (family: ReturnType<typeof createCounts>) => family.read().values;

describe('Counts', () => {
  it('are kept by the values of their labels, and an empty one is left out', () => {
    const family = createCounts(DEFINITION);
    family.of('a', 'b').value += 1;
    family.of('a', 'b').value += 2;
    family.of('a', '').value += 1;
    family.of('', 200).value += 1;
    expect(seriesOf(family)).toEqual([
      { labels: { one: 'a', other: 'b' }, value: 3 },
      { labels: { one: 'a' }, value: 1 },
      { labels: { other: 200 }, value: 1 },
    ]);
  });

  it('without labels are there, at none, before anything is counted', () => {
    const family = createCounts({ ...DEFINITION, labels: [] });
    expect(seriesOf(family)).toEqual([{ labels: {}, value: 0 }]);
    family.of().value += 1;
    expect(seriesOf(family)).toEqual([{ labels: {}, value: 1 }]);
  });

  it('have so many series at most: what would be more is counted together, and nothing of it is kept', () => {
    const few = createCounts(DEFINITION, 3);
    for (const value of ['a', 'b', 'c', 'd', 'e']) few.of('x', value).value += 1;
    few.of('y', 'a').value += 1;
    few.of('x', 'a').value += 1;
    expect(seriesOf(few)).toEqual([
      { labels: { one: 'x', other: 'a' }, value: 2 },
      { labels: { one: 'x', other: 'b' }, value: 1 },
      { labels: { one: OTHER, other: OTHER }, value: 4 },
    ]);

    const many = createCounts(DEFINITION);
    for (let index = 0; index < MAX_SERIES - 1; index += 1) many.of('x', index).value += 1;
    expect(seriesOf(many)).toHaveLength(MAX_SERIES - 1);
    for (let index = 0; index < 10; index += 1) many.of(`y${index}`, index).value += 1;
    expect(seriesOf(many)).toHaveLength(MAX_SERIES);
    expect(seriesOf(many).at(-1)).toEqual({ labels: { one: OTHER, other: OTHER }, value: 10 });
  });
});

describe('A histogram', () => {
  it('counts a number in each bucket whose bound it does not exceed, and all in the last', () => {
    const definition = { ...DEFINITION, name: 'some_seconds', type: 'histogram', buckets: [0.1, 1] } as const;
    const family = createHistograms(definition);
    for (const seconds of [0.05, 0.1, 0.100001, 1, 1.5]) observe(family.of('a', 'b'), definition.buckets, seconds);
    expect(family.read().values.map(({ metricName, labels: { le }, value }) => [metricName, le, value])).toEqual([
      ['some_seconds_bucket', 0.1, 2],
      ['some_seconds_bucket', 1, 4],
      ['some_seconds_bucket', '+Inf', 5],
      ['some_seconds_sum', undefined, expect.closeTo(2.750001)],
      ['some_seconds_count', undefined, 5],
    ]);
  });
});
