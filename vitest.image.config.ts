import { defineConfig } from 'vitest/config';

// The Dockerfile's own steps in a clean folder, with everything installed anew: `npm run test:image`.
export default defineConfig({
  test: {
    name: 'image',
    globalSetup: 'test/support/setup.ts',
    include: ['test/image/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The last test writes the report: not after one that has failed.
    bail: 1,
  },
});
