import { defineConfig } from 'vitest/config';

// One gateway under load and faults, for a minute or for an hour: `npm run soak`.
export default defineConfig({
  test: {
    name: 'soak',
    include: ['test/soak/**/*.test.ts'],
    fileParallelism: false,
    // As long as SOAK_MINUTES says.
    testTimeout: 0,
    hookTimeout: 0,
  },
});
