/** The forms in which every feed is written, by the last part of its address. */
export const feedTypes = {
  'feed.xml': 'application/rss+xml',
  'atom.xml': 'application/atom+xml',
  'feed.json': 'application/feed+json',
} as const;
export type FeedFile = keyof typeof feedTypes;

/** As many articles, and as many comments, as a feed holds: who asks once a day misses none. */
export const mostInFeed = { articles: 30, comments: 100 };

export const isFeedFile = (name: string): name is FeedFile => Object.hasOwn(feedTypes, name);

/** The address of the feed of what a page shows, from the root: '/sections/economy/feed.xml'. */
export const feedPath = (pagePath: string, file: FeedFile = 'feed.xml'): string =>
  `${pagePath === '/' ? '' : pagePath}/${file}`;
