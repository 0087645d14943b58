import { isoInZone } from '#lib/dates';
import type { Feed } from './model.ts';

/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
export const jsonFeed = (feed: Feed): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.page,
    feed_url: feed.self,
    description: feed.description,
    icon: feed.publisher.icon,
    language: feed.language,
    authors: [{ name: feed.publisher.name, url: feed.publisher.page }],
    hubs: feed.hubs.length > 0 ? feed.hubs.map((url) => ({ type: 'WebSub', url })) : undefined,
    items: feed.items.map((item) => ({
      id: item.id,
      url: item.page,
      title: item.title,
      content_html: item.html,
      summary: item.summary,
      image: item.pictures[0]?.url,
      date_published: isoInZone(item.publishedAt, feed.timeZone),
      date_modified: item.changedAt > item.publishedAt ? isoInZone(item.changedAt, feed.timeZone) : undefined,
      authors: item.authors.map(({ name, page }) => ({ name, url: page ?? undefined })),
      tags: item.categories,
      language: item.language,
    })),
  });
