import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const require = createRequire(import.meta.url);

/** GraphiQL and the example page in a real browser: `npm run test:browser`. */
export default defineConfig({
  // As in vitest.config.ts: one copy of graphql.
  resolve: { alias: { graphql: require.resolve('graphql/index.js') } },
  test: {
    globalSetup: 'test/support/setup.ts',
    include: ['test/browser/**/*.test.ts'],
    // Each file has a gateway and a browser of its own, and waits for them most of the time.
    maxWorkers: Math.max(2, availableParallelism()),
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Says why it skips.
    reporters: ['verbose'],
  },
});
