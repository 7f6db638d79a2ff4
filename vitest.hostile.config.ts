import { defineConfig } from 'vitest/config';

const timeouts = { testTimeout: 120_000, hookTimeout: 60_000 };

// What hostile clients and registers cost, measured: one file at a time, with nothing else of ours on the machine.
export default defineConfig({
  test: {
    globalSetup: 'test/support/setup.ts',
    fileParallelism: false,
    projects: [
      {
        test: {
          name: 'hostile',
          include: ['test/hostile/**/*.test.ts'],
          exclude: ['test/hostile/after/**'],
          fileParallelism: false,
          maxConcurrency: 2,
          ...timeouts,
          // Not 0: see vitest.config.ts.
          sequence: { groupOrder: 1 },
        },
      },
      {
        // After all others: looks through everything that their gateways have written.
        test: {
          name: 'after hostile',
          include: ['test/hostile/after/**/*.test.ts'],
          ...timeouts,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
