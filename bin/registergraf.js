#!/usr/bin/env node
// No syntax here that an old Node could not read: one line must tell it, and not a stack.
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(`registergraf needs Node 22.19 or newer; this is ${process.versions.node}.\n`);
  process.exitCode = 1;
} else {
  // A clone has src, which Node runs as it is; the package has dist.
  Promise.all([import('node:fs'), import('node:module'), import('node:url')]).then(
    ([fs, { enableCompileCache }, { fileURLToPath }]) => {
      const { existsSync } = fs;
      // As src/main.ts does, which is too late for the command line itself.
      enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/registergraf', import.meta.url)));
      const isClone = existsSync(new URL('../src/cli/main.ts', import.meta.url));
      return import(isClone ? '../src/cli/main.ts' : '../dist/cli/main.js');
    },
  );
}
