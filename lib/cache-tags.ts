import type { GroupKind } from '#lib/groups/rules';

/** Every name under which something public is cached. Reads name their tag, writes announce it. */
export const cacheTags = {
  /** Name, zone, look: on every page. */
  settings: 'settings',
  /** Any list of articles: front page, feeds, sitemap, section and author pages. */
  articles: 'articles',
  /** All that is drawn of one article. */
  article: (id: string) => `article:${id}`,
  /** What an address leads to; also when it leads nowhere, so that a 404 ends when something is published there. */
  slug: (slug: string) => `slug:${slug}`,
  comments: (articleId: string) => `comments:${articleId}`,
  sections: 'sections',
  topics: 'topics',
  series: 'series',
  groups: (kind: GroupKind) => groupTags[kind],
  /** How the front page is arranged. */
  front: 'front',
  authors: 'authors',
  picture: (id: string) => `picture:${id}`,
  page: (name: 'about' | 'privacy') => `page:${name}`,
};

const groupTags = { section: 'sections', topic: 'topics', series: 'series' } satisfies Record<GroupKind, string>;
