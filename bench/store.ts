import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Machine, Result } from './results.ts';
import type { Settings } from './rows/row.ts';
import { peerVersions } from './servers.ts';

/** Each row is kept when it is measured, so that a run that ends early goes on where it ended. */
const FOLDER = new URL('../node_modules/.cache/registergraf-bench/', import.meta.url);

const fileOf = (row: string) => new URL(`${row}.json`, FOLDER);

export function keepResult(result: Result): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(fileOf(result.row), `${JSON.stringify(result, null, 2)}\n`);
}

export function readKept(row: string): Result | undefined {
  return existsSync(fileOf(row)) ? (JSON.parse(readFileSync(fileOf(row), 'utf8')) as Result) : undefined;
}

export function describeMachine({ rounds, seconds, scale }: Settings): Machine {
  return {
    cores: availableParallelism(),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    node: process.version.slice(1),
    peers: peerVersions(),
    code: describeCode(),
    how: `${rounds} rounds of ${seconds} s${scale === 1 ? '' : ', quick'}`,
  };
}

/** What is measured: changes of this folder do not make it another. */
function describeCode(): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: fileURLToPath(new URL('../', import.meta.url)),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  try {
    const changed = git('status', '--porcelain', '--', 'src', 'package-lock.json') === '' ? '' : '+';
    return `${git('log', '-1', '--format=%h', '--', 'src', 'package-lock.json')}${changed}`;
  } catch {
    return 'unknown';
  }
}
