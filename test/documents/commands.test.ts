import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { VARIABLES, type Variable } from '../../src/config/variables.ts';
import { readConfig } from '../../src/config.ts';
import { portsOf } from '../../src/sandbox/index.ts';
import { REGISTERS } from '../../src/sandbox/registers.ts';
import { createFiles } from '../support/certificates.ts';
import { JUDGES, reasonToSkip } from '../support/judges.ts';
import { exampleDocuments, type RunningGateway, startGateway } from '../support/gateway.ts';
import { COMMANDS, commandsOf, DECLARED, isForShell, startedWith, variableSet } from './commands.ts';
import { ROOT, read } from './papers.ts';

const reason = reasonToSkip(JUDGES.curl);

const started = COMMANDS.filter((command) => startedWith(command) !== undefined);
const variables = COMMANDS.flatMap((command) => {
  const [name, value] = command.block.startsWith('HOOK=') ? [] : (variableSet(command) ?? []);
  return name === undefined ? [] : [{ command, name, value }];
});
const forShell = [...new Set(COMMANDS.filter(isForShell).map(({ block }) => block))].map((block) => ({
  block,
  first: commandsOf(block)[0]?.slice(0, 70),
}));

describe('every command of the papers', () => {
  test('is run, or declared', () => {
    const left = COMMANDS.filter(
      (command) =>
        !started.includes(command) && !isForShell(command) && !variables.some((set) => set.command === command),
    );
    const undeclared = left.filter(({ line }) => !DECLARED.some(({ of }) => of.test(line)));
    expect(undeclared.map(({ paper, line }) => `${paper}: ${line}`)).toEqual([]);
    expect(COMMANDS.length).toBeGreaterThan(50);
  });

  test('that is declared stands in a paper', () => {
    const unused = DECLARED.filter(({ of }) => !COMMANDS.some(({ line }) => of.test(line)));
    expect(unused.map(({ why }) => why)).toEqual([]);
  });

  test('that is for a program of others names files that there are', () => {
    const named = COMMANDS.filter(({ line }) => DECLARED.some(({ of }) => of.test(line))).flatMap(({ paper, line }) => {
      const [, folder = '.'] = /^cd (\S+) && /.exec(line) ?? [];
      const words = line.split(/[\s=]+/).filter((word) => /^(?!\.\.?\/|\/)[\w./-]+\.ya?ml$|^schema\/\S+$/.test(word));
      return words.map((word) => ({ paper, file: join(folder, word) }));
    });
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(({ file }) => !existsSync(join(ROOT, file)))).toEqual([]);
  });

  test.each(variables)('$name is a variable of the gateway, and may be $value', ({ name, value }) => {
    expect(VARIABLES.shape).toHaveProperty([name]);
    expect(VARIABLES.shape[name as Variable].safeParse(value).error).toBeUndefined();
  });

  test.each(started)('$line has a configuration that starts', (command) => {
    expect(() => readConfig(startedWith(command) ?? {})).not.toThrow();
  });
});

describe.skipIf(reason !== undefined)(`what the papers tell a shell ${reason ?? ''}`, { timeout: 60_000 }, () => {
  const files = createFiles();
  const env = {
    // Compiled once for all processes that the tests start.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
    PATH: process.env.PATH ?? '',
    SANDBOX_ISSUER_KEY: files.path('issuer.json'),
    AUDIT_KEY: 'k'.repeat(44),
  };
  let open: RunningGateway;
  /** As `AUTHENTICATION=required npm start`, for those commands that bring a token. */
  let guarded: { readonly process: ChildProcess; readonly url: string };

  beforeAll(async () => {
    [open, guarded] = await Promise.all([startGateway({ documents: exampleDocuments() }), startGuarded()]);
  });
  afterAll(async () => {
    guarded.process.kill('SIGINT');
    await open.close();
    files[Symbol.dispose]();
  });

  // A hook may have made a register fail.
  afterEach(async () => {
    await Promise.all(
      Object.values(open.sandbox.hooks).map((hook) => fetch(`${hook}/_sandbox/reset`, { method: 'POST' })),
    );
  });

  test.each(forShell)('$first … succeeds', async ({ block }) => {
    const { code, stdout, stderr } = await runShell(addressed(block));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toMatch(/"?errors"?: \[/);
    if (/\/graphql| ask /.test(block)) expect(stdout).toMatch(/"data":|data: \{|^\{/m);
  });

  async function startGuarded() {
    const process_ = spawn(process.execPath, ['src/main.ts'], {
      cwd: ROOT,
      env: { ...env, AUTHENTICATION: 'required', PORT: '0' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    for await (const line of createInterface(process_.stdout)) {
      const url = /answers at (http:\/\/[^/]+)\/graphql/.exec(line)?.[1];
      if (!url) continue;
      process_.stdout.resume();
      return { process: process_, url };
    }
    throw new Error('the gateway did not start');
  }

  /** The block with the addresses of this run, and without what npm and npx add to a script of ours. */
  function addressed(block: string): string {
    expect(read('package.json')).toContain('"token": "node src/cli/main.ts token"');
    const url = /token/i.test(block) ? guarded.url : open.url;
    const hooks = REGISTERS.map(
      ({ name }, index) => [String(portsOf(index, 4100).hooks), open.sandbox.hooks[name]] as const,
    );
    return hooks
      .reduce((text, [port, hook]) => text.replaceAll(`http://127.0.0.1:${port}`, hook), block)
      .replaceAll('http://127.0.0.1:4000', url)
      .replaceAll(/npm run (?:--silent )?token --/g, 'node src/cli/main.ts token')
      .replaceAll('npx registergraf', 'node src/cli/main.ts')
      .replaceAll('main.ts ask ', `main.ts ask --url ${url}/graphql `)
      .replaceAll('node ', `'${process.execPath}' `)
      .replaceAll(/^curl (?!-s)/gm, 'curl -s ')
      .replaceAll(/\bcurl /g, 'curl --fail-with-body --max-time 20 ');
  }

  async function runShell(script: string) {
    const child = spawn('/bin/sh', ['-euc', script], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = new Promise<number | null>((resolve) => {
      child.once('close', resolve);
    });
    const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
    return { code, stdout, stderr };
  }
});
