#!/usr/bin/env node
// The gateway alone, without the command line: what `npm start` runs. In JavaScript, for Node would load what strips types, which takes a
// tenth of the whole start, for a first file in TypeScript; of the others, what is left without types is kept, as src/main.ts says.
// Nothing here that an old Node could not read: one line must tell it, and not a stack.
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(`registergraf needs Node 22.19 or newer; this is ${process.versions.node}.\n`);
  process.exitCode = 1;
} else {
  const { existsSync } = process.getBuiltinModule('node:fs');
  const { enableCompileCache } = process.getBuiltinModule('node:module');
  const { fileURLToPath } = process.getBuiltinModule('node:url');
  enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/registergraf', import.meta.url)));
  const isClone = existsSync(new URL('../src/main.ts', import.meta.url));
  // What stands after `npm start --` is read by the command line.
  const hasOptions = process.argv.length > 2;
  if (hasOptions) process.argv.splice(2, 0, 'start');
  const file = hasOptions ? 'cli/main' : 'main';
  await import(isClone ? `../src/${file}.ts` : `../dist/${file}.js`);
}
