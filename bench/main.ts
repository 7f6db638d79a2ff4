import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// `npm run bench`: the gateway beside a handler written by hand, and signing. `npm run bench -- copy`: the copy of the business register.

const [what, ...rest] = process.argv.slice(2);
const files = what === 'copy' ? ['copy/bench.ts'] : ['bench.ts', 'security.ts'];
const args = what === 'copy' ? rest : process.argv.slice(2);
for (const file of files) {
  const { status } = spawnSync(process.execPath, [fileURLToPath(new URL(file, import.meta.url)), ...args], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
