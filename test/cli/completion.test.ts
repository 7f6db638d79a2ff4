import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { complete } from '../../src/cli/completion/candidates.ts';
import { readLine } from '../../src/cli/completion/line.ts';
import { createProgram } from '../../src/cli/program.ts';
import { FEILKODER } from 'registergraf-client';
import { PROFILE_NAMES } from '../../src/server/profile.ts';
import { createFiles } from '../support/certificates.ts';
import { CLI, runCli } from '../support/cli.ts';
import { JUDGES, reasonToSkip } from '../support/judges.ts';
import { PATIENCE } from '../support/patience.ts';

const program = createProgram();
const at = async (line: string) => {
  const { candidates, files } = await complete(program, line);
  return { values: candidates.map(({ value }) => value), files };
};
const valuesAt = async (line: string) => (await at(line)).values;

/** Every command that has no others below it, with what is typed for it. */
function leavesOf(command: Command, typed = command.name()): { readonly typed: string; readonly command: Command }[] {
  const below = command.createHelp().visibleCommands(command);
  return below.length === 0 ? [{ typed, command }] : below.flatMap((one) => leavesOf(one, `${typed} ${one.name()}`));
}
const leaves = leavesOf(program);

describe('what has been typed', () => {
  test.each([
    ['registergraf ', [], ''],
    ['registergraf co', [], 'co'],
    ['LANG=C registergraf ask  Basis', ['ask'], 'Basis'],
    ['registergraf ask --variables \'{"cpr": "1"}\' --u', ['ask', '--variables', '{"cpr": "1"}'], '--u'],
    ['registergraf ask "a \\" b" c\\ d e', ['ask', 'a " b', 'c d'], 'e'],
    ['registergraf --port=', [], '--port='],
  ])('%s is read as a shell reads it', (line, words, current) => {
    expect(readLine(line)).toEqual({ words, current, isQuoted: false });
  });

  test.each([`registergraf ask '{"cpr"`, 'registergraf ask "a b', 'registergraf ask a" b'])(
    '%s stands in open quotes, where nothing is offered',
    async (line) => {
      expect(readLine(line).isQuoted).toBe(true);
      expect(await at(line)).toEqual({ values: [], files: false });
    },
  );
});

describe('what may stand at the cursor', () => {
  test('is every command that the help shows, and none that it hides', async () => {
    const shown = program.createHelp().visibleCommands(program);
    expect(await valuesAt('registergraf ')).toEqual(shown.map((command) => command.name()));
    expect(await valuesAt('registergraf ')).not.toContain('complete');
    expect(await valuesAt('registergraf sc')).toEqual(['schema']);
    expect(await valuesAt('registergraf schema ')).toEqual(['print', 'check']);
    expect(await valuesAt('registergraf help schema ')).toEqual(['print', 'check']);
  });

  test.each(leaves)('of $typed is every flag that its help shows', async ({ typed, command }) => {
    const flags = command
      .createHelp()
      .visibleOptions(command)
      .map(({ long }) => long);
    expect(flags).toContain('--help');
    expect(await valuesAt(`${typed} --`)).toEqual(flags);
  });

  test('of each flag with choices is its choices, beside it and behind =', async () => {
    const chosen = leaves.flatMap(({ typed, command }) =>
      command.options.flatMap(({ long, argChoices, hidden }) =>
        argChoices && !hidden ? [{ typed, long, argChoices }] : [],
      ),
    );
    expect(chosen.length).toBeGreaterThan(2);
    for (const { typed, long, argChoices } of chosen) {
      expect(await valuesAt(`${typed} ${long} `)).toEqual(argChoices);
      expect(await valuesAt(`${typed} ${long}=`)).toEqual(argChoices.map((choice) => `${long}=${choice}`));
    }
  });

  test('is a profile, an operation, a type, a code, a caller, a scope', async () => {
    expect(await valuesAt('registergraf start --profile ')).toEqual(PROFILE_NAMES);
    expect(await valuesAt('registergraf codes --operation hentRolle')).toEqual(['hentRoller', 'hentRolleutskrift']);
    expect(await valuesAt('registergraf codes --type UgyldigC')).toEqual(['UgyldigCpr']);
    const types = new Set(FEILKODER.map(({ type }) => type));
    expect(await valuesAt('registergraf codes ')).toEqual(expect.arrayContaining([...types, 'BRUKER_IKKE_FUNNET']));
    expect(await valuesAt('registergraf ask Slett')).toEqual(['SlettPostkasse']);
    expect(await valuesAt('registergraf token job')).toEqual(expect.arrayContaining(['jobcenter-1']));
    expect(await valuesAt('registergraf ask --scopes registergraf:roller')).toEqual(['registergraf:roller.read']);
  });

  test('is a file where one is read', async () => {
    expect(await at('registergraf schema check ')).toEqual({ values: [], files: true });
    expect(await at('registergraf audit verify one ')).toEqual({ values: [], files: true });
    expect(await at('registergraf ask --manifest ')).toEqual({ values: [], files: true });
    expect(await at('registergraf ask --variables @')).toEqual({ values: [], files: true });
    expect((await at('registergraf ask ')).files).toBe(true);
    expect(await at('registergraf start --port ')).toEqual({ values: [], files: false });
  });

  test('leaves out what has been typed, and flags behind --', async () => {
    expect(await valuesAt('registergraf doctor --strict --')).toEqual(['--json', '--help']);
    expect(await valuesAt('registergraf doctor -- --')).toEqual([]);
    expect(await valuesAt('registergraf schema check one two')).toEqual([]);
  });

  test('is asked for on standard input, for arguments can be read by others', async () => {
    const { code, stdout, stderr } = await runCli(['complete'], { input: 'registergraf codes --source GR' });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'values\nGRUNNDATA\t\n', stderr: '' });
    for (const shell of ['bash', 'zsh', 'fish']) {
      const script = await runCli(['completion', shell]);
      expect(script.code).toBe(0);
      // Nothing of the line stands behind it.
      expect(script.stdout).toContain(' complete 2>/dev/null)');
    }
  });
});

