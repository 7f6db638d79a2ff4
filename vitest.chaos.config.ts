import { defineConfig } from 'vitest/config';

/** Those that measure; what they judge by is tested with all else. */
export const CHAOS = ['test/chaos/chaos.test.ts', 'test/chaos/neighbours.test.ts'];

const timeouts = { testTimeout: 120_000, hookTimeout: 60_000 };

// What a register that fails costs the others, measured: `npm run chaos`, and `CHAOS=full` for every service with every fault. One
// file at a time, with nothing else of ours on the machine.
export default defineConfig({
  test: {
    globalSetup: 'test/support/setup.ts',
    fileParallelism: false,
    projects: [
      {
        test: {
          name: 'chaos',
          include: CHAOS,
          fileParallelism: false,
          ...timeouts,
          // Not 0: see vitest.config.ts.
          sequence: { groupOrder: 1 },
        },
      },
      {
        // After all others: looks through everything that their gateways have written.
        test: {
          name: 'after chaos',
          include: ['test/chaos/after/**/*.test.ts'],
          ...timeouts,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
