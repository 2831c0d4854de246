import { defineConfig } from '@playwright/test';
import { chromiumLaunch } from './scripts/browser';

/** Journeys in which no network is trained. */
const untrained = /(archives|formats|iiif|mirador|tables)\.spec\.ts$/;

export default defineConfig({
  testDir: 'tests/journeys',
  outputDir: 'test-results',
  globalSetup: './tests/journeys/serve.ts',
  // Those that train would slow each other down: one of them at a time, and beside it one of the others.
  workers: 2,
  projects: [
    { name: 'training', testMatch: '*.spec.ts', testIgnore: untrained, workers: 1 },
    { name: 'untrained', testMatch: untrained, workers: 1 },
  ],
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
