import { defineConfig } from '@playwright/test';
import base from './playwright.config.ts';

/** What needs minutes: `npm run test:slow`. Each spec starts sites of its own. */
export default defineConfig({
  ...base,
  testDir: 'e2e/slow',
  testIgnore: [],
  globalSetup: undefined,
  projects: [{ name: 'slow' }],
  workers: 1,
  timeout: 5 * 60_000,
  globalTimeout: 30 * 60_000,
});
