import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

// V8 makes objects old at once where most of those that were made at the same place of the code have lived for long, and decides so for the
// life of a process: when many requests were under way as it looked. Each old object keeps all that it leads to until the next full
// collection, so that some processes copied 15 to 35 kB a request again and again, and took half as much CPU more.
setFlagsFromString('--no-allocation-site-pretenuring');

// V8's code of all modules is kept beside the packages, for the next start: to compile them is near half of what a start costs. Where the
// folder cannot be written nothing is kept; NODE_COMPILE_CACHE names another one. Only what is loaded from here on is kept.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/registergraf', import.meta.url)));
await import('./serve.ts');
