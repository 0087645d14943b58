import type { Metadata } from 'next';
import { type FeedFile, feedPath } from '#lib/feeds/rules';
import { oembedAddress } from '#lib/oembed/oembed';
import { paths } from '#lib/paths';
import type { Publication } from '#lib/settings/queries';
import { absolute } from '#lib/site';
import { feedWords } from '#lib/words/feeds';

type Page = {
  title: string;
  description: string;
  path: string;
  /** What a preview of a link says, where that is something else; an empty one is not. */
  share?: { title: string; description: string };
  /** Where the same was published first, when that was elsewhere. */
  canonicalUrl?: string;
  /** The page in each of its languages, itself among them. */
  languages?: [language: string, url: string][];
  /** Language of the page, when it is not the publication's. */
  language?: string;
  /** 1200 × 630; a page without one is previewed as text. */
  image?: { path: string; width: number; height: number; alt: string };
  /** What shows the same as this page, as feeds; an article's has only that of all. */
  feeds?: PageFeeds;
  article?: { publishedTime: string; modifiedTime?: string; section?: string; authors: string[] };
};

/** What the feeds of a page are feeds of: its path and its name. */
type PageFeeds = { path: string; name: string };

/** Feeds by type, for `<link rel="alternate">`: those of the page before that of the publication, which is on every page. */
export function alternateFeeds(
  publication: Publication,
  feeds?: PageFeeds,
): NonNullable<Metadata['alternates']>['types'] {
  const ofAll = { url: absolute(paths.feed), title: publication.name };
  if (!feeds) return { 'application/rss+xml': [ofAll] };
  const isOfAll = feeds.path === paths.front;
  const title = isOfAll ? publication.name : feedWords.titleOf(feeds.name, publication.name);
  const own = (file: FeedFile) => ({ url: absolute(feedPath(feeds.path, file)), title });
  return {
    'application/rss+xml': isOfAll ? [ofAll] : [own('feed.xml'), ofAll],
    'application/atom+xml': [own('atom.xml')],
    'application/feed+json': [own('feed.json')],
  };
}

const locales: Record<string, string> = { en: 'en_GB', ko: 'ko_KR' };

/** What a page says of itself to search engines and to whoever draws a preview of a link to it. */
export function pageMetadata(publication: Publication, page: Page): Metadata {
  const { title, description, path, image, article } = page;
  const url = absolute(path);
  const images = image && [
    { url: absolute(image.path), width: image.width, height: image.height, type: 'image/jpeg', alt: image.alt },
  ];
  const shared = { title: page.share?.title || title, description: page.share?.description || description };
  const common = {
    ...shared,
    url,
    siteName: publication.name,
    locale: locales[page.language ?? publication.articleLanguage] ?? publication.articleLanguage,
    images,
  };
  return {
    title: path === '/' ? { absolute: title } : title,
    description,
    alternates: {
      canonical: page.canonicalUrl || url,
      languages: page.languages && Object.fromEntries(page.languages),
      types: {
        ...alternateFeeds(publication, page.feeds),
        ...(article && { 'application/json+oembed': oembedAddress(url) }),
      },
    },
    openGraph: article ? { ...common, type: 'article', ...article } : { ...common, type: 'website' },
    twitter: {
      card: image ? 'summary_large_image' : 'summary',
      ...shared,
      images: image && [{ url: absolute(image.path), alt: image.alt }],
    },
  };
}
