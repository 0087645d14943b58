import { fileURLToPath } from 'node:url';

/** @type {import('next').NextConfig} */
export default {
  cacheComponents: true,
  partialPrefetching: true,
  poweredByHeader: false,
  compress: false, // server/ compresses
  reactStrictMode: true,
  // Each build or development run may have its own folder; see server/build.ts.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  // The front (server/front.ts) asks for every reader's page under this one name, so that Next sends it whole,
  // with its true status and every tag inside <head>. See docs/decisions/whole-pages.md.
  htmlLimitedBots: /mansudae-front/,
  // A form's answer is rendered from the start; see there.
  cacheHandler: fileURLToPath(new URL('./server/page-shells.ts', import.meta.url)),
  typescript: { ignoreBuildErrors: true }, // `npm run check` does that, once
  images: { unoptimized: true },
  serverExternalPackages: ['sharp', 'pg-boss', 'postgres', 'nodemailer', 'subset-font', 'file-type'],
  experimental: {
    serverActions: { bodySizeLimit: '21mb' },
    isrFlushToDisk: false,
    // Readers' pages are whole documents and the desk waits for its data: nothing here is meant to be instant.
    instantInsights: { validationLevel: 'manual-warning' },
  },
  env: { BUILD_ID: process.env.BUILD_ID ?? 'dev' },
  generateBuildId: () => process.env.BUILD_ID ?? null,
};
