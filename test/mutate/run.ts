import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chooseMutations } from './choose.ts';
import { createReach } from './reach.ts';
import { type Equivalent, type Result, reportOf } from './report.ts';
import { applied, linesOf, type Mutation, mutationsOf } from './sites.ts';
import { createWorkplace, type Workplace } from './workplace.ts';

// npm run mutate: breaks the code in one place at a time, and sees whether a test fails. A run that was ended goes on where it was.

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ROOMS = ['src/domain', 'src/wire', 'src/sources', 'src/server'];
const EQUIVALENT = fileURLToPath(new URL('equivalent.json', import.meta.url));
const REPORT = fileURLToPath(new URL('report.md', import.meta.url));
const STATE = join(ROOT, 'node_modules/.cache/mutate.json');
/** Test files of one run: the first stop for most mutations is a file's own test. */
const WAVES = [1, 4, 10, 40, 400];

const { values: options } = parseArgs({
  options: {
    count: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: String(availableParallelism()) },
    /** At most so many test files a mutation. */
    tests: { type: 'string', default: '400' },
    /** Forget the last run. */
    fresh: { type: 'boolean', default: false },
    /** Try those once more that lived in the last run. */
    again: { type: 'boolean', default: false },
    /** Test files that are tried before all others, where they reach the mutation: those that were just written, say. */
    first: { type: 'string', multiple: true, default: [] },
  },
});

const known = JSON.parse(readFileSync(EQUIVALENT, 'utf8')) as Equivalent[];
const isKnown = (result: Result) => known.some((one) => sameLines(one, result));
const sameLines = (one: Equivalent, { file, from, to }: Result) =>
  one.file === file && one.from === from && one.to === to;

/** As they are at the start, whatever is written to them during the run. */
const texts = new Map<string, string>();
const isFile = (file: string) => !/\/graph(?:\.ts|\/)|\.d\.ts$/.test(file);
const rooms = new Map(
  ROOMS.map((room) => {
    const files = globSync(`${room}/**/*.ts`, { cwd: ROOT }).filter(isFile).toSorted();
    for (const file of files) texts.set(file, readFileSync(join(ROOT, file), 'utf8'));
    return [room, files.flatMap((file) => mutationsOf(file, textOf(file)))];
  }),
);
const reach = createReach(ROOT);

const chosen = chooseMutations(rooms, { count: Number(options.count), seed: Number(options.seed) });
const keyOf = ({ file, line, from, to }: Pick<Result, 'file' | 'line' | 'from' | 'to'>) =>
  JSON.stringify([file, line, from, to]);
const keyOfMutation = (mutation: Mutation) => keyOf({ ...mutation, ...linesOf(textOf(mutation.file), mutation) });
const results: Result[] = (
  !options.fresh && existsSync(STATE) ? (JSON.parse(readFileSync(STATE, 'utf8')) as Result[]) : []
).filter((result) => !options.again || result.killedBy || isKnown(result));
const done = new Set(results.map(keyOf));
const waiting = chosen.filter((mutation) => !done.has(keyOfMutation(mutation)));

/** Test files by whether they pass where nothing is broken. One that does not finds nothing. */
const passes = new Map<string, boolean>();
const workplaces: Workplace[] = [];
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    for (const workplace of workplaces) workplace.remove();
    process.exit(130);
  });
}

await Promise.all(Array.from({ length: Math.min(Number(options.workers), waiting.length) }, work));
const wanted = new Set(chosen.map(keyOfMutation));
const { text, summary } = reportOf(
  results.filter((result) => wanted.has(keyOf(result))),
  { rooms: ROOMS, known, seed: options.seed },
);
writeFileSync(REPORT, text);
process.stdout.write(`\n${summary}; ${REPORT}\n`);

function textOf(file: string): string {
  return texts.get(file) ?? '';
}

async function work(): Promise<void> {
  const workplace = createWorkplace(ROOT);
  workplaces.push(workplace);
  for (const file of texts.keys()) workplace.write(file, textOf(file));
  try {
    for (let mutation = waiting.shift(); mutation; mutation = waiting.shift()) {
      const found = await findKiller(workplace, mutation);
      const { file, line, kind } = mutation;
      const result = { file, line, kind, ...linesOf(textOf(file), mutation), ...found };
      results.push(result);
      keep();
      process.stdout.write(`${result.killedBy ? 'killed' : 'LIVES '} ${file}:${line} ${kind}\n`);
      if (!result.killedBy) process.stdout.write(`  - ${result.from}\n  + ${result.to}\n`);
    }
  } finally {
    workplace.remove();
  }
}

/** Whole or not at all: a run may be ended at any time. */
function keep(): void {
  mkdirSync(dirname(STATE), { recursive: true });
  writeFileSync(`${STATE}.new`, JSON.stringify(results));
  renameSync(`${STATE}.new`, STATE);
}

async function findKiller(workplace: Workplace, mutation: Mutation): Promise<Pick<Result, 'killedBy' | 'testFiles'>> {
  const { file } = mutation;
  const reached = reach(file);
  const first = reached.filter((test) => options.first.includes(test));
  const tests = [...first, ...reached.filter((test) => !first.includes(test))].slice(0, Number(options.tests));
  let from = 0;
  for (const size of first.length > 0 ? [first.length, ...WAVES] : WAVES) {
    let wave = tests.slice(from, from + size).filter((test) => passes.get(test) !== false);
    from += size;
    while (wave.length > 0) {
      workplace.write(file, applied(textOf(file), mutation));
      const failure = await workplace.run(wave);
      workplace.write(file, textOf(file));
      if (!failure) break;
      if (failure.file === undefined) return { killedBy: failure.test, testFiles: from };
      if (await passesUnbroken(workplace, failure.file))
        return { killedBy: `${failure.file} > ${failure.test}`, testFiles: from };
      wave = wave.filter((test) => test !== failure.file);
    }
  }
  return { testFiles: Math.min(from, tests.length) };
}

async function passesUnbroken(workplace: Workplace, test: string): Promise<boolean> {
  const before = passes.get(test);
  if (before !== undefined) return before;
  const failure = await workplace.run([test]);
  passes.set(test, failure === undefined);
  if (failure) process.stdout.write(`left out: ${test} fails where nothing is broken (${failure.test})\n`);
  return failure === undefined;
}
