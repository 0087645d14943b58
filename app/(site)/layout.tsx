import '../tokens.css';
import './site.css';
import type { Metadata, Viewport } from 'next';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { FontPreloads } from '#components/layout/font-preloads';
import { cutAhead } from '#lib/fonts/cutting';
import { fittedFontFace, fittedFontPath, hangulLetters, lettersOf } from '#lib/fonts/fitted';
import { typefaces } from '#lib/fonts/typefaces';
import { iconPaths } from '#lib/icons';
import { alternateFeeds } from '#lib/page-metadata';
import { getPublication, type Publication } from '#lib/settings/queries';
import { siteOrigin } from '#lib/site';
import { siteWords } from '#lib/words/site';

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  await connection();
  const publication = await getPublication();
  const icons = iconPaths(publication);
  return {
    metadataBase: new URL(siteOrigin()),
    title: { template: `%s · ${publication.name}`, default: publication.name },
    manifest: '/manifest.webmanifest',
    icons: {
      icon: [
        { url: icons.small, sizes: '48x48' },
        { url: icons.large, sizes: '192x192' },
      ],
      apple: { url: icons.touch, sizes: '180x180' },
    },
    alternates: { types: alternateFeeds(publication) },
    formatDetection: { telephone: false },
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf6ec' },
    { media: '(prefers-color-scheme: dark)', color: '#131519' },
  ],
};

/** Every reader's page. `structured` is what a page says of itself to machines and must stand in the head. */
export default async function SiteLayout({ children, structured }: { children: ReactNode; structured: ReactNode }) {
  await connection();
  const publication = await getPublication();
  const masthead = mastheadFonts(publication);
  return (
    <html lang={publication.language} data-accent={publication.accent}>
      <head>
        <FontPreloads paths={[...masthead.paths, typefaces.display, typefaces.text, typefaces.interface]} />
        <style href="masthead" precedence="fonts">
          {masthead.css}
        </style>
        {structured}
      </head>
      <body>
        <a className="skip" href="#text">
          {siteWords.skip}
        </a>
        {children}
        <script
          src={`/reader.js?v=${process.env.BUILD_ID}`}
          defer
          data-sending={siteWords.form.sending}
          data-unanswered={siteWords.form.unanswered}
        />
      </body>
    </html>
  );
}

/** The two names in the masthead have fonts of exactly their letters, fetched first. */
function mastheadFonts({ name, hangulName }: Publication) {
  const latin = lettersOf(name);
  const hangul = hangulLetters([hangulName]);
  cutAhead('name', latin);
  if (hangul) cutAhead('hangul', hangul);
  return {
    css: fittedFontFace('name', 'Masthead', latin) + (hangul && fittedFontFace('hangul', 'Masthead Hangul', hangul)),
    paths: [fittedFontPath('name', latin), ...(hangul ? [fittedFontPath('hangul', hangul)] : [])],
  };
}
