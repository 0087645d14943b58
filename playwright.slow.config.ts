import { defineConfig } from '@playwright/test';
import base from './playwright.config.ts';

/** What needs minutes (`npm run test:slow`): each file starts sites of its own, one after the other. */
export default defineConfig({
  ...base,
  testDir: 'e2e/slow',
  testIgnore: [],
  globalSetup: undefined,
  workers: 1,
  fullyParallel: false,
  timeout: 5 * 60_000,
  globalTimeout: 80 * 60_000,
  projects: [{ name: 'slow' }],
});
