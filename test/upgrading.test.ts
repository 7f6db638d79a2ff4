import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RENAMED_VALUES, RENAMED_VARIABLES } from '../src/config/renamed.ts';
import { Settings as EnhetSettings } from '../src/sandbox/enhet/settings.ts';
import { settings as kontaktinformationSettings } from '../src/sandbox/kontaktinformation/settings.ts';
import { Settings as PostkasseSettings } from '../src/sandbox/postkasse/settings.ts';
import { runCli } from './support/cli.ts';

const SETTINGS = [kontaktinformationSettings, PostkasseSettings, EnhetSettings];

// docs/upgrading.md says every name that an outsider must change, and none that the code does not have.

const PAGE = readFileSync('docs/upgrading.md', 'utf8');

/** The rows of the table whose first heading this is, without the marks of code. */
function table(firstHeading: string): readonly (readonly string[])[] {
  const cells = (line: string) =>
    line
      .slice(2, -2)
      .split('|')
      .map((cell) => cell.trim().replaceAll('`', ''));
  const lines = PAGE.split('\n');
  const start = lines.findIndex((line) => line.startsWith('|') && cells(line)[0] === firstHeading);
  if (start < 0) throw new Error(`docs/upgrading.md has no table of ${firstHeading}`);
  const rest = lines.slice(start + 2);
  return rest
    .slice(
      0,
      rest.findIndex((line) => !line.startsWith('|')),
    )
    .map(cells);
}

/** What is written in TypeScript in a folder, as one text, but for the table of old names. */
function textOf(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => file.endsWith('.ts') && file !== join('src', 'config', 'renamed.ts'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
}

const source = textOf('src');

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
const whole = (name: string) => new RegExp(`(?<![\\w-])${escaped(name)}(?![\\w-])`);

describe('docs/upgrading.md', () => {
  test('has exactly the variables that the start tells of, with their new names', () => {
    expect(table('Variable before')).toEqual(Object.entries(RENAMED_VARIABLES));
  });

  test('has exactly the words of variables that the start tells of', () => {
    const words = Object.entries(RENAMED_VALUES).flatMap(([name, known]) =>
      Object.entries(known).map(([old, now]) => [name, old, now]),
    );
    expect(table('Variable')).toEqual(words);
  });

  test.each([
    'Key before',
    'Code before',
    'Header before',
    'Reason before',
    'Audit key before',
    'Health before',
    'Name before',
  ])('gives new names that the code has: %s', (heading) => {
    const rows = table(heading);
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.filter(([, now = '']) => !whole(now).test(source))).toEqual([]);
  });

  // Keys of settings and records are short words, of which some mean something else elsewhere.
  // Reasons are the server's words; MANGLER and UKENDT are registers' words too, elsewhere.
  test.each([
    ['Code before', 'src'],
    ['Header before', 'src'],
    ['Reason before', 'src/server'],
  ])('gives old names that the code has no more: %s in %s', (heading, folder) => {
    const code = textOf(folder);
    expect(table(heading).filter(([old = '']) => whole(old).test(code))).toEqual([]);
  });

  test('gives commands and options that the command line has, and old ones that it has not', async () => {
    const rows = table('Command before');
    const helps = new Map<string, string>();
    for (const [, now = ''] of rows) {
      const command = now.replace(/ --.*/, '');
      if (!helps.has(command)) helps.set(command, (await runCli([...command.split(' '), '--help'])).stdout);
      const option = /--[\w-]+/.exec(now)?.[0];
      if (option) expect(helps.get(command), now).toMatch(whole(option));
    }
    const { stdout: commands } = await runCli(['--help']);
    for (const [old = '', now = ''] of rows) {
      expect(commands, now).toMatch(whole(now.split(' ')[0] ?? ''));
      const [command = '', option] = [old.split(' ')[0], /--[\w-]+/.exec(old)?.[0]];
      if (option) expect(helps.get(now.replace(/ --.*/, '')), old).not.toMatch(whole(option));
      else expect(commands, old).not.toMatch(whole(command));
    }
  });

  test('gives each refusal that became 422 since 0.2, with the statuses of the catalogue', () => {
    const statuses = [...readFileSync('docs/errors.md', 'utf8').matchAll(/^\| `(\w+)` \| (\d{3}) \|/gm)].map(
      ([, code, status]) => `${code} ${status}`,
    );
    const told = table('What is answered').flatMap(([what = '', , now = '']) =>
      (what.match(/\b[A-Z]+_[A-Z_]+\b/g) ?? []).map((code) => `${code} ${now.slice(0, 3)}`),
    );
    expect(told.filter((one) => !statuses.includes(one))).toEqual([]);
    const changed = new Set(statuses.filter((one) => one.endsWith(' 422')));
    expect([...changed].filter((one) => !told.includes(one))).toEqual([]);
    expect(changed.size).toBeGreaterThan(10);
  });

  test('gives hooks and settings that the sandbox has', () => {
    const sandbox = textOf('src/sandbox');
    const hooks = table('Hook before').map(([, now = '']) => now.replace(/^\w+ \/_sandbox\//, ''));
    expect(hooks.filter((hook) => !whole(hook).test(sandbox))).toEqual([]);
    expect(table('Register').filter(([, , now = '']) => !whole(now).test(sandbox))).toEqual([]);
    // A setting by its old name is refused, so that none of those is one of today's.
    const today = SETTINGS.flatMap((schema) => Object.keys(schema.shape));
    expect(today.length).toBeGreaterThan(50);
    expect(table('Register').filter(([, old = '']) => today.includes(old))).toEqual([]);
  });
});
