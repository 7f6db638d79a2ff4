import { appendFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Random } from '../differential/random.ts';
import { threadCpuMs } from '../support/cpu.ts';
import { madeBy } from './choices.ts';
import { countOf, MAX_CPU_MS, PATH, SEED, type Target } from './settings.ts';

/** What is found wrong with an input, if anything, and what it has cost alone. */
export interface Judged {
  /** Says the same of inputs that are wrong for the same reason, up to numbers and quoted texts. */
  readonly complaint?: string | undefined;
  /** Milliseconds of this thread, without what the judge takes. */
  readonly cpuMs: number;
  /** What became of the input, for the report: `answered`, `refused` … */
  readonly outcomes: readonly string[];
}

export interface Fuzzed<Input> {
  readonly target: Target;
  /** Makes an input of choices. */
  readonly grammar: (random: Random) => Input;
  readonly judge: (input: Input) => Promise<Judged>;
  /** The input as a small reproduction. */
  readonly show: (input: Input) => string;
  /** How many inputs count as one of the grammar's, which are sent together. */
  readonly together?: number;
  /** Of the outcomes, at least so many must be this one: a target that refuses everything finds nothing wrong. */
  readonly enough: { readonly outcome: string; readonly share: number };
}

/** One row of the report. */
export interface Row {
  readonly target: Target;
  readonly inputs: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly slowestMs: number;
  readonly seconds: number;
  readonly seed: number;
  readonly complaint?: string;
}

const MAX_TRIES = 2_000;
/** Milliseconds in which an input is made smaller: one that hangs is tried again and again. */
const SHRINK_WITHIN_MS = 60_000;

/** The test of a target: as many inputs as it is to make, and nothing wrong with any. */
export function testInputs<Input>(name: string, prepare: () => Fuzzed<Input>): void {
  it(name, async () => {
    const fuzzed = prepare();
    const { row, finding } = await fuzz(fuzzed, countOf(fuzzed.target));
    process.stdout.write(`${lineOf(row)}\n`);
    const file = process.env.FUZZ_ROWS;
    if (file) appendFileSync(file, `${JSON.stringify(row)}\n`);
    expect(finding).toBeUndefined();
    const { outcome, share } = fuzzed.enough;
    const all = Object.values(row.outcomes).reduce((sum, count) => sum + count, 0);
    expect((row.outcomes[outcome] ?? 0) / all, `share of ${outcome}`).toBeGreaterThan(PATH ? -1 : share);
  });
}

function lineOf({ target, inputs, outcomes, slowestMs, seconds, seed }: Row): string {
  const counts = Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`);
  return `${target}: ${inputs} inputs by seed ${seed} in ${seconds} s, the slowest ${slowestMs} ms; ${counts.join(', ')}`;
}

/** Makes inputs and judges them, until one is wrong: that one is then made smaller. */
export async function fuzz<Input>(fuzzed: Fuzzed<Input>, count: number): Promise<{ row: Row; finding?: string }> {
  const { target, grammar, show, together = 1 } = fuzzed;
  const outcomes: Record<string, number> = {};
  let [kind, complaint]: (string | undefined)[] = [];
  let slowestMs = 0;
  let runs = 0;
  const began = performance.now();
  let foundAt = Number.POSITIVE_INFINITY;
  const property = fc.asyncProperty(fc.limitShrink(madeBy(grammar), MAX_TRIES), async ({ input }) => {
    if (performance.now() > foundAt + SHRINK_WITHIN_MS) return true;
    const judged = await judgeAlone(fuzzed, input);
    if (kind === undefined) {
      runs += 1;
      slowestMs = Math.max(slowestMs, judged.cpuMs);
      for (const outcome of judged.outcomes) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
    if (judged.complaint === undefined) return true;
    // What is wrong for another reason is another finding, and no smaller form of this one.
    const isSame = kind === undefined || kind === kindOf(judged.complaint);
    if (!isSame) return true;
    if (kind === undefined) foundAt = performance.now();
    kind ??= kindOf(judged.complaint);
    complaint = judged.complaint;
    return false;
  });
  const details = await fc.check(property, {
    seed: SEED,
    numRuns: PATH ? 1 : Math.ceil(count / together),
    ...(PATH && { path: PATH, endOnFailure: true }),
  });
  const row: Row = {
    target,
    inputs: runs * together,
    outcomes,
    slowestMs: Math.round(slowestMs),
    seconds: Math.round((performance.now() - began) / 1000),
    seed: SEED,
    ...(complaint !== undefined && { complaint }),
  };
  if (!details.failed) return { row };
  const [{ input }] = details.counterexample ?? fail(details);
  const again = `FUZZ_SEED=${details.seed} FUZZ_PATH=${details.counterexamplePath} npm run test:fuzz -- test/fuzz/${target}.test.ts`;
  return { row, finding: `${complaint}\n\n${show(input)}\n\nAgain: ${again}` };
}

function fail({ errorInstance }: { readonly errorInstance: unknown }): never {
  throw errorInstance ?? new Error('no input is told');
}

/** What complaints have in common, whatever was said. */
function kindOf(complaint: string): string {
  return complaint.replace(/"(?:[^"\\]|\\.)*"|\d+/g, '*').slice(0, 80);
}

/** The collector of garbage runs now and then; an input that costs too much costs it each time. */
async function judgeAlone<Input>({ judge }: Fuzzed<Input>, input: Input): Promise<Judged> {
  let best = await judged();
  for (let again = 0; again < 2 && best.cpuMs > MAX_CPU_MS && best.complaint === undefined; again += 1) {
    const next = await judged();
    if (next.cpuMs < best.cpuMs || next.complaint !== undefined) best = next;
  }
  const isHang = best.cpuMs > MAX_CPU_MS && best.complaint === undefined;
  return isHang ? { ...best, complaint: `takes ${Math.round(best.cpuMs)} ms` } : best;

  async function judged(): Promise<Judged> {
    try {
      return await judge(input);
    } catch (error) {
      const complaint = `throws ${error instanceof Error ? error.stack : String(error)}`;
      return { complaint, cpuMs: 0, outcomes: [] };
    }
  }
}

/** Runs some work, and says what it has cost. */
export async function timed<Result>(work: () => Result | Promise<Result>): Promise<{ result: Result; cpuMs: number }> {
  const began = threadCpuMs();
  const result = await work();
  return { result, cpuMs: threadCpuMs() - began };
}
