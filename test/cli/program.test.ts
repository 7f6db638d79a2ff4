import { describe, expect, test } from 'vitest';
import { BIN, ESCAPE, helpOf, refusalOf, runCli, runFile } from '../support/cli.ts';

const COMMANDS = [
  'start',
  'sandbox',
  'schema print',
  'schema check',
  'codes',
  'ask',
  'token',
  'doctor',
  'copy fetch',
  'copy follow',
  'copy status',
  'audit verify',
  'audit show',
  'document check',
  'completion',
  'help',
];

describe('registergraf --help', { timeout: 60_000 }, () => {
  test('names every command, and loads none of what they need', async () => {
    const { code, stdout, stderr } = await runCli(['--help'], { node: ['--import', sayingWhatIsLoaded()] });
    expect(code).toBe(0);
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command.split(' ')[0]} `, 'm'));
    expect(stdout).toContain('Exit codes:');
    expect(stdout).not.toContain(ESCAPE);
    expect(stderr).toContain('commander');
    expect(stderr).not.toMatch(/graphql|undici|zod|pino/);
  });

  test.each(COMMANDS)('%s has examples and exit codes', async (command) => {
    const help = await helpOf(command.split(' '));
    expect(help).toContain(`Usage: registergraf ${command}`);
    expect(help).toMatch(/^Examples?:\n {2}.*registergraf/m);
    expect(help).toMatch(/^Exit codes:/m);
  });

  test('is in colours where they are asked for', async () => {
    expect((await runCli(['--help'], { env: { FORCE_COLOR: '1' } })).stdout).toContain(ESCAPE);
  });
});

describe('registergraf help', { timeout: 60_000 }, () => {
  test('is what --help says of the command, or what was perhaps meant', async () => {
    const [check, all] = await Promise.all([runCli(['help', 'schema', 'check']), runCli(['help'])]);
    expect(check).toEqual({ code: 0, stdout: await helpOf(['schema', 'check']), stderr: '' });
    expect(all).toEqual({ code: 0, stdout: await helpOf([]), stderr: '' });
    expect(await refusalOf(['help', 'schema', 'chek'])).toContain("unknown command 'chek'. Did you mean check?");
    expect(await refusalOf(['help', 'doctor', 'all'])).toContain("'doctor' has no commands of its own");
    expect((await runCli(['help', 'chek'])).code).toBe(2);
  });
});

describe('registergraf', { timeout: 60_000 }, () => {
  test('a word that it does not know ends with 2, and with what was perhaps meant', async () => {
    const ran = await Promise.all([
      runCli(['strat']),
      runCli(['doctor', '--jsn']),
      runCli(['schema', 'chek']),
      runCli([]),
    ]);
    expect(ran.map(({ code }) => code)).toEqual([2, 2, 2, 2]);
    expect(ran.map(({ stdout }) => stdout)).toEqual(['', '', '', '']);
    const [command, option, sub, nothing] = ran.map(({ stderr }) => stderr);
    expect(command).toContain('Did you mean start?');
    expect(option).toContain('Did you mean --json?');
    expect(sub).toContain('Did you mean check?');
    expect(nothing).toContain('Usage: registergraf');
  });

  test('repeats nothing that could be somebody’s number', async () => {
    const number = '010150-5006';
    const refused = [
      [number],
      [`--${number}`],
      ['help', number],
      ['ask', number],
      ['ask', `--${number}`],
      ['codes', '--source', number],
      ['codes', number],
      ['completion', number],
      ['sandbox', '--port', number],
      ['token', number],
      ['token', '--citizen', number],
      ['schema', 'check', number],
      ['audit', 'show', '--person', number],
    ];
    for (const args of refused) {
      const said = await refusalOf(args);
      expect(said).toMatch(/^error: /);
      expect(said).not.toContain('5006');
    }
    expect(await runCli(['ask', number])).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining('******') });
  });

  test.each(['--version', '-v', '-V'])('%s is the version', async (flag) => {
    const { code, stdout, stderr } = await runCli([flag]);
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      stderr: '',
    });
  });

  test('runs from a clone by its bin, under another folder', async () => {
    const { code, stdout } = await runFile(BIN, ['--version'], { cwd: '/' });
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  test('says on one line that a Node is too old', async () => {
    const old = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })`;
    const node = ['--import', `data:text/javascript,${encodeURIComponent(old)}`];
    const { code, stdout, stderr } = await runFile(BIN, ['--help'], { node });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe('registergraf needs Node 22.19 or newer; this is 20.20.2.\n');
  });
});

/** A module that writes the name of each package that is loaded after it to standard error. */
function sayingWhatIsLoaded(): string {
  const hooks = `import { registerHooks } from 'node:module';
registerHooks({ resolve(name, context, next) {
  if (!/^(\\.|node:|file:)/.test(name)) process.stderr.write(name + '\\n');
  return next(name, context);
} });`;
  return `data:text/javascript,${encodeURIComponent(hooks)}`;
}
