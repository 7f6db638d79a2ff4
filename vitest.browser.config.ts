import { defineConfig } from 'vitest/config';

/** GraphiQL in a real browser: `npm run test:browser`. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Says why it skips.
    reporters: ['verbose'],
  },
});
