import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

// What CONTRIBUTING.md asks of people, as far as a machine can hold it.

describe('commits:check', () => {
  let folder: string;
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.org', ...words], {
      cwd: folder,
    });
  const commit = (...messages: string[]) =>
    git('commit', '-q', '--allow-empty', ...messages.flatMap((message) => ['-m', message]));

  /** What the script says of the newest commits, and how it ends. */
  function check(range: string): Promise<{ readonly code: number; readonly lines: string[] }> {
    const script = resolve('.ci/commits.ts');
    return new Promise((done) => {
      execFile(process.execPath, [script, ...(range ? [range] : [])], { cwd: folder }, (error, stdout) => {
        const lines = stdout
          .trim()
          .split('\n')
          .map((line) => line.replace(/^[0-9a-f]{7,} /, ''));
        done({ code: Number(error?.code ?? 0), lines });
      });
    });
  }

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'registergraf-commits-'));
    git('init', '-q', '-b', 'main');
    commit('old history.');
    git('tag', 'v0.0.1');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('lets a commit through that is written as it should be', async () => {
    commit('Process a request in one step', 'Two steps had to agree on what was read.');
    expect(await check('HEAD~1..')).toEqual({ code: 0, lines: ['1 commits looked at.'] });
  });

  test.each([
    ['Added a test', '"Added" is no imperative'],
    ['Fixes the reader', '"Fixes" is no imperative'],
    ['Renaming things', '"Renaming" is no imperative'],
    ['name a thing', 'its subject does not begin with a capital'],
    ['Name a thing.', 'its subject ends with a period'],
    ['Lint', 'its subject says nothing of what changes: make it part of the commit it belongs to'],
    [`Name ${'x'.repeat(68)}`, 'its subject has 73 characters, at most 72'],
  ])('names what is wrong with "%s"', async (subject, problem) => {
    commit(subject, 'Because.');
    expect(await check('HEAD~1..')).toEqual({ code: 1, lines: [`${subject}: ${problem}`, '1 commits looked at.'] });
  });

  test('wants a body, and no merge', async () => {
    commit('Name a thing');
    expect((await check('HEAD~1..')).lines[0]).toBe('Name a thing: it has no body that says why');
    git('checkout', '-q', '-b', 'side', 'HEAD~1');
    commit('Name another', 'Because.');
    git('merge', '-q', '--no-ff', 'main', '-m', 'Take main in', '-m', 'Because.');
    expect((await check('HEAD~1..')).lines).toContain('Take main in: is a merge: rebase instead');
  });

  test('looks at what is newer than the last tag, and not at old history', async () => {
    const { lines } = await check('');
    expect(lines.join()).toContain('Fixes the reader');
    expect(lines.join()).not.toContain('old history');
  });
});

describe('CONTRIBUTING.md', () => {
  const page = readFileSync('CONTRIBUTING.md', 'utf8');

  test('speaks of configurations that the debugger has', () => {
    const { configurations } = JSON.parse(readFileSync('.vscode/launch.json', 'utf8'));
    const names = configurations.map(({ name }: { name: string }) => name);
    expect(names.length).toBeGreaterThan(3);
    expect(names.filter((name: string) => !page.includes(`"${name}"`))).toEqual([]);
  });
});

test('the debugger starts files that are there', () => {
  const { configurations } = JSON.parse(readFileSync('.vscode/launch.json', 'utf8'));
  const files = configurations.flatMap(({ program, runtimeExecutable }: Record<string, string | undefined>) =>
    [program, runtimeExecutable].filter((file) => file !== undefined),
  );
  expect(files.length).toBeGreaterThan(4);
  expect(files.filter((file: string) => !existsSync(file.replace(/^\$\{workspaceFolder\}/, process.cwd())))).toEqual(
    [],
  );
});
