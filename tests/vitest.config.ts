import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const json = process.env.LOA_TEST_JSON

// Folders whose tests need PostgreSQL, or start compilers and test runs of their own. Everything else is quick and needs nothing.
const services = ['store', 'app', 'delivery', 'channels', 'jobs', 'http', 'cli', 'e2e', 'tools'].map(
  (name) => `tests/${name}/**/*.test.{ts,tsx}`,
)

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    pool: 'forks',
    // Much of a test is waiting for PostgreSQL or a browser: no core is left out.
    maxWorkers: Math.max(2, availableParallelism()),
    // Modules are loaded once for all files of a worker: what a test changes it puts back.
    isolate: false,
    reporters: json ? ['default', 'json'] : ['default'],
    ...(json && { outputFile: { json } }),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: services,
          testTimeout: 10_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'services',
          include: services,
          globalSetup: ['tests/support/postgres-global.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
})
