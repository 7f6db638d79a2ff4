import { describe, expect, test } from 'vitest';
import type { Random } from '../differential/random.ts';
import { type Fuzzed, fuzz, type Judged } from './fuzz.ts';

const words = (random: Random) => Array.from({ length: random.below(20) }, () => random.pick(['a', 'b', 'c', 'd']));

function judging(judge: (input: readonly string[]) => Judged | Promise<Judged>): Fuzzed<readonly string[]> {
  return {
    target: 'answers',
    grammar: words,
    judge: async (input) => judge(input),
    show: (input) => input.join(''),
    enough: { outcome: 'read', share: 0.5 },
  };
}

const right: Judged = { cpuMs: 1, outcomes: ['read'] };

describe('a run of inputs', () => {
  test('counts them, and what became of them', async () => {
    const { row, finding } = await fuzz(
      judging(() => right),
      200,
    );
    expect(finding).toBeUndefined();
    expect(row).toMatchObject({ inputs: 200, outcomes: { read: 200 }, slowestMs: 1 });
  });

  test('makes the same inputs by the same seed', async () => {
    const seen: string[][] = [[], []];
    for (const inputs of seen) {
      const keep = (input: readonly string[]) => {
        inputs.push(input.join(''));
        return right;
      };
      await fuzz(judging(keep), 50);
    }
    expect(new Set(seen[0]).size).toBeGreaterThan(30);
    expect(seen[0]).toEqual(seen[1]);
  });

  test('shows the smallest input that is wrong for the same reason', async () => {
    const judge = (input: readonly string[]) => {
      if (input.filter((word) => word === 'd').length >= 2) return { ...right, complaint: 'two of them' };
      return input.includes('c') && input.length < 2 ? { ...right, complaint: 'another reason' } : right;
    };
    const { row, finding } = await fuzz(judging(judge), 500);
    expect(row.complaint).toBe('two of them');
    expect(finding).toMatch(/^two of them\n\ndd\n\nAgain: FUZZ_SEED=\d+ FUZZ_PATH=[\d:]+ npm run test:fuzz/);
  });

  test('takes what is thrown for wrong', async () => {
    const judge = () => {
      throw new Error('of ours');
    };
    expect((await fuzz(judging(judge), 5)).row.complaint).toContain('of ours');
  });

  test('takes an input for a hang when it costs too much each of three times', async () => {
    const costs = (...ms: readonly number[]) => {
      let call = 0;
      return judging(() => ({ ...right, cpuMs: ms[call++ % ms.length] ?? 0 }));
    };
    expect((await fuzz(costs(101, 150, 102), 1)).row.complaint).toBe('takes 101 ms');
    expect((await fuzz(costs(500, 101, 100), 1)).row.complaint).toBeUndefined();
  });
});
