import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from './fuzz.ts';
import { reportOf } from './report.ts';
import { SHARES } from './settings.ts';

/** `npm run fuzz`: a million inputs, or FUZZ_COUNT, and the report of them beside this file. */
const { FUZZ_COUNT = '1000000' } = process.env;
const REPORT = new URL('./report.md', import.meta.url);

const folder = mkdtempSync(join(tmpdir(), 'registergraf-fuzz-'));
const file = join(folder, 'rows.jsonl');
writeFileSync(file, '');
const vitest = spawn(
  'npx',
  ['--no-install', 'vitest', 'run', '--config', 'vitest.fuzz.config.ts', ...process.argv.slice(2)],
  { stdio: 'inherit', env: { ...process.env, FUZZ_COUNT, FUZZ_ROWS: file } },
);
const [code] = (await once(vitest, 'close')) as [number | null];
const rows = readFileSync(file, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Row);
rmSync(folder, { recursive: true });
// A run of some targets, or of one input, is no report.
if (rows.length === Object.keys(SHARES).length && process.env.FUZZ_PATH === undefined) {
  writeFileSync(REPORT, reportOf(rows));
  spawn(process.execPath, ['.ci/tables.ts', '--write'], { stdio: 'inherit' });
}
process.exitCode = code ?? 1;
