import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

const at = (path: string) => resolve(import.meta.dirname, path)

export default defineConfig({
  resolve: { alias: { '@shared': at('shared'), '@resources': at('resources') } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**', 'node_modules/**'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Where the machine is shared, a test that fails once is run again, as in the browser suite.
    retry: process.env['CI'] ? 1 : 0,
    // Two cores: more workers only wait for each other.
    maxWorkers: 2,
  },
})
