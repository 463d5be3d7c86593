import { defineConfig } from '@playwright/test'

/** One suite for both hosts. Each test starts a workstation of its own on a scratch folder and a free port. */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  // Each test is a host and a browser, and waits for both most of the time.
  workers: 2,
  fullyParallel: false,
  timeout: 90_000,
  // Where the machine is shared, a test that fails once is run again and reported as flaky, not hidden.
  retries: process.env['CI'] ? 1 : 0,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  projects: [{ name: 'browser' }, { name: 'electron', workers: 1 }],
})
