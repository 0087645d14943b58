import { existsSync, realpathSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PHASE_PRODUCTION_SERVER } from 'next/constants.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const currentBuild = `${here}.next/current`;

/** @type {(phase: string) => import('next').NextConfig} */
export default (phase) => ({
  cacheComponents: true,
  partialPrefetching: true,
  poweredByHeader: false,
  compress: false, // server/ compresses
  reactStrictMode: true,
  // Each build has its own folder, which server/build.ts names; plain `next start` finds the one in use.
  distDir:
    process.env.NEXT_DIST_DIR ??
    (phase === PHASE_PRODUCTION_SERVER && existsSync(currentBuild)
      ? relative(here, realpathSync(currentBuild))
      : '.next'),
  // The front (server/front.ts) asks for every reader's page under this one name, so that Next sends it whole,
  // with its true status and every tag inside <head>. See docs/decisions/whole-pages.md.
  htmlLimitedBots: /mansudae-front/,
  // A form's answer is rendered from the start; see there.
  cacheHandler: fileURLToPath(new URL('./server/page-shells.ts', import.meta.url)),
  typescript: {
    ignoreBuildErrors: true, // `npm run check` does that, once
    // A build writes its folder into these settings: not into the repository's.
    tsconfigPath: process.env.NEXT_DIST_DIR ? '.next/tsconfig.json' : 'tsconfig.json',
  },
  images: { unoptimized: true },
  // Under plain `next start`; server/static-files.ts serves them by itself.
  rewrites: async () => ({
    beforeFiles: ['/reader.js', '/later.css', '/article.js', '/card.js', '/quote.js', '/blocks.css', '/feed.css'].map(
      (source) => ({
        source,
        destination: `/_next/static${source}`,
      }),
    ),
    afterFiles: [],
    fallback: [],
  }),
  serverExternalPackages: ['sharp', 'pg-boss', 'postgres', 'nodemailer', 'file-type'],
  experimental: {
    serverActions: { bodySizeLimit: '21mb' },
    isrFlushToDisk: false,
    // Readers' pages are whole documents and the desk waits for its data: nothing here is meant to be instant.
    instantInsights: { validationLevel: 'manual-warning' },
  },
  env: { BUILD_ID: process.env.BUILD_ID ?? 'dev' },
  generateBuildId: () => process.env.BUILD_ID ?? null,
});
