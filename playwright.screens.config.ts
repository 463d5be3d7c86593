import { defineConfig } from '@playwright/test'

/** Not a test: draws the pictures of docs/screens anew, on the invented people of the demo. `npm run screens`. */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '*.shots.ts',
  outputDir: 'test-results',
  workers: 1,
  timeout: 300_000,
  reporter: [['list']],
  projects: [{ name: 'browser' }],
})
