import { isoInZone, rfc822 } from '#lib/dates';
import type { Feed, FeedItem } from './model.ts';
import { element, tag, xmlHead, xmlLead, xmlWhat } from './xml.ts';

const spaces = {
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:media': 'http://search.yahoo.com/mrss/',
  'xmlns:wfw': 'http://wellformedweb.org/CommentAPI/',
};

/** RSS 2.0 with the full text of each item, its pictures (Media RSS) and where it is answered. */
export const rssFeed = (feed: Feed): string =>
  xmlHead +
  element(
    'rss',
    { version: '2.0', ...spaces },
    element(
      'channel',
      {},
      tag('title', feed.title),
      tag('link', feed.page),
      tag('description', feed.description),
      tag('language', feed.language),
      element('atom:link', { href: feed.self, rel: 'self', type: 'application/rss+xml' }),
      feed.hubs.map((href) => element('atom:link', { href, rel: 'hub' })),
      xmlWhat,
      feed.changedAt && tag('lastBuildDate', rfc822(feed.changedAt, feed.timeZone)),
      feed.items.map((item) => rssItem(item, feed.timeZone)),
    ),
  );

const rssItem = (item: FeedItem, timeZone: string): string =>
  element(
    'item',
    {},
    xmlLead(item.page, item.title),
    tag('title', item.title),
    tag('link', item.page),
    // The bare id: for who has subscribed another spelling of it would be another article.
    tag('guid', item.id, ' isPermaLink="false"'),
    tag('pubDate', rfc822(item.publishedAt, timeZone)),
    // RSS itself has no word for it.
    item.changedAt > item.publishedAt ? tag('atom:updated', isoInZone(item.changedAt, timeZone)) : null,
    item.authors.map(({ name }) => tag('dc:creator', name)),
    tag('dc:language', item.language),
    item.categories.map((category) => tag('category', category)),
    item.comments && [tag('comments', item.comments.page), tag('wfw:commentRss', item.comments.feed)],
    tag('description', item.summary),
    item.pictures.map(({ url, type, width, height, words, credit }) =>
      element(
        'media:content',
        { url, medium: 'image', type, width, height },
        words && tag('media:description', words),
        credit && tag('media:credit', credit),
      ),
    ),
    tag('content:encoded', item.html),
  );
