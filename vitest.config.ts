import { defineConfig } from 'vitest/config';

// A zone where it is already tomorrow: what forgets a time zone shows itself.
process.env.TZ = 'Pacific/Kiritimati';

const databaseTests = ['*mutations', 'queries', 'jobs'].map((file) => `**/${file}.test.ts`).concat('**/*.db.test.ts');
const elsewhere = ['node_modules/**', '.next*/**', 'data/**', 'e2e/**'];
const support = (file: string) => `${import.meta.dirname}/e2e/support/${file}`;

export default defineConfig({
  resolve: {
    alias: {
      // It works inside Next alone. Here nothing is in a browser.
      'server-only': support('empty.ts'),
    },
  },
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // Limits against hanging: on a busy machine slowness is no fault.
    testTimeout: 60_000,
    hookTimeout: 180_000,
    // next-auth spells its imports for a bundler.
    server: { deps: { inline: ['next-auth', '@auth/core'] } },
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['**/*.test.{ts,tsx}'], exclude: [...elsewhere, ...databaseTests] },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: databaseTests,
          exclude: elsewhere,
          globalSetup: support('template-database.ts'),
          setupFiles: support('own-database.ts'),
        },
      },
    ],
  },
});
