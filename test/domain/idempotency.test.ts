import { describe, expect, test } from 'vitest';
import { createIdempotencyStore } from '../../src/domain/idempotency.ts';
import { DONE, notDone, type WriteOutcome } from '../../src/domain/outcome.ts';
import { kildeUtilgjengelig } from '../../src/domain/registerfeil.ts';
import { createWrite, once, testStore } from './idempotency-contract.ts';

testStore('of one process', async (settings) => {
  const store = createIdempotencyStore(settings);
  return [store, store];
});

function createClock() {
  let time = 0;
  return {
    now: () => time,
    advance(ms: number) {
      time += ms;
    },
  };
}

const first = (outcome: WriteOutcome = DONE) => ({ replayed: false, outcome });
const again = (outcome: WriteOutcome = DONE) => ({ replayed: true, outcome });

describe('the store of one process', () => {
  test('forgets an outcome when its time is up, counted from when it was known', async () => {
    const clock = createClock();
    const store = createIdempotencyStore({ ttlMs: 100, max: 10 }, clock.now);
    const write = createWrite();
    await store.once(once('a'), write);
    clock.advance(99);
    await store.once(once('a'), write);
    expect(write.runs).toBe(1);
    clock.advance(1);
    await store.once(once('a', 'another'), write);
    expect(write.runs).toBe(2);
  });

  test('holds so many outcomes and no more: the oldest give way', async () => {
    const store = createIdempotencyStore({ ttlMs: 100, max: 2 });
    const write = createWrite();
    for (const key of ['a', 'b', 'c']) await store.once(once(key), write);
    expect(store.size).toBe(2);
    await store.once(once('c'), write);
    await store.once(once('b'), write);
    expect(write.runs).toBe(3);
    await store.once(once('a'), write);
    expect(write.runs).toBe(4);
  });

  test('drops what has expired when something new comes', async () => {
    const clock = createClock();
    const store = createIdempotencyStore({ ttlMs: 100, max: 10 }, clock.now);
    for (const key of ['a', 'b', 'c']) await store.once(once(key), createWrite());
    clock.advance(100);
    await store.once(once('d'), createWrite());
    expect(store.size).toBe(1);
  });

  test('drops it also where it has been asked for after others', async () => {
    const clock = createClock();
    const store = createIdempotencyStore({ ttlMs: 100, max: 10 }, clock.now);
    await store.once(once('a'), createWrite());
    clock.advance(50);
    await store.once(once('b'), createWrite());
    expect(await store.once(once('a'), createWrite())).toEqual(again());
    clock.advance(50);
    await store.once(once('c'), createWrite());
    expect(store.size).toBe(2);
  });

  test('never lets a write that is under way give way', async () => {
    const store = createIdempotencyStore({ ttlMs: 100, max: 1 });
    let finish: (outcome: WriteOutcome) => void = () => {};
    let runs = 0;
    const slow = () => {
      runs += 1;
      return new Promise<WriteOutcome>((resolve) => {
        finish = resolve;
      });
    };
    const running = store.once(once('slow'), slow);
    for (const key of ['a', 'b', 'c']) await store.once(once(key), createWrite());
    const second = store.once(once('slow'), slow);
    finish(DONE);
    expect([await running, await second, runs]).toEqual([first(), again(), 1]);
  });
});

