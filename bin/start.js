#!/usr/bin/env node
// The gateway alone, without the command line: what `npm start` runs. In JavaScript, for Node would load what strips types, which takes a
// tenth of the whole start, for a first file in TypeScript; of the others, what is left without types is kept, as src/main.ts says.
import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/registergraf', import.meta.url)));
await import(existsSync(new URL('../src/main.ts', import.meta.url)) ? '../src/main.ts' : '../dist/main.js');
