import fc from 'fast-check';
import { describe, expect, it, test, vi } from 'vitest';
import { createLine } from '../../../src/wire/http/line.ts';
import type { Ticket } from '../../../src/wire/http/queue.ts';
import { PATIENCE } from '../../support/patience.ts';

const SETTINGS = { maxConcurrent: 1, maxSlow: 0, maxWaiting: 1_000, maxWaitMs: 60_000 };

/** A line, and who had a turn in it, by name. */
function create(settings: Partial<typeof SETTINGS> = {}) {
  const line = createLine({ ...SETTINGS, ...settings });
  const went: string[] = [];
  const refused: string[] = [];
  const join = (name: string, ticket: Partial<Ticket> = {}): Ticket => {
    const whole: Ticket = {
      kind: 'read',
      isBehind: false,
      isSuspect: false,
      caller: 'a',
      request: line,
      key: undefined,
      until: Infinity,
      slowAfterMs: () => Infinity,
      go: () => void went.push(name),
      refuse: (why) => void refused.push(`${name} ${why}`),
      onAside: undefined,
      since: 0,
      ...ticket,
    };
    line.join(whole);
    return whole;
  };
  /** Ends one call after another, as long as somebody's turn comes. */
  const run = (tickets: readonly Ticket[]) => {
    for (let done = 0; done < went.length; done += 1) {
      const ended = tickets.find((ticket) => ticket === byName.get(went[done] ?? ''));
      if (ended) line.leave(ended);
    }
    return went;
  };
  const byName = new Map<string, Ticket>();
  const joinAll = (all: readonly (readonly [string, Partial<Ticket>?])[]) => {
    for (const [name, ticket] of all) byName.set(name, join(name, ticket));
    return run([...byName.values()]);
  };
  return { line, join, joinAll, went, refused };
}

describe('turns', () => {
  it('are taken by callers, not by their calls', () => {
    const a = { caller: 'a' };
    const b = { caller: 'b' };
    const went = create().joinAll([
      ['a1', a],
      ['a2', a],
      ['a3', a],
      ['a4', a],
      ['b1', b],
      ['b2', b],
    ]);
    expect(went).toEqual(['a1', 'a2', 'b1', 'a3', 'b2', 'a4']);
  });

  it('are taken by a caller’s requests, and in order within one', () => {
    const one = { request: {} };
    const other = { request: {} };
    const went = create().joinAll([['x'], ['1.1', one], ['1.2', one], ['1.3', one], ['2.1', other], ['2.2', other]]);
    expect(went).toEqual(['x', '1.1', '2.1', '1.2', '2.2', '1.3']);
  });

  it('come to writes first, and to what is behind last', () => {
    const went = create().joinAll([
      ['x'],
      ['read of a suspect', { isSuspect: true }],
      ['write of a suspect', { isSuspect: true, kind: 'write' }],
      ['read behind', { isBehind: true }],
      ['write behind', { isBehind: true, kind: 'write' }],
      ['read'],
      ['write', { kind: 'write', caller: 'b' }],
    ]);
    expect(went).toEqual([
      'x',
      'write',
      'read',
      'write behind',
      'read behind',
      'write of a suspect',
      'read of a suspect',
    ]);
  });

  it('come to nobody who has left', () => {
    const { line, join, went } = create();
    const first = join('first');
    const left = join('left');
    join('last');
    line.leave(left);
    line.leave(first);
    expect(went).toEqual(['first', 'last']);
  });
});

describe('one key', () => {
  it.each([
    [1, 1],
    [4, 1],
    [7, 1],
    [8, 2],
    [12, 3],
  ])('of %i places has at most %i', (maxConcurrent, most) => {
    const { line, join, went } = create({ maxConcurrent });
    const hanging = Array.from({ length: 8 }, () => join('k', { key: 'k' }));
    expect(went).toHaveLength(most);
    if (maxConcurrent > 1) {
      join('other', { key: 'other' });
      expect(went.at(-1)).toBe('other');
    }
    line.leave(hanging[0] as Ticket);
    expect(went.filter((name) => name === 'k')).toHaveLength(most + 1);
  });

  it('that waits for its own place can be left and refused', () => {
    const { line, join, went, refused } = create({ maxConcurrent: 4 });
    const first = join('1', { key: 'k' });
    const left = join('left', { key: 'k' });
    join('2', { key: 'k' });
    line.leave(left);
    line.refuseAll('read', 'open');
    line.leave(first);
    expect([went, refused]).toEqual([['1'], ['2 open']]);
  });
});

