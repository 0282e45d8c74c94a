/** How tests are found and run. */
import { defineConfig } from 'vitest/config';

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
    exclude: ['**/node_modules/**', '**/dist/**', '.build/**', 'tests/interop/clients/**'],
    pool: 'forks',
    // Many tests wait for a browser or another process: two at once fit on two cores.
    maxWorkers: 2,
    testTimeout: 15_000,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: { name: 'sqlite', include: ['packages/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'] },
      },
      // The behaviour of the protocol once more, on the other engine.
      {
        extends: true,
        test: {
          name: 'postgres',
          // Its files share nothing but modules, which are most of the time that a short one takes.
          isolate: false,
          include: ['tests/protocol/**/*.test.ts', 'tests/admin-api/{applications,claims,manners,pools,users}.test.ts'],
          globalSetup: 'tests/testkit/postgres-project.ts',
          env: { SYMBOLON_TEST_ENGINE: 'postgres' },
        },
      },
    ],
  },
});
