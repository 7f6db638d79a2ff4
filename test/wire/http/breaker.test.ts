import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BreakerState, createBreaker, type Verdict } from '../../../src/wire/http/breaker.ts';

const POLICY = { breakerCalls: 20, breakerFailuresPercent: 50, breakerPauseMs: 5_000 };

function create(policy: Partial<typeof POLICY> = {}) {
  const states: BreakerState[] = [];
  const breaker = createBreaker({ ...POLICY, ...policy }, (_, to) => states.push(to));
  const call = (verdict: Verdict) => {
    const period = breaker.begin();
    if (period !== undefined) breaker.end(period, verdict);
    return period !== undefined;
  };
  const calls = (...counts: readonly (readonly [number, Verdict])[]) => {
    for (const [count, verdict] of counts) for (let n = 0; n < count; n += 1) call(verdict);
  };
  return { breaker, states, call, calls };
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

describe('a breaker', () => {
  it.each([
    ['nine failures and nothing else', [[9, 'failed']], []],
    ['ten failures', [[10, 'failed']], ['open']],
    [
      'nine failures among the last twenty',
      [
        [9, 'failed'],
        [11, 'answered'],
        [1, 'failed'],
      ],
      [],
    ],
    [
      'ten failures among the last twenty',
      [
        [9, 'failed'],
        [10, 'answered'],
        [1, 'failed'],
      ],
      ['open'],
    ],
    [
      'calls that say nothing',
      [
        [9, 'failed'],
        [100, 'nothing'],
      ],
      [],
    ],
    ['answers alone', [[100, 'answered']], []],
  ] as const)('by %s', (_, counts, expected) => {
    const { calls, states } = create();
    calls(...counts);
    expect(states).toEqual(expected);
  });

  it.each([
    [1, 1, 1],
    [10, 30, 3],
    [7, 50, 4],
    [20, 100, 20],
  ])(
    'of the last %i calls opens at %i percent, which are %i failures',
    (breakerCalls, breakerFailuresPercent, most) => {
      const { calls, states } = create({ breakerCalls, breakerFailuresPercent });
      calls([most - 1, 'failed']);
      expect(states).toEqual([]);
      calls([1, 'failed']);
      expect(states).toEqual(['open']);
    },
  );

  it('of no calls never opens', () => {
    const { calls, states } = create({ breakerCalls: 0 });
    calls([1_000, 'failed']);
    expect(states).toEqual([]);
  });
});

describe('an open breaker', () => {
  function open() {
    const all = create();
    all.calls([10, 'failed']);
    return all;
  }

  it('refuses, and says in how many seconds it may be tried again', () => {
    const { breaker } = open();
    expect([breaker.begin(), breaker.refuses()]).toEqual([undefined, 5]);
    vi.advanceTimersByTime(4_001);
    expect([breaker.begin(), breaker.refuses()]).toEqual([undefined, 1]);
    vi.advanceTimersByTime(998);
    expect(breaker.refuses()).toBe(1);
    vi.advanceTimersByTime(1);
    expect(breaker.refuses()).toBeUndefined();
  });

  it('lets one call probe after its pause, and refuses the others at once', () => {
    const { breaker, states } = open();
    vi.advanceTimersByTime(5_000);
    expect(breaker.begin()).toBeDefined();
    expect([breaker.begin(), breaker.refuses(), states]).toEqual([undefined, 1, ['open', 'half-open']]);
  });

  it('closes when the probe is answered, and has forgotten the failures', () => {
    const { call, calls, states } = open();
    vi.advanceTimersByTime(5_000);
    expect(call('answered')).toBe(true);
    calls([9, 'failed']);
    expect(states).toEqual(['open', 'half-open', 'closed']);
    calls([1, 'failed']);
    expect(states.at(-1)).toBe('open');
  });

  it('stays open for another pause when the probe fails', () => {
    const { breaker, call, states } = open();
    vi.advanceTimersByTime(5_000);
    call('failed');
    expect([states.at(-1), breaker.refuses()]).toEqual(['open', 5]);
  });

  it('lets the next call probe when the client of the probe hangs up', () => {
    const { breaker, call, states } = open();
    vi.advanceTimersByTime(5_000);
    call('nothing');
    expect([states.at(-1), breaker.refuses()]).toEqual(['half-open', undefined]);
    call('answered');
    expect(states.at(-1)).toBe('closed');
  });

  it('hears nothing of calls that began before it opened, or before another probe', () => {
    const all = create();
    const old = all.breaker.begin() ?? -1;
    all.calls([10, 'failed']);
    all.breaker.end(old, 'answered');
    vi.advanceTimersByTime(5_000);
    const hungUp = all.breaker.begin() ?? -1;
    all.breaker.end(old, 'answered');
    expect(all.states.at(-1)).toBe('half-open');
    all.breaker.end(hungUp, 'nothing');
    const probe = all.breaker.begin() ?? -1;
    all.breaker.end(hungUp, 'answered');
    expect(all.states.at(-1)).toBe('half-open');
    all.breaker.end(probe, 'answered');
    expect(all.states.at(-1)).toBe('closed');
  });
});
