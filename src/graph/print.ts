import { readFile, writeFile } from 'node:fs/promises';
import { GENERATED } from './generated.ts';

const root = new URL('../../', import.meta.url);

/** `npm run codegen` writes the files; `npm run codegen:check` writes nothing, and fails when one is out of date. */
for (const { name, text, isSame } of GENERATED) {
  const file = new URL(name, root);
  if (!process.argv.includes('--check')) {
    await writeFile(file, text);
  } else if (!isSame(await readFile(file, 'utf8').catch(() => ''))) {
    process.exitCode = 1;
    process.stderr.write(`${name} is out of date: run \`npm run codegen\`.\n`);
  }
}
