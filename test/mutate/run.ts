import { execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chooseMutations } from './choose.ts';
import { createReach } from './reach.ts';
import { applied, linesOf, type Mutation, mutationsOf } from './sites.ts';

// npm run mutate: breaks the code in one place at a time, and sees whether a test fails. A run that was ended goes on where it was.

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ROOMS = ['src/domain', 'src/wire', 'src/sources', 'src/server'];
const EQUIVALENT = fileURLToPath(new URL('equivalent.json', import.meta.url));
const REPORT = fileURLToPath(new URL('report.md', import.meta.url));
const STATE = join(ROOT, 'node_modules/.cache/mutate.json');
/** Test files of one run: the first stop for most mutations is a file's own test. */
const WAVES = [3, 12, 40, 400];
/** A mutation that makes the tests run for ever has been found by them. */
const TIMEOUT_MS = 10 * 60_000;

const { values: options } = parseArgs({
  options: {
    count: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: String(availableParallelism()) },
    /** At most so many test files a mutation. */
    tests: { type: 'string', default: '400' },
    fresh: { type: 'boolean', default: false },
  },
});

interface Result {
  readonly file: string;
  readonly line: number;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  /** The test that failed; undefined: it lives. */
  readonly killedBy?: string | undefined;
  readonly testFiles: number;
}

interface Equivalent {
  readonly from: string;
  readonly to: string;
  /** Why no test can tell the two apart. */
  readonly why: string;
}

const isFile = (file: string) => file.endsWith('.ts') && !/\/graph(?:\.ts|\/)|\.d\.ts$/.test(file);
const rooms = new Map(
  ROOMS.map((room) => [
    room,
    globSync(`${room}/**/*.ts`, { cwd: ROOT })
      .filter(isFile)
      .toSorted()
      .flatMap((file) => mutationsOf(file, readFileSync(join(ROOT, file), 'utf8'))),
  ]),
);
const mutations = chooseMutations(rooms, { count: Number(options.count), seed: Number(options.seed) });
const reach = createReach(ROOT);
const results: Result[] =
  !options.fresh && existsSync(STATE) ? (JSON.parse(readFileSync(STATE, 'utf8')) as Result[]) : [];
const keyOf = ({ file, from, to, line }: Pick<Result, 'file' | 'from' | 'to' | 'line'>) =>
  JSON.stringify([file, line, from, to]);
const done = new Set(results.map(keyOf));

const waiting = mutations.filter((mutation) => !done.has(keyOf({ ...mutation, ...linesIn(mutation) })));
const wanted = new Set(mutations.map((mutation) => keyOf({ ...mutation, ...linesIn(mutation) })));
await Promise.all(Array.from({ length: Number(options.workers) }, work));
report(results.filter((result) => wanted.has(keyOf(result))));

function linesIn(mutation: Mutation) {
  return linesOf(readFileSync(join(ROOT, mutation.file), 'utf8'), mutation);
}

