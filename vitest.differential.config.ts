import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Our readers against others', over generated and mutated answers: `npm run test:differential`.
export default defineConfig({
  test: {
    name: 'differential',
    include: ['test/differential/**/*.test.ts'],
    // A long run, by DIFFERENTIAL_COUNT, takes as long as it takes.
    maxWorkers: Math.max(2, availableParallelism()),
    testTimeout: 0,
    hookTimeout: 60_000,
  },
});
