import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// V8's code of all modules is kept beside the packages, for the next start: to compile them is near half of what a start costs. Where the
// folder cannot be written nothing is kept; NODE_COMPILE_CACHE names another one. Only what is loaded from here on is kept.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/registergraf', import.meta.url)));
await import('./serve.ts');