describe('a store that is full', () => {
  const FOUR = { ttlMs: 100, max: 4 };

  /** Whether the outcome is still kept: a write under its key is not run. One that is run takes its place, so what is gone is asked last. */
  async function isKept(store: ReturnType<typeof createIdempotencyStore>, key: string): Promise<boolean> {
    const probe = createWrite(notDone(kildeUtilgjengelig('STAR', 'TILKOBLING')));
    await store.once(once(key), probe);
    return probe.runs === 0;
  }
  async function kept(store: ReturnType<typeof createIdempotencyStore>, keys: readonly string[]): Promise<string> {
    const found = [];
    for (const key of keys) if (await isKept(store, key)) found.push(key);
    return found.join(' ');
  }

  test('is one caller’s alone while nobody else writes', async () => {
    const store = createIdempotencyStore(FOUR);
    for (const key of ['a1', 'a2', 'a3', 'a4']) await store.once(once(key, '', 'a'), createWrite());
    expect(await kept(store, ['a1', 'a2', 'a3', 'a4'])).toBe('a1 a2 a3 a4');
  });

  test('takes from whoever keeps the most: nobody’s equal share is pushed out, however many others write', async () => {
    const store = createIdempotencyStore(FOUR);
    for (const key of ['b1', 'b2']) await store.once(once(key, '', 'b'), createWrite());
    for (let n = 1; n <= 50; n += 1) await store.once(once(`a${n}`, '', 'a'), createWrite());
    expect(store.size).toBe(4);
    expect(await kept(store, ['b1', 'b2', 'a49', 'a50', 'a48'])).toBe('b1 b2 a49 a50');
  });

  test('takes back what is more than an equal share when another comes', async () => {
    const store = createIdempotencyStore(FOUR);
    for (const key of ['a1', 'a2', 'a3', 'a4']) await store.once(once(key, '', 'a'), createWrite());
    for (const key of ['b1', 'b2']) await store.once(once(key, '', 'b'), createWrite());
    expect(await kept(store, ['a3', 'a4', 'b1', 'b2'])).toBe('a3 a4 b1 b2');
    await store.once(once('b3', '', 'b'), createWrite());
    expect(await kept(store, ['a3', 'a4', 'b2', 'b3', 'b1'])).toBe('a3 a4 b2 b3');
  });

  test('counts what is under way among what its caller keeps, from the moment it begins', async () => {
    const store = createIdempotencyStore(FOUR);
    await store.once(once('a1', '', 'a'), createWrite());
    for (const key of ['b1', 'b2']) await store.once(once(key, '', 'b'), createWrite());
    const finish: (() => void)[] = [];
    const slow = () => new Promise<WriteOutcome>((resolve) => finish.push(() => resolve(DONE)));
    const running = ['a2', 'a3'].map((key) => store.once(once(key, '', 'a'), slow));
    expect(store.size).toBe(4);
    expect(await kept(store, ['b1', 'b2'])).toBe('b1 b2');
    // More under way than there is room for: they stay, and push out nobody else’s.
    running.push(...['a4', 'a5', 'a6'].map((key) => store.once(once(key, '', 'a'), slow)));
    expect(store.size).toBe(7);
    expect(await kept(store, ['b1', 'b2'])).toBe('b1 b2');
    for (const end of finish) end();
    await Promise.all(running);
    expect(await kept(store, ['b1', 'b2', 'a5', 'a6'])).toBe('b1 b2 a5 a6');
    expect(store.size).toBe(4);
  });

  test('holds no more outcomes than it may, however much of one caller is under way', async () => {
    const store = createIdempotencyStore(FOUR);
    const finish: (() => void)[] = [];
    const slow = () => new Promise<WriteOutcome>((resolve) => finish.push(() => resolve(DONE)));
    const running = Array.from({ length: 10 }, (_, n) => store.once(once(`a${n}`, '', 'a'), slow));
    for (const caller of ['b', 'c', 'd']) {
      for (const n of [1, 2, 3]) await store.once(once(`${caller}${n}`, '', caller), createWrite());
    }
    expect(store.size).toBeLessThanOrEqual(10 + FOUR.max);
    // Nobody has lost his equal share, which is one.
    expect(await kept(store, ['b3', 'c3', 'd3'])).toBe('b3 c3 d3');
    for (const end of finish) end();
    await Promise.all(running);
    expect(store.size).toBe(FOUR.max);
  });

  test('lets an outcome that is asked for often give way when it is the oldest', async () => {
    const store = createIdempotencyStore(FOUR);
    for (const key of ['a1', 'a2', 'a3', 'a4']) await store.once(once(key, '', 'a'), createWrite());
    expect(await kept(store, ['a1'])).toBe('a1');
    await store.once(once('a5', '', 'a'), createWrite());
    expect(await kept(store, ['a2', 'a3', 'a4', 'a5', 'a1'])).toBe('a2 a3 a4 a5');
  });

  test('gives a caller who keeps nothing any more no share', async () => {
    const clock = createClock();
    const store = createIdempotencyStore(FOUR, clock.now);
    for (const key of ['b1', 'b2', 'b3']) await store.once(once(key, '', 'b'), createWrite());
    clock.advance(100);
    for (const key of ['a1', 'a2', 'a3', 'a4']) await store.once(once(key, '', 'a'), createWrite());
    expect(await kept(store, ['a1', 'a2', 'a3', 'a4', 'b1'])).toBe('a1 a2 a3 a4');
  });
});
