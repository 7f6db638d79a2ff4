import { spawnSync } from 'node:child_process';
import type { Command } from 'commander';
import { afterAll, describe, expect, test } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { CLI, ESCAPE, ROOT, runCli, type RunOptions } from '../support/cli.ts';

// What a terminal of 80 characters shows of every command.

const WIDTH = 80;

const { COLUMNS } = process.env;
afterAll(() => {
  if (COLUMNS === undefined) delete process.env.COLUMNS;
  else process.env.COLUMNS = COLUMNS;
});

/** Lines that are too long, though they are not one word. */
const tooLong = (text: string) => text.split('\n').filter((line) => line.length > WIDTH && !/^\s*\S+$/.test(line));

/** Every command, and those that have others, by what is typed for it. */
function all(command: Command, path = ''): { readonly path: string; readonly command: Command }[] {
  const below = command.createHelp().visibleCommands(command);
  return [{ path, command }, ...below.flatMap((one) => all(one, `${path} ${one.name()}`.trim()))];
}

/** The answers and refusals of which some are longer than a line. */
const ANSWERS: readonly (RunOptions & { readonly args: readonly string[] })[] = [
  { args: ['codes'] },
  { args: ['codes', 'Ugyldig'] },
  { args: ['ask', '--list'] },
  { args: ['ask', 'Registers', '--variables', '{}'] },
  { args: ['doctor'] },
  { args: ['doctor'], env: { GRUNNDATA_URL: 'nowhere', STAR_URL: 'nowhere', PORT: 'none', AUDIT_FILES: 'x' } },
  { args: ['schema', 'check', '-'], input: 'type Query { a: Int }' },
];

describe(`on a terminal of ${WIDTH} characters`, { timeout: 60_000 }, () => {
  test.each(all(createProgram()))('the help of "$path" fits, and its lists keep their lines', ({ command }) => {
    const outputIn = (width: number) => {
      process.env.COLUMNS = String(width);
      let written = '';
      command.configureOutput({ writeOut: (text) => (written += text) });
      command.outputHelp();
      const byHand = written.slice(command.helpInformation().length);
      return { written, byHand };
    };
    expect(outputIn(WIDTH).written).toContain('Usage: registergraf');
    expect(tooLong(outputIn(WIDTH).written)).toEqual([]);
    // What is set in is not filled, but broken where it is too long.
    const setIn = outputIn(9_999)
      .byHand.split('\n')
      .filter((line) => line.startsWith('  '));
    expect(setIn.filter((line) => line.length > WIDTH)).toEqual([]);
  });

  test.each(ANSWERS)('$args fits', async ({ args, ...options }) => {
    const env = { ...options.env, COLUMNS: String(WIDTH) };
    const { stdout, stderr } = await runCli(args, { ...options, env });
    expect(stdout + stderr).not.toBe('');
    expect(tooLong(stdout)).toEqual([]);
    expect(tooLong(stderr)).toEqual([]);
  });
});

/** Runs a line of sh with `registergraf` in it, on a terminal of 60 characters where one is asked for. */
function shell(line: string, { terminal = false, env = {} } = {}) {
  const command = line.replaceAll('registergraf', `'${process.execPath}' '${CLI}'`);
  const options = {
    cwd: ROOT,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, TERM: 'xterm', ...env },
  } as const;
  return terminal
    ? spawnSync('script', ['--quiet', '--command', `stty cols 60 && ${command}`, '/dev/null'], options)
    : spawnSync('sh', ['-c', command], options);
}

describe('a real terminal', { timeout: 60_000 }, () => {
  test('gets lines of its width, in colours, but where NO_COLOR is set', () => {
    const line = 'registergraf codes UgyldigCpr';
    const [coloured, plain] = [{}, { NO_COLOR: '1' }].map((env) => shell(line, { terminal: true, env }).stdout);
    expect(coloured).toContain(ESCAPE);
    expect(plain).not.toContain(ESCAPE);
    expect(plain).toContain('UgyldigCpr');
    expect(plain?.split(/\r?\n/).filter((shown) => shown.length > 60)).toEqual([]);
  });
});

describe('a pipe', { timeout: 60_000 }, () => {
  test('gets a line a row, however long', () => {
    const { stdout } = shell('registergraf codes --source STAR | grep UgyldigCpr');
    expect(stdout).toMatch(/^\S+ +UgyldigCpr +STAR .*\n$/);
  });

  test.each(['registergraf schema print', 'registergraf --help'])('may be closed before %s has written all', (line) => {
    const { stdout, stderr, status } = shell(`{ ${line}; echo "code $?" >&2; } | head -n 1`);
    expect(stdout.split('\n')).toHaveLength(2);
    expect({ stderr, status }).toEqual({ stderr: 'code 0\n', status: 0 });
  });
});