describe('those who wait for a place of one key', () => {
  /** Two places, of which a key has one. It is taken, and so is the other; `waits` stand in line for the key. */
  function createBusy(waits: readonly (readonly [string, Partial<Ticket>?])[]) {
    const made = create({ maxConcurrent: 2 });
    const first = made.join('first', { key: 'k' });
    const tickets = waits.map(([name, ticket]) => made.join(name, { key: 'k', ...ticket }));
    const other = made.join('other');
    return { ...made, first, tickets, other };
  }

  it('go on when the one whose turn it was leaves', () => {
    const { line, join, went, first, tickets, other } = createBusy([['leaves'], ['stays']]);
    const next = join('next');
    line.leave(first);
    line.leave(tickets[0] as Ticket);
    line.leave(other);
    line.leave(next);
    expect(went).toEqual(['first', 'other', 'next', 'stays']);
  });

  it('go on when the one whose turn it was must wait for a time that the register has named', () => {
    const { line, went, first } = createBusy([['write', { kind: 'write' }], ['read']]);
    line.hold('write', performance.now() + 10_000);
    line.leave(first);
    expect(went).toEqual(['first', 'other', 'read']);
  });

  it('go on when the one whose turn it was is refused', () => {
    const { line, join, went, first } = createBusy([['write', { kind: 'write' }], ['read']]);
    const next = join('next', { kind: 'write' });
    line.leave(first);
    line.refuseAll('write', 'open');
    line.leave(next);
    expect(went).toEqual(['first', 'other', 'next', 'read']);
  });

  it('take turns: writes first, then callers', () => {
    const { line, went, first, tickets } = createBusy([
      ['a1'],
      ['a2'],
      ['a3'],
      ['b', { caller: 'b' }],
      ['write', { kind: 'write' }],
    ]);
    line.leave(first);
    for (const index of [4, 0, 3, 1]) line.leave(tickets[index] as Ticket);
    expect(went).toEqual(['first', 'other', 'write', 'a1', 'b', 'a2', 'a3']);
  });
});

test('whoever waits goes as soon as nobody else is under way, whatever has happened before', () => {
  const ticket = fc.record({
    kind: fc.constantFrom('read' as const, 'write' as const),
    isBehind: fc.boolean(),
    isSuspect: fc.boolean(),
    caller: fc.constantFrom('a', 'b'),
    key: fc.constantFrom(undefined, 'k', 'l'),
  });
  const step = fc.oneof(
    { weight: 3, arbitrary: ticket.map((joins) => ({ joins })) },
    { weight: 2, arbitrary: fc.nat(30).map((ends) => ({ ends })) },
    { weight: 1, arbitrary: fc.nat(30).map((leaves) => ({ leaves })) },
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.array(step, { maxLength: 60, size: 'max' }),
      (maxConcurrent, steps) => {
        const { line, join } = create({ maxConcurrent });
        const waiting = new Set<Ticket>();
        const underWay = new Set<Ticket>();
        const end = (tickets: Set<Ticket>, index: number) => {
          const one = [...tickets][index % tickets.size];
          if (!one) return;
          tickets.delete(one);
          line.leave(one);
        };
        for (const one of steps) {
          if ('ends' in one) end(underWay, one.ends);
          else if ('leaves' in one) end(waiting, one.leaves);
          else {
            const joined: Ticket = join('', {
              ...one.joins,
              go() {
                waiting.delete(this as Ticket);
                underWay.add(this as Ticket);
              },
            });
            if (!underWay.has(joined)) waiting.add(joined);
          }
          expect(underWay.size).toBeLessThanOrEqual(maxConcurrent);
        }
        while (underWay.size > 0) end(underWay, 0);
        expect([waiting.size, line.longestWaitMs()]).toEqual([0, 0]);
      },
    ),
  );
});

