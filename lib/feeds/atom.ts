import { isoInZone } from '#lib/dates';
import type { Feed, FeedItem } from './model.ts';
import { element, tag, xmlHead, xmlLead, xmlWhat } from './xml.ts';

/** Atom 1.0 (RFC 4287). */
export const atomFeed = (feed: Feed): string =>
  xmlHead +
  element(
    'feed',
    { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': feed.language },
    tag('id', feed.id),
    tag('title', feed.title),
    tag('subtitle', feed.description),
    // It wants a date also where nothing stands; that of an empty feed says nothing.
    tag('updated', isoInZone(feed.changedAt ?? new Date(0), feed.timeZone)),
    element('link', { rel: 'self', type: 'application/atom+xml', href: feed.self }),
    element('link', { rel: 'alternate', type: 'text/html', href: feed.page }),
    feed.hubs.map((href) => element('link', { rel: 'hub', href })),
    xmlWhat,
    element('author', {}, tag('name', feed.publisher.name), tag('uri', feed.publisher.page)),
    tag('icon', feed.publisher.icon),
    feed.items.map((item) => atomEntry(item, feed.timeZone)),
  );

const atomEntry = (item: FeedItem, timeZone: string): string =>
  element(
    'entry',
    { 'xml:lang': item.language },
    xmlLead(item.page, item.title),
    tag('id', `urn:uuid:${item.id}`),
    tag('title', item.title),
    element('link', { rel: 'alternate', type: 'text/html', href: item.page }),
    item.comments && element('link', { rel: 'replies', type: 'application/rss+xml', href: item.comments.feed }),
    item.pictures.map(({ url, type, words }) =>
      element('link', { rel: 'enclosure', type, href: url, ...(words && { title: words }) }),
    ),
    tag('published', isoInZone(item.publishedAt, timeZone)),
    tag('updated', isoInZone(item.changedAt, timeZone)),
    item.authors.map(({ name, page }) => element('author', {}, tag('name', name), page && tag('uri', page))),
    item.categories.map((category) => element('category', { term: category })),
    tag('summary', item.summary),
    tag('content', item.html, ' type="html"'),
  );
