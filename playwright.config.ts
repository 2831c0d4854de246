import { defineConfig } from '@playwright/test';
import { chromiumLaunch } from './scripts/browser';

export default defineConfig({
  testDir: 'tests/journeys',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  globalSetup: './tests/journeys/serve.ts',
  // One at a time: each journey trains a network and would slow the others down.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 480_000,
  // Software rendering on a busy machine is slow; nothing here measures time.
  expect: { timeout: 60_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    launchOptions: chromiumLaunch(),
    trace: 'off',
    screenshot: 'only-on-failure',
  },
});
