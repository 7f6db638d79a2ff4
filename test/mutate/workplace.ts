import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A mutation that makes the tests run for ever has been found by them. */
const timeoutFor = (files: number) => 120_000 + files * 10_000;

/** What the first failing test file says. */
export interface Failure {
  /** Undefined: no file can be named, since the tests did not end or could not start. */
  readonly file?: string | undefined;
  readonly test: string;
}

/** A copy of the project in which one file at a time is broken: tests start processes, which read the files themselves. */
export interface Workplace {
  write(file: string, text: string): void;
  /** Undefined: all of these test files pass. */
  run(tests: readonly string[]): Promise<Failure | undefined>;
  remove(): void;
}

/** Of the tracked files and of the new ones, as they are now. */
export function createWorkplace(root: string): Workplace {
  const copy = mkdtempSync(join(tmpdir(), 'mutate-'));
  const output = join(copy, 'result.json');
  const arguments_ = ['ls-files', '--cached', '--others', '--exclude-standard'];
  const files = execFileSync('git', arguments_, { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
  for (const file of files.filter((one) => existsSync(join(root, one)))) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  let running: ChildProcess | undefined;

  /** With all that it has started. */
  const kill = () => {
    if (running?.pid) process.kill(-running.pid, 'SIGKILL');
  };

  return {
    write: (file, text) => writeFileSync(join(copy, file), text),

    async run(tests) {
      rmSync(output, { force: true });
      const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...optionsOf(output), ...tests], {
        cwd: copy,
        stdio: 'ignore',
        detached: true,
      });
      running = child;
      let isOver = false;
      const timer = setTimeout(() => {
        isOver = true;
        kill();
      }, timeoutFor(tests.length));
      const code = await new Promise<number | null>((resolve) => {
        child.once('close', resolve);
      });
      running = undefined;
      clearTimeout(timer);
      if (isOver) return { test: 'the tests did not end' };
      if (code === 0) return undefined;
      return existsSync(output)
        ? firstFailure(readFileSync(output, 'utf8'), copy)
        : { test: 'the tests did not start' };
    },

    remove() {
      kill();
      rmSync(copy, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

const optionsOf = (output: string) => [
  '--bail=1',
  '--maxWorkers=1',
  '--reporter=json',
  `--outputFile=${output}`,
  // What test/after looks through is the whole run's.
  '--project=registergraf',
  '--project=isolated',
];

function firstFailure(json: string, copy: string): Failure {
  const { testResults } = JSON.parse(json) as {
    testResults: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[];
  };
  const failed = testResults.filter(({ status }) => status === 'failed');
  for (const { name, assertionResults } of failed) {
    const assertion = assertionResults.find(({ status }) => status === 'failed');
    if (assertion) return { file: name.replace(`${copy}/`, ''), test: assertion.fullName };
  }
  // Its module or one of its hooks.
  return { file: failed[0]?.name.replace(`${copy}/`, ''), test: 'the file as a whole' };
}
