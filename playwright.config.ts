import { defineConfig } from '@playwright/test';
import { findChromium } from './e2e/support/chromium.ts';

const executablePath = findChromium() ?? undefined;

const ownSites = [
  'errors.spec.ts',
  'instances.spec.ts',
  'invented.spec.ts',
  'limits.spec.ts',
  'malformed.spec.ts',
  'outage.spec.ts',
  'page-cache.spec.ts',
  'plain-next.spec.ts',
  'scheduling.spec.ts',
  'settings.spec.ts',
  'start.spec.ts',
  'stopping.spec.ts',
];

/** Takes minutes each: `npm run test:slow`. */
const slow = 'slow/**';

export default defineConfig({
  testDir: 'e2e',
  testIgnore: slow,
  outputDir: 'test-results',
  globalSetup: './e2e/support/global-setup.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0, // what passes the second time is not right
  // Far more than anything takes here: on a busy machine slowness is no fault.
  timeout: 120_000,
  globalTimeout: 60 * 60_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  use: {
    baseURL: process.env.E2E_SITE, // known when the global setup has started it
    actionTimeout: 30_000,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    trace: 'off', // costs a third of the time; look at a failure with `--trace on`
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'first run', testMatch: 'first-run.spec.ts' },
    // Each starts sites of its own, and need not wait.
    { name: 'other sites', testMatch: ownSites },
    { name: 'with JavaScript', testIgnore: [slow, 'first-run.spec.ts', ...ownSites], dependencies: ['first run'] },
    {
      name: 'without JavaScript',
      grep: /@reader/,
      dependencies: ['first run'],
      use: { javaScriptEnabled: false },
    },
  ],
});
