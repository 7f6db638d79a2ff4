import { defineConfig } from 'vitest/config';

// What hostile clients and registers cost, measured: one file at a time, with nothing else of ours on the machine.
export default defineConfig({
  test: {
    name: 'hostile',
    include: ['test/hostile/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
