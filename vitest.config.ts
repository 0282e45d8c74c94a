/** How tests are found and run. */
import { defineConfig } from 'vitest/config';

const nowhere = ['**/node_modules/**', '**/dist/**', '.build/**', 'tests/interop/clients/**'];

/** Where a browser, another program or another runtime has a part. */
const programs = ['browser', 'examples', 'faults', 'interop', 'packaging', 'runtimes', 'sdk', 'guides'].map(
  folder => `tests/${folder}/**/*.test.ts`,
);

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // The published packages name what is built; tests run what is written.
  resolve: {
    alias: [
      {
        find: /^@symbolon\/(client|client-browser|resource-server)$/,
        replacement: `${import.meta.dirname}/packages/$1/src/index.ts`,
      },
      {
        find: /^@symbolon\/resource-server\/(express|fastify|fetch)$/,
        replacement: `${import.meta.dirname}/packages/resource-server/src/$1.ts`,
      },
    ],
  },
  test: {
    pool: 'forks',
    // Many tests wait for a browser or another process: two at once fit on two cores.
    maxWorkers: 2,
    testTimeout: 15_000,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'sqlite',
          // Files share nothing but modules, which are most of the time that a short one takes.
          isolate: false,
          include: ['packages/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
          exclude: [...nowhere, ...programs],
        },
      },
      {
        extends: true,
        test: { name: 'programs', isolate: false, include: programs, exclude: nowhere },
      },
      // The behaviour of the protocol once more, on the other engine.
      {
        extends: true,
        test: {
          name: 'postgres',
          isolate: false,
          exclude: nowhere,
          include: [
            'tests/protocol/**/*.test.ts',
            'tests/admin-api/{applications,claims,manners,pools,users}.test.ts',
          ],
          globalSetup: 'tests/testkit/postgres-project.ts',
          env: { SYMBOLON_TEST_ENGINE: 'postgres' },
        },
      },
    ],
  },
});
