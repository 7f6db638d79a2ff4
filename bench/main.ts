import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// `npm run bench`: the gateway against its targets. `npm run bench -- copy`: the copy of the business register.

const [what, ...rest] = process.argv.slice(2);
const file = what === 'copy' ? 'copy/bench.ts' : 'bench.ts';
const args = what === 'copy' ? rest : process.argv.slice(2);
const { status } = spawnSync(process.execPath, [fileURLToPath(new URL(file, import.meta.url)), ...args], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
