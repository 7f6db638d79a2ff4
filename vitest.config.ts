import { createRequire } from 'node:module';
import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

const require = createRequire(import.meta.url);

// graphql is published twice (ESM and CJS); two copies in one process fail with "another module or realm".
const alias = { graphql: require.resolve('graphql/index.js') };

// `registergraf/client` is what frontends import; here it is the source, so that nothing needs to be built first.
// Node itself gets these too, for packages that it loads: what some publish under `module` is for bundlers alone.
const conditions = ['registergraf-source', ...defaultServerConditions.filter((condition) => condition !== 'module')];

export default defineConfig({
  test: {
    globalSetup: 'test/support/setup.ts',
    projects: [
      {
        resolve: { alias },
        ssr: { resolve: { conditions } },
        test: {
          name: 'registergraf',
          include: ['test/**/*.test.ts'],
          exclude: ['test/after/**', 'test/browser/**', 'test/hostile/**', 'test/differential/**'],
          testTimeout: 20_000,
          // A hook may start a gateway and a sandbox, on a machine that is busy with the other files.
          hookTimeout: 60_000,
          // Not 0: on a machine with one worker, vitest runs the files of group 0 after all other groups.
          sequence: { groupOrder: 1 },
        },
      },
      {
        resolve: { alias },
        // After all others: looks through everything that the gateways of the run have written.
        test: { name: 'after', include: ['test/after/**/*.test.ts'], sequence: { groupOrder: 2 } },
      },
    ],
  },
});
