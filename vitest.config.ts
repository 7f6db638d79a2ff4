import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { CHAOS } from './vitest.chaos.config.ts';
import { PATIENCE } from './test/support/patience.ts';

const require = createRequire(import.meta.url);

// graphql is published twice (ESM and CJS); two copies in one process fail with "another module or realm".
const alias = { graphql: require.resolve('graphql/index.js') };

// `registergraf-client` is what frontends import; here it is the source, so that nothing needs to be built first.
// Node itself gets these too, for packages that it loads: what some publish under `module` is for bundlers alone.
const conditions = ['registergraf-source', ...defaultServerConditions.filter((condition) => condition !== 'module')];

// Each in a process of its own, gone afterwards.
const ISOLATED = [
  // Its routers listen for the process's signals, and do not stop.
  'test/federation/routers.test.ts',
  // They measure the time that their process spends, which is also what others have left to be collected.
  'test/wire/certificate-path.test.ts',
  'test/wire/soap/security/canonical.test.ts',
  // They change NODE_ENV, and the clock.
  'test/server/logging.test.ts',
  'test/server/audit/line-writer.test.ts',
  // They set a flag of V8, which threads that are started later in the same process may not agree with.
  'test/domain/idempotency-memory.test.ts',
  'test/sources/enhet/kept-memory.test.ts',
  'test/wire/soap/xml-kept.test.ts',
];

for (const file of ISOLATED) {
  if (!existsSync(new URL(file, import.meta.url))) throw new Error(`ISOLATED names ${file}, which is not there`);
}

// Threads and processes that tests start take compiled modules from here: stripping types in several threads at once can crash V8.
const env = { NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/registergraf-tests', import.meta.url)) };

// A hook may start a gateway and a sandbox, on a machine that is busy with the other files.
const common = { env, testTimeout: 30_000, hookTimeout: 60_000, expect: { poll: PATIENCE } };
// Not 0: on a machine with one worker, vitest runs the files of group 0 after all other groups.
const sequence = { groupOrder: 1 };

export default defineConfig({
  test: {
    globalSetup: 'test/support/setup.ts',
    // One a core, and two on a single one: vitest leaves one core free, but half of the tests wait for a clock or a process.
    maxWorkers: Math.max(2, availableParallelism()),
    projects: [
      {
        resolve: { alias },
        ssr: { resolve: { conditions } },
        test: {
          name: 'registergraf',
          include: ['test/**/*.test.ts'],
          exclude: [
            'test/after/**',
            'test/browser/**',
            'test/hostile/**',
            'test/differential/**',
            'test/soak/**',
            'test/fuzz/**',
            'test/image/**',
            ...CHAOS,
            'test/chaos/after/**',
            ...ISOLATED,
          ],
          // The graph is built once a process, not once a file. What a file must not leave there: test/support/shared-process.ts.
          isolate: false,
          setupFiles: 'test/support/shared-process.ts',
          ...common,
          sequence,
        },
      },
      {
        resolve: { alias },
        ssr: { resolve: { conditions } },
        test: { name: 'isolated', include: ISOLATED, ...common, sequence },
      },
      {
        resolve: { alias },
        // After all others: looks through everything that the gateways of the run have written.
        test: { name: 'after', include: ['test/after/**/*.test.ts'], ...common, sequence: { groupOrder: 2 } },
      },
    ],
  },
});
