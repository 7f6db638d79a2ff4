import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const require = createRequire(import.meta.url);

// Inputs by seeds and grammars, at everything that reads what others have written: `npm run test:fuzz`, and `npm run fuzz` for a million.
export default defineConfig({
  // As in vitest.config.ts: one copy of graphql.
  resolve: { alias: { graphql: require.resolve('graphql/index.js') } },
  test: {
    name: 'fuzz',
    include: ['test/fuzz/**/*.test.ts'],
    // What an input costs is counted by the thread, whoever else computes.
    maxWorkers: Math.max(2, availableParallelism()),
    // A long run, by FUZZ_COUNT, takes as long as it takes.
    testTimeout: 0,
    // The answers of the sandbox are recorded first, on a machine that may be busy.
    hookTimeout: 300_000,
  },
});
