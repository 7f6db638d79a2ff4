import { execFile, execFileSync } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { ROOT, runFile } from './support/cli.ts';

// What somebody meets whose machine has an older Node than the gateway needs.

const OLD = 'v20.20.2';
const old = (property: string, value: string) =>
  `data:text/javascript,${encodeURIComponent(`Object.defineProperty(process, '${property}', { value: ${value} })`)}`;

describe('on an older Node', () => {
  /** The machine's own npm, which is told that it runs on that Node. Nothing is installed. */
  async function install(...words: string[]) {
    const npm = realpathSync(execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim());
    const dry = ['install', '--dry-run', '--offline', '--no-audit', '--ignore-scripts', ...words];
    const { PATH = '', HOME = '' } = process.env;
    return promisify(execFile)(process.execPath, ['--import', old('version', `'${OLD}'`), npm, ...dry], {
      cwd: ROOT,
      env: { PATH, HOME, npm_config_update_notifier: 'false' },
    });
  }

  test('npm install warns of nothing, where it would warn of each package in five lines', {
    timeout: 60_000,
  }, async () => {
    const [plain, loud] = await Promise.all([install(), install('--loglevel=warn')]);
    expect(plain.stderr).toBe('');
    const warned = loud.stderr.split('\n').filter((line) => line.includes('EBADENGINE'));
    expect(warned.length).toBeGreaterThan(100);
    // Nothing else is hidden.
    expect(loud.stderr.trim().split('\n')).toEqual(warned);
  });

  test('the scripts run on the Node that is installed beside them, which is new enough', () => {
    const read = (file: string) => JSON.parse(readFileSync(`${ROOT}/${file}`, 'utf8'));
    const [major, minor] = read('node_modules/node/package.json').version.split('.').map(Number);
    const [, neededMajor, neededMinor] = (/^>=(\d+)\.(\d+)$/.exec(read('package.json').engines.node) ?? []).map(Number);
    expect([neededMajor, neededMinor]).toEqual([22, 19]);
    expect(major > 22 || (major === 22 && minor >= 19)).toBe(true);
  });

  test('a gateway that is started without it says in one line what it needs', async () => {
    const versions = old('versions', `{ ...process.versions, node: '${OLD.slice(1)}' }`);
    const ran = await runFile(`${ROOT}/bin/start.js`, [], { node: ['--import', versions] });
    expect(ran).toEqual({
      code: 1,
      stdout: '',
      stderr: `registergraf needs Node 22.19 or newer; this is ${OLD.slice(1)}.\n`,
    });
  });
});
