import { describe, expect, test, vi } from 'vitest';
import type { CallContext } from '../../src/domain/call.ts';
import { createReadJoin } from '../../src/domain/join.ts';
import { failed, found, type Outcome } from '../../src/domain/outcome.ts';
import { kildeUtilgjengelig } from '../../src/domain/registerfeil.ts';
import { configuredCaller } from '../../src/server/callers/identify.ts';
import { PATIENCE } from '../support/patience.ts';

const callOf = (id: string, signal = new AbortController().signal): CallContext => ({
  signal,
  count: () => {},
  caller: { ...configuredCaller(undefined), id },
});

/** A source that answers when it is told to, and counts how often it was asked. */
function createSource() {
  const waiting: ((outcome: Outcome<string>) => void)[] = [];
  return {
    ask: () => new Promise<Outcome<string>>((resolve) => waiting.push(resolve)),
    asked: () => waiting.length,
    answer: (index: number, outcome: Outcome<string>) => waiting[index]?.(outcome),
  };
}

describe('two equal reads at once', () => {
  test('of one caller are one', async () => {
    const { join } = createReadJoin('STAR');
    const source = createSource();
    const both = [
      join(['hentRoller', '1'], callOf('a'), source.ask),
      join(['hentRoller', '1'], callOf('a'), source.ask),
    ];
    expect(source.asked()).toBe(1);
    source.answer(0, found('svar'));
    expect(await Promise.all(both)).toEqual([found('svar'), found('svar')]);
  });

  test('tell whoever has joined, once answered, and not whoever asked', async () => {
    const { join } = createReadJoin('STAR');
    const source = createSource();
    const joined = [vi.fn(), vi.fn()];
    const both = joined.map((told) => join(['hentRoller', '1'], { ...callOf('a'), joined: told }, source.ask));
    expect(joined[1]).not.toHaveBeenCalled();
    source.answer(0, found('svar'));
    await Promise.all(both);
    expect(joined.map(({ mock }) => mock.calls)).toEqual([[], [['STAR', expect.any(Number)]]]);
  });

  test.each([
    ['of two callers', ['b', 'hentRoller', '1']],
    ['about two units', ['a', 'hentRoller', '2']],
    ['of two operations', ['a', 'hentBasisdata', '1']],
  ])('%s are two', (_, [caller = '', ...question]) => {
    const { join } = createReadJoin('STAR');
    const source = createSource();
    void join(['hentRoller', '1'], callOf('a'), source.ask);
    void join(question, callOf(caller), source.ask);
    expect(source.asked()).toBe(2);
  });
});

test('a read after the answer is asked anew: nothing is kept', async () => {
  const { join } = createReadJoin('STAR');
  const source = createSource();
  const first = join(['hentRoller', '1'], callOf('a'), source.ask);
  source.answer(0, found('før'));
  await first;
  void join(['hentRoller', '1'], callOf('a'), source.ask);
  expect(source.asked()).toBe(2);
});

test('a read after a write is not answered by one that began before it', () => {
  const { join, forget } = createReadJoin('STAR');
  const source = createSource();
  void join(['hentRoller', '1'], callOf('a'), source.ask);
  forget();
  void join(['hentRoller', '1'], callOf('a'), source.ask);
  expect(source.asked()).toBe(2);
});

test('whoever joined one whose asker hung up or ran out of time asks for herself', async () => {
  const { join } = createReadJoin('STAR');
  const source = createSource();
  const asker = new AbortController();
  const first = join(['hentRoller', '1'], callOf('a', asker.signal), source.ask);
  const joined = vi.fn();
  const second = join(['hentRoller', '1'], { ...callOf('a'), joined }, source.ask);
  asker.abort();
  const cutShort = failed(kildeUtilgjengelig('GRUNNDATA', 'AVBRUTT'));
  source.answer(0, cutShort);
  expect(await first).toEqual(cutShort);
  expect(source.asked()).toBe(2);
  source.answer(1, found('svar'));
  expect(await second).toEqual(found('svar'));
  expect(joined).not.toHaveBeenCalled();
});

test('many who joined one whose asker hung up ask once together', async () => {
  const { join } = createReadJoin('STAR');
  const source = createSource();
  const asker = new AbortController();
  void join(['hentRoller', '1'], callOf('a', asker.signal), source.ask);
  const second = new AbortController();
  const other = join(['hentRoller', '1'], callOf('a', second.signal), source.ask);
  const all = Array.from({ length: 20 }, () => join(['hentRoller', '1'], callOf('a'), source.ask));
  const cutShort = failed(kildeUtilgjengelig('GRUNNDATA', 'AVBRUTT'));
  for (const [index, asks] of [asker, second].entries()) {
    await vi.waitUntil(() => source.asked() === index + 1, PATIENCE);
    asks.abort();
    source.answer(index, cutShort);
  }
  expect(await other).toEqual(cutShort);
  await vi.waitUntil(() => source.asked() === 3, PATIENCE);
  source.answer(2, found('svar'));
  expect(new Set(await Promise.all(all))).toEqual(new Set([found('svar')]));
  expect(source.asked()).toBe(3);
});

test('whoever joins is told so, and whoever asks is not', async () => {
  const { join } = createReadJoin('STAR');
  const source = createSource();
  const told: string[] = [];
  const both = ['asks', 'joins'].map((name) => join(['x'], callOf('a'), source.ask, () => void told.push(name)));
  expect(told).toEqual([]);
  source.answer(0, found('svar'));
  await Promise.all(both);
  expect(told).toEqual(['joins']);
});

test('a source that is silent is silent to all who joined: nobody asks it again for that', async () => {
  const { join } = createReadJoin('STAR');
  const source = createSource();
  const both = [join(['hentRoller', '1'], callOf('a'), source.ask), join(['hentRoller', '1'], callOf('a'), source.ask)];
  const silent = failed(kildeUtilgjengelig('GRUNNDATA', 'TIDSAVBRUDD'));
  source.answer(0, silent);
  expect(await Promise.all(both)).toEqual([silent, silent]);
  expect(source.asked()).toBe(1);
});

test('a bug reaches everybody who joined, and is not kept', async () => {
  const { join } = createReadJoin('STAR');
  const bug = () => Promise.reject(new Error('bug'));
  const both = [join(['x'], callOf('a'), bug), join(['x'], callOf('a'), bug)];
  expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await join(['x'], callOf('a'), async () => found('svar'))).toEqual(found('svar'));
});
