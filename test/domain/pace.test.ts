import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createPacer, type Pace, SLICE, spread } from '../../src/domain/pace.ts';

/** Does `count` things of this weight, and writes down each by the name of its request. */
async function work(pace: Pace, weight: number, count: number, done: (what: string) => void, name = ''): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, async () => {
      await pace.turn(weight);
      done(name);
    }),
  );
}

/** How many of them were done in each turn of the event loop. */
async function turns(work: (done: () => void) => Promise<unknown>): Promise<number[]> {
  const counts: number[] = [];
  let count = 0;
  let isRunning = true;
  // Before the pacer's own, so that each count is of one turn.
  let turn = nextTurn();
  const all = work(() => {
    count += 1;
  }).finally(() => {
    isRunning = false;
  });
  while (isRunning) {
    await turn;
    turn = nextTurn();
    counts.push(count);
    count = 0;
  }
  await all;
  return counts;
}

describe('the pace of a request', () => {
  it('does a slice at once, so that what is short never waits', () => {
    const pace = createPacer().forRequest();
    expect(Array.from({ length: SLICE / 10 }, () => pace.turn(10))).toEqual(
      Array.from({ length: SLICE / 10 }, () => undefined),
    );
    expect(pace.turn(10)).toBeInstanceOf(Promise);
  });

  it('does no more than a slice in a turn of the event loop', async () => {
    const pace = createPacer().forRequest();
    const counts = await turns((done) => work(pace, SLICE / 4, 40, done));
    expect(Math.max(...counts)).toBe(4);
    expect(counts.reduce((sum, count) => sum + count)).toBe(40);
  });

  it('does one thing in a turn where that is more than a slice', async () => {
    const pace = createPacer().forRequest();
    expect(Math.max(...(await turns((done) => work(pace, 3 * SLICE, 5, done))))).toBe(1);
  });

  it('fills a slice to the last of it', async () => {
    const pace = createPacer().forRequest();
    const counts = await turns((done) => work(pace, SLICE - 1, 6, done));
    expect(counts.filter(Boolean)).toEqual([2, 2, 2]);
  });

  it('begins anew when the event loop has turned', async () => {
    const pace = createPacer().forRequest();
    expect(pace.turn(SLICE)).toBeUndefined();
    await nextTurn();
    expect(pace.turn(SLICE)).toBeUndefined();
  });

  it('takes turns with other requests: one that is long holds up none that is short', async () => {
    const pacer = createPacer();
    const done: string[] = [];
    const write = (name: string) => done.push(name);
    const long = work(pacer.forRequest(), SLICE, 50, write, 'long');
    await nextTurn();
    await work(pacer.forRequest(), SLICE, 3, write, 'short');
    expect(done.filter((name) => name === 'short')).toHaveLength(3);
    expect(done.length).toBeLessThan(15);
    await long;
    expect(done).toHaveLength(53);
  });

  it('is that of all requests together, also for what follows from what waited', async () => {
    const pacer = createPacer();
    const counts = await turns((done) =>
      Promise.all(
        Array.from({ length: 4 }, async () => {
          const pace = pacer.forRequest();
          await work(pace, SLICE, 3, done);
          await work(pace, SLICE, 3, done);
        }),
      ),
    );
    // The first of each request is done at once.
    expect(counts[0]).toBe(4);
    expect(Math.max(...counts.slice(1))).toBe(1);
    expect(counts.reduce((sum, count) => sum + count)).toBe(24);
  });

  it('lets nothing of a request pass what waits of it already', async () => {
    const pacer = createPacer();
    const [first, second] = [pacer.forRequest(), pacer.forRequest()];
    for (const pace of [first, second]) void work(pace, SLICE, 3, () => {});
    // The turn of the first: in it the second has done nothing yet.
    await nextTurn();
    expect(second.turn(1)).toBeInstanceOf(Promise);
  });

  it('is idle when nothing waits, also what has only followed from what waited', async () => {
    const pace = createPacer().forRequest();
    const events: string[] = [];
    pace.whenIdle(() => events.push('idle at once'));
    const all = Promise.all(
      [1, 2, 3].map(async (n) => {
        await pace.turn(SLICE);
        await pace.turn(SLICE);
        events.push(`${n}`);
      }),
    );
    const idle = new Promise<void>((resolve) => pace.whenIdle(resolve)).then(() => events.push('idle'));
    await all;
    await idle;
    expect(events).toEqual(['idle at once', '1', '2', '3', 'idle']);
  });
});

describe('a list', () => {
  it('that is short is given as it is', () => {
    const list = ['a', 'b'];
    expect(spread(list, 10, createPacer().forRequest())).toBe(list);
  });

  it('is short up to a quarter of a slice', () => {
    const list = Array.from({ length: SLICE / 20 }, (_, index) => index);
    expect(spread(list, 5, createPacer().forRequest())).toBe(list);
    const longer = [...list, -1];
    const members = spread(longer, 5, createPacer().forRequest());
    expect(members).not.toBe(longer);
    expect(members).toEqual(longer);
  });

  it('that is short counts with all fields of all its members', () => {
    const pace = createPacer().forRequest();
    const list = Array.from({ length: SLICE / 20 }, (_, index) => index);
    for (let count = 0; count < 4; count += 1) expect(spread(list, 5, pace)).toBe(list);
    expect(spread(list, 5, pace)).toBeInstanceOf(Promise);
  });

  it('that is long comes in slices, each member in its place', async () => {
    const list = Array.from({ length: 100 }, (_, index) => index);
    const pace = createPacer().forRequest();
    const counts = await turns(async (done) => {
      const members = spread(list, SLICE / 10, pace) as readonly unknown[];
      expect(await Promise.all(members.map((one) => Promise.resolve(one).finally(done)))).toEqual(list);
    });
    expect(Math.max(...counts)).toBe(10);
  });

  it('of twenty thousand fields takes ten turns of the event loop, some milliseconds each', async () => {
    const list = Array.from({ length: 1000 }, (_, index) => index);
    const pace = createPacer().forRequest();
    const counts = await turns(async (done) => {
      const members = spread(list, 20, pace) as readonly unknown[];
      await Promise.all(members.map((one) => Promise.resolve(one).finally(done)));
    });
    expect(Math.max(...counts)).toBeLessThanOrEqual(100);
  });

  it('that is short waits too, when the request has had its slice', async () => {
    const pace = createPacer().forRequest();
    pace.turn(SLICE);
    const list = ['a'];
    const waiting = spread(list, 1, pace);
    expect(waiting).toBeInstanceOf(Promise);
    expect(await waiting).toBe(list);
  });
});