describe('keys that have just timed out', () => {
  it.each([
    [1, 1],
    [2, 1],
    [5, 2],
    [8, 4],
  ])('of %i places have at most %i together, those that stand aside included', async (maxConcurrent, most) => {
    const { line, join, went } = create({ maxConcurrent, maxSlow: 8 });
    const ask = (n: number) => join('suspect', { key: String(n), isSuspect: true, slowAfterMs: () => 50 });
    const hanging = Array.from({ length: 20 }, (_, n) => ask(n));
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(went).toHaveLength(most);
    const other = join('other', { key: 'other' });
    await vi.waitUntil(() => went.at(-1) === 'other', PATIENCE);
    line.leave(other);
    expect(went).toHaveLength(most + 1);
    line.leave(hanging[0] as Ticket);
    await vi.waitUntil(() => went.filter((name) => name === 'suspect').length === most + 1, PATIENCE);
  });
});

describe('waiting', () => {
  it('is refused to one more than may wait', () => {
    const { join, went, refused } = create({ maxWaiting: 2 });
    for (const name of ['goes', 'waits', 'waits too', 'is too many']) join(name);
    expect([went, refused]).toEqual([['goes'], ['is too many full']]);
  });

  it('is refused to the last of the caller who has most in line', () => {
    const { join, refused } = create({ maxWaiting: 3 });
    for (const name of ['goes', 'a1', 'a2', 'a3']) join(name);
    join('b1', { caller: 'b' });
    join('b2', { caller: 'b' });
    join('c', { caller: 'c' });
    expect(refused).toEqual(['a3 full', 'b2 full', 'a2 full']);
  });

  it('is refused to a read sooner than to a write of the same caller', () => {
    const { join, went, refused } = create({ maxWaiting: 2 });
    const write = { kind: 'write' } as const;
    join('goes');
    join('read');
    for (const name of ['w1', 'w2', 'w3']) join(name, write);
    expect([went, refused]).toEqual([['goes'], ['read full', 'w3 full']]);
  });

  it('ends when it has lasted too long', async () => {
    const { line, join, refused } = create({ maxWaitMs: 100 });
    join('goes');
    const began = performance.now();
    join('waits');
    expect(line.longestWaitMs()).toBeLessThan(100);
    await vi.waitUntil(() => refused.length > 0, PATIENCE);
    expect(performance.now() - began).toBeGreaterThanOrEqual(99);
    expect([refused, line.longestWaitMs()]).toEqual([['waits late'], 0]);
  });

  it('for a time that all are held until is refused to those who cannot wait so long', () => {
    const { line, join, went, refused } = create({ maxWaitMs: 10_000 });
    const now = performance.now();
    join('goes');
    join('hurries', { until: now + 1_000 });
    join('has time');
    join('writes', { kind: 'write', until: now + 1_000 });
    line.hold('read', now + 5_000);
    expect([went, refused]).toEqual([['goes'], ['hurries held']]);
    line.hold('read', now + 20_000);
    expect(refused).toEqual(['hurries held', 'has time held']);
  });

  it('for such a time ends then, and others go meanwhile', async () => {
    const { line, join, went } = create();
    const until = performance.now() + 100;
    line.hold('read', until);
    join('read');
    line.leave(join('write', { kind: 'write' }));
    expect(went).toEqual(['write']);
    await vi.waitUntil(() => went.length > 1, PATIENCE);
    expect(performance.now()).toBeGreaterThanOrEqual(until);
  });
});

describe('a call that has become slow', () => {
  const SLOW: Partial<Ticket> = { slowAfterMs: () => 50 };

  it('stands aside while others wait, and is told', async () => {
    const told: string[] = [];
    const { join, went } = create({ maxSlow: 1 });
    join('slow', { ...SLOW, onAside: () => void told.push('slow') });
    await new Promise((resolve) => setTimeout(resolve, 100));
    // Nobody waits.
    expect(told).toEqual([]);
    join('next');
    expect(went).toEqual(['slow', 'next']);
    await Promise.resolve();
    expect(told).toEqual(['slow']);
  });

  it('does so, too, when somebody waited before', async () => {
    const { join, went } = create({ maxSlow: 1 });
    join('slow', SLOW);
    join('next');
    expect(went).toEqual(['slow']);
    await vi.waitUntil(() => went.length === 2, PATIENCE);
  });

  it('does not where as many as may do so already', async () => {
    const { line, join, went } = create({ maxSlow: 2 });
    const slow = [join('1', SLOW), join('2', SLOW), join('3', SLOW)];
    join('next');
    await vi.waitUntil(() => went.length === 3, PATIENCE);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(went).toEqual(['1', '2', '3']);
    line.leave(slow[0] as Ticket);
    await vi.waitUntil(() => went.length === 4, PATIENCE);
  });
});