/** In a copy of the project of its own: tests start processes, which read the files themselves. */
async function work(): Promise<void> {
  const copy = mkdtempSync(join(tmpdir(), 'mutate-'));
  try {
    const files = execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' }).split('\n').filter(Boolean);
    for (const file of files.filter((one) => existsSync(join(ROOT, one)))) {
      mkdirSync(dirname(join(copy, file)), { recursive: true });
      cpSync(join(ROOT, file), join(copy, file));
    }
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    for (let mutation = waiting.shift(); mutation; mutation = waiting.shift()) {
      const path = join(copy, mutation.file);
      const text = readFileSync(path, 'utf8');
      writeFileSync(path, applied(text, mutation));
      const found = await findKiller(copy, reach(mutation.file).slice(0, Number(options.tests)));
      writeFileSync(path, text);
      const result = {
        file: mutation.file,
        line: mutation.line,
        kind: mutation.kind,
        ...linesOf(text, mutation),
        ...found,
      };
      results.push(result);
      mkdirSync(dirname(STATE), { recursive: true });
      writeFileSync(STATE, JSON.stringify(results));
      const state = result.killedBy ? 'killed' : 'LIVES ';
      process.stdout.write(`${state} ${result.file}:${result.line} ${result.kind}\n`);
      if (!result.killedBy) process.stdout.write(`  - ${result.from}\n  + ${result.to}\n`);
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

async function findKiller(copy: string, tests: readonly string[]): Promise<Pick<Result, 'killedBy' | 'testFiles'>> {
  let from = 0;
  for (const size of WAVES) {
    const files = tests.slice(from, from + size);
    from += files.length;
    if (files.length === 0) break;
    const killedBy = await runTests(copy, files);
    if (killedBy) return { killedBy, testFiles: from };
  }
  return { testFiles: from };
}

/** The first test that fails; undefined when all pass. */
async function runTests(copy: string, files: readonly string[]): Promise<string | undefined> {
  const output = join(copy, 'result.json');
  rmSync(output, { force: true });
  const args = [
    'run',
    '--bail=1',
    '--maxWorkers=1',
    '--reporter=json',
    `--outputFile=${output}`,
    '--project=registergraf*',
  ];
  const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', ...args, ...files], {
    cwd: copy,
    stdio: 'ignore',
    detached: true,
  });
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    if (child.pid) process.kill(-child.pid, 'SIGKILL');
  }, TIMEOUT_MS);
  const code = await new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  clearTimeout(timer);
  if (isOver) return 'the tests did not end';
  if (code === 0) return undefined;
  if (!existsSync(output)) return 'the tests could not run';
  const { testResults } = JSON.parse(readFileSync(output, 'utf8')) as {
    testResults: { name: string; message: string; assertionResults: { status: string; fullName: string }[] }[];
  };
  for (const { name, assertionResults } of testResults) {
    const failed = assertionResults.find(({ status }) => status === 'failed');
    if (failed) return `${name.replace(`${copy}/`, '')} > ${failed.fullName}`;
  }
  return 'a test file could not be loaded';
}

function report(all: readonly Result[]): void {
  const known = JSON.parse(readFileSync(EQUIVALENT, 'utf8')) as Equivalent[];
  const whyOf = ({ from, to }: Result) => known.find((one) => one.from === from && one.to === to)?.why;
  const killed = all.filter(({ killedBy }) => killedBy);
  const living = all.filter(({ killedBy }) => !killedBy);
  const equivalent = living.filter(whyOf);
  const survivors = living.filter((result) => !whyOf(result));
  const score = (100 * killed.length) / (all.length - equivalent.length);
  const room = (name: string) => {
    const of = all.filter(({ file }) => file.startsWith(`${name}/`));
    const dead = of.filter(({ killedBy }) => killedBy).length;
    const same = equivalent.filter(({ file }) => file.startsWith(`${name}/`)).length;
    return `| ${name} | ${of.length} | ${dead} | ${same} | ${of.length - dead - same} |`;
  };
  const show = (result: Result, more = '') =>
    `- \`${result.file}:${result.line}\`, ${result.kind}${more}\n  - \`${result.from}\`\n  - \`${result.to}\``;
  const text = `# The last run of \`npm run mutate\`

${all.length} mutations of one place each, chosen by seed ${options.seed}: **${score.toFixed(1)} %** of those that change behaviour were found by a test
(${killed.length} of ${all.length - equivalent.length}). No compiler took part: tests that compile are left out.

| Room | Mutations | Found | Change nothing | Live |
| --- | --- | --- | --- | --- |
${ROOMS.map(room).join('\n')}

## Lives

${survivors.map((result) => show(result)).join('\n') || 'None.'}

## Changes nothing

${equivalent.map((result) => show(result, `: ${whyOf(result)}`)).join('\n') || 'None.'}
`;
  writeFileSync(REPORT, text);
  process.stdout.write(`\n${score.toFixed(1)} % (${killed.length} of ${all.length - equivalent.length}); ${REPORT}\n`);
}