/** How a shell is started on a terminal without anybody's settings, and how it takes the script. */
const SHELLS = [
  {
    judge: JUDGES.bash,
    start: 'bash --norc --noprofile -i',
    load: 'source <(registergraf completion bash)',
  },
  {
    judge: JUDGES.zsh,
    start: 'zsh -f -i',
    load: 'autoload -U compinit && compinit -u -D && source <(registergraf completion zsh)',
  },
  {
    judge: JUDGES.fish,
    start: 'fish --no-config -i',
    load: 'registergraf completion fish | source',
  },
] as const;

describe.each(SHELLS)('in $judge.program', ({ judge, start, load }) => {
  const files = createFiles();
  afterAll(() => files[Symbol.dispose]());
  beforeAll(() => {
    // What is completed is told, and not run.
    const script = `#!/bin/sh
case "$1" in complet*) exec '${process.execPath}' '${CLI}' "$@" ;; esac
printf 'RAN'; printf '<%s>' "$@"; echo
`;
    chmodSync(files.write('registergraf', script), 0o755);
    files.write('variables.json', '{}');
    // What a shell would run, were it put on the line as it is.
    files.write('hostile $(echo ran);echo ran.json', '{}');
  });

  const reason = reasonToSkip(judge);
  test.skipIf(reason !== undefined)(`the key Tab completes ${reason ?? ''}`, { timeout: 60_000 }, async () => {
    const lines = [
      'registergraf docto\t--stri\t',
      'registergraf ask Slett\t--variables @varia\t',
      'registergraf ask Slett\t--variables @hostile\t',
      'registergraf codes --source=GRUN\t',
      'registergraf token aktoer-1@jobcenter-1 --scopes registergraf:roller\t',
    ];
    const told = await type(start, [`${load}; registergraf ready`, ...lines], files.path('.'));
    expect(told).toEqual([
      '<ready>',
      '<doctor><--strict>',
      '<ask><SlettPostkasse><--variables><@variables.json>',
      '<ask><SlettPostkasse><--variables><@hostile $(echo ran);echo ran.json>',
      '<codes><--source=GRUNNDATA>',
      '<token><aktoer-1@jobcenter-1><--scopes><registergraf:roller.read>',
    ]);
  });
});

/** Types lines on a terminal, each when the one before has been run, and gives what the program was called with. */
async function type(start: string, lines: readonly string[], folder: string): Promise<string[]> {
  const child = spawn('script', ['--quiet', '--command', start, '/dev/null'], {
    cwd: folder,
    env: {
      PATH: `${folder}:${process.env.PATH}`,
      HOME: folder,
      TERM: 'dumb',
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
    },
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (shown: string) => {
    output += shown;
  });
  const ended = once(child, 'close');
  const ran = () => [...output.matchAll(/RAN((?:<[^>\r\n]*>)+)/g)].map(([, args = '']) => args);
  for (const [index, line] of lines.entries()) {
    child.stdin.write(`${line}\r`);
    await vi
      .waitUntil(() => ran().length > index, PATIENCE)
      .catch(() => {
        throw new Error(`${line} was not run: ${output}`);
      });
  }
  child.stdin.write('exit\r');
  await ended;
  return ran();
}
