import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

const require = createRequire(import.meta.url);

export default defineConfig({
  // graphql is published twice (ESM and CJS); two copies in one process fail with "another module or realm".
  resolve: { alias: { graphql: require.resolve('graphql/index.js') } },
  test: { include: ['test/**/*.test.ts'], testTimeout: 20_000 },
});
